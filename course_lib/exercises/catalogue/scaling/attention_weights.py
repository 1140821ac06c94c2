"""Compute attention weights from queries and keys."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def attention_weights(query: Tensor, key: Tensor) -> Tensor:
    """Return softmax(QKᵀ / √d_k); each row sums to 1."""
    d_k = query.shape[-1]
    scores = query @ key.transpose(-2, -1) / d_k**0.5
    return torch.softmax(scores, dim=-1)


CASES = (
    Case("one query of zeros, two keys", lambda: (torch.zeros(1, 3), random_tensor(2, 3))),
    Case("two queries, three keys, width 5", lambda: (random_tensor(2, 5), random_tensor(3, 5, seed=2))),
    Case(
        "batch of 2, three queries, four keys, width 6",
        lambda: (random_tensor(2, 3, 6), random_tensor(2, 4, 6, seed=2)),
    ),
    Case(
        "two heads in a batch of 3, four queries, five keys, width 6",
        lambda: (random_tensor(3, 2, 4, 6), random_tensor(3, 2, 5, 6, seed=2)),
    ),
    Case("all sizes 3", lambda: (random_tensor(3, 3, 3), random_tensor(3, 3, 3, seed=2))),
    Case("more queries than components", lambda: (random_tensor(7, 2), random_tensor(3, 2, seed=2))),
    Case("very long vectors", lambda: (100 * random_tensor(2, 8), 100 * random_tensor(3, 8, seed=2))),
    Case(
        "float64",
        lambda: (
            random_tensor(2, 3, 7, dtype=torch.float64),
            random_tensor(2, 5, 7, seed=2, dtype=torch.float64),
        ),
    ),
)


def _by_hand(query: Tensor, key: Tensor) -> Tensor:
    scores = torch.einsum("...qd,...kd->...qk", query, key) * query.shape[-1] ** -0.5
    exponentials = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _query_scaled(query: Tensor, key: Tensor) -> Tensor:
    return ((query / key.shape[-1] ** 0.5) @ key.mT).softmax(-1)


def _not_scaled(query: Tensor, key: Tensor) -> Tensor:
    return torch.softmax(query @ key.mT, dim=-1)


def _no_root(query: Tensor, key: Tensor) -> Tensor:
    return torch.softmax(query @ key.mT / query.shape[-1], dim=-1)


def _over_queries(query: Tensor, key: Tensor) -> Tensor:
    return torch.softmax(query @ key.mT / query.shape[-1] ** 0.5, dim=-2)


def _over_the_batch(query: Tensor, key: Tensor) -> Tensor:
    return torch.softmax(query @ key.mT / query.shape[-1] ** 0.5, dim=0)


def _scaled_after(query: Tensor, key: Tensor) -> Tensor:
    return torch.softmax(query @ key.mT, dim=-1) / query.shape[-1] ** 0.5


def _scores_only(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.mT / query.shape[-1] ** 0.5


def _naive_softmax(query: Tensor, key: Tensor) -> Tensor:
    exponentials = (query @ key.mT / query.shape[-1] ** 0.5).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _keys_ask(query: Tensor, key: Tensor) -> Tensor:
    return torch.softmax(key @ query.mT / query.shape[-1] ** 0.5, dim=-1)


def _multiplied(query: Tensor, key: Tensor) -> Tensor:
    return torch.softmax(query @ key.mT * query.shape[-1] ** 0.5, dim=-1)


def _power_before_slash(query: Tensor, key: Tensor) -> Tensor:
    return torch.softmax(query @ key.mT / query.shape[-1] ** 1 / 2, dim=-1)


def _by_queries(query: Tensor, key: Tensor) -> Tensor:
    return torch.softmax(query @ key.mT / query.shape[-2] ** 0.5, dim=-1)


def _by_keys(query: Tensor, key: Tensor) -> Tensor:
    return torch.softmax(query @ key.mT / key.shape[-2] ** 0.5, dim=-1)


def _mixed_already(query: Tensor, key: Tensor) -> Tensor:
    return attention_weights(query, key) @ key


MISTAKES = (
    Mistake("not-scaled", "The division by √d_k is missing: these weights are too sharp.", _not_scaled),
    Mistake("no-root", "You divided by d_k itself: these weights are too even. Divide by √d_k.", _no_root),
    Mistake(
        "multiplied",
        "You multiplied by √d_k. Divide, so that wide vectors do not saturate softmax.",
        _multiplied,
    ),
    Mistake("softmax-over-queries", "Each column sums to 1. A query shares among the keys: dim=-1.", _over_queries),
    Mistake(
        "softmax-over-first-axis",
        "The first axis sums to 1. A query shares among the keys: dim=-1.",
        _over_the_batch,
    ),
    Mistake(
        "scaled-after-softmax",
        "You divided the weights, so the rows sum to 1/√d_k. Divide the scores.",
        _scaled_after,
    ),
    Mistake("scores-only", "These are the scaled scores. Softmax along the last axis is missing.", _scores_only),
    Mistake(
        "overflow",
        "exp overflows for large scores. Subtract the row's maximum, or use torch.softmax.",
        _naive_softmax,
    ),
    Mistake("keys-ask", "Your rows are keys. In this book rows ask: query @ keyᵀ.", _keys_ask),
    Mistake(
        "power-before-slash",
        "`x / d_k**1/2` is x / d_k / 2, because ** binds first. Write d_k**0.5.",
        _power_before_slash,
    ),
    Mistake(
        "number-of-queries", "You divided by the root of the number of queries. d_k is the last axis.", _by_queries
    ),
    Mistake("number-of-keys", "You divided by the root of the number of keys. d_k is the last axis.", _by_keys),
    Mistake("mixed-already", "The task ends at the weights. Do not multiply them with the keys again.", _mixed_already),
)

EXERCISE = Exercise(
    name="attention-weights",
    chapter="scaling",
    minutes=8,
    difficulty="medium",
    solution=attention_weights,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_hand, _query_scaled),
)
