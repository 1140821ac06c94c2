"""Keep the k highest logits of each row."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def top_k(logits: Tensor, k: int) -> Tensor:
    """Set all but the k highest logits of each row to −∞."""
    lowest = logits.topk(k).values[:, -1:]
    return logits.masked_fill(logits < lowest, float("-inf"))


CASES = (
    Case("one row of three, keep two", lambda: (torch.tensor([[1.0, 3.0, 2.0]]), 2)),
    Case("keep one", lambda: (torch.tensor([[0.5, -1.0, 2.0, 1.5]]), 1)),
    Case("all logits are negative, keep two", lambda: (torch.tensor([[-4.0, -1.0, -3.0, -2.0, -5.0]]), 2)),
    Case(
        "two rows at different heights, keep two",
        lambda: (torch.tensor([[1.0, 4.0, 2.0, 3.0], [13.0, 11.0, 12.0, 14.0]]), 2),
    ),
    Case("keep all four", lambda: (random_tensor(3, 4, seed=2), 4)),
    Case("batch of 3, vocabulary of 7, keep three", lambda: (random_tensor(3, 7), 3)),
    Case("batch of 5, vocabulary of 5, keep two", lambda: (random_tensor(5, 5), 2)),
    Case("two rows, keep one", lambda: (random_tensor(2, 4, seed=3), 1)),
    Case("float64", lambda: (random_tensor(2, 6, dtype=torch.float64), 4)),
    Case("half precision (float16)", lambda: (torch.arange(12.0).reshape(2, 6).half(), 3)),
)


# Other ways to write it


def _with_scatter(logits: Tensor, k: int) -> Tensor:
    values, places = torch.topk(logits, k, dim=-1)
    return torch.full_like(logits, -torch.inf).scatter(-1, places, values)


def _with_ranks(logits: Tensor, k: int) -> Tensor:
    ranks = logits.argsort(dim=-1, descending=True).argsort(dim=-1)
    return torch.where(ranks < k, logits, -torch.inf)


def _row_by_row(logits: Tensor, k: int) -> Tensor:
    kept = logits.clone()
    for row in kept:
        row[row.argsort()[: len(row) - k]] = -torch.inf
    return kept


# Ways to get it wrong


def _filled(logits: Tensor, k: int, number: float) -> Tensor:
    return logits.masked_fill(top_k(logits, k) == -torch.inf, number)


def _zero(logits: Tensor, k: int) -> Tensor:
    return _filled(logits, k, 0.0)


def _minus_1e9(logits: Tensor, k: int) -> Tensor:
    return _filled(logits, k, -1e9)


def _smallest(logits: Tensor, k: int) -> Tensor:
    return _filled(logits, k, torch.finfo(logits.dtype).min)


def _nan(logits: Tensor, k: int) -> Tensor:
    return logits + (logits < logits.topk(k).values[:, -1:]) * -torch.inf


def _k_lowest(logits: Tensor, k: int) -> Tensor:
    highest = logits.topk(k, largest=False).values[:, -1:]
    return logits.masked_fill(logits > highest, -torch.inf)


def _highest_dropped(logits: Tensor, k: int) -> Tensor:
    return logits.masked_fill(logits >= logits.topk(k).values[:, -1:], -torch.inf)


def _strictly_above(logits: Tensor, k: int) -> Tensor:
    return logits.masked_fill(logits <= logits.topk(k).values[:, -1:], -torch.inf)


def _one_more(logits: Tensor, k: int) -> Tensor:
    return top_k(logits, k + 1)


def _whole_batch(logits: Tensor, k: int) -> Tensor:
    return logits.masked_fill(logits < logits.flatten().topk(k).values[-1], -torch.inf)


def _first_row_for_all(logits: Tensor, k: int) -> Tensor:
    return logits.masked_fill(logits < logits[0].topk(k).values[-1], -torch.inf)


def _a_row_of_limits(logits: Tensor, k: int) -> Tensor:
    return logits.masked_fill(logits < logits.topk(k).values[:, -1], -torch.inf)


def _over_sentences(logits: Tensor, k: int) -> Tensor:
    return top_k(logits.T, k).T


def _values_only(logits: Tensor, k: int) -> Tensor:
    return logits.topk(k).values


def _ids_only(logits: Tensor, k: int) -> Tensor:
    return logits.topk(k).indices


def _sorted(logits: Tensor, k: int) -> Tensor:
    return top_k(logits, k).sort(dim=-1, descending=True).values


def _in_place(logits: Tensor, k: int) -> Tensor:
    return logits.masked_fill_(logits < logits.topk(k).values[:, -1:], -torch.inf)


def _shares(logits: Tensor, k: int) -> Tensor:
    return torch.softmax(top_k(logits, k), dim=-1)


def _mask(logits: Tensor, k: int) -> Tensor:
    return logits >= logits.topk(k).values[:, -1:]


MISTAKES = (
    Mistake(
        "zero",
        "You set the others to 0. A logit of 0 still gets a share, because exp(0) = 1; only −∞ gets none.",
        _zero,
    ),
    Mistake(
        "minus-1e9",
        "−1e9 is not −∞, and half precision cannot hold it. Use float('-inf').",
        _minus_1e9,
    ),
    Mistake("smallest-number", "The dtype's smallest number is finite. The task asks for −∞.", _smallest),
    Mistake("zero-times-infinity", "0 · ∞ is NaN. Select the logits instead: masked_fill or where.", _nan),
    Mistake("k-lowest", "You kept the k lowest logits. The likely words have the highest ones.", _k_lowest),
    Mistake("inverted", "You dropped the k highest logits and kept the others. Turn the mask round.", _highest_dropped),
    Mistake(
        "k-th-lost",
        "The k-th highest is lost, so that only k − 1 are left. It must not be below itself: drop what is lower than "
        "it, with <, or keep with >=.",
        _strictly_above,
    ),
    Mistake("one-too-many", "You kept k + 1 words. Counted from 0, the k-th one has the number k − 1.", _one_more),
    Mistake(
        "whole-batch",
        "You looked for the k highest of the whole batch. Each row keeps k of its own: work along the last axis.",
        _whole_batch,
    ),
    Mistake(
        "first-row-for-all",
        "You compared all rows with the k-th highest of the first one. Each row has its own.",
        _first_row_for_all,
    ),
    Mistake(
        "limits-in-a-row",
        "The k-th highest logits stand in a row, [batch], and so meet the words, not the sentences. Keep them as a "
        "column, [batch, 1]: [:, -1:].",
        _a_row_of_limits,
    ),
    Mistake(
        "over-sentences",
        "You kept the k highest of each column: sentences competed. The words of one row compete: the last axis.",
        _over_sentences,
    ),
    Mistake(
        "values-only",
        "These are the k values alone. Keep them at their places: [batch, vocab_size], −∞ everywhere else.",
        _values_only,
    ),
    Mistake(
        "ids-only",
        "These are the ids of the k words. Return logits: [batch, vocab_size], −∞ where a word is dropped.",
        _ids_only,
    ),
    Mistake(
        "sorted",
        "Your result is sorted. Each logit belongs to the word at its place: leave it there.",
        _sorted,
    ),
    Mistake(
        "in-place",
        "The result is right, but your function changes `logits` itself. Use masked_fill without the underscore, or "
        "work on a copy.",
        _in_place,
    ),
    Mistake("softmax-applied", "These are shares. Return the logits: softmax comes later.", _shares),
    Mistake("mask-returned", "This is the mask. Use it: return the logits, with −∞ where it is False.", _mask),
)

EXERCISE = Exercise(
    name="top-k",
    chapter="output",
    minutes=8,
    difficulty="easy",
    solution=top_k,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_scatter, _with_ranks, _row_by_row),
)
