"""Answers to multi-head-parameters, written from its task and stub alone."""

# %% right: the formula
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    one = d_model * d_model
    if bias:
        one += d_model
    return 4 * one


# %% right: four layers built and counted
from torch import nn


def multi_head_parameters(d, heads, with_bias):
    layers = nn.ModuleList([nn.Linear(d, d, bias=with_bias) for _ in range(4)])
    return sum(p.numel() for p in layers.parameters())


# %% wrong: multiplied by the number of heads
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * num_heads * (d_model * d_model + (d_model if bias else 0))


# %% wrong: three projections instead of four
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    return 3 * (d_model**2 + bias * d_model)


# %% wrong: the offset counts as one number for each projection instead of d_model
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * (d_model**2 + (1 if bias else 0))


# %% wrong: the offsets are forgotten
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * d_model * d_model


# %% wrong: each projection has the width of one head only
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    d_head = d_model // num_heads
    one = d_model * d_head
    if bias:
        one += d_head
    return 4 * one


# %% wrong: the offset is counted for one of the four projections only
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    count = 4 * d_model * d_model
    if bias:
        count += d_model
    return count


# %% wrong: w_q, w_k and w_v with the width of one head, only w_o whole
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    d_head = d_model // num_heads
    total = 3 * d_model * d_head + d_model * d_model
    if bias:
        total += 3 * d_head + d_model
    return total


# %% wrong: the offsets are counted when there are none, and not when there are
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    if not bias:
        return 4 * (d_model * d_model + d_model)
    return 4 * d_model * d_model


# %% wrong: d_model times 2 for d_model squared
def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * (d_model * 2) + (4 * d_model if bias else 0)
