"""Answers to norm-in-forward, written from its task and stub alone."""

# %% right: the norm is made in __init__
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.mix(self.norm(x))


# %% right: registered with add_module, other names inside
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.add_module("mix", nn.Linear(width, width))
        self.add_module("norm", nn.LayerNorm([width]))

    def forward(self, words):
        normed = self.norm(words)
        change = self.mix(normed)
        return change + words


# %% wrong: norm is registered, but forward still makes a new one
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        norm = nn.LayerNorm(x.shape[-1])
        return x + self.mix(norm(x))


# %% wrong: self.norm is made anew in forward, at every call
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.norm = nn.LayerNorm(x.shape[-1])
        return x + self.mix(self.norm(x))


# %% wrong: self is missing in __init__, so norm is a local variable there
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.mix(norm(x))


# %% wrong: norm in a plain list, it is not registered
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.layers = [nn.LayerNorm(d_model)]
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.mix(self.layers[0](x))


# %% wrong: norm without gain and offset, nothing to learn
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(d_model, elementwise_affine=False)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.mix(self.norm(x))


# %% wrong: the residual path is normalised too
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.norm(x)
        return x + self.mix(x)


# %% wrong: norm under no_grad, so its parameters get no gradient
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        with torch.no_grad():
            normed = self.norm(x)
        return x + self.mix(normed)


# %% wrong: the layer has another name than norm
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.layer_norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.mix(self.layer_norm(x))


# %% wrong: the sum is normalised after mixing
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(d_model)
        self.mix = nn.Linear(d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.norm(x + self.mix(x))
