"""Answers to parameters-of-a-head, written from its task and stub alone."""

# %% right: one formula
import torch


def head_parameters(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return 2 * d_model * d_k + d_model * d_v + (2 * d_k + d_v if bias else 0)

# %% right: a loop over the three widths
import torch


def head_parameters(d_model, d_k, d_v, bias):
    count = 0
    for width in (d_k, d_k, d_v):
        count += d_model * width
        if bias:
            count += width
    return count

# %% right: a row more for the vector
import torch


def head_parameters(d, k, v, with_bias):
    rows = d + int(with_bias)
    return rows * (k + k + v)

# %% right: count the parameters of linear layers
import torch


def head_parameters(d_model, d_k, d_v, bias):
    layers = [torch.nn.Linear(d_model, width, bias=bias) for width in (d_k, d_k, d_v)]
    return sum(p.numel() for layer in layers for p in layer.parameters())

# %% right: tensors of zeros, counted
import torch


def head_parameters(d_model, d_k, d_v, bias):
    w_q = torch.zeros(d_model, d_k)
    w_k = torch.zeros(d_model, d_k)
    w_v = torch.zeros(d_model, d_v)
    total = w_q.numel() + w_k.numel() + w_v.numel()
    if bias is True:
        total = total + w_q.shape[1] + w_k.shape[1] + w_v.shape[1]
    return total

# %% wrong: only one of the matrices W_Q and W_K is counted
import torch


def head_parameters(d_model, d_k, d_v, bias):
    count = d_model * d_k + d_model * d_v
    if bias:
        count += d_k + d_v
    return count

# %% wrong: the bias vectors are taken to have d_model components each
import torch


def head_parameters(d_model, d_k, d_v, bias):
    count = 2 * d_model * d_k + d_model * d_v
    if bias:
        count += 3 * d_model
    return count

# %% wrong: W_V is counted with d_k instead of d_v
import torch


def head_parameters(d_model, d_k, d_v, bias):
    return 3 * (d_model * d_k + (d_k if bias else 0))

# %% wrong: each bias counts as a single number
import torch


def head_parameters(d_model, d_k, d_v, bias):
    count = 2 * d_model * d_k + d_model * d_v
    return count + 3 if bias else count

# %% wrong: bias is ignored
import torch


def head_parameters(d_model, d_k, d_v, bias):
    return d_model * (2 * d_k + d_v)

# %% wrong: the bias is always counted
import torch


def head_parameters(d_model, d_k, d_v, bias):
    return (d_model + 1) * (2 * d_k + d_v)

# %% wrong: the two bias vectors of Q and K together are taken for d_model numbers; fits only if d_model is twice d_k, as in the example
import torch


def head_parameters(d_model, d_k, d_v, bias):
    count = 2 * d_model * d_k + d_model * d_v
    if bias:
        count += d_model + d_v
    return count

# %% wrong: W_Q and W_K together are taken for a square of d_model; fits only if d_model is twice d_k, as in the example
import torch


def head_parameters(d_model, d_k, d_v, bias):
    count = d_model * d_model + d_model * d_v
    if bias:
        count += 2 * d_k + d_v
    return count

# %% wrong: the output matrix W_O is counted too
import torch


def head_parameters(d_model, d_k, d_v, bias):
    count = 2 * d_model * d_k + 2 * d_model * d_v
    if bias:
        count += 2 * d_k + d_v
    return count

# %% wrong: only the bias of the values is counted
import torch


def head_parameters(d_model, d_k, d_v, bias):
    count = 2 * d_model * d_k + d_model * d_v
    if bias:
        count += d_v
    return count

# %% wrong: the precedence of the conditional: without bias the answer is 0
import torch


def head_parameters(d_model, d_k, d_v, bias):
    return 2 * d_model * d_k + d_model * d_v + 2 * d_k + d_v if bias else 0

# %% wrong: the sides are added instead of multiplied
import torch


def head_parameters(d_model, d_k, d_v, bias):
    count = 2 * (d_model + d_k) + d_model + d_v
    if bias:
        count += 2 * d_k + d_v
    return count

# %% wrong: d_k and d_v are exchanged
import torch


def head_parameters(d_model, d_k, d_v, bias):
    count = 2 * d_model * d_v + d_model * d_k
    if bias:
        count += 2 * d_v + d_k
    return count
