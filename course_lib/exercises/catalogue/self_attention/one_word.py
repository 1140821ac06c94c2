"""Let one word alone attend to its sentence."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def attend_from(x: Tensor, index: int) -> Tensor:
    """Return the row `index` of softmax(XXᵀ / √d) X, from the scores of that word alone."""
    scores = x @ x[index] / x.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=0)
    return weights @ x


CASES = (
    Case("two words of width 4, the first attends", lambda: (torch.tensor([[2.0, 0, 0, 0], [0.0, 6, 0, 0]]), 0)),
    Case("two words of width 4, the second attends", lambda: (torch.tensor([[2.0, 0, 0, 0], [0.0, 6, 0, 0]]), 1)),
    Case("three words of width 5, the second attends", lambda: (random_tensor(3, 5), 1)),
    Case("five words of width 3, the last attends", lambda: (random_tensor(5, 3), 4)),
    Case("four words of width 4, the third attends", lambda: (random_tensor(4, 4), 2)),
    Case("very long vectors", lambda: (20 * random_tensor(3, 8), 1)),
    Case("float64", lambda: (random_tensor(6, 4, dtype=torch.float64), 3)),
)


def _row_of_all(x: Tensor, index: int) -> Tensor:
    return (torch.softmax(x @ x.T / x.shape[1] ** 0.5, dim=1) @ x)[index]


def _with_a_loop(x: Tensor, index: int) -> Tensor:
    scores = torch.stack([word @ x[index] for word in x]) * x.shape[1] ** -0.5
    exponentials = (scores - scores.max()).exp()
    parts = [share * word for share, word in zip(exponentials / exponentials.sum(), x, strict=True)]
    return torch.stack(parts).sum(dim=0)


def _as_matrix_of_one_row(x: Tensor, index: int) -> Tensor:
    query = x[index : index + 1] / x.shape[-1] ** 0.5
    return (torch.softmax(query @ x.T, dim=-1) @ x).squeeze(0)


def _with_einsum(x: Tensor, index: int) -> Tensor:
    scores = torch.einsum("d,kd->k", x[index], x) / x.size(1) ** 0.5
    return torch.einsum("k,kd->d", scores.softmax(0), x)


def _weights(x: Tensor, index: int) -> Tensor:
    return torch.softmax(x @ x[index] / x.shape[-1] ** 0.5, dim=0)


def _not_scaled(x: Tensor, index: int) -> Tensor:
    return torch.softmax(x @ x[index], dim=0) @ x


def _no_root(x: Tensor, index: int) -> Tensor:
    return torch.softmax(x @ x[index] / x.shape[-1], dim=0) @ x


def _number_of_words(x: Tensor, index: int) -> Tensor:
    return torch.softmax(x @ x[index] / len(x) ** 0.5, dim=0) @ x


def _power_before_slash(x: Tensor, index: int) -> Tensor:
    return torch.softmax(x @ x[index] / x.shape[-1] ** 1 / 2, dim=0) @ x


def _no_softmax(x: Tensor, index: int) -> Tensor:
    return x @ x[index] / x.shape[-1] ** 0.5 @ x


def _always_first(x: Tensor, index: int) -> Tensor:
    return attend_from(x, 0)


def _counted_from_one(x: Tensor, index: int) -> Tensor:
    return attend_from(x, index - 1)


def _column(x: Tensor, index: int) -> Tensor:
    return (torch.softmax(x @ x.T / x.shape[1] ** 0.5, dim=0) @ x)[index]


def _all_rows(x: Tensor, index: int) -> Tensor:
    return torch.softmax(x @ x.T / x.shape[1] ** 0.5, dim=1) @ x


def _one_row_matrix(x: Tensor, index: int) -> Tensor:
    return attend_from(x, index)[None]


def _not_added_up(x: Tensor, index: int) -> Tensor:
    return _weights(x, index)[:, None] * x


def _without_itself(x: Tensor, index: int) -> Tensor:
    scores = x @ x[index] / x.shape[-1] ** 0.5
    scores[index] = -torch.inf
    return torch.softmax(scores, dim=0) @ x


def _naive_softmax(x: Tensor, index: int) -> Tensor:
    exponentials = (x @ x[index] / x.shape[-1] ** 0.5).exp()
    return exponentials / exponentials.sum() @ x


MISTAKES = (
    Mistake("not-scaled", "The division by √d is missing: the weights are too sharp.", _not_scaled),
    Mistake("no-root", "You divided by d itself: the weights are too even. Divide by √d.", _no_root),
    Mistake(
        "number-of-words",
        "You divided by the root of the number of words. d is the last axis of x, the width of one word.",
        _number_of_words,
    ),
    Mistake(
        "power-before-slash", "`x / d**1/2` is x / d / 2, because ** binds first. Write d**0.5.", _power_before_slash
    ),
    Mistake("no-softmax", "You mixed the words with the scores themselves. Turn them into shares first.", _no_softmax),
    Mistake("weights-only", "These are the word's weights. Mix the words with them: weights @ x.", _weights),
    Mistake(
        "always-the-first", "`index` makes no difference: the first word attends, whatever it says.", _always_first
    ),
    Mistake("counted-from-one", "This is the row of the word before. Indices count from 0.", _counted_from_one),
    Mistake(
        "column",
        "You used a column of the weights: what each word gives to this one. The word at `index` gives: take softmax "
        "along its own row of scores.",
        _column,
    ),
    Mistake("all-rows", "These are the rows of all words. Return the row of the word at `index` alone.", _all_rows),
    Mistake(
        "matrix-of-one-row", "The values are right, in a matrix of one row. Return a vector: [d].", _one_row_matrix
    ),
    Mistake(
        "not-added-up", "These are the words, each times its weight. Add them up over the words, dim=0.", _not_added_up
    ),
    Mistake("itself-left-out", "The word itself is left out. It attends to all words, itself too.", _without_itself),
    Mistake("overflow", "exp overflows for large scores. Subtract the maximum, or use torch.softmax.", _naive_softmax),
)

EXERCISE = Exercise(
    name="one-word",
    chapter="self-attention",
    minutes=5,
    difficulty="easy",
    solution=attend_from,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_row_of_all, _with_a_loop, _as_matrix_of_one_row, _with_einsum),
    equivalent_mutations=(
        "line 3: '0' → '-1'",  # the scores of one word have only one axis
    ),
)
