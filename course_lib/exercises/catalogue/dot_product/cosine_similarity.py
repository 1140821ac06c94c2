"""Write the cosine similarity of two vectors."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def cosine_similarity(x: Tensor, y: Tensor) -> Tensor:
    """Divide the dot product by both lengths."""
    return x @ y / (x.norm() * y.norm())


CASES = (
    Case("two arrows at 45 degrees", lambda: (torch.tensor([3.0, 1.0]), torch.tensor([1.0, 2.0]))),
    Case("the same direction, other lengths", lambda: (torch.tensor([2.0, 0.0]), torch.tensor([5.0, 0.0]))),
    Case("opposite directions", lambda: (torch.tensor([1.0, 2.0]), torch.tensor([-3.0, -6.0]))),
    Case("six random components", lambda: (3 * random_tensor(6), random_tensor(6, seed=2))),
    Case(
        "five components in float64",
        lambda: (random_tensor(5, dtype=torch.float64), 4 * random_tensor(5, seed=2, dtype=torch.float64)),
    ),
)


def _with_roots(x: Tensor, y: Tensor) -> Tensor:
    return (x * y).sum() / ((x**2).sum() * (y**2).sum()).sqrt()


def _directions_first(x: Tensor, y: Tensor) -> Tensor:
    return (x / x.norm()) @ (y / y.norm())


def _with_the_library(x: Tensor, y: Tensor) -> Tensor:
    return torch.cosine_similarity(x, y, dim=0)


def _dot_only(x: Tensor, y: Tensor) -> Tensor:
    return x @ y


def _one_length(x: Tensor, y: Tensor) -> Tensor:
    return x @ y / x.norm()


def _other_length(x: Tensor, y: Tensor) -> Tensor:
    return x @ y / y.norm()


def _no_root(x: Tensor, y: Tensor) -> Tensor:
    return x @ y / ((x @ x) * (y @ y))


def _missing_brackets(x: Tensor, y: Tensor) -> Tensor:
    return x @ y / x.norm() * y.norm()


def _sum_of_lengths(x: Tensor, y: Tensor) -> Tensor:
    return x @ y / (x.norm() + y.norm())


def _positive_only(x: Tensor, y: Tensor) -> Tensor:
    return (x @ y).abs() / (x.norm() * y.norm())


def _angle(x: Tensor, y: Tensor) -> Tensor:
    return torch.acos((x @ y / (x.norm() * y.norm())).clamp(-1, 1))


def _len_is_not_length(x: Tensor, y: Tensor) -> Tensor:
    return x @ y / (len(x) * len(y))


def _not_added(x: Tensor, y: Tensor) -> Tensor:
    return x * y / (x.norm() * y.norm())


MISTAKES = (
    Mistake(
        "dot-only",
        "This is the dot product. Divide it by both lengths, so that only direction counts.",
        _dot_only,
    ),
    Mistake("only-length-of-x", "You divided by the length of x only; the length of y still counts.", _one_length),
    Mistake(
        "only-length-of-y",
        "You divided by the length of y only; the length of x still counts.",
        _other_length,
    ),
    Mistake("no-root", "You divided by the squared lengths. A length is the root of the sum of squares.", _no_root),
    Mistake(
        "missing-brackets",
        "`a / b * c` divides by b and then multiplies by c. Put the product of the lengths in brackets.",
        _missing_brackets,
    ),
    Mistake("sum-of-lengths", "You divided by the sum of the lengths. Divide by their product.", _sum_of_lengths),
    Mistake("sign-lost", "The sign is lost: opposite directions have a cosine of −1.", _positive_only),
    Mistake("angle", "This is the angle in radians. The task asks for its cosine.", _angle),
    Mistake(
        "len-is-not-length", "len(x) counts the components. The length of the arrow is x.norm().", _len_is_not_length
    ),
    Mistake("not-added", "The products are not added up: the cosine is one number.", _not_added),
)

EXERCISE = Exercise(
    name="cosine-similarity",
    chapter="dot-product",
    minutes=5,
    difficulty="easy",
    solution=cosine_similarity,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_roots, _directions_first, _with_the_library),
    equivalent_mutations=(
        "line 2: 'x @ y' → 'y @ x'",  # a dot product is the same both ways
    ),
)
