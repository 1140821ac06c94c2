"""Find the rows nearest to a row by cosine."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def nearest_rows(matrix: Tensor, row: int, count: int) -> Tensor:
    """Return the ids of the `count` rows with the largest cosine to `row`, best first, without itself."""
    directions = matrix / matrix.norm(dim=1, keepdim=True)
    cosines = directions @ directions[row]
    cosines[row] = -2.0
    return cosines.argsort(descending=True)[:count]


def _uneven(rows: int, width: int, seed: int) -> Tensor:
    """Random rows of very different lengths, so that length can be told from direction."""
    return random_tensor(rows, width, seed=seed) * torch.arange(1.0, rows + 1)[:, None]


CASES = (
    Case("three rows, one of them long", lambda: (torch.tensor([[1.0, 0.0], [0.0, 1.0], [5.0, 1.0]]), 0, 2)),
    Case("all rows point away", lambda: (torch.tensor([[1.0, 0.0], [-1.0, 1.0], [-3.0, 0.5]]), 0, 2)),
    Case("six rows, the third, best two", lambda: (_uneven(6, 4, 1), 2, 2)),
    Case("six rows, the last, best one", lambda: (_uneven(6, 4, 2), 5, 1)),
    Case("five rows of five numbers, the first, best three", lambda: (_uneven(5, 5, 3), 0, 3)),
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


def _with_itself(matrix: Tensor, row: int, count: int) -> Tensor:
    return torch.cosine_similarity(matrix, matrix[row], dim=1).argsort(descending=True)[:count]


def _dot_products(matrix: Tensor, row: int, count: int) -> Tensor:
    scores = matrix @ matrix[row]
    scores[row] = -torch.inf
    return scores.argsort(descending=True)[:count]


def _worst_first(matrix: Tensor, row: int, count: int) -> Tensor:
    cosines = torch.cosine_similarity(matrix, matrix[row], dim=1)
    cosines[row] = 2.0
    return cosines.argsort()[:count]


def _masked_with_zero(matrix: Tensor, row: int, count: int) -> Tensor:
    cosines = torch.cosine_similarity(matrix, matrix[row], dim=1)
    cosines[row] = 0.0
    return cosines.argsort(descending=True)[:count]


def _signs_lost(matrix: Tensor, row: int, count: int) -> Tensor:
    cosines = torch.cosine_similarity(matrix, matrix[row], dim=1).abs()
    cosines[row] = -1.0
    return cosines.argsort(descending=True)[:count]


def _values(matrix: Tensor, row: int, count: int) -> Tensor:
    cosines = torch.cosine_similarity(matrix, matrix[row], dim=1)
    cosines[row] = -2.0
    return cosines.sort(descending=True).values[:count]


def _first_left_out(matrix: Tensor, row: int, count: int) -> Tensor:
    return torch.cosine_similarity(matrix[1:], matrix[row], dim=1).argsort(descending=True)[:count]


MISTAKES = (
    Mistake(
        "with-itself", "The row itself is in your answer: its cosine with itself is 1. Leave it out.", _with_itself
    ),
    Mistake(
        "dot-products", "You ordered by dot product, so long rows win. Divide by the lengths first.", _dot_products
    ),
    Mistake("worst-first", "Your order is worst first. Sort with descending=True.", _worst_first),
    Mistake(
        "masked-with-zero",
        "You set the row's own cosine to 0, but others can be negative. Use less than −1.",
        _masked_with_zero,
    ),
    Mistake("signs-lost", "A cosine of −1 is as far as can be. Do not take absolute values.", _signs_lost),
    Mistake("cosines-not-ids", "These are the cosines. The task asks for the ids of the rows.", _values),
    Mistake(
        "first-row-left-out",
        "You left out the first row, so all ids are shifted. Leave out the row asked for.",
        _first_left_out,
    ),
)

EXERCISE = Exercise(
    name="nearest-rows",
    chapter="embeddings",
    minutes=8,
    difficulty="medium",
    solution=nearest_rows,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_topk, _with_sorted),
    equivalent_mutations=(
        "line 4: '-2.0' → '-4.0'",  # any number below −1 leaves the row out
    ),
)
