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
    Case("two short arrows", lambda: (torch.tensor([0.3, 0.4]), torch.tensor([0.5, 0.0]))),
    Case("six random components", lambda: (3 * random_tensor(6), random_tensor(6, seed=2))),
    Case(
        "five components in float64",
        lambda: (random_tensor(5, dtype=torch.float64), 4 * random_tensor(5, seed=2, dtype=torch.float64)),
    ),
)


def _with_a_loop(x: Tensor, y: Tensor) -> Tensor:
    sums = torch.zeros(3)
    for a, b in zip(x, y, strict=True):
        sums += torch.stack([a * b, a * a, b * b])
    return sums[0] / (sums[1] * sums[2]).sqrt()


def _directions_first(x: Tensor, y: Tensor) -> Tensor:
    x, y = x.double(), y.double()
    return torch.einsum("i,i->", x / x.norm(), y / y.norm())


def _built_in(x: Tensor, y: Tensor) -> Tensor:
    return torch.cosine_similarity(x, y, dim=0)


MISTAKES = (
    Mistake("dot-only", "This is the dot product. Divide it by both lengths.", {" / (x.norm() * y.norm())": ""}),
    Mistake(
        "one-length",
        "You divided by one length only.",
        ({" * y.norm()": ""}, {"x.norm() * ": ""}, {"y.norm": "x.norm"}, {"x.norm": "y.norm"}),
    ),
    Mistake(
        "no-root", "You divided by the squared lengths. Take the root.", {"x.norm() * y.norm()": "(x @ x) * (y @ y)"}
    ),
    Mistake(
        "missing-brackets",
        "`a / b * c` is a / b, times c. Put b * c in brackets.",
        {"(x.norm() * y.norm())": "x.norm() * y.norm()"},
    ),
    Mistake("sum-of-lengths", "You divided by the sum of the lengths. Divide by their product.", {") *": ") +"}),
    Mistake(
        "sum-of-components",
        "You added up components, or their sizes, for a length. A length is the root of the sum of squares.",
        ({"x.norm() * y.norm()": "x.sum() * y.sum()"}, {"x.norm() * y.norm()": "x.norm(1) * y.norm(1)"}),
    ),
    Mistake(
        "sign-lost",
        "The sign is lost: it can be negative.",
        ({"x @ y": "(x @ y).abs()"}, {"x @ y": "(x @ y).clamp(min=0)"}),
    ),
    Mistake(
        "angle",
        "This is the angle. The task asks for its cosine.",
        tuple(
            {"return x": "return (x", "y.norm())": f"y.norm())){angle}"}
            for angle in (".clamp(-1, 1).acos()", ".clamp(-1, 1).acos().rad2deg()", ".acos()", ".acos().rad2deg()")
        ),
    ),
    Mistake("distance", "You subtracted the cosine from 1: that is a distance.", {"return x": "return 1 - x"}),
    Mistake("squared", "You squared the dot product. The cosine has it as it is.", {"x @ y": "(x @ y) ** 2"}),
    Mistake(
        "len-is-not-length",
        "len(x) counts the components. The length of the arrow is x.norm().",
        ({"x.norm() * y.norm()": "len(x) * len(y)"}, {"(x.norm() * y.norm())": "len(x)"}),
    ),
    Mistake(
        "lengths-pushed-up",
        "You added to the lengths, or did not let them be below 1. Neither is 0 here: divide by them as they are.",
        (
            {"y.norm())": "y.norm()).clamp(min=1)"},
            {"x.norm() * y.norm()": "x.norm().clamp(min=1) * y.norm().clamp(min=1)"},
            {"y.norm())": "y.norm() + 1)"},
        ),
    ),
    Mistake("mean", "You took the mean of the products. A dot product is their sum.", {"x @ y": "(x * y).mean()"}),
    Mistake(
        "in-place",
        "The cosine is right, but the caller's vectors were changed: `/=` writes into them.",
        (
            {"return x @ y / (x.norm() * y.norm())": "x /= x.norm()\n    y /= y.norm()\n    return x @ y"},
            {"return x @ y / (x.norm() * y.norm())": "x /= x.norm()\n    return x @ y / y.norm()"},
        ),
    ),
    Mistake(
        "number-returned",
        "Return a tensor with one number, without `.item()`.",
        {"return x": "return (x", "y.norm())": "y.norm())).item()"},
    ),
    Mistake("not-added", "The products are not added up: the cosine is one number.", {"x @ y": "x * y"}),
    Mistake("axis-kept", "The number is right, but its shape is [1]. It must be [].", {"x @ y": "x[None] @ y"}),
)

EXERCISE = Exercise(
    name="cosine-similarity",
    chapter="dot-product",
    minutes=5,
    difficulty="easy",
    solution=cosine_similarity,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_loop, _directions_first, _built_in),
    equivalent_mutations=(
        "line 2: 'x @ y' → 'y @ x'",  # a dot product is the same both ways
    ),
)
