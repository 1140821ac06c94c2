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


def _built_in(x: Tensor, y: Tensor) -> Tensor:
    return torch.dot(x, y)


def _with_a_loop(x: Tensor, y: Tensor) -> Tensor:
    total = torch.zeros(())
    for i in range(len(x)):
        total += x[i] * y[i]
    return total


def _with_einsum(x: Tensor, y: Tensor) -> Tensor:
    return torch.einsum("i,i->", x.double(), y.double())


MISTAKES = (
    Mistake("not-added", "These are the products. A dot product is one number: their sum.", {".sum()": ""}),
    Mistake("mean", "You took the mean of the products. The dot product is their sum.", {".sum()": ".mean()"}),
    Mistake("sums-first", "You multiplied sums. Add products.", {"(x * y).sum()": "x.sum() * y.sum()"}),
    Mistake("added-pairs", "Multiply the components of each pair.", ({"x * y": "x + y"}, {"(x * y).sum()": "x + y"})),
    Mistake("no-brackets", "`x * y.sum()` sums y alone. Put x * y in brackets.", {"(x * y).sum()": "x * y.sum()"}),
    Mistake("multiplied-up", "You multiplied the products with one another. Add them up.", {".sum()": ".prod()"}),
    Mistake("every-pair", "Only components at the same place are paired.", {"(x * y).sum()": "torch.outer(x, y)"}),
    Mistake(
        "cosine",
        "This is the cosine: the dot product divided by both lengths. Here length counts.",
        ({".sum()": ".sum() / (x.norm() * y.norm())"}, {"(x * y).sum()": "torch.cosine_similarity(x, y, dim=0)"}),
    ),
    Mistake(
        "sign-lost",
        "The sign is lost, of the products or of their sum: both can be negative.",
        ({".sum()": ".sum().abs()"}, {".sum()": ".abs().sum()"}, {".sum()": ".sum().clamp(min=0)"}),
    ),
    Mistake(
        "cut-or-rounded",
        "You cut or rounded to a whole number. Keep the digits.",
        tuple({".sum()": f".sum().{how}()"} for how in ("trunc", "floor", "round")),
    ),
    Mistake("number-returned", "Return a tensor with one number, without `.item()`.", {".sum()": ".sum().item()"}),
    Mistake(
        "in-place",
        "The number is right, but the caller's x or y was changed: `*=` writes into it.",
        tuple({"return (x * y)": f"{this} *= {other}\n    return {this}"} for this, other in ("xy", "yx")),
    ),
    Mistake("no-such-axis", "A vector has one axis only: sum(), or sum(dim=0).", {".sum()": ".sum(dim=1)"}),
    Mistake("two-pairs-only", "Only the first two pairs count. Take all.", {".sum()": "[:2].sum()"}),
    Mistake("axis-kept", "The number is right, but its shape is [1], not [].", {"()\n": "(dim=0, keepdim=True)\n"}),
    Mistake("first-pair-only", "Only the first pair counts: is `return` inside the loop?", {".sum()": "[0]"}),
    Mistake("last-pair-only", "Only the last pair counts: add up (`+=`), do not replace.", {".sum()": "[-1]"}),
    Mistake(
        "pair-missing", "The first or last pair is missing.", ({".sum()": "[:-1].sum()"}, {".sum()": "[1:].sum()"})
    ),
)

EXERCISE = Exercise(
    name="dot-product",
    chapter="dot-product",
    minutes=3,
    difficulty="easy",
    solution=dot_product,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_built_in, _with_a_loop, _with_einsum),
)
