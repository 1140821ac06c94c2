"""Find the direction that leads from one set of words to another."""

import torch
import torch.nn.functional as F
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
    Case("two pairs of one component", lambda: (torch.tensor([[1.0], [2.0]]), torch.tensor([[3.0], [-5.0]]))),
    Case("three pairs of two components", lambda: (random_tensor(3, 2), 3 * random_tensor(3, 2, seed=2))),
    Case("three pairs of five components", lambda: (random_tensor(3, 5), 3 * random_tensor(3, 5, seed=2))),
    Case("four pairs of four components", lambda: (random_tensor(4, 4), 3 * random_tensor(4, 4, seed=2))),
    Case(
        "six pairs in float64",
        lambda: (random_tensor(6, 4, dtype=torch.float64), random_tensor(6, 4, seed=2, dtype=torch.float64)),
    ),
)


def _sum_is_enough(start: Tensor, end: Tensor) -> Tensor:
    total = end.double().sum(dim=0) - start.double().sum(dim=0)
    return total / torch.einsum("i,i->", total, total).sqrt()


def _with_a_loop(start: Tensor, end: Tensor) -> Tensor:
    total = torch.zeros(start.shape[1])
    for before, after in zip(start, end, strict=True):
        total += after - before
    return total / total.norm()


def _built_in(start: Tensor, end: Tensor) -> Tensor:
    return F.normalize(end.mean(dim=0) - start.mean(dim=0), dim=0)


MISTAKES = (
    Mistake("backwards", "Your direction leads from `end` to `start`. Turn it round.", {"end - start": "start - end"}),
    Mistake(
        "not-scaled",
        "The direction is right, its length is not 1. Divide by it.",
        ({" / difference.norm()": ""}, {".mean": ".sum", " / difference.norm()": ""}),
    ),
    Mistake(
        "scaled-before-mean",
        "You scaled each difference to length 1, not their mean, which is mostly shorter. Take the mean first.",
        {"(end - start)": "F.normalize(end - start, dim=1)", " / difference.norm()": ""},
    ),
    Mistake(
        "scaled-before-and-after",
        "You scaled each difference too. Scale only the mean.",
        {"(end - start)": "F.normalize(end - start, dim=1)"},
    ),
    Mistake(
        "words-scaled",
        "You scaled `start` and `end`, or their means, before subtracting. Subtract first, then scale the mean.",
        (
            {"(end - start).mean(dim=0)": "F.normalize(end.mean(0), dim=0) - F.normalize(start.mean(0), dim=0)"},
            {"(end - start)": "(F.normalize(end, dim=1) - F.normalize(start, dim=1))"},
        ),
    ),
    Mistake(
        "wrong-axis",
        "The mean runs over the pairs, the rows: dim=0.",
        ({"dim=0": "dim=1"}, {"dim=0": "dim=1", " / difference.norm()": ""}),
    ),
    Mistake("one-number", "You took the mean of all numbers. The pairs are the rows: dim=0.", {"dim=0": ""}),
    Mistake("axis-kept", "The mean has kept an axis of size 1. Take it without keepdim.", {"=0": "=0, keepdim=True"}),
    Mistake("median", "You took the median. The task asks for the mean.", {".mean(dim=0)": ".median(dim=0).values"}),
    Mistake("squared-length", "You divided by the squared length. Take its root.", {".norm()": ".square().sum()"}),
    Mistake(
        "not-the-norm",
        "You divided by the sum of the components, or of their sizes, or by the largest. The length is the norm.",
        ({".norm()": ".sum()"}, {".norm()": ".abs().sum()"}, {".norm()": ".abs().max()"}, {".norm()": ".max()"}),
    ),
    Mistake(
        "other-length",
        "You divided by a length of all the differences, not of their mean. Take the mean first, then its norm.",
        ({"difference.norm()": "(end - start).norm()"}, {"difference.norm()": "(end - start).norm(dim=1).mean()"}),
    ),
    Mistake(
        "one-pair-only", "Only the first or the last pair counts.", ({".mean(dim=0)": "[0]"}, {".mean(dim=0)": "[-1]"})
    ),
    Mistake("in-place", "The result is right, but `end` itself was changed.", {"(end - start)": "end.sub_(start)"}),
)

EXERCISE = Exercise(
    name="mean-direction",
    chapter="dot-product",
    minutes=8,
    difficulty="medium",
    solution=mean_direction,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_sum_is_enough, _with_a_loop, _built_in),
    equivalent_mutations=(
        "line 2: '(end - start).mean' → '(end - start).sum'",  # scaling to length 1 takes the factor out
        "line 2: '0' → '-2'",  # the same axis of a matrix
    ),
)
