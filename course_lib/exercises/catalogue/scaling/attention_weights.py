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
    Mistake("not-scaled", _not_scaled, "The division by √d_k is missing: these weights are too sharp."),
    Mistake("no-root", _no_root, "You divided by d_k itself: these weights are too even. Divide by √d_k."),
    Mistake(
        "multiplied",
        _multiplied,
        "You multiplied by √d_k. Divide, so that wide vectors do not saturate softmax.",
    ),
    Mistake("softmax-over-queries", _over_queries, "Each column sums to 1. A query shares among the keys: dim=-1."),
    Mistake(
        "softmax-over-first-axis",
        _over_the_batch,
        "The first axis sums to 1. A query shares among the keys: dim=-1.",
    ),
    Mistake(
        "scaled-after-softmax",
        _scaled_after,
        "You divided the weights, so the rows sum to 1/√d_k. Divide the scores.",
    ),
    Mistake("scores-only", _scores_only, "These are the scaled scores. Softmax along the last axis is missing."),
    Mistake(
        "overflow",
        _naive_softmax,
        "exp overflows for large scores. Subtract the row's maximum, or use torch.softmax.",
    ),
    Mistake("keys-ask", _keys_ask, "Your rows are keys. In this book rows ask: query @ keyᵀ."),
    Mistake(
        "power-before-slash",
        _power_before_slash,
        "`x / d_k**1/2` is x / d_k / 2, because ** binds first. Write d_k**0.5.",
    ),
    Mistake(
        "number-of-queries", _by_queries, "You divided by the root of the number of queries. d_k is the last axis."
    ),
    Mistake("number-of-keys", _by_keys, "You divided by the root of the number of keys. d_k is the last axis."),
    Mistake("mixed-already", _mixed_already, "The task ends at the weights. Do not multiply them with the keys again."),
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
