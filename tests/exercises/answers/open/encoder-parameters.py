"""Answers to encoder-parameters, written from its task and stub alone."""

# %% right: one formula
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    table = vocab_size * d_model
    attention = 4 * d_model * d_model
    feed_forward = 2 * d_model * d_ff + d_ff + d_model
    norms = 2 * (d_model + d_model)
    return table + num_layers * (attention + feed_forward + norms)


# %% right: a loop over the layers that adds up piece by piece
def encoder_parameters(vocab, width, inner, layers):
    total = vocab * width
    for _ in range(layers):
        for _ in ["w_q", "w_k", "w_v", "w_o"]:
            total += width**2
        total += width * inner + inner
        total += inner * width + width
        total += 2 * width
        total += 2 * width
    return total


# %% right: modules of PyTorch are built and counted
from torch import nn


def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    def count(module):
        return sum(p.numel() for p in module.parameters())

    layer = nn.ModuleList(
        [nn.Linear(d_model, d_model, bias=False) for _ in range(4)]
        + [nn.Linear(d_model, d_ff), nn.Linear(d_ff, d_model)]
        + [nn.LayerNorm(d_model), nn.LayerNorm(d_model)]
    )
    return count(nn.Embedding(vocab_size, d_model)) + num_layers * count(layer)


# %% right: a sum over a list of shapes
import math


def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    shapes = [(d_model, d_model)] * 4
    shapes += [(d_model, d_ff), (d_ff,), (d_ff, d_model), (d_model,)]
    shapes += [(d_model,)] * 4
    per_layer = sum(math.prod(shape) for shape in shapes)
    return math.prod((vocab_size, d_model)) + num_layers * per_layer


# %% right: factored out
def encoder_parameters(v, d, f, n):
    return d * v + n * (d * (4 * d + 2 * f + 5) + f)


# %% wrong: the output matrix w_o is forgotten
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    attention = 3 * d_model**2
    feed_forward = 2 * d_model * d_ff + d_ff + d_model
    norms = 4 * d_model
    return vocab_size * d_model + num_layers * (attention + feed_forward + norms)


# %% wrong: the two offsets of the feed-forward block are forgotten
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    attention = 4 * d_model**2
    feed_forward = 2 * d_model * d_ff
    norms = 4 * d_model
    return vocab_size * d_model + num_layers * (attention + feed_forward + norms)


# %% wrong: both offsets of the feed-forward block are counted with d_model numbers
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    attention = 4 * d_model**2
    feed_forward = 2 * (d_model * d_ff + d_model)
    norms = 4 * d_model
    return vocab_size * d_model + num_layers * (attention + feed_forward + norms)


# %% wrong: the norms have a gain only, no offset
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    attention = 4 * d_model**2
    feed_forward = 2 * d_model * d_ff + d_ff + d_model
    norms = 2 * d_model
    return vocab_size * d_model + num_layers * (attention + feed_forward + norms)


# %% wrong: one more norm after the last layer, as in pre-norm
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    attention = 4 * d_model**2
    feed_forward = 2 * d_model * d_ff + d_ff + d_model
    norms = 4 * d_model
    layers = num_layers * (attention + feed_forward + norms)
    return vocab_size * d_model + layers + 2 * d_model


# %% wrong: the table is counted in every layer
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    table = vocab_size * d_model
    attention = 4 * d_model**2
    feed_forward = 2 * d_model * d_ff + d_ff + d_model
    norms = 4 * d_model
    return num_layers * (table + attention + feed_forward + norms)


# %% wrong: the norms are counted with d_ff, which agrees only if d_ff is twice d_model
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    attention = 4 * d_model**2
    feed_forward = 2 * d_model * d_ff + d_ff + d_model
    norms = d_ff + d_ff
    return vocab_size * d_model + num_layers * (attention + feed_forward + norms)


# %% wrong: the layers are always counted twice, whatever num_layers is
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    attention = 4 * d_model**2
    feed_forward = 2 * d_model * d_ff + d_ff + d_model
    norms = 4 * d_model
    return vocab_size * d_model + 2 * (attention + feed_forward + norms)


# %% wrong: a ready-made encoder layer, whose attention has offsets
from torch import nn


def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    layer = nn.TransformerEncoderLayer(d_model, nhead=1, dim_feedforward=d_ff)
    per_layer = sum(p.numel() for p in layer.parameters())
    return vocab_size * d_model + num_layers * per_layer


# %% wrong: returns a float instead of an int
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    attention = 4 * d_model**2.0
    feed_forward = 2 * d_model * d_ff + d_ff + d_model
    norms = 4 * d_model
    return vocab_size * d_model + num_layers * (attention + feed_forward + norms)


# %% wrong: the feed-forward block has only one matrix
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    attention = 4 * d_model**2
    feed_forward = d_model * d_ff + d_ff + d_model
    norms = 4 * d_model
    return vocab_size * d_model + num_layers * (attention + feed_forward + norms)


# %% wrong: only the layers are counted, the table is missing
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    attention = 4 * d_model**2
    feed_forward = 2 * d_model * d_ff + d_ff + d_model
    norms = 4 * d_model
    return num_layers * (attention + feed_forward + norms)


# %% wrong: the norms are counted once for the whole encoder, not in each layer
def encoder_parameters(vocab_size, d_model, d_ff, num_layers):
    attention = 4 * d_model**2
    feed_forward = 2 * d_model * d_ff + d_ff + d_model
    norms = 4 * d_model
    return vocab_size * d_model + num_layers * (attention + feed_forward) + norms
