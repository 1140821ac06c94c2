"""Answers to multi-head-parameters, written from its task and stub alone."""

# %% right: the formula
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    one = d_model * d_model
    if bias:
        one += d_model
    return 4 * one


# %% right: four nn.Linear, their elements counted
from torch import nn


def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    total = 0
    for _ in range(4):
        layer = nn.Linear(d_model, d_model, bias=bias)
        for parameter in layer.parameters():
            total += parameter.numel()
    return total


# %% right: in one line, bias as a number
def multi_head_parameters(d, heads, offset):
    return 4 * d * (d + int(offset))


# %% right: a module with the four projections
class Projections(nn.Module):
    def __init__(self, d_model, bias):
        super().__init__()
        self.w_q = nn.Linear(d_model, d_model, bias=bias)
        self.w_k = nn.Linear(d_model, d_model, bias=bias)
        self.w_v = nn.Linear(d_model, d_model, bias=bias)
        self.w_o = nn.Linear(d_model, d_model, bias=bias)


def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    return sum(p.numel() for p in Projections(d_model, bias).parameters())


# %% right: a sum over names
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    matrices = {name: d_model**2 for name in ["w_q", "w_k", "w_v", "w_o"]}
    offsets = {name: d_model if bias else 0 for name in matrices}
    return sum(matrices.values()) + sum(offsets.values())


# %% wrong: multiplied by the number of heads, as if each head had the full width
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    one = d_model * d_model + (d_model if bias else 0)
    return 4 * one * num_heads


# %% wrong: w_o is forgotten, only three projections are counted
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    one = d_model * d_model + (d_model if bias else 0)
    return 3 * one


# %% wrong: the offsets are counted once instead of four times
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    total = 4 * d_model * d_model
    if bias:
        total += d_model
    return total


# %% wrong: bias is ignored
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * d_model**2


# %% wrong: each offset counted as one number (True is 1) instead of d_model numbers
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * (d_model * d_model + bias)


# %% wrong: w_q, w_k and w_v only counted for one head, with d_model / num_heads columns
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    d_head = d_model // num_heads
    total = 3 * d_model * d_head + d_model * d_model
    if bias:
        total += 3 * d_head + d_model
    return total


# %% wrong: returns a float instead of an int, because of the true division
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    d_head = d_model / num_heads
    per_head = 3 * d_model * d_head
    total = per_head * num_heads + d_model * d_model
    if bias:
        total += 4 * d_model
    return total


# %% wrong: bias of nn.Linear left at its default True
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    layers = [nn.Linear(d_model, d_model) for _ in range(4)]
    return sum(p.numel() for layer in layers for p in layer.parameters())


# %% wrong: only w_q, w_k and w_v get an offset, w_o gets none
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * d_model**2 + (3 * d_model if bias else 0)


# %% wrong: an offset for each head in each projection
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    offset = num_heads * d_model if bias else 0
    return 4 * (d_model * d_model + offset)
