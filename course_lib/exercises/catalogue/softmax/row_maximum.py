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


# Other ways to write it


def _with_the_library(scores: Tensor) -> Tensor:
    return torch.softmax(scores, dim=-1)


def _row_by_row(scores: Tensor) -> Tensor:
    shares = torch.zeros(scores.shape)
    for i, row in enumerate(scores):
        shares[i] = (row - row.max()).exp() / (row - row.max()).exp().sum()
    return shares


def _with_logsumexp(scores: Tensor) -> Tensor:
    return (scores.double() - scores.double().logsumexp(1, keepdim=True)).exp()


# Ways to get it wrong

LARGEST = "scores.amax(dim=-1, keepdim=True)"
SUM = "exponentials.sum(dim=-1, keepdim=True)"

MISTAKES = (
    Mistake(
        "still-one-maximum",
        "You still subtract one maximum of all rows. A row far below it becomes exp(−500) = 0 everywhere, and 0 / 0 "
        "is NaN; float64 only moves that bound. Take the maximum of each row.",
        ({LARGEST: "scores.max()"}, {f"scores - {LARGEST}": "scores.double() - scores.max()"}),
    ),
    Mistake(
        "no-maximum",
        "Without any maximum, exp overflows for scores near 1000, in float64 as well. Subtract one, per row.",
        ({f" - {LARGEST}": ""}, {f" - {LARGEST}": ".double()"}),
    ),
    Mistake(
        "maximum-of-columns",
        "You subtract the maximum of each column. That is no common shift of a row, so it changes the shares.",
        {"amax(dim=-1": "amax(dim=0"},
    ),
    Mistake(
        "columns",
        "Your columns sum to 1. Maximum and sum run along the last axis, one for each row.",
        {"amax(dim=-1": "amax(dim=0", "sum(dim=-1": "sum(dim=0"},
    ),
    Mistake(
        "nan-to-zero",
        "The row is all zeros now: no NaN, but its shares sum to 0. Hiding the NaN, or a small number in the "
        "denominator, is no cure: keep the row's exponentials from becoming 0 in the first place.",
        (
            {"return": "return torch.nan_to_num(", "keepdim=True)": "keepdim=True))"},
            {"exponentials.sum(dim=-1, keepdim=True)": "(exponentials.sum(dim=-1, keepdim=True) + 1e-9)"},
        ),
        of=_one_maximum_for_all,
    ),
    Mistake(
        "cut-off",
        "Scores that are cut off become equal, and so do their shares. Subtract the maximum of each row instead.",
        (
            {LARGEST: "scores.max()", "shifted.exp()": "shifted.clamp(min=-80).exp()"},
            {f" - {LARGEST}": ".clamp(-80, 80)"},
            {f" - {LARGEST}": ".clamp(max=80)"},
        ),
    ),
    Mistake(
        "largest-size",
        "You took sizes: a row far below 0 moves further down. Drop abs.",
        {"scores.amax": "scores.abs().amax"},
    ),
    Mistake(
        "not-the-largest",
        "You subtract the mean or the smallest score of the row. One far above it overflows: subtract the largest.",
        ({"amax": "mean"}, {"amax": "amin"}),
    ),
    Mistake(
        "divided-by-the-maximum", "Dividing by the maximum changes the shares. Subtract it.", {"scores - ": "scores / "}
    ),
    Mistake(
        "max-is-a-pair", "max returns values and places. Use amax.", ({"amax": "max"}, {LARGEST: "scores.max(dim=-1)"})
    ),
    Mistake(
        "maximum-without-keepdim",
        "The maximum has lost its axis, so it is subtracted from the wrong scores. Use `keepdim=True`.",
        ({LARGEST: "scores.amax(dim=-1)"}, {LARGEST: "scores.amax(dim=-1)", SUM: "exponentials.sum(dim=-1)"}),
    ),
    Mistake("sum-without-keepdim", "The sum divides the wrong shares: use keepdim.", {SUM: "exponentials.sum(dim=-1)"}),
    Mistake(
        "sum-over-everything",
        "All rows together sum to 1. Sum along the last axis only.",
        ({SUM: "exponentials.sum()"}, {LARGEST: "scores.max()", SUM: "exponentials.sum()"}),
    ),
)

EXERCISE = Exercise(
    name="row-maximum",
    chapter="softmax",
    minutes=8,
    difficulty="medium",
    solution=stable_rows,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_the_library, _row_by_row, _with_logsumexp),
    given=_one_maximum_for_all,
    tolerance=3e-4,  # scores of 1000 leave float32 few digits, whichever way it is written
)
