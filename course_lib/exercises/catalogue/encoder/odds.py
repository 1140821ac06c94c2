"""Compare how much a query attends to two words."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_shares


def odds(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    """Return how many times as much `word` attends to `first` as to `second`, [batch, heads]."""
    row = weights[:, :, word]
    return row[..., first] / row[..., second]


def _case(words: str, *shape: int, at: tuple[int, int, int], dtype: torch.dtype = torch.float32) -> Case:
    return Case(words, lambda: (random_shares(*shape, dtype=dtype), *at))


TWO_WORDS = [[0.6, 0.4], [0.2, 0.8]]
THREE_WORDS = [[0.2, 0.3, 0.5], [0.6, 0.3, 0.1], [0.25, 0.25, 0.5]]

CASES = (
    Case("one head, two words", lambda: (torch.tensor([[TWO_WORDS]]), 1, 0, 1)),
    Case("one head, three words", lambda: (torch.tensor([[THREE_WORDS]]), 1, 0, 2)),
    _case("two heads, three words, a word and itself", 1, 2, 3, 3, at=(2, 2, 0)),
    _case("batch of 2, three heads, four queries, five keys", 2, 3, 4, 5, at=(3, 4, 1)),
    _case("batch of 3, two heads, five words", 3, 2, 5, 5, at=(4, 1, 3)),
    _case("all sizes 4", 4, 4, 4, 4, at=(2, 3, 1)),
    _case("twice the same word", 2, 3, 4, 4, at=(1, 2, 2)),
    _case("float64", 2, 2, 3, 3, at=(0, 1, 2), dtype=torch.float64),
)


def _with_einsum(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    row = weights.double().select(-2, word)  # [batch, heads, keys]
    return torch.einsum("bh,bh->bh", row[..., first], 1 / row[..., second])


def _difference_of_logs(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    logs = weights[..., word, :].log()
    return (logs[..., first] - logs[..., second]).exp()


def _head_by_head(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    result = torch.zeros(weights.shape[:2])
    for sentence, tables in enumerate(weights):
        for head, table in enumerate(tables):
            result[sentence, head] = table[word][first] / table[word][second]
    return result


MISTAKES = (
    Mistake(
        "query-and-key-swapped",
        "You took the column of `word`: what `first` and `second` give to it. The query comes before the key.",
        {"[:, :, word]": "[..., word]"},
    ),
    Mistake(
        "upside-down",
        "The weight on `first` goes above, that on `second` below.",
        {"first] / row[..., second": "second] / row[..., first"},
    ),
    Mistake("not-divided", "'How many times as much' is a quotient: divide.", ({"/": "-"}, {"/": "*"}, {"/": "+"})),
    Mistake(
        "logarithm", "This is the logarithm of the odds. Leave it out.", {"]).exp()": "])"}, of=_difference_of_logs
    ),
    Mistake("whole-numbers", "`//` rounds down to a whole number. Write /.", {" / ": " // "}),
    Mistake(
        "softmax-again",
        "The weights are shares already, each row sums to 1: take no softmax, and no exp, of them.",
        {"weights[:, :, word]": "weights.softmax(dim=-1)[:, :, word]"},
    ),
    Mistake(
        "counted-from-one",
        "You counted the places from 1. Here the first word stands at place 0, and so does index 0.",
        {"[:, :, word]": "[:, :, word - 1]", "first]": "first - 1]", "second]": "second - 1]"},
    ),
    Mistake(
        "share-of-the-two",
        "This is the share of `first` among the two words together. Divide by the weight on `second` alone.",
        {"/ row[..., second]": "/ (row[..., first] + row[..., second])"},
    ),
    Mistake(
        "first-weight-only",
        "This is the weight on `first`. Divide it by that on `second`.",
        {" / row[..., second]": ""},
    ),
    Mistake(
        "against-all-others",
        "You divided by what all other words get together, 1 − weight. Divide by the weight on `second` alone.",
        {"/ row[..., second]": "/ (1 - row[..., first])"},
    ),
    Mistake(
        "mean-of-the-weights",
        "You averaged the weights, or added them up, over heads or sentences. Return one number for each.",
        (
            {"weights[:, :, word]": "weights.mean(dim=1)[:, None, word]"},
            {"weights[:, :, word]": "weights.mean(dim=1)[:, word]"},
            {"first]": "first].sum()", "second]": "second].sum()"},
        ),
    ),
    Mistake(
        "mean-of-the-odds",
        "You averaged over heads or sentences. Return one number for each.",
        ({".exp()": ".exp().mean(dim=1)"}, {".exp()": ".exp().mean()"}),
        of=_difference_of_logs,
    ),
    Mistake("first-head-only", "This is head 0 alone. Return one number for every head.", {":, :, word": ":, 0, word"}),
    Mistake(
        "first-sentence-only",
        "This is the first sentence of the batch alone. Take all of them: begin the index with two colons, [:, :, …].",
        {":, :, word": "0, :, word"},
    ),
    Mistake(
        "one-number",
        "This is head 0 of the first sentence. Return one for every sentence and head: the index begins [:, :, …].",
        ({":, :, word": "0, 0, word"}, {":, :, word": ":1, :1, word"}),
    ),
    Mistake(
        "axes-forgotten",
        "The first two axes are batch and heads. Begin the index with two colons, [:, :, …].",
        (
            {"[:, :, word]": "[word]", "..., first": "first", "..., second": "second"},
            {"[:, :, word]": "[:, word]", "..., first": ":, first", "..., second": ":, second"},
            {"[:, :, word]": "[:, word]"},
        ),
    ),
    Mistake("every-query", "You compared for every query. Take the row of `word` only.", {"[:, :, word]": ""}),
    Mistake(
        "axes-kept",
        "The axes of query and key are still there, of size 1: index, do not slice.",
        (
            {"first]": "first, None, None]", "second]": "second, None, None]"},
            {"first]": "first, None]", "second]": "second, None]"},
        ),
    ),
    Mistake(
        "heads-first",
        "The axes are [heads, batch]. Wanted is [batch, heads].",
        {"first]": "first].T", "second]": "second].T"},
    ),
)

EXERCISE = Exercise(
    name="odds",
    chapter="encoder",
    minutes=5,
    difficulty="easy",
    solution=odds,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_einsum, _difference_of_logs, _head_by_head),
)
