"""Answers to lost-residual, written from its task and stub alone."""

# %% right: x goes round norm and block
from collections.abc import Callable

import torch


def pre_norm_block(x: torch.Tensor, block: Callable, norm: Callable) -> torch.Tensor:
    return x + block(norm(x))


# %% right: the old x kept under another name
from collections.abc import Callable

import torch


def pre_norm_block(words, layer, normalise):
    kept = words
    words = normalise(words)
    words = layer(words)
    return torch.add(words, kept)


# %% wrong: another name, without effect: the normalised x still takes the residual path
from collections.abc import Callable

import torch


def pre_norm_block(x: torch.Tensor, block: Callable, norm: Callable) -> torch.Tensor:
    normed = norm(x)
    return normed + block(normed)


# %% wrong: post-norm, the sum is normalised
from collections.abc import Callable

import torch


def pre_norm_block(x: torch.Tensor, block: Callable, norm: Callable) -> torch.Tensor:
    return norm(x + block(x))


# %% wrong: the block's result is normalised instead of its input
from collections.abc import Callable

import torch


def pre_norm_block(x: torch.Tensor, block: Callable, norm: Callable) -> torch.Tensor:
    return x + norm(block(x))


# %% wrong: the norm is gone
from collections.abc import Callable

import torch


def pre_norm_block(x: torch.Tensor, block: Callable, norm: Callable) -> torch.Tensor:
    return x + block(x)


# %% wrong: swapped, the block gets the raw x and the normalised one takes the residual path
from collections.abc import Callable

import torch


def pre_norm_block(x: torch.Tensor, block: Callable, norm: Callable) -> torch.Tensor:
    residual = x
    x = norm(x)
    return x + block(residual)


# %% wrong: the residual path is gone
from collections.abc import Callable

import torch


def pre_norm_block(x: torch.Tensor, block: Callable, norm: Callable) -> torch.Tensor:
    return block(norm(x))


# %% wrong: the old x is added on top of the normalised one
from collections.abc import Callable

import torch


def pre_norm_block(x: torch.Tensor, block: Callable, norm: Callable) -> torch.Tensor:
    residual = x
    x = norm(x)
    return residual + x + block(x)


# %% wrong: the copy is kept too late, after the norm
from collections.abc import Callable

import torch


def pre_norm_block(x: torch.Tensor, block: Callable, norm: Callable) -> torch.Tensor:
    x = norm(x)
    residual = x.clone()
    return residual + block(x)
