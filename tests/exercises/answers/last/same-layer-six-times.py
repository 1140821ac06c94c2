"""Answers to same-layer-six-times, written from its task and stub alone."""

# %% right: a comprehension that makes a new layer each time
from torch import nn

from course_lib.transformer import EncoderLayer


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


# %% right: a loop with append
from torch import nn

from course_lib.transformer import EncoderLayer


class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = nn.ModuleList()
        for i in range(num_layers):
            layer = EncoderLayer(d_model, num_heads, d_ff)
            self.layers.append(layer)

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: a plain Python list, so the module does not know the parameters
from torch import nn

from course_lib.transformer import EncoderLayer


class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = [
            EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)
        ]

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: a comprehension that still puts the one layer in each time
from torch import nn

from course_lib.transformer import EncoderLayer


class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        layer = EncoderLayer(d_model, num_heads, d_ff)
        self.layers = nn.ModuleList([layer for _ in range(num_layers)])

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: the layer is made inside the list, but the list is still multiplied, so it is one layer
from torch import nn

from course_lib.transformer import EncoderLayer


class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = nn.ModuleList(
            [EncoderLayer(d_model, num_heads, d_ff)] * num_layers
        )

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: shallow copies still share their parameters
import copy

from torch import nn

from course_lib.transformer import EncoderLayer


class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        layer = EncoderLayer(d_model, num_heads, d_ff)
        self.layers = nn.ModuleList([copy.copy(layer) for _ in range(num_layers)])

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: always six layers, whatever num_layers says
from torch import nn

from course_lib.transformer import EncoderLayer


class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = nn.ModuleList(
            [EncoderLayer(d_model, num_heads, d_ff) for _ in range(6)]
        )

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: one layer too few
from torch import nn

from course_lib.transformer import EncoderLayer


class Stack(nn.Module):
    def __init__(self, d_model, num_heads, d_ff, num_layers):
        super().__init__()
        self.layers = nn.ModuleList()
        for i in range(1, num_layers):
            self.layers.append(EncoderLayer(d_model, num_heads, d_ff))

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


# %% wrong: the new layers are right, but forward now returns after the first
from torch import nn

from course_lib.transformer import EncoderLayer


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
