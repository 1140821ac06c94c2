"""Write the dot product of two vectors."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def dot_product(x: Tensor, y: Tensor) -> Tensor:
    """Multiply the components in pairs and add up the products."""
    return (x * y).sum()


CASES = (
    Case("two vectors of two components", lambda: (torch.tensor([3.0, 1.0]), torch.tensor([1.0, 2.0]))),
    Case("one vector of zeros", lambda: (torch.zeros(3), torch.tensor([1.0, 2.0, 3.0]))),
    Case("opposed vectors", lambda: (torch.tensor([1.0, -2.0, 0.5]), torch.tensor([-2.0, 1.0, -1.0]))),
    Case("seven random components", lambda: (random_tensor(7), random_tensor(7, seed=2))),
    Case(
        "five components in float64",
        lambda: (random_tensor(5, dtype=torch.float64), random_tensor(5, seed=2, dtype=torch.float64)),
    ),
)


def _with_at(x: Tensor, y: Tensor) -> Tensor:
    return x @ y


def _with_a_loop(x: Tensor, y: Tensor) -> Tensor:
    total = torch.zeros((), dtype=x.dtype)
    for x_i, y_i in zip(x, y, strict=True):
        total = total + x_i * y_i
    return total


def _with_einsum(x: Tensor, y: Tensor) -> Tensor:
    return torch.einsum("i,i->", x, y)


def _not_added(x: Tensor, y: Tensor) -> Tensor:
    return x * y


def _mean(x: Tensor, y: Tensor) -> Tensor:
    return (x * y).mean()


def _sums_first(x: Tensor, y: Tensor) -> Tensor:
    return x.sum() * y.sum()


def _added(x: Tensor, y: Tensor) -> Tensor:
    return (x + y).sum()


def _cosine(x: Tensor, y: Tensor) -> Tensor:
    return torch.cosine_similarity(x, y, dim=0)


def _first_pair(x: Tensor, y: Tensor) -> Tensor:
    return x[0] * y[0]


def _last_pair(x: Tensor, y: Tensor) -> Tensor:
    return x[-1] * y[-1]


MISTAKES = (
    Mistake(
        "not-added",
        "These are the products of the pairs. A dot product is one number: their sum.",
        _not_added,
    ),
    Mistake("mean", "You took the mean of the products. The dot product is their sum.", _mean),
    Mistake(
        "sums-first",
        "You added up each vector first and multiplied the sums. Multiply in pairs first, then add.",
        _sums_first,
    ),
    Mistake(
        "added-pairs",
        "You added the components of each pair. Multiply them, then add up the products.",
        _added,
    ),
    Mistake("cosine", "This is the cosine: the dot product divided by both lengths. Here length counts.", _cosine),
    Mistake("first-pair-only", "Only the first pair counts: is `return` inside the loop?", _first_pair),
    Mistake("last-pair-only", "Only the last pair counts: add to the total (`+=`), do not replace it.", _last_pair),
)

EXERCISE = Exercise(
    name="dot-product",
    chapter="dot-product",
    minutes=3,
    difficulty="easy",
    solution=dot_product,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_at, _with_a_loop, _with_einsum),
)
