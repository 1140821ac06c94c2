"""Answers to pre-norm-stack, written from its task and stub alone."""

# %% right: a loop with zip
import torch
from collections.abc import Callable


def run_pre_norm(
    x: torch.Tensor,
    blocks: list[Callable],
    norms: list[Callable],
    final_norm: Callable,
) -> torch.Tensor:
    for block, norm in zip(blocks, norms):
        x = x + block(norm(x))
    return final_norm(x)


# %% right: by index, with names for every step
def run_pre_norm(x, blocks, norms, final_norm):
    stream = x
    for i in range(len(blocks)):
        normed = norms[i](stream)
        change = blocks[i](normed)
        stream = torch.add(change, stream)
    return final_norm(stream)


# %% right: recursion
def run_pre_norm(x, blocks, norms, final_norm):
    if not blocks:
        return final_norm(x)
    x = x + blocks[0](norms[0](x))
    return run_pre_norm(x, blocks[1:], norms[1:], final_norm)


# %% right: reduce
from functools import reduce


def run_pre_norm(hidden, layers, normalisations, last):
    def step(value, pair):
        norm, layer = pair
        return value + layer(norm(value))

    return last(reduce(step, zip(normalisations, layers), hidden))


# %% right: a class for one block
class Step:
    def __init__(self, block, norm):
        self.block = block
        self.norm = norm

    def __call__(self, x):
        return self.block(self.norm(x)) + x


def run_pre_norm(x, blocks, norms, final_norm):
    steps = [Step(block, norm) for block, norm in zip(blocks, norms)]
    for step in steps + [final_norm]:
        x = step(x)
    return x


# %% right: a clone and a while loop
def run_pre_norm(x, blocks, norms, final_norm):
    total = x.clone()
    number = 0
    while number < len(blocks):
        total += blocks[number](norms[number](total.clone()))
        number += 1
    return final_norm(total)


# %% wrong: post-norm order, the norm comes after the sum
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = norm(x + block(x))
    return final_norm(x)


# %% wrong: the final norm is forgotten
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = x + block(norm(x))
    return x


# %% wrong: nothing is added, the detour around the block is missing
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = block(norm(x))
    return final_norm(x)


# %% wrong: the normed vector is added instead of x itself
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = norm(x)
        x = x + block(x)
    return final_norm(x)


# %% wrong: the final norm after every block, and not at all without blocks
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = x + block(norm(x))
        x = final_norm(x)
    return x


# %% wrong: every block gets the original x instead of the output of the one before
def run_pre_norm(x, blocks, norms, final_norm):
    total = x
    for block, norm in zip(blocks, norms):
        total = total + block(norm(x))
    return final_norm(total)


# %% wrong: the first norm is used for all blocks
def run_pre_norm(x, blocks, norms, final_norm):
    norm = norms[0] if norms else None
    for block in blocks:
        x = x + block(norm(x))
    return final_norm(x)


# %% wrong: without blocks x comes back without the final norm
def run_pre_norm(x, blocks, norms, final_norm):
    if len(blocks) == 0:
        return x
    for block, norm in zip(blocks, norms):
        x = x + block(norm(x))
    return final_norm(x)


# %% wrong: the norm is applied to what the block returns, not to its input
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = x + norm(block(x))
    return final_norm(x)


# %% wrong: returns inside the loop, after the first block
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = x + block(norm(x))
        return final_norm(x)


# %% wrong: always the original x is added instead of the running sum
def run_pre_norm(x, blocks, norms, final_norm):
    original = x
    for block, norm in zip(blocks, norms):
        x = original + block(norm(x))
    return final_norm(x)


# %% wrong: the last block is left out
def run_pre_norm(x, blocks, norms, final_norm):
    for i in range(len(blocks) - 1):
        x = x + blocks[i](norms[i](x))
    return final_norm(x)
