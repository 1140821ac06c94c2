"""Subtract every number of one list from every number of another: a new axis, and broadcasting."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def all_differences(a: Tensor, b: Tensor) -> Tensor:
    """Return a_i − b_j in row i and column j."""
    return a[:, None] - b


CASES = (
    Case("two numbers and three", lambda: (torch.tensor([10.0, 20.0]), torch.tensor([1.0, 2.0, 3.0]))),
    Case("one number and two", lambda: (torch.tensor([5.0]), torch.tensor([1.0, 2.0]))),
    Case("three numbers and one", lambda: (torch.tensor([5.0, 6.0, 8.0]), torch.tensor([1.0]))),
    Case("three numbers and three", lambda: (random_tensor(3), random_tensor(3, seed=2))),
    Case("four numbers and two", lambda: (random_tensor(4), random_tensor(2, seed=2))),
)


def _with_a_loop(a: Tensor, b: Tensor) -> Tensor:
    result = torch.zeros(len(a), len(b))
    for i in range(len(a)):
        for j in range(len(b)):
            result[i, j] = a[i] - b[j]
    return result


def _in_a_list(a: Tensor, b: Tensor) -> Tensor:
    return torch.tensor([[x - y for y in b.tolist()] for x in a.tolist()])


def _by_products(a: Tensor, b: Tensor) -> Tensor:
    return torch.outer(a.double(), torch.ones(len(b)).double()) - torch.outer(torch.ones(len(a)), b)


MISTAKES = (
    Mistake(
        "one-by-one",
        "You subtracted place by place. Give `a` a new axis: a[:, None] has the shape [n, 1].",
        ({"a[:, None] - b": "a - b"}, {"[:, None]": ""}),
    ),
    Mistake(
        "transposed",
        "Rows and columns are swapped: row i belongs to a_i.",
        ({"a[:, None] - b": "a[None, :] - b[:, None]"}, {"a[:, None] - b": "a - b[:, None]"}),
    ),
    Mistake("sign-turned", "You subtracted a from b.", {"a[:, None] - b": "b - a[:, None]"}),
    Mistake("sums", "These are sums. Subtract.", {" - ": " + "}),
    Mistake("products", "These are products. Subtract.", {" - ": " * "}),
    Mistake(
        "distances",
        "You took the size of the differences. Keep their sign.",
        {"a[:, None] - b": "(a[:, None] - b).abs()"},
    ),
    Mistake(
        "flattened",
        "The numbers are right, but in one long row. The shape is [n, m].",
        {"a[:, None] - b": "(a[:, None] - b).reshape(-1)"},
    ),
    Mistake(
        "reshaped",
        "You made the table [m, n] and reshaped it: that only reads the numbers in another order. Transpose it.",
        {"a[:, None] - b": "(a - b[:, None]).reshape(len(a), len(b))"},
    ),
    Mistake(
        "whole-numbers",
        "Your table holds whole numbers only, so fractions are cut off.",
        {"len(b))\n": "len(b), dtype=torch.int64)\n"},
        of=_with_a_loop,
    ),
    Mistake("within-a", "You compared a with itself. The columns belong to b.", {"- b": "- a"}),
    Mistake(
        "square",
        "Your table has as many columns as rows. It needs one for each number of b.",
        {"torch.zeros(len(a), len(b))": "torch.zeros(len(a), len(a))", "range(len(b))": "range(len(a))"},
        of=_with_a_loop,
    ),
    Mistake(
        "first-row-only",
        "Only the first row is filled: does `return` stand inside the loop?",
        {"    return result": "        return result"},
        of=_with_a_loop,
    ),
    Mistake(
        "sizes-swapped",
        "You made room for [m, n]. The table is [n, m].",
        {"torch.zeros(len(a), len(b))": "torch.zeros(len(b), len(a))"},
        of=_with_a_loop,
    ),
)

EXERCISE = Exercise(
    name="all-differences",
    chapter="tools",
    minutes=5,
    difficulty="easy",
    solution=all_differences,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_loop, _in_a_list, _by_products),
)
