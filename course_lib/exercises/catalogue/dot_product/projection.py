"""Write the projection of one vector onto another."""

import torch
from torch import Tensor

from course_lib.exercises.exercise import Case, Exercise, Mistake
from course_lib.exercises.probes import random_tensor


def projection(y: Tensor, x: Tensor) -> Tensor:
    """Return the shadow of `y` on the line through `x`."""
    return (x @ y) / (x @ x) * x


CASES = (
    Case("x along the horizontal axis", lambda: (torch.tensor([2.0, 3.0]), torch.tensor([4.0, 0.0]))),
    Case("an obtuse angle", lambda: (torch.tensor([-1.0, 2.0]), torch.tensor([3.0, 1.0]))),
    Case("perpendicular vectors", lambda: (torch.tensor([0.0, 5.0]), torch.tensor([2.0, 0.0]))),
    Case("six random components", lambda: (random_tensor(6), 2 * random_tensor(6, seed=2))),
    Case(
        "five components in float64",
        lambda: (random_tensor(5, dtype=torch.float64), 3 * random_tensor(5, seed=2, dtype=torch.float64)),
    ),
)


def _direction_first(y: Tensor, x: Tensor) -> Tensor:
    direction = x / x.norm()
    return (y * direction).sum() * direction


def _as_matrix(y: Tensor, x: Tensor) -> Tensor:
    return torch.outer(x, x) @ y / (x**2).sum()


def _divided_once(y: Tensor, x: Tensor) -> Tensor:
    return (x @ y) / x.norm() * x


def _not_divided(y: Tensor, x: Tensor) -> Tensor:
    return (x @ y) * x


def _onto_the_other(y: Tensor, x: Tensor) -> Tensor:
    return (x @ y) / (y @ y) * y


def _divided_by_y(y: Tensor, x: Tensor) -> Tensor:
    return (x @ y) / (y @ y) * x


def _length_only(y: Tensor, x: Tensor) -> Tensor:
    return (x @ y) / x.norm()


def _rest(y: Tensor, x: Tensor) -> Tensor:
    return y - (x @ y) / (x @ x) * x


def _both_lengths(y: Tensor, x: Tensor) -> Tensor:
    return (x @ y) / (x.norm() * y.norm()) * x


MISTAKES = (
    Mistake(
        "divided-once",
        _divided_once,
        "You divided by the length of x once. It takes two: one for the shadow's length, one to make x a direction of "
        "length 1. Test: doubling x must not move the shadow.",
    ),
    Mistake("not-divided", _not_divided, "You did not divide by x · x: a longer x would throw a longer shadow."),
    Mistake(
        "onto-the-other",
        _onto_the_other,
        "You projected x onto y. The shadow must lie on the line through x.",
    ),
    Mistake("divided-by-y", _divided_by_y, "You divided by y · y. The length to take out is that of x."),
    Mistake("length-only", _length_only, "This is the signed length of the shadow. The task asks for the vector."),
    Mistake("rest", _rest, "This is what is left of y, perpendicular to x. The shadow is the other part."),
    Mistake(
        "cosine-times-x",
        _both_lengths,
        "You multiplied x by the cosine. The length of y must count in the shadow.",
    ),
)

EXERCISE = Exercise(
    name="projection",
    chapter="dot-product",
    minutes=8,
    difficulty="medium",
    solution=projection,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_direction_first, _as_matrix),
    equivalent_mutations=(
        "line 2: 'x @ y' → 'y @ x'",  # a dot product is the same both ways
    ),
)
