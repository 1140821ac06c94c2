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


def _given(weights: Tensor, x: Tensor) -> Tensor:
    words, d = x.shape
    row = torch.zeros(d, dtype=x.dtype)
    for component in range(d):
        for word in range(words - 1):
            row[component] += weights[0, word] * x[word, component]
        row[component] += weights[0, words - 1] * x[word, component]  # the last word
    return row


WEIGHTS = ((0.4, 0.3, 0.2, 0.1), (0.1, 0.2, 0.3, 0.4), (0.2, 0.2, 0.1, 0.5), (0.6, 0.2, 0.1, 0.1))
WORDS = ((1.0, 0.0), (0.0, 1.0), (2.0, 0.0), (0.0, 10.0))

CASES = (
    # Four words first: a sum written out for four words, as in the chapter, is right here and told by the next case.
    Case("four words of width 2", lambda: (torch.tensor(WEIGHTS), torch.tensor(WORDS))),
    Case("two words of width 3", lambda: (random_shares(2, 2), random_tensor(2, 3, seed=2))),
    Case("three words of width 5", lambda: (random_shares(3, 3), random_tensor(3, 5, seed=2))),
    Case("seven words of width 4", lambda: (random_shares(7, 7), random_tensor(7, 4, seed=2))),
    Case("a single word of width 3", lambda: (random_shares(1, 1), random_tensor(1, 3, seed=2))),
    Case("five words of width 5", lambda: (random_shares(5, 5), random_tensor(5, 5, seed=2))),
    Case(
        "float64", lambda: (random_shares(6, 6, dtype=torch.float64), random_tensor(6, 2, seed=2, dtype=torch.float64))
    ),
)


def _last_term_mended(weights: Tensor, x: Tensor) -> Tensor:
    words, d = x.shape
    row = torch.zeros(d)
    for component in range(d):
        for word in range(words - 1):
            row[component] += weights[0, word] * x[word, component]
        row[component] += weights[0, words - 1] * x[words - 1, component]
    return row


def _as_a_product(weights: Tensor, x: Tensor) -> Tensor:
    return weights[0] @ x


def _with_einsum(weights: Tensor, x: Tensor) -> Tensor:
    return torch.einsum("k,kd->d", weights[0].double(), x.double())


def _four_words(weights: Tensor, x: Tensor) -> Tensor:
    row = weights[0]
    return row[0] * x[0] + row[1] * x[1] + row[2] * x[2] + row[3] * x[3]


MISTAKES = (
    Mistake(
        "last-indices-differ",
        "In the last product, the index of the weight and that of the word are not the same.",
        ({"x[words - 1,": "x[word,"}, {"x[words - 1,": "x[0,"}, {"weights[0, words - 1]": "weights[0, word]"}),
        of=_last_term_mended,
    ),
    Mistake(
        "last-word-left-out",
        "The last word has no part in the sum: `range(words - 1)` stops one word before it.",
        {"range(words)": "range(words - 1)"},
    ),
    Mistake(
        "word-before-twice",
        "The word before the last counts twice now, and the last one not at all.",
        {"weights[0, words - 1] * x[words - 1,": "weights[0, word] * x[word,"},
        of=_last_term_mended,
    ),
    Mistake(
        "last-word-again",
        "The last word counts more than once. Add it in the loop, or once after it.",
        (
            {"range(words - 1)": "range(words)"},
            {"        row[component] += weights[0, words - 1]": "            row[component] += weights[0, words - 1]"},
        ),
        of=_last_term_mended,
    ),
    Mistake(
        "past-the-end",
        "There is no word with the index `words`. Indices count from 0, so the last one is words - 1.",
        ({"x[words - 1,": "x[words,"}, {"[0, words - 1]": "[0, words]"}),
        of=_last_term_mended,
    ),
    Mistake(
        "overwritten",
        "Only the last product is left: = overwrites the sum. Write +=.",
        {"+= weights[0, words - 1]": "= weights[0, words - 1]"},
        of=_last_term_mended,
    ),
    Mistake(
        "returned-too-early",
        "Only the first component is computed: `return` stands inside the loop.",
        {"    return row": "        return row"},
    ),
    Mistake(
        "other-weights",
        "The first word's shares stand in the first row of the weights: weights[0, word].",
        ({"[0, word]": "[word, 0]"}, {"weights[0": "weights[-1"}, {"weights[0": "weights[1"}),
    ),
    Mistake(
        "four-words-only", "The sum is written for four words. Let it run over as many words as x has.", _four_words
    ),
    Mistake("all-rows", "Return the first row alone: [d].", {"weights[0] @": "weights @"}, of=_as_a_product),
)

EXERCISE = Exercise(
    name="first-row",
    chapter="self-attention",
    minutes=5,
    difficulty="easy",
    solution=first_row,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_last_term_mended, _as_a_product, _with_einsum),
    given=_given,
    # a result of another dtype is right, and float32 holds these sums
    equivalent_mutations=("line 3: 'torch.zeros(d, dtype=x.dtype)' → 'torch.zeros(d)'",),
)
