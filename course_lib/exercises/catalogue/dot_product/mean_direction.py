"""Find the direction that leads from one set of words to another."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def mean_direction(start: Tensor, end: Tensor) -> Tensor:
    """Return the mean difference of the pairs, scaled to length 1."""
    difference = (end - start).mean(dim=0)
    return difference / difference.norm()


CASES = (
    Case(
        "two pairs with the same difference",
        lambda: (torch.tensor([[0.0, 0.0], [1.0, 0.0]]), torch.tensor([[3.0, 4.0], [4.0, 4.0]])),
    ),
    Case("a single pair", lambda: (torch.tensor([[1.0, 2.0, 3.0]]), torch.tensor([[3.0, 0.0, 4.0]]))),
    Case("three pairs of two components", lambda: (random_tensor(3, 2), 3 * random_tensor(3, 2, seed=2))),
    Case("three pairs of five components", lambda: (random_tensor(3, 5), 3 * random_tensor(3, 5, seed=2))),
    Case("four pairs of four components", lambda: (random_tensor(4, 4), 3 * random_tensor(4, 4, seed=2))),
    Case(
        "six pairs in float64",
        lambda: (random_tensor(6, 4, dtype=torch.float64), random_tensor(6, 4, seed=2, dtype=torch.float64)),
    ),
)


def _sum_is_enough(start: Tensor, end: Tensor) -> Tensor:
    total = end.sum(dim=0) - start.sum(dim=0)
    return total / (total @ total).sqrt()


def _with_a_loop(start: Tensor, end: Tensor) -> Tensor:
    total = torch.zeros_like(start[0])
    for before, after in zip(start, end, strict=True):
        total = total + (after - before) / len(start)
    return torch.nn.functional.normalize(total, dim=0)


def _backwards(start: Tensor, end: Tensor) -> Tensor:
    return -mean_direction(start, end)


def _not_scaled(start: Tensor, end: Tensor) -> Tensor:
    return (end - start).mean(dim=0)


def _scaled_first(start: Tensor, end: Tensor) -> Tensor:
    difference = end - start
    return (difference / difference.norm(dim=1, keepdim=True)).mean(dim=0)


def _wrong_axis(start: Tensor, end: Tensor) -> Tensor:
    difference = (end - start).mean(dim=1)
    return difference / difference.norm()


def _squared_length(start: Tensor, end: Tensor) -> Tensor:
    difference = (end - start).mean(dim=0)
    return difference / (difference @ difference)


def _first_pair(start: Tensor, end: Tensor) -> Tensor:
    difference = end[0] - start[0]
    return difference / difference.norm()


def _divided_by_sum(start: Tensor, end: Tensor) -> Tensor:
    difference = (end - start).mean(dim=0)
    return difference / difference.sum()


def _scaled_before_and_after(start: Tensor, end: Tensor) -> Tensor:
    directions = torch.nn.functional.normalize(end - start, dim=1)
    return torch.nn.functional.normalize(directions.mean(dim=0), dim=0)


MISTAKES = (
    Mistake("backwards", "The direction is right, but it leads from `end` to `start`. Turn it round.", _backwards),
    Mistake("not-scaled", "The mean is right. Divide it by its length, so that it has length 1.", _not_scaled),
    Mistake(
        "scaled-before-mean",
        "You scaled each difference to length 1 and then took the mean. The mean of such vectors is shorter than 1: "
        "take the mean first, then scale.",
        _scaled_first,
    ),
    Mistake("wrong-axis", "You took the mean over the components. The pairs are the rows: dim=0.", _wrong_axis),
    Mistake("squared-length", "You divided by the squared length. Divide by the length.", _squared_length),
    Mistake(
        "first-pair-only",
        "Only the first pair counts in your answer. Take the mean over all pairs.",
        _first_pair,
    ),
    Mistake("divided-by-sum", "You divided by the sum of the components. The length is the norm.", _divided_by_sum),
    Mistake(
        "scaled-before-and-after",
        "You scaled each difference too, so short ones count as much as long ones. Scale only the mean.",
        _scaled_before_and_after,
    ),
)

EXERCISE = Exercise(
    name="mean-direction",
    chapter="dot-product",
    minutes=8,
    difficulty="medium",
    solution=mean_direction,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_sum_is_enough, _with_a_loop),
    equivalent_mutations=(
        "line 2: '(end - start).mean' → '(end - start).sum'",  # scaling to length 1 takes the factor out
        "line 2: '0' → '-2'",  # the same axis of a matrix
    ),
)
