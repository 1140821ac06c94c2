"""Answers to same-layer-six-times, written from its task and stub alone."""

# %% right: a comprehension makes a new layer each time
from torch import nn

from course_lib.transformer import EncoderLayer


class Stack(nn.Module):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            [EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)]
        )

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% right: a loop that appends to an empty ModuleList
class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = nn.ModuleList()
        for _ in range(num_layers):
            self.layers.append(EncoderLayer(d_model, num_heads, d_ff))

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% right: a plain list first, then a while loop and ModuleList
class Stack(nn.Module):
    def __init__(self, width, heads, inner, n):
        super().__init__()
        made = []
        while len(made) < n:
            new_layer = EncoderLayer(width, heads, inner)
            made.append(new_layer)
        self.layers = nn.ModuleList(made)

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% right: a generator and a helper method, forward by index
class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.sizes = (d_model, num_heads, d_ff)
        self.layers = nn.ModuleList(self.new_layer() for _ in range(num_layers))

    def new_layer(self):
        return EncoderLayer(*self.sizes)

    def forward(self, x, mask=None):
        for i in range(len(self.layers)):
            x = self.layers[i](x, mask)
        return x


# %% wrong: the same layer is made inside the brackets, but still multiplied
class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = nn.ModuleList([EncoderLayer(d_model, num_heads, d_ff)] * num_layers)

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: a comprehension that repeats one and the same layer
class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        layer = EncoderLayer(d_model, num_heads, d_ff)
        self.layers = nn.ModuleList([layer for _ in range(num_layers)])

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: a plain list, so the layers are not registered and there are no parameters
class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = [EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)]

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: shallow copies, which share their parameters
import copy


class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        layer = EncoderLayer(d_model, num_heads, d_ff)
        self.layers = nn.ModuleList([copy.copy(layer) for _ in range(num_layers)])

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: always six layers, num_layers ignored
class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = nn.ModuleList([EncoderLayer(d_model, num_heads, d_ff) for _ in range(6)])

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: one layer too few
class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = nn.ModuleList(
            [EncoderLayer(d_model, num_heads, d_ff) for _ in range(1, num_layers)]
        )

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: num_heads and d_ff swapped in the call
class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = nn.ModuleList(
            [EncoderLayer(d_model, d_ff, num_heads) for _ in range(num_layers)]
        )

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: new layers, but forward no longer hands the mask on
class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = nn.ModuleList(
            [EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)]
        )

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x)
        return x


# %% wrong: new layers, but the return has slipped into the loop, so only the first one works
class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = nn.ModuleList(
            [EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)]
        )

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
            return x


# %% wrong: each layer has its own attention, but all share the first one's parts of the other kinds
class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        first = EncoderLayer(d_model, num_heads, d_ff)
        self.layers = nn.ModuleList([first])
        for _ in range(num_layers - 1):
            layer = EncoderLayer(d_model, num_heads, d_ff)
            for name, part in first.named_children():
                if "attention" not in name:
                    setattr(layer, name, part)
            self.layers.append(layer)

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: the layers are new, but all named alike in a ModuleDict, so only the last one stays
class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = nn.ModuleDict()
        for _ in range(num_layers):
            self.layers["layer"] = EncoderLayer(d_model, num_heads, d_ff)

    def forward(self, x, mask=None):
        for layer in self.layers.values():
            x = layer(x, mask)
        return x
