"""Answers to feed-forward-parameters, written from its task and stub alone."""

# %% right: the formula
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * d_model**2
    return block / (block + attention), block / (block + 2 * attention)


# %% right: real layers of PyTorch, their parameters counted
from torch import nn


def block_shares(d_model, d_ff):
    block = nn.Sequential(nn.Linear(d_model, d_ff), nn.ReLU(), nn.Linear(d_ff, d_model))
    attention = nn.ModuleList([nn.Linear(d_model, d_model, bias=False) for _ in range(4)])
    b = sum(p.numel() for p in block.parameters())
    a = sum(p.numel() for p in attention.parameters())
    return b / (a + b), b / (a + a + b)


# %% right: lists of shapes, a tuple by comprehension
from math import prod


def block_shares(width, inner):
    block = sum(prod(shape) for shape in [(width, inner), (inner,), (inner, width), (width,)])
    attention = sum(prod(shape) for shape in [(width, width)] * 4)
    return tuple(block / (block + n * attention) for n in (1, 2))


# %% right: fractions, turned into floats at the end
from fractions import Fraction


def block_shares(d_model: int, d_ff: int) -> tuple[float, float]:
    block = (d_model + 1) * d_ff + (d_ff + 1) * d_model
    attention = 0
    for _ in ("w_q", "w_k", "w_v", "w_o"):
        attention += d_model * d_model
    encoder = Fraction(block, block + attention)
    decoder = Fraction(block, block + attention + attention)
    return float(encoder), float(decoder)


# %% right: one minus the attention's share
def block_shares(d_model, d_ff):
    ff = 2 * d_model * d_ff + d_model + d_ff
    att = 4 * d_model * d_model
    return 1 - att / (ff + att), 1 - 2 * att / (ff + 2 * att)


# %% wrong: the two offsets are forgotten
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff
    attention = 4 * d_model**2
    return block / (block + attention), block / (block + 2 * attention)


# %% wrong: both offsets are taken to have d_model components
def block_shares(d_model, d_ff):
    block = 2 * (d_model * d_ff + d_model)
    attention = 4 * d_model**2
    return block / (block + attention), block / (block + 2 * attention)


# %% wrong: both offsets are taken to have d_ff components
def block_shares(d_model, d_ff):
    block = 2 * (d_model * d_ff + d_ff)
    attention = 4 * d_model**2
    return block / (block + attention), block / (block + 2 * attention)


# %% wrong: an attention has 2 * d_model per matrix instead of d_model squared (right only at d_model = 2)
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * (2 * d_model)
    return block / (block + attention), block / (block + 2 * attention)


# %% wrong: the decoder layer is counted with one attention only
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * d_model**2
    share = block / (block + attention)
    return share, share


# %% wrong: three matrices in an attention, w_o is forgotten
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 3 * d_model**2
    return block / (block + attention), block / (block + 2 * attention)


# %% wrong: the ratio of the block to the attention instead of its share in the whole
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * d_model**2
    return block / attention, block / (2 * attention)


# %% wrong: the attention has offsets too
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * (d_model**2 + d_model)
    return block / (block + attention), block / (block + 2 * attention)


# %% wrong: the attention's shares are returned, not the block's
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * d_model**2
    return attention / (block + attention), 2 * attention / (block + 2 * attention)


# %% wrong: the decoder layer comes first
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * d_model**2
    return block / (block + 2 * attention), block / (block + attention)


# %% wrong: integer division gives 0
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * d_model**2
    return block // (block + attention), block // (block + 2 * attention)


# %% wrong: d_ff is ignored, it is always taken as four times d_model
def block_shares(d_model, d_ff):
    d_ff = 4 * d_model
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * d_model**2
    return block / (block + attention), block / (block + 2 * attention)


# %% wrong: brackets missing, block / block + attention
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * d_model**2
    return block / block + attention, block / block + 2 * attention


# %% wrong: percent instead of a number between 0 and 1
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * d_model**2
    return 100 * block / (block + attention), 100 * block / (block + 2 * attention)


# %% wrong: the norms are counted too
def block_shares(d_model, d_ff):
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * d_model**2
    norm = 2 * d_model
    return block / (block + attention + 2 * norm), block / (block + 2 * attention + 3 * norm)
