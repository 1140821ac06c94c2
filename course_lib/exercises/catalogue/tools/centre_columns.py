"""Subtract from each column its mean: axes and broadcasting."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def centre_columns(x: Tensor) -> Tensor:
    """Return x with the mean of each column taken away from it."""
    return x - x.mean(dim=0)


CASES = (
    Case("two rows of two", lambda: (torch.tensor([[1.0, 10.0], [3.0, 30.0]]),)),
    Case("one row of three", lambda: (random_tensor(1, 3),)),
    Case("four rows of two", lambda: (random_tensor(4, 2),)),
    Case("three rows of three", lambda: (random_tensor(3, 3),)),
    Case("five rows of one", lambda: (random_tensor(5, 1),)),
)


def _with_a_loop(x: Tensor) -> Tensor:
    result = torch.zeros(x.shape)
    for j in range(x.shape[1]):
        result[:, j] = x[:, j] - sum(x[:, j].tolist()) / len(x)
    return result


def _by_rows(x: Tensor) -> Tensor:
    means = torch.einsum("nd->d", x.double()) / len(x)
    return torch.stack([row - means for row in x])


def _transposed(x: Tensor) -> Tensor:
    return (x.T - x.T.mean(dim=1, keepdim=True)).T


MISTAKES = (
    Mistake(
        "rows-centred",
        "You took the mean of each row. `dim=0` goes down the columns: the axis that is named vanishes.",
        ({"dim=0": "dim=1, keepdim=True"}, {"dim=0": "dim=-1, keepdim=True"}),
    ),
    Mistake(
        "row-means-lined-up-with-columns",
        "You took the mean of each row, and broadcasting laid these means along the columns: an error at best.",
        ({"dim=0": "dim=1"}, {"dim=0": "dim=-1"}),
    ),
    Mistake("one-mean-for-all", "You subtracted one mean of all numbers. Each column has its own.", {"dim=0": ""}),
    Mistake("sums", "You subtracted the sum of each column. Divide it by the number of rows.", {"x.mean": "x.sum"}),
    Mistake(
        "means-only",
        "These are the means. Subtract them from x.",
        ({"x - ": ""}, {"return x - x.mean(dim=0)": "return x.mean(dim=0).expand(x.shape)"}),
    ),
    Mistake(
        "sign-turned",
        "You subtracted x from the means: the sign is turned round.",
        {"x - x.mean(dim=0)": "x.mean(dim=0) - x"},
    ),
    Mistake("added", "You added the means. Subtract them.", {"x - ": "x + "}),
    Mistake(
        "divided-by-the-width",
        "You divided the sums by the number of columns. A column has as many numbers as there are rows.",
        {"x.mean(dim=0)": "x.sum(dim=0) / x.shape[1]"},
    ),
    Mistake("first-row", "You subtracted the first row. Subtract the mean of all rows.", {"x.mean(dim=0)": "x[0]"}),
    Mistake(
        "median",
        "You subtracted the median. The mean is the sum divided by the number.",
        {"x.mean(dim=0)": "x.median(dim=0).values"},
    ),
    Mistake(
        "also-divided",
        "You divided by the spread as well. Only the mean goes.",
        {"x - x.mean(dim=0)": "(x - x.mean(dim=0)) / x.std(dim=0)"},
    ),
    Mistake(
        "first-column-only",
        "Only the first column is centred: does `return` stand inside the loop?",
        {"    return result": "        return result"},
        of=_with_a_loop,
    ),
)

EXERCISE = Exercise(
    name="centre-columns",
    chapter="tools",
    minutes=4,
    difficulty="easy",
    solution=centre_columns,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_loop, _by_rows, _transposed),
    equivalent_mutations=("line 2: '0' → '-2'",),  # the first of two axes
)
