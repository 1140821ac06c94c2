"""Find the rows nearest to a row by cosine."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import uneven_rows


def nearest_rows(matrix: Tensor, row: int, count: int) -> Tensor:
    """Return the ids of the `count` rows with the largest cosine to `row`, best first, without itself."""
    directions = matrix / matrix.norm(dim=1, keepdim=True)
    cosines = directions @ directions[row]
    cosines[row] = -2.0
    return cosines.argsort(descending=True)[:count]


CASES = (
    Case("three rows, one of them long", lambda: (torch.tensor([[1.0, 0.0], [0.0, 1.0], [5.0, 1.0]]), 0, 2)),
    Case("all rows point away", lambda: (torch.tensor([[1.0, 0.0], [-1.0, 1.0], [-3.0, 0.5]]), 0, 2)),
    Case("six rows, the third, best two", lambda: (uneven_rows(6, 4, 1), 2, 2)),
    Case("six rows, the last, best one", lambda: (uneven_rows(6, 4, 2), 5, 1)),
    Case("five rows of five numbers, the first, best three", lambda: (uneven_rows(5, 5, 3), 0, 3)),
)


def _with_topk(matrix: Tensor, row: int, count: int) -> Tensor:
    cosines = torch.cosine_similarity(matrix, matrix[row], dim=1)
    best = cosines.topk(count + 1).indices
    return best[best != row][:count]


def _with_sorted(matrix: Tensor, row: int, count: int) -> Tensor:
    def cosine(other: int) -> float:
        return float(matrix[row] @ matrix[other] / matrix[other].norm())

    others = [other for other in range(len(matrix)) if other != row]
    return torch.tensor(sorted(others, key=cosine, reverse=True)[:count])


def _one_by_one(matrix: Tensor, row: int, count: int) -> Tensor:
    cosines = torch.einsum("nd,d->n", matrix.double(), matrix[row].double()) / matrix.double().norm(dim=1)
    cosines[row] = -torch.inf
    best = torch.zeros(count, dtype=torch.int32)
    for place in range(count):
        best[place] = cosines.argmax()
        cosines[int(best[place])] = -torch.inf
    return best


MISTAKES = (
    Mistake(
        "with-itself",
        "The row itself is in your answer: its cosine with itself is 1. Leave it out.",
        {"    cosines[row] = -2.0\n": ""},
    ),
    Mistake(
        "dot-products",
        "You ordered by dot product, or divided all rows by one number, so long rows win. Divide each by its length.",
        {" / matrix[other].norm()": ""},
        of=_with_sorted,
    ),
    Mistake(
        "squared-lengths",
        "You divided by the squares of the lengths, so short rows win. A cosine is divided by the lengths themselves.",
        {"matrix[other].norm()": "matrix[other].norm() ** 2"},
        of=_with_sorted,
    ),
    Mistake(
        "columns-scaled", "You brought each column to length 1. The rows are the vectors: dim=1.", {"dim=1": "dim=0"}
    ),
    Mistake(
        "by-distance",
        "You ordered by distance. A long row far away can point in the same direction: the task asks for the cosine.",
        {"(matrix[row] @ matrix[other] / matrix[other].norm())": "(-(matrix[row] - matrix[other]).norm())"},
        of=_with_sorted,
    ),
    Mistake(
        "worst-first",
        "Your order is worst first. The largest cosine comes first, as with descending=True.",
        {", reverse=True": ""},
        of=_with_sorted,
    ),
    Mistake(
        "masked-with-zero",
        "You set the row's own cosine to 0, but others can be negative. Use less than −1.",
        {"-2.0": "0.0"},
    ),
    Mistake(
        "signs-lost",
        "A cosine of −1 is as far as can be. Do not take absolute values.",
        {"directions @ directions[row]": "(directions @ directions[row]).abs()"},
    ),
    Mistake(
        "cosines-not-ids",
        "These are the cosines. The task asks for the ids of the rows.",
        {"argsort(descending=True)": "sort(descending=True).values"},
    ),
    Mistake(
        "ids-counted-without-the-row",
        "You took the row out before you counted, so every id behind it is one too small.",
        {
            "directions @ directions[row]": "directions[torch.arange(len(matrix)) != row] @ directions[row]",
            "    cosines[row] = -2.0\n": "",
        },
    ),
    Mistake(
        "one-too-few",
        "There is one id too few. Where the row itself is among the best, take count + 1 and then leave it out.",
        {"[:count]": "[: count - 1]"},
    ),
    Mistake(
        "floats",
        "The ids are right, but they are floats. Return integers, with which rows can be looked up.",
        {", dtype=torch.int32": ""},
        of=_one_by_one,
    ),
    Mistake("not-cut", "You ordered all rows. Return the best `count` of them only.", {"[:count]": ""}),
)

EXERCISE = Exercise(
    name="nearest-rows",
    chapter="embeddings",
    minutes=8,
    difficulty="medium",
    solution=nearest_rows,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_topk, _with_sorted, _one_by_one),
    dtype_asked="kind",
    equivalent_mutations=(
        "line 4: '-2.0' → '-4.0'",  # any number below −1 leaves the row out
    ),
)
