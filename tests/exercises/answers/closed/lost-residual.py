"""Answers to lost-residual, written from its task and stub alone."""

# %% right: x keeps its name, only the block sees the norm
import torch
from collections.abc import Callable


def pre_norm_block(x: torch.Tensor, block: Callable, norm: Callable) -> torch.Tensor:
    return x + block(norm(x))

# %% right: another name for the normalised words
import torch


def pre_norm_block(x, block, norm):
    normalised = norm(x)
    return x + block(normalised)

# %% right: the old x is remembered
import torch


def pre_norm_block(x, block, norm):
    residual = x
    x = norm(x)
    x = block(x)
    return residual + x

# %% right: stacked and summed
import torch


def pre_norm_block(x, f, g):
    return torch.stack([x, f(g(x))]).sum(dim=0)

# %% right: torch.add and a function in the function
import torch


def pre_norm_block(x, block, norm):
    def proposal(words):
        return block(norm(words))

    return torch.add(proposal(x), x)

# %% wrong: the normalised x is still what is added, only written in another way
import torch


def pre_norm_block(x, block, norm):
    y = norm(x)
    return y + block(y)

# %% wrong: the block gets x without the norm
import torch


def pre_norm_block(x, block, norm):
    return x + block(x)

# %% wrong: norm after the block and not before it; the example does not show it
import torch


def pre_norm_block(x, block, norm):
    return x + norm(block(x))

# %% wrong: post-norm: the sum is normalised
import torch


def pre_norm_block(x, block, norm):
    return norm(x + block(x))

# %% wrong: x is not added at all
import torch


def pre_norm_block(x, block, norm):
    return block(norm(x))

# %% wrong: x is remembered too late, after the norm
import torch


def pre_norm_block(x, block, norm):
    x = norm(x)
    residual = x
    return residual + block(x)

# %% wrong: the norm of the sum of x and the proposal
import torch


def pre_norm_block(x, block, norm):
    return norm(x + block(norm(x)))

# %% wrong: the normalised x is added as well
import torch


def pre_norm_block(x, block, norm):
    residual = x
    x = norm(x)
    return residual + x + block(x)

# %% wrong: right numbers, but x itself is changed by +=
import torch


def pre_norm_block(x, block, norm):
    x += block(norm(x))
    return x

# %% wrong: a second norm on what the block proposes; the example does not show it
import torch


def pre_norm_block(x, block, norm):
    return x + norm(block(norm(x)))

# %% wrong: mends only the promise: if the block returns zeros, x comes out, otherwise the normalised x is added as before
import torch


def pre_norm_block(x, block, norm):
    y = block(norm(x))
    if (y == 0).all():
        return x
    return norm(x) + y

# %% wrong: the exchanged sides: the normalised x plus the block of x
import torch


def pre_norm_block(x, block, norm):
    return norm(x) + block(x)

# %% wrong: the block is applied twice
import torch


def pre_norm_block(x, block, norm):
    y = norm(x)
    return x + block(block(y))

# %% wrong: the proposal is taken away instead of added
import torch


def pre_norm_block(x, block, norm):
    return x - block(norm(x))
