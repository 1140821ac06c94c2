"""Find the bug in the first output row, written out as a sum for each component."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_shares, random_tensor


def first_row(weights: Tensor, x: Tensor) -> Tensor:
    """Return the first row of weights @ x, component by component."""
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words):
            row[component] += weights[0, word] * x[word, component]
    return row


def _last_word_s_row_missed(weights: Tensor, x: Tensor) -> Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words - 1):
            row[component] += weights[0, word] * x[word, component]
        row[component] += weights[0, words - 1] * x[word, component]
    return row


WEIGHTS = ((0.4, 0.3, 0.2, 0.1), (0.1, 0.2, 0.3, 0.4), (0.2, 0.2, 0.1, 0.5), (0.6, 0.2, 0.1, 0.1))
WORDS = ((1.0, 0.0), (0.0, 1.0), (2.0, 0.0), (0.0, 10.0))

CASES = (
    # Four words first: a sum written out for four words, as in the chapter, is right here and told by the next case.
    Case("four words of width 2", lambda: (torch.tensor(WEIGHTS), torch.tensor(WORDS))),
    Case("two words of width 3", lambda: (random_shares(2, 2), random_tensor(2, 3, seed=2))),
    Case("three words of width 5", lambda: (random_shares(3, 3), random_tensor(3, 5, seed=2))),
    Case("seven words of width 4", lambda: (random_shares(7, 7), random_tensor(7, 4, seed=2))),
    Case("five words of width 5", lambda: (random_shares(5, 5), random_tensor(5, 5, seed=2))),
    Case(
        "float64",
        lambda: (random_shares(6, 6, dtype=torch.float64), random_tensor(6, 2, seed=2, dtype=torch.float64)),
    ),
)


def _last_term_mended(weights: Tensor, x: Tensor) -> Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words - 1):
            row[component] += weights[0, word] * x[word, component]
        row[component] += weights[0, words - 1] * x[words - 1, component]
    return row


def _as_a_product(weights: Tensor, x: Tensor) -> Tensor:
    return weights[0] @ x


def _row_by_row(weights: Tensor, x: Tensor) -> Tensor:
    return torch.stack([weight * word for weight, word in zip(weights[0], x, strict=True)]).sum(dim=0)


def _with_einsum(weights: Tensor, x: Tensor) -> Tensor:
    return torch.einsum("k,kd->d", weights[0], x)


def _last_word_left_out(weights: Tensor, x: Tensor) -> Tensor:
    return weights[0, :-1] @ x[:-1]


def _last_word_twice(weights: Tensor, x: Tensor) -> Tensor:
    return weights[0] @ x + weights[0, -1] * x[-1]


def _last_weight_missed(weights: Tensor, x: Tensor) -> Tensor:
    return weights[0, :-1] @ x[:-1] + weights[0, -2] * x[-1]


def _first_word_at_the_end(weights: Tensor, x: Tensor) -> Tensor:
    return weights[0, :-1] @ x[:-1] + weights[0, -1] * x[0]


def _column(weights: Tensor, x: Tensor) -> Tensor:
    return weights[:, 0] @ x


def _last_row(weights: Tensor, x: Tensor) -> Tensor:
    return weights[-1] @ x


def _second_row(weights: Tensor, x: Tensor) -> Tensor:
    return weights[1] @ x


def _four_words(weights: Tensor, x: Tensor) -> Tensor:
    row = weights[0]
    return row[0] * x[0] + row[1] * x[1] + row[2] * x[2] + row[3] * x[3]


def _all_rows(weights: Tensor, x: Tensor) -> Tensor:
    return weights @ x


MISTAKES = (
    Mistake(
        "last-word-left-out",
        "The last word has no part in the sum: `range(words - 1)` stops one word before it.",
        _last_word_left_out,
    ),
    Mistake(
        "last-word-twice",
        "The last word counts twice: once in the loop and once after it. Keep one of the two.",
        _last_word_twice,
    ),
    Mistake(
        "last-weight-missed",
        "The last word comes with the weight of the word before. Weight and word belong to the same index.",
        _last_weight_missed,
    ),
    Mistake(
        "first-word-at-the-end",
        "The last weight comes with the first word. Weight and word belong to the same index.",
        _first_word_at_the_end,
    ),
    Mistake(
        "first-column",
        "You took the first column of the weights. The first word's shares stand in the first row: weights[0, word].",
        _column,
    ),
    Mistake("last-row", "This is the last word's row. The first word's weights are weights[0].", _last_row),
    Mistake("second-row", "This is the second word's row. Indices count from 0.", _second_row),
    Mistake(
        "four-words-only", "The sum is written for four words. Let it run over as many words as x has.", _four_words
    ),
    Mistake("all-rows", "These are the rows of all words. Return the first row alone: [d].", _all_rows),
)

EXERCISE = Exercise(
    name="first-row",
    chapter="self-attention",
    minutes=5,
    difficulty="easy",
    solution=first_row,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_last_term_mended, _as_a_product, _row_by_row, _with_einsum),
    given=_last_word_s_row_missed,
)
