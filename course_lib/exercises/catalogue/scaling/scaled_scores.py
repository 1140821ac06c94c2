"""Compute scores of queries and keys, divided by √d_k."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def scaled_scores(query: Tensor, key: Tensor) -> Tensor:
    """Return QKᵀ / √d_k for each entry of the batch."""
    d_k = query.shape[-1]
    return query @ key.transpose(-2, -1) / d_k**0.5


CASES = (
    Case(
        "one query and one key of width 4",
        lambda: (torch.tensor([[[2.0, 0.0, 0.0, 0.0]]]), torch.tensor([[[3.0, 1.0, 1.0, 1.0]]])),
    ),
    Case("one query, two keys, width 3", lambda: (random_tensor(1, 1, 3), random_tensor(1, 2, 3, seed=2))),
    Case(
        "batch of 2, three queries, four keys, width 5",
        lambda: (random_tensor(2, 3, 5), random_tensor(2, 4, 5, seed=2)),
    ),
    Case("all sizes 3", lambda: (random_tensor(3, 3, 3), random_tensor(3, 3, 3, seed=2))),
    Case("more queries than components", lambda: (random_tensor(1, 7, 2), random_tensor(1, 3, 2, seed=2))),
    Case("width 128", lambda: (random_tensor(1, 2, 128), random_tensor(1, 3, 128, seed=2))),
    Case(
        "float64",
        lambda: (
            random_tensor(2, 3, 6, dtype=torch.float64),
            random_tensor(2, 5, 6, seed=2, dtype=torch.float64),
        ),
    ),
)


def _with_einsum(query: Tensor, key: Tensor) -> Tensor:
    return torch.einsum("bqd,bkd->bqk", query, key) * query.shape[-1] ** -0.5


def _query_scaled_first(query: Tensor, key: Tensor) -> Tensor:
    return (query / key.size(-1) ** 0.5) @ key.mT


def _with_broadcasting(query: Tensor, key: Tensor) -> Tensor:
    return (query[:, :, None] * key[:, None]).sum(-1) / query.shape[2] ** 0.5


def _not_scaled(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.mT


def _no_root(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.mT / query.shape[-1]


def _multiplied(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.mT * query.shape[-1] ** 0.5


def _by_queries(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.mT / query.shape[-2] ** 0.5


def _by_keys(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.mT / key.shape[-2] ** 0.5


def _by_batch(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.mT / query.shape[0] ** 0.5


def _always_64(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.mT / 8


def _keys_ask(query: Tensor, key: Tensor) -> Tensor:
    return key @ query.mT / query.shape[-1] ** 0.5


def _softmaxed(query: Tensor, key: Tensor) -> Tensor:
    return scaled_scores(query, key).softmax(dim=-1)


def _power_before_slash(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.mT / query.shape[-1] ** 1 / 2


MISTAKES = (
    Mistake("not-scaled", "The dot products are right. The division by √d_k is missing.", _not_scaled),
    Mistake(
        "no-root",
        "You divided by d_k itself, or twice by its root. That is too much: divide by √d_k once.",
        _no_root,
    ),
    Mistake("multiplied", "You multiplied by √d_k. The spread is too large already: divide.", _multiplied),
    Mistake(
        "number-of-queries",
        "You divided by the root of the number of queries. d_k is the last axis.",
        _by_queries,
    ),
    Mistake("number-of-keys", "You divided by the root of the number of keys. d_k is the last axis.", _by_keys),
    Mistake("batch-size", "You divided by the root of the batch size. d_k is the last axis.", _by_batch),
    Mistake("always-64", "You divided by 8, the root of 64, at every width. Read d_k from the query.", _always_64),
    Mistake(
        "keys-ask",
        "Your rows are keys and your columns queries. In this book rows ask: query @ keyᵀ.",
        _keys_ask,
    ),
    Mistake("softmax-too-early", "These are weights. The task asks for the scores, before softmax.", _softmaxed),
    Mistake(
        "power-before-slash",
        "`x / d_k**1/2` is x / d_k / 2, because ** binds first. Write d_k**0.5.",
        _power_before_slash,
    ),
)

EXERCISE = Exercise(
    name="scaled-scores",
    chapter="scaling",
    minutes=5,
    difficulty="easy",
    solution=scaled_scores,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_einsum, _query_scaled_first, _with_broadcasting),
)
