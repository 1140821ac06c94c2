"""Find the bug in scores that are divided by the root of a fixed number."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def attention_scores(query: Tensor, key: Tensor) -> Tensor:
    """Return QKᵀ / √d_k, with d_k read from the query."""
    d_k = query.shape[-1]
    return query @ key.transpose(0, 1) / d_k**0.5


def _always_64(query: Tensor, key: Tensor) -> Tensor:
    d_k = 64
    return query @ key.transpose(0, 1) / d_k**0.5


CASES = (
    Case("two queries, three keys, width 64", lambda: (random_tensor(2, 64), random_tensor(3, 64, seed=2))),
    Case("two queries, three keys, width 512", lambda: (random_tensor(2, 512), random_tensor(3, 512, seed=2))),
    Case("three queries, five keys, width 4", lambda: (random_tensor(3, 4), random_tensor(5, 4, seed=2))),
    Case("more queries than components", lambda: (random_tensor(7, 2), random_tensor(3, 2, seed=2))),
    Case(
        "float64",
        lambda: (random_tensor(2, 9, dtype=torch.float64), random_tensor(4, 9, seed=2, dtype=torch.float64)),
    ),
    Case("six queries, six keys, width 6", lambda: (random_tensor(6, 6), random_tensor(6, 6, seed=2))),
)


def _with_einsum(query: Tensor, key: Tensor) -> Tensor:
    return torch.einsum("qd,kd->qk", query, key) / key.shape[1] ** 0.5


def _query_scaled(query: Tensor, key: Tensor) -> Tensor:
    return (query * query.size(1) ** -0.5) @ key.T


def _always_512(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.T / 512**0.5


def _by_queries(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.T / query.shape[0] ** 0.5


def _by_keys(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.T / key.shape[0] ** 0.5


def _no_root(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.T / query.shape[-1]


def _no_division(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.T


def _eight_heads(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.T / (query.shape[-1] / 8) ** 0.5


def _power_before_slash(query: Tensor, key: Tensor) -> Tensor:
    return query @ key.T / query.shape[-1] ** 1 / 2


MISTAKES = (
    Mistake("always-512", "Another fixed number: it fits one width only. Read d_k from the query.", _always_512),
    Mistake("number-of-queries", "You took the number of queries, axis 0. d_k is the last axis.", _by_queries),
    Mistake("number-of-keys", "You took the number of keys. d_k is the last axis.", _by_keys),
    Mistake(
        "no-root",
        "You divided by d_k itself. The spread of the scores is √d_k, so divide by the root.",
        _no_root,
    ),
    Mistake("no-division", "Without any division the scores grow with the width. Divide by √d_k.", _no_division),
    Mistake(
        "divided-by-heads",
        "You divided the width by 8 heads. These queries are not split: the dot product runs over their full width.",
        _eight_heads,
    ),
    Mistake(
        "power-before-slash",
        "`x / d_k**1/2` is x / d_k / 2, because ** binds first. Write d_k**0.5.",
        _power_before_slash,
    ),
)

EXERCISE = Exercise(
    name="per-head-scale",
    chapter="scaling",
    minutes=8,
    difficulty="medium",
    solution=attention_scores,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_einsum, _query_scaled),
    given=_always_64,
    equivalent_mutations=(
        "line 3: '0' → '-2'",  # the same axis of a matrix
    ),
)
