"""Answers to norm-in-forward, written from its task and stub alone."""

# %% right: the norm is made in __init__
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.mix(self.norm(x))


# %% right: added with add_module, several steps in forward
class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.mix = nn.Linear(width, width)
        self.add_module("norm", nn.LayerNorm(width))

    def forward(self, words):
        normed = self.norm(words)
        mixed = self.mix(normed)
        return mixed + words


# %% right: torch.nn spelt out, the local name kept in forward
class Block(torch.nn.Module):
    def __init__(self, d_model):
        torch.nn.Module.__init__(self)
        self.mix = torch.nn.Linear(in_features=d_model, out_features=d_model)
        self.norm = torch.nn.LayerNorm([d_model])

    def forward(self, x):
        norm = self.norm
        return x + self.mix(norm(x))


# %% right: the layer in __init__, its parameters used with the functional form
import torch.nn.functional as F


class Block(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.mix = nn.Linear(d_model, d_model)
        self.norm = nn.LayerNorm(d_model)

    def forward(self, x):
        n = F.layer_norm(x, (x.shape[-1],), self.norm.weight, self.norm.bias, self.norm.eps)
        return torch.add(x, self.mix(n))


# %% wrong: self.norm is made anew at each call of forward, so it is missing at the start and never learns
class Block(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x):
        self.norm = nn.LayerNorm(x.shape[-1])
        return x + self.mix(self.norm(x))


# %% wrong: self.norm is made in __init__, but forward still uses a new one
class Block(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x):
        norm = nn.LayerNorm(x.shape[-1])
        return x + self.mix(norm(x))


# %% wrong: norm is only a local name in __init__, forward does not know it
class Block(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x):
        return x + self.mix(norm(x))


# %% wrong: the norm is hidden in a plain list, so it is not registered
class Block(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.layers = [nn.LayerNorm(d_model)]
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x):
        return x + self.mix(self.layers[0](x))


# %% wrong: a norm without gain and offset
class Block(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.norm = nn.LayerNorm(d_model, elementwise_affine=False)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x):
        return x + self.mix(self.norm(x))


# %% wrong: the norm is made at the first call only, before that an optimizer does not get it
class Block(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.norm = None
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x):
        if self.norm is None:
            self.norm = nn.LayerNorm(x.shape[-1])
        return x + self.mix(self.norm(x))


# %% wrong: the residual path now carries the normed x
class Block(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x):
        x = self.norm(x)
        return x + self.mix(x)


# %% wrong: norm and mix swapped, the norm comes after the mix
class Block(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x):
        return x + self.norm(self.mix(x))


# %% wrong: the norm's result is cut off from the gradient, its parameters are there but never learn
class Block(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x):
        with torch.no_grad():
            normed = self.norm(x)
        return x + self.mix(normed)


# %% wrong: the layers are made before super().__init__(), which raises an error
class Block(nn.Module):
    def __init__(self, d_model):
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)
        super().__init__()

    def forward(self, x):
        return x + self.mix(self.norm(x))


# %% wrong: the layer has another name than norm
class Block(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.layer_norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x):
        return x + self.mix(self.layer_norm(x))


# %% wrong: the residual path is lost
class Block(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x):
        return self.mix(self.norm(x))
