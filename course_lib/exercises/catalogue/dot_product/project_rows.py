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
    Case("two rows of one component", lambda: (torch.tensor([[2.0], [-3.0]]), torch.tensor([4.0]))),
    Case("three rows of five components", lambda: (random_tensor(3, 5), 2 * random_tensor(5, seed=2))),
    Case("four rows of four components", lambda: (random_tensor(4, 4), 2 * random_tensor(4, seed=2))),
    Case(
        "six rows in float64",
        lambda: (random_tensor(6, 3, dtype=torch.float64), 3 * random_tensor(3, seed=2, dtype=torch.float64)),
    ),
)


def _direction_first(Y: Tensor, x: Tensor) -> Tensor:
    direction = x.double() / x.double().norm()
    return torch.einsum("nd,d,e->ne", Y.double(), direction, direction)


def _as_matrix(Y: Tensor, x: Tensor) -> Tensor:
    return Y @ torch.outer(x, x) / (x**2).sum()


def _with_a_loop(Y: Tensor, x: Tensor) -> Tensor:
    shadows = torch.zeros(Y.shape)
    for i, row in enumerate(Y):
        shadows[i] = (row @ x) / (x @ x) * x
    return shadows


MISTAKES = (
    Mistake(
        "divided-once",
        "You divided by the length of x once. Do it twice: doubling x moves nothing.",
        {"(x @ x)": "x.norm()"},
    ),
    Mistake("not-divided", "You did not divide by x · x: a longer x would throw a longer shadow.", {" / (x @ x)": ""}),
    Mistake("square-of-the-sum", "You squared the sum of x. Sum the squares: x @ x.", {"(x @ x)": "x.sum() ** 2"}),
    Mistake(
        "onto-the-rows", "You projected x onto the rows.", {"(x @ x)": "(Y * Y).sum(dim=1)", "None] * x": "None] * Y"}
    ),
    Mistake("divided-by-the-rows", "You divided by each row's square, not by x's.", {"(x @ x)": "(Y * Y).sum(dim=1)"}),
    Mistake(
        "lengths-only",
        "These are the signed lengths of the shadows. The task asks for the vectors.",
        ({"(x @ x)": "x.norm()", "[:, None] * x": ""}, {"(x @ x)": "x.norm()", " * x": ""}),
    ),
    Mistake("factors-only", "Multiply x by each of these factors.", ({"[:, None] * x": ""}, {"None] * x": "None]"})),
    Mistake("rest", "This is the rest, perpendicular to x. The shadow is the other part.", {"return ": "return Y - "}),
    Mistake(
        "cosine-times-x",
        "Your factors are cosines. The rows' lengths must count.",
        {"(x @ x)": "(Y.norm(dim=1) * x.norm())"},
    ),
    Mistake(
        "not-added",
        "You multiplied entry by entry. The factor of a row is a dot product: add the products up.",
        ({"(Y @ x)": "Y * x", "[:, None]": ""}, {"(Y @ x)": "Y * x", "[:, None] * x": ""}),
    ),
    Mistake("no-axis", "Row i's factor meets component i. Give it an axis: factor[:, None].", {"[:, None]": ""}),
    Mistake("transposed", "Your shadows are columns, not rows.", {"factor[:, None] * x": "factor * x[:, None]"}),
    Mistake("columns-projected", "x @ Y meets the columns. With the rows: Y @ x.", {"Y @ x": "x @ Y"}),
    Mistake(
        "one-factor-for-all", "All rows have one factor. Each has its own.", {"(Y @ x)": "(Y @ x).sum().expand(len(Y))"}
    ),
    Mistake(
        "first-row-only",
        "Only the first row has a shadow: is `return` inside the loop?",
        ({"return ": "factor[1:] = 0\n    return "}, {"[:, None]": "[0]"}, {"[:, None]": "[:1, None]"}),
    ),
    Mistake(
        "limited",
        "You limited the factors. A shadow may be longer than x, and lie on the far side of the origin.",
        ({"return factor": "return factor.clamp(max=1)"}, {"return factor": "return factor.clamp(0, 1)"}),
    ),
    Mistake(
        "sign-lost",
        "The sign is lost: at an obtuse angle the shadow falls on the far side of the origin.",
        ({"return factor": "return factor.abs()"}, {"return factor": "return factor.clamp(min=0)"}),
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
