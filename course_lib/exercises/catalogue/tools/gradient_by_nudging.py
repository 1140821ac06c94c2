"""Find a gradient without calculus: nudge one number after the other, and look."""

from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Function = Callable[[Tensor], Tensor]


def gradient_by_nudging(f: Function, x: Tensor, h: float) -> Tensor:
    """Return how fast f changes with each number of x."""
    slopes = torch.zeros_like(x)
    for i in range(len(x)):
        nudged = x.clone()
        nudged[i] += h
        slopes[i] = (f(nudged) - f(x)) / h
    return slopes


def sum_of_squares(x: Tensor) -> Tensor:
    """The gradient is 2x."""
    return (x**2).sum()


def product(x: Tensor) -> Tensor:
    """Each slope is the product of the others."""
    return x.prod()


def first_minus_last(x: Tensor) -> Tensor:
    """A plane: its slopes are 1, 0 …, −1."""
    return x[0] - x[-1]


def _case(words: str, f: Function, numbers: list[float], h: float) -> Case:
    return Case(words, lambda: (f, torch.tensor(numbers, dtype=torch.float64), h))


CASES = (
    _case("x² at 3, nudged by 0.001", sum_of_squares, [3.0], 1e-3),
    _case("sum of squares of two numbers", sum_of_squares, [1.0, -2.0], 1e-4),
    _case("a plane of three numbers, nudged by 0.5", first_minus_last, [4.0, 5.0, 6.0], 0.5),
    _case("sum of squares at 0.1, nudged by 0.5", sum_of_squares, [0.1], 0.5),
    _case("product of three numbers", product, [2.0, 3.0, 5.0], 1e-4),
    _case("sum of squares, nudged by −0.01", sum_of_squares, [1.0, 2.0, 0.5, -1.0], -0.01),
)


def _with_a_table(f: Function, x: Tensor, h: float) -> Tensor:
    return torch.stack([(f(x + row) - f(x)) / h for row in h * torch.eye(len(x), dtype=x.dtype)])


def _in_a_list(f: Function, x: Tensor, h: float) -> Tensor:
    here, slopes = float(f(x)), []
    for i in range(len(x)):
        numbers = x.tolist()
        numbers[i] += h
        slopes.append((float(f(torch.tensor(numbers, dtype=x.dtype))) - here) / h)
    return torch.tensor(slopes)


def _restored(f: Function, x: Tensor, h: float) -> Tensor:
    mine, here = x.double().clone(), f(x)
    slopes = torch.zeros(len(x))
    for i in range(len(x)):
        mine[i] = x[i] + h
        slopes[i] = (f(mine) - here) / h
        mine[i] = x[i]
    return slopes


MISTAKES = (
    Mistake(
        "not-divided", "You return the changes of f. Divide them by h: a slope is change for each unit.", {" / h": ""}
    ),
    Mistake(
        "nudges-pile-up",
        "Each nudge is added to the last one. Start from x every time.",
        {"        mine[i] = x[i]\n": ""},
        of=_restored,
    ),
    Mistake(
        "x-changed",
        "You nudged x itself, and never put it back. Nudge a copy: `x.clone()`.",
        (
            {"x.clone()": "x"},
            {
                "x.clone()": "x",
                "f(nudged) - f(x)": "f(nudged) - here",
                "    slopes = ": "    here = f(x)\n    slopes = ",
            },
        ),
    ),
    Mistake(
        "all-nudged-together",
        "You nudged all numbers at once. Nudge one, and leave the others as they are.",
        {"nudged[i] += h": "nudged += h"},
    ),
    Mistake("sign-turned", "You subtracted the new value from the old one.", {"f(nudged) - f(x)": "f(x) - f(nudged)"}),
    Mistake("multiplied", "You multiplied by h. Divide by it.", {" / h": " * h"}),
    Mistake("divided-twice", "You divided by 2h. That belongs to nudges in both directions.", {" / h": " / (2 * h)"}),
    Mistake(
        "nudged-down",
        "You nudged downwards, by −h.",
        ({"+= h": "-= h"}, {"+= h": "-= h", "f(nudged) - f(x)": "f(x) - f(nudged)"}),
    ),
    Mistake(
        "closer-than-asked",
        "This is the true slope, or nearly. The task asks for less: nudge upwards only, and divide by h.",
        {"f(x)) / h": "f(2 * x - nudged)) / (2 * h)"},
    ),
    Mistake("set-to-h", "You set the number to h. Add h to it.", {"+= h": "= h"}),
    Mistake(
        "first-only",
        "Only the first slope is computed: does `return` stand inside the loop?",
        {"    return slopes": "        return slopes"},
    ),
    Mistake(
        "summed", "You added the slopes up. Return one for each number of x.", {"return slopes": "return slopes.sum()"}
    ),
    Mistake(
        "value-not-subtracted",
        "You divided the new value by h. Subtract the old value first.",
        {"(f(nudged) - f(x))": "f(nudged)"},
    ),
)

EXERCISE = Exercise(
    name="gradient-by-nudging",
    chapter="tools",
    minutes=8,
    difficulty="medium",
    solution=gradient_by_nudging,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_table, _in_a_list, _restored),
    tolerance=1e-4,  # a difference of two nearly equal numbers keeps fewer digits
    equivalent_mutations=("line 2: 'torch.zeros_like' → 'torch.ones_like'",),  # every number is written over
)
