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
    Case("shape [2, 3, 4], shares along the middle axis", lambda: (random_tensor(2, 3, 4), 1)),
    Case("one large and one small row, shares along each", lambda: (torch.tensor([[300.0, 301.0], [1.0, 3.0]]), 1)),
    Case("float64", lambda: (random_tensor(2, 3, dtype=torch.float64), 1)),
)


# Other ways to write it


def _with_the_library(scores: Tensor, dim: int) -> Tensor:
    return F.softmax(scores, dim=dim)


def _with_logsumexp(scores: Tensor, dim: int) -> Tensor:
    wide = scores.double()
    return (wide - wide.logsumexp(dim, keepdim=True)).exp()


def _with_a_loop(scores: Tensor, dim: int) -> Tensor:
    rows = scores.movedim(dim, -1)
    shares = torch.zeros(rows.shape)
    for row, share in zip(rows.reshape(-1, rows.shape[-1]), shares.view(-1, rows.shape[-1]), strict=True):
        exponentials = torch.exp(row - row.max())
        share[:] = exponentials / exponentials.sum()
    return shares.movedim(-1, dim)


# Ways to get it wrong

LARGEST = "scores.amax(dim=dim, keepdim=True)"
NO_SHIFT = {f" - {LARGEST}": ""}
OVERALL = {LARGEST: "scores.max()"}
SUM = "exponentials.sum(dim=dim, keepdim=True)"

MISTAKES = (
    Mistake(
        "no-maximum",
        "exp of a large score is infinite, in float64 a little later, and ∞ / ∞ is NaN; exp of a very negative one is "
        "0, and 0 / 0 is NaN. Subtract the largest score along `dim` first: it changes no share.",
        (NO_SHIFT, {f"scores - {LARGEST}": "scores.double()"}),
    ),
    Mistake(
        "overall-maximum",
        "You subtract the largest score of the whole tensor. A row far below it becomes all zeros, and 0 / 0 is NaN: "
        "take the maximum along `dim`.",
        OVERALL,
    ),
    Mistake(
        "nan-hidden",
        "There is no NaN, but the shares in its place are wrong and do not sum to 1. Subtract the largest score along "
        "`dim`, and no NaN arises.",
        (
            {**NO_SHIFT, f"exponentials / {SUM}": f"(exponentials / {SUM}).nan_to_num(0.0)"},
            {**OVERALL, f"exponentials / {SUM}": f"(exponentials / {SUM}).nan_to_num(0.0)"},
            {**OVERALL, SUM: f"({SUM} + 1e-9)"},
        ),
    ),
    Mistake(
        "cut-off",
        "Cutting large scores off makes them all equal. Subtract the maximum instead.",
        ({f" - {LARGEST}": ".clamp(max=80)"}, {f" - {LARGEST}": ".clamp(-80, 80)"}),
    ),
    Mistake(
        "not-the-largest",
        "You subtract the mean or the smallest score. One far above it still overflows: subtract the largest.",
        ({"amax": "mean"}, {"amax": "amin"}),
    ),
    Mistake(
        "largest-size",
        "You took sizes: scores far below 0 move further down. Drop abs.",
        {"scores.amax": "scores.abs().amax"},
    ),
    Mistake(
        "divided-by-the-maximum", "Dividing by the maximum changes the shares. Subtract it.", {"scores - ": "scores / "}
    ),
    Mistake(
        "always-last-axis",
        "Your shares sum to 1 along the last axis, whatever `dim` says.",
        {"amax(dim=dim": "amax(dim=-1", "sum(dim=dim": "sum(dim=-1"},
    ),
    Mistake(
        "always-first-axis",
        "Your shares sum to 1 along the first axis, whatever `dim` says.",
        {"amax(dim=dim": "amax(dim=0", "sum(dim=dim": "sum(dim=0"},
    ),
    Mistake(
        "sum-over-everything",
        "You divide by the sum of the whole tensor, so all shares together sum to 1. Sum along `dim` only.",
        tuple({**shift, SUM: "exponentials.sum()"} for shift in ({}, OVERALL, NO_SHIFT)),
    ),
    Mistake(
        "divided-by-largest",
        "You divide by the largest exponential, or not at all, so the largest share is 1. Divide by the sum.",
        {"exponentials.sum": "exponentials.amax"},
    ),
    Mistake("not-divided", "These are the exponentials. Divide them by their sum.", {**NO_SHIFT, f" / {SUM}": ""}),
    Mistake(
        "no-keepdim",
        "The sum has lost the axis `dim`. Broadcasting then lines the sums up with the wrong axis: an error at best, "
        "wrong shares in a square matrix. Use `keepdim=True`.",
        tuple({**shift, SUM: "exponentials.sum(dim)"} for shift in ({}, NO_SHIFT)),
    ),
    Mistake(
        "maximum-without-keepdim",
        "The maximum has lost the axis `dim`, so it is subtracted from the wrong scores. Use `keepdim=True`.",
        ({LARGEST: "scores.amax(dim)"}, {LARGEST: "scores.amax(dim)", SUM: "exponentials.sum(dim)"}),
    ),
    Mistake("max-is-a-pair", "max with an axis returns values and places. Use amax, or `.values`.", {"amax": "max"}),
    Mistake("no-exp", "You divide the scores themselves. Take exp first.", {**NO_SHIFT, "shifted.exp()": "shifted"}),
    Mistake("exp-forgotten", "The maximum is subtracted, but exp is missing.", {"shifted.exp()": "shifted"}),
    Mistake("other-base", "Use exp, powers of e.", ({"shifted.exp()": "2**shifted"}, {"shifted.exp()": "10**shifted"})),
    Mistake(
        "sign-turned",
        "The sign of the scores is turned round: now the smallest score gets the largest share.",
        ({f"scores - {LARGEST}": f"{LARGEST} - scores"}, {"shifted = scores": "scores = -scores; shifted = scores"}),
    ),
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
