"""Answers to mixes-words, written from its task and stub alone."""

# %% right: every word replaced by random numbers, several times
from collections.abc import Callable

import torch


def acts_per_position(block: Callable, x: torch.Tensor) -> bool:
    before = block(x.clone())
    batch, words, _ = x.shape
    for b in range(batch):
        for t in range(words):
            others = torch.ones(batch, words, dtype=torch.bool)
            others[b, t] = False
            for scale in (1.0, 10.0, 100.0):
                changed = x.clone()
                changed[b, t] = torch.randn_like(x[b, t]) * scale
                after = block(changed)
                if not torch.equal(before[others], after[others]):
                    return False
    return True


# %% right: random noise added, the changed word's output put back before comparing
import torch


def acts_per_position(f, x):
    good = True
    with torch.no_grad():
        reference = f(x.clone()).clone()
        for place in range(x.shape[0] * x.shape[1]):
            b, t = divmod(place, x.shape[1])
            for size in [0.5, 5.0, 50.0, 500.0]:
                other = x.clone()
                other[b, t] = other[b, t] + size * torch.randn(x.shape[2], dtype=x.dtype)
                result = f(other).clone()
                result[b, t] = reference[b, t]
                good = good and bool((result == reference).all())
    return good


# %% wrong: only the first word is changed
from collections.abc import Callable

import torch


def acts_per_position(block: Callable, x: torch.Tensor) -> bool:
    before = block(x)
    changed = x.clone()
    changed[:, 0] = torch.randn_like(x[:, 0])
    after = block(changed)
    return torch.equal(before[:, 1:], after[:, 1:])


# %% wrong: the changed word's own output is compared too
from collections.abc import Callable

import torch


def acts_per_position(block: Callable, x: torch.Tensor) -> bool:
    before = block(x)
    for b in range(x.shape[0]):
        for t in range(x.shape[1]):
            changed = x.clone()
            changed[b, t] = torch.randn_like(x[b, t])
            if not torch.equal(block(changed), before):
                return False
    return True


# %% wrong: x itself is changed
from collections.abc import Callable

import torch


def acts_per_position(block: Callable, x: torch.Tensor) -> bool:
    before = block(x.clone())
    for b in range(x.shape[0]):
        for t in range(x.shape[1]):
            others = torch.ones(x.shape[:2], dtype=torch.bool)
            others[b, t] = False
            x[b, t] = torch.randn_like(x[b, t]) * 10
            after = block(x.clone())
            if not torch.equal(before[others], after[others]):
                return False
            before = after
    return True


# %% wrong: only the words of the same sentence are compared, mixing between sentences is missed
from collections.abc import Callable

import torch


def acts_per_position(block: Callable, x: torch.Tensor) -> bool:
    before = block(x)
    for b in range(x.shape[0]):
        for t in range(x.shape[1]):
            changed = x.clone()
            changed[b, t] = torch.randn_like(x[b, t]) * 10
            after = block(changed)
            for other in range(x.shape[1]):
                if other != t and not torch.equal(before[b, other], after[b, other]):
                    return False
    return True


# %% wrong: only the words after the changed one are compared
from collections.abc import Callable

import torch


def acts_per_position(block: Callable, x: torch.Tensor) -> bool:
    before = block(x)
    for b in range(x.shape[0]):
        for t in range(x.shape[1]):
            changed = x.clone()
            changed[b, t] = torch.randn_like(x[b, t]) * 10
            after = block(changed)
            if not torch.equal(before[:, t + 1 :], after[:, t + 1 :]):
                return False
    return True


# %% wrong: returns after the first word that was tried
from collections.abc import Callable

import torch


def acts_per_position(block: Callable, x: torch.Tensor) -> bool:
    before = block(x)
    for b in range(x.shape[0]):
        for t in range(x.shape[1]):
            others = torch.ones(x.shape[:2], dtype=torch.bool)
            others[b, t] = False
            changed = x.clone()
            changed[b, t] = torch.randn_like(x[b, t]) * 10
            after = block(changed)
            return torch.equal(before[others], after[others])


# %% wrong: the same number is added to all components, a block that subtracts each word's mean hides the change
from collections.abc import Callable

import torch


def acts_per_position(block: Callable, x: torch.Tensor) -> bool:
    before = block(x)
    for b in range(x.shape[0]):
        for t in range(x.shape[1]):
            others = torch.ones(x.shape[:2], dtype=torch.bool)
            others[b, t] = False
            changed = x.clone()
            changed[b, t] += 1.0
            after = block(changed)
            if not torch.allclose(before[others], after[others], rtol=0, atol=1e-5):
                return False
    return True


# %% wrong: each place is compared with the block's output for that word alone, which is another question: a block that adds positions is rejected
from collections.abc import Callable

import torch


def acts_per_position(block: Callable, x: torch.Tensor) -> bool:
    whole = block(x)
    for b in range(x.shape[0]):
        for t in range(x.shape[1]):
            alone = block(x[b : b + 1, t : t + 1])
            if not torch.allclose(whole[b, t], alone[0, 0]):
                return False
    return True


# %% wrong: inverted, True for a block that mixes
from collections.abc import Callable

import torch


def acts_per_position(block: Callable, x: torch.Tensor) -> bool:
    before = block(x)
    for b in range(x.shape[0]):
        for t in range(x.shape[1]):
            others = torch.ones(x.shape[:2], dtype=torch.bool)
            others[b, t] = False
            changed = x.clone()
            changed[b, t] = torch.randn_like(x[b, t]) * 10
            if not torch.equal(before[others], block(changed)[others]):
                return True
    return False


# %% wrong: a tolerance, so a small influence on other words goes unnoticed
from collections.abc import Callable

import torch


def acts_per_position(block: Callable, x: torch.Tensor) -> bool:
    before = block(x)
    for b in range(x.shape[0]):
        for t in range(x.shape[1]):
            others = torch.ones(x.shape[:2], dtype=torch.bool)
            others[b, t] = False
            changed = x.clone()
            changed[b, t] += torch.randn_like(x[b, t])
            if not torch.allclose(before[others], block(changed)[others], atol=1e-2):
                return False
    return True
