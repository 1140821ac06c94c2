"""Compare how much a query attends to two words."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_shares


def odds(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    """Return how many times as much `word` attends to `first` as to `second`, [batch, heads]."""
    return weights[:, :, word, first] / weights[:, :, word, second]


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


# Other ways to write it


def _row_first(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    row = weights.select(-2, word)  # [batch, heads, keys]
    return row.select(-1, first).div(row.select(-1, second))


def _difference_of_logs(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    logs = weights[..., word, :].log()
    return (logs[..., first] - logs[..., second]).exp()


def _head_by_head(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    result = weights.new_empty(weights.shape[:2])
    for sentence in range(weights.shape[0]):
        for head in range(weights.shape[1]):
            table = weights[sentence, head]
            result[sentence, head] = table[word][first] / table[word][second]
    return result


# Ways to get it wrong


def _query_and_key_swapped(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return weights[:, :, first, word] / weights[:, :, second, word]


def _upside_down(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return odds(weights, word, second, first)


def _difference(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return weights[:, :, word, first] - weights[:, :, word, second]


def _product(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return weights[:, :, word, first] * weights[:, :, word, second]


def _logarithm(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return odds(weights, word, first, second).log()


def _share_of_the_two(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return weights[:, :, word, first] / (weights[:, :, word, first] + weights[:, :, word, second])


def _first_weight_only(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return weights[:, :, word, first]


def _against_all_others(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return weights[:, :, word, first] / (1 - weights[:, :, word, first])


def _mean_of_the_weights(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    mean = weights.mean(dim=1)
    return mean[:, word, first] / mean[:, word, second]


def _mean_of_the_odds(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return odds(weights, word, first, second).mean(dim=1)


def _first_head_only(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return odds(weights, word, first, second)[:, 0]


def _first_sentence_only(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return odds(weights, word, first, second)[0]


def _one_number(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return odds(weights, word, first, second)[0, 0]


def _axes_forgotten(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return weights[word, first] / weights[word, second]


def _every_query(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return weights[..., first] / weights[..., second]


def _axes_kept(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return odds(weights, word, first, second)[..., None, None]


def _heads_first(weights: Tensor, word: int, first: int, second: int) -> Tensor:
    return odds(weights, word, first, second).T


MISTAKES = (
    Mistake(
        "query-and-key-swapped",
        "You took the column of `word`: what `first` and `second` give to it. The query comes before the key: "
        "weights[:, :, word, first].",
        _query_and_key_swapped,
    ),
    Mistake("upside-down", "Upside down: the weight on `first` goes above, that on `second` below.", _upside_down),
    Mistake("difference", "You subtracted. 'How many times as much' is a quotient: divide.", _difference),
    Mistake("product", "You multiplied. 'How many times as much' is a quotient: divide.", _product),
    Mistake("logarithm", "This is the logarithm of the odds. Leave it out.", _logarithm),
    Mistake(
        "share-of-the-two",
        "This is the share of `first` among the two words together. Divide by the weight on `second` alone.",
        _share_of_the_two,
    ),
    Mistake("first-weight-only", "This is the weight on `first`. Divide it by that on `second`.", _first_weight_only),
    Mistake(
        "against-all-others",
        "You divided by what all other words get together, 1 − weight. Divide by the weight on `second` alone.",
        _against_all_others,
    ),
    Mistake("mean-of-the-weights", "You averaged the weights over the heads. Keep the heads.", _mean_of_the_weights),
    Mistake("mean-of-the-odds", "You averaged the odds over the heads. Keep the heads apart.", _mean_of_the_odds),
    Mistake("first-head-only", "This is head 0 alone. Return one number for every head.", _first_head_only),
    Mistake(
        "first-sentence-only",
        "This is the first sentence of the batch alone. Take all of them: begin the index with two colons, [:, :, …].",
        _first_sentence_only,
    ),
    Mistake(
        "one-number",
        "This is head 0 of the first sentence. Return one for every sentence and head: the index begins [:, :, …].",
        _one_number,
    ),
    Mistake(
        "axes-forgotten",
        "The first two axes are batch and heads, and you took places on them. Begin the index with two colons, "
        "[:, :, …].",
        _axes_forgotten,
    ),
    Mistake("every-query", "You compared for every query. Take the row of `word` only.", _every_query),
    Mistake("axes-kept", "The axes of query and key are still there, of size 1: index, do not slice.", _axes_kept),
    Mistake("heads-first", "The axes are [heads, batch]. Wanted is [batch, heads].", _heads_first),
)

EXERCISE = Exercise(
    name="odds",
    chapter="encoder",
    minutes=5,
    difficulty="easy",
    solution=odds,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_row_first, _difference_of_logs, _head_by_head),
)
