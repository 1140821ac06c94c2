"""Write softmax along any axis."""

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def softmax(scores: Tensor, dim: int) -> Tensor:
    """Turn scores into shares that sum to 1 along `dim`."""
    shifted = scores - scores.amax(dim=dim, keepdim=True)
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=dim, keepdim=True)


CASES = (
    Case("three scores", lambda: (torch.tensor([1.0, 2.0, 4.0]), 0)),
    Case("two rows of three scores, shares along each row", lambda: (random_tensor(2, 3), 1)),
    Case("two rows of three scores, shares down each column", lambda: (random_tensor(2, 3), 0)),
    Case("four rows of four scores, shares along each row", lambda: (random_tensor(4, 4), -1)),
    Case("scores of about 1000", lambda: (torch.tensor([1000.0, 1001.0, 999.0]), 0)),
    Case("scores of about −1000", lambda: (torch.tensor([-1000.0, -1002.0, -999.0]), 0)),
    Case("scores far apart within a row", lambda: (torch.tensor([[0.0, 200.0, -200.0]]), 1)),
    Case("float64", lambda: (random_tensor(2, 3, dtype=torch.float64), 1)),
    Case("a blocked score of −∞", lambda: (torch.tensor([0.5, -torch.inf, 1.5]), 0)),
    Case("shape [2, 3, 4], shares along the middle axis", lambda: (random_tensor(2, 3, 4), 1)),
    Case(
        "one large and one small row, shares along each",
        lambda: (torch.tensor([[300.0, 301.0], [1.0, 3.0]]), 1),
    ),
)


# Other ways to write it


def _with_the_library(scores: Tensor, dim: int) -> Tensor:
    return F.softmax(scores, dim=dim)


def _with_logsumexp(scores: Tensor, dim: int) -> Tensor:
    return (scores - scores.logsumexp(dim, keepdim=True)).exp()


def _with_a_loop(scores: Tensor, dim: int) -> Tensor:
    rows = scores.movedim(dim, -1)
    shares = torch.empty_like(rows)
    for place in torch.cartesian_prod(*(torch.arange(n) for n in (1, *rows.shape[:-1]))).reshape(-1, rows.ndim):
        row = rows[tuple(place[1:])]
        exponentials = torch.exp(row - row.max())
        shares[tuple(place[1:])] = exponentials / exponentials.sum()
    return shares.movedim(-1, dim)


# Ways to get it wrong


def _without_the_maximum(scores: Tensor, dim: int) -> Tensor:
    return scores.exp() / scores.exp().sum(dim, keepdim=True)


def _overall_maximum(scores: Tensor, dim: int) -> Tensor:
    exponentials = (scores - scores.max()).exp()
    return exponentials / exponentials.sum(dim, keepdim=True)


def _always_last(scores: Tensor, dim: int) -> Tensor:
    return softmax(scores, -1)


def _always_first(scores: Tensor, dim: int) -> Tensor:
    return softmax(scores, 0)


def _over_everything(scores: Tensor, dim: int) -> Tensor:
    exponentials = (scores - scores.max()).exp()
    return exponentials / exponentials.sum()


def _by_the_largest(scores: Tensor, dim: int) -> Tensor:
    exponentials = (scores - scores.amax(dim, keepdim=True)).exp()
    return exponentials / exponentials.amax(dim, keepdim=True)


def _without_keepdim(scores: Tensor, dim: int) -> Tensor:
    exponentials = (scores - scores.amax(dim, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim)


def _without_exp(scores: Tensor, dim: int) -> Tensor:
    return scores / scores.sum(dim, keepdim=True)


def _maximum_without_keepdim(scores: Tensor, dim: int) -> Tensor:
    exponentials = (scores - scores.amax(dim)).exp()
    return exponentials / exponentials.sum(dim, keepdim=True)


def _sign_turned(scores: Tensor, dim: int) -> Tensor:
    exponentials = (scores.amax(dim, keepdim=True) - scores).exp()
    return exponentials / exponentials.sum(dim, keepdim=True)


def _exp_forgotten(scores: Tensor, dim: int) -> Tensor:
    shifted = scores - scores.amax(dim, keepdim=True)
    return shifted / shifted.sum(dim, keepdim=True)


def _cut_off(scores: Tensor, dim: int) -> Tensor:
    exponentials = scores.clamp(max=80).exp()
    return exponentials / exponentials.sum(dim, keepdim=True)


MISTAKES = (
    Mistake(
        "no-maximum",
        "exp of a large score is infinite, and ∞ / ∞ is NaN; exp of very negative scores is 0, and 0 / 0 is "
        "NaN. Subtract the largest score along `dim` first: it changes no share.",
        _without_the_maximum,
    ),
    Mistake(
        "overall-maximum",
        "You subtract the largest score of the whole tensor. A row far below it becomes all zeros, and 0 / 0 "
        "is NaN: take the maximum along `dim`.",
        _overall_maximum,
    ),
    Mistake("always-last-axis", "Your shares sum to 1 along the last axis, whatever `dim` says.", _always_last),
    Mistake("always-first-axis", "Your shares sum to 1 along the first axis, whatever `dim` says.", _always_first),
    Mistake(
        "sum-over-everything",
        "You divide by the sum of the whole tensor, so all shares together sum to 1. Sum along `dim` only.",
        _over_everything,
    ),
    Mistake(
        "divided-by-largest",
        "You divide by the largest exponential, or not at all, so the largest share is 1. Divide by the sum.",
        _by_the_largest,
    ),
    Mistake(
        "no-keepdim",
        "The sum has lost the axis `dim`. Broadcasting then lines the sums up with the wrong axis: an error "
        "at best, wrong shares in a square matrix. Use `keepdim=True`.",
        _without_keepdim,
    ),
    Mistake(
        "no-exp",
        "You divide the scores themselves. Take exp first: shares must not be negative.",
        _without_exp,
    ),
    Mistake(
        "maximum-without-keepdim",
        "The maximum has lost the axis `dim`, so it is subtracted from the wrong scores. Use `keepdim=True`.",
        _maximum_without_keepdim,
    ),
    Mistake(
        "sign-turned",
        "You subtracted the scores from the maximum: now the smallest score gets the largest share.",
        _sign_turned,
    ),
    Mistake("exp-forgotten", "The maximum is subtracted, but exp is missing.", _exp_forgotten),
    Mistake("cut-off", "Cutting large scores off makes them all equal. Subtract the maximum instead.", _cut_off),
)

EXERCISE = Exercise(
    name="softmax",
    chapter="softmax",
    minutes=5,
    difficulty="easy",
    solution=softmax,
    cases=CASES,
    mistakes=MISTAKES,
    tolerance=1e-4,  # at scores of 1000, float32 itself is no finer than 6e-5
    also_right=(_with_the_library, _with_logsumexp, _with_a_loop),
)
