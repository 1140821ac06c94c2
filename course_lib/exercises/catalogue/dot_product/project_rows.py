"""Write the projection of many vectors onto one."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def project_rows(Y: Tensor, x: Tensor) -> Tensor:
    """Return the shadow of each row of `Y` on the line through `x`."""
    factor = (Y @ x) / (x @ x)
    return factor[:, None] * x


CASES = (
    Case("one row, x along the horizontal axis", lambda: (torch.tensor([[2.0, 3.0]]), torch.tensor([4.0, 0.0]))),
    Case(
        "two rows, one at an obtuse angle", lambda: (torch.tensor([[2.0, 3.0], [-4.0, 1.0]]), torch.tensor([4.0, 2.0]))
    ),
    Case("three rows of five components", lambda: (random_tensor(3, 5), 2 * random_tensor(5, seed=2))),
    Case("four rows of four components", lambda: (random_tensor(4, 4), 2 * random_tensor(4, seed=2))),
    Case(
        "six rows in float64",
        lambda: (random_tensor(6, 3, dtype=torch.float64), 3 * random_tensor(3, seed=2, dtype=torch.float64)),
    ),
)


def _direction_first(Y: Tensor, x: Tensor) -> Tensor:
    direction = x / x.norm()
    return (Y * direction).sum(dim=1, keepdim=True) * direction


def _as_matrix(Y: Tensor, x: Tensor) -> Tensor:
    return Y @ torch.outer(x, x) / (x**2).sum()


def _with_a_loop(Y: Tensor, x: Tensor) -> Tensor:
    return torch.stack([(row @ x) / (x @ x) * x for row in Y])


def _divided_once(Y: Tensor, x: Tensor) -> Tensor:
    return ((Y @ x) / x.norm())[:, None] * x


def _not_divided(Y: Tensor, x: Tensor) -> Tensor:
    return (Y @ x)[:, None] * x


def _onto_the_rows(Y: Tensor, x: Tensor) -> Tensor:
    return ((Y @ x) / (Y * Y).sum(dim=1))[:, None] * Y


def _divided_by_the_rows(Y: Tensor, x: Tensor) -> Tensor:
    return ((Y @ x) / (Y * Y).sum(dim=1))[:, None] * x


def _lengths_only(Y: Tensor, x: Tensor) -> Tensor:
    return (Y @ x) / x.norm()


def _factors_only(Y: Tensor, x: Tensor) -> Tensor:
    return (Y @ x) / (x @ x)


def _rest(Y: Tensor, x: Tensor) -> Tensor:
    return Y - ((Y @ x) / (x @ x))[:, None] * x


def _cosines(Y: Tensor, x: Tensor) -> Tensor:
    return ((Y @ x) / (Y.norm(dim=1) * x.norm()))[:, None] * x


def _no_axis(Y: Tensor, x: Tensor) -> Tensor:
    return (Y @ x) / (x @ x) * x


def _sign_lost(Y: Tensor, x: Tensor) -> Tensor:
    return ((Y @ x).abs() / (x @ x))[:, None] * x


MISTAKES = (
    Mistake(
        "divided-once",
        "You divided by the length of x once. It takes two: one for the shadow's length, one to make x a direction of "
        "length 1. Test: doubling x must not move the shadow.",
        _divided_once,
    ),
    Mistake("not-divided", "You did not divide by x · x: a longer x would throw a longer shadow.", _not_divided),
    Mistake(
        "onto-the-rows", "You projected x onto each row. The shadows must lie on the line through x.", _onto_the_rows
    ),
    Mistake(
        "divided-by-the-rows", "You divided by each row's square. The length to take out is x's.", _divided_by_the_rows
    ),
    Mistake(
        "lengths-only", "These are the signed lengths of the shadows. The task asks for the vectors.", _lengths_only
    ),
    Mistake("factors-only", "These are the factors, one per row. Multiply x by each of them.", _factors_only),
    Mistake("rest", "This is what is left of each row, perpendicular to x. The shadow is the other part.", _rest),
    Mistake(
        "cosine-times-x", "You multiplied x by the cosines. The lengths of the rows must count in the shadow.", _cosines
    ),
    Mistake(
        "no-axis",
        "[n] times [d] pairs the factor of row i with component i. Give the factors an axis of their own: "
        "factor[:, None].",
        _no_axis,
    ),
    Mistake(
        "sign-lost", "The sign is lost: at an obtuse angle the shadow falls on the far side of the origin.", _sign_lost
    ),
)

EXERCISE = Exercise(
    name="project-rows",
    chapter="dot-product",
    minutes=8,
    difficulty="medium",
    solution=project_rows,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_direction_first, _as_matrix, _with_a_loop),
)
