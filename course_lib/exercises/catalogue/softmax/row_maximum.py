"""Find the bug in a softmax that subtracts one maximum for all rows."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def stable_rows(scores: Tensor) -> Tensor:
    """Turn each row of scores into shares, without overflow in any row."""
    shifted = scores - scores.amax(dim=-1, keepdim=True)
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _one_maximum_for_all(scores: Tensor) -> Tensor:
    shifted = scores - scores.max()
    exponentials = shifted.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


CASES = (
    Case("two rows of three small scores", lambda: (random_tensor(2, 3),)),
    Case("one row near 0, one near 500", lambda: (torch.tensor([[1.0, 2.0, 0.0], [500.0, 501.0, 499.0]]),)),
    Case("one row near 0, one near −500", lambda: (torch.tensor([[1.0, 2.0], [-500.0, -501.0]]),)),
    Case("scores far apart within a row", lambda: (torch.tensor([[0.0, 300.0, -300.0]]),)),
    Case("three rows of three scores near 1000", lambda: (1000 + random_tensor(3, 3),)),
    Case("rows far apart, float64", lambda: (torch.tensor([[0.0, 1.0], [900.0, 903.0]], dtype=torch.float64),)),
)


def _with_the_library(scores: Tensor) -> Tensor:
    return torch.softmax(scores, dim=-1)


def _row_by_row(scores: Tensor) -> Tensor:
    return torch.stack([(row - row.max()).exp() / (row - row.max()).exp().sum() for row in scores])


def _no_maximum(scores: Tensor) -> Tensor:
    exponentials = scores.exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _columns_maximum(scores: Tensor) -> Tensor:
    exponentials = (scores - scores.amax(dim=0, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _nan_to_zero(scores: Tensor) -> Tensor:
    return torch.nan_to_num(_one_maximum_for_all(scores))


def _smallest(scores: Tensor) -> Tensor:
    exponentials = (scores - scores.amin(dim=-1, keepdim=True) - scores.max()).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _maximum_without_keepdim(scores: Tensor) -> Tensor:
    exponentials = (scores - scores.amax(dim=-1)).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _sum_over_everything(scores: Tensor) -> Tensor:
    exponentials = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    return exponentials / exponentials.sum()


MISTAKES = (
    Mistake(
        "no-maximum",
        "Without any maximum, exp overflows for scores near 1000. Subtract one, per row.",
        _no_maximum,
    ),
    Mistake(
        "maximum-of-columns",
        "You subtract the maximum of each column. That is no common shift of a row, so it changes the shares.",
        _columns_maximum,
    ),
    Mistake(
        "nan-to-zero",
        "The row is all zeros now: no NaN, but its shares sum to 0. Hiding the NaN, or a small number in the "
        "denominator, is no cure: keep the row's exponentials from becoming 0 in the first place.",
        _nan_to_zero,
    ),
    Mistake("smallest", "Subtract the largest score of the row, so that its largest exponential is 1.", _smallest),
    Mistake(
        "maximum-without-keepdim",
        "The maximum has lost its axis, so it is subtracted from the wrong scores. Use `keepdim=True`.",
        _maximum_without_keepdim,
    ),
    Mistake("sum-over-everything", "All rows together sum to 1. Sum along the last axis only.", _sum_over_everything),
)

EXERCISE = Exercise(
    name="row-maximum",
    chapter="softmax",
    minutes=8,
    difficulty="medium",
    solution=stable_rows,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_the_library, _row_by_row),
    given=_one_maximum_for_all,
    tolerance=3e-4,  # scores of 1000 leave float32 few digits, whichever way it is written
)
