"""Compute attention weights from queries and keys."""

import numpy as np
import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def attention_weights(query: Tensor, key: Tensor) -> Tensor:
    """Return softmax(QKᵀ / √d_k); each row sums to 1."""
    d_k = query.shape[-1]
    scores = query @ key.transpose(-2, -1) / d_k**0.5
    return torch.softmax(scores, dim=-1)


def _case(words: str, query: tuple[int, ...], keys: int, dtype: torch.dtype = torch.float32) -> Case:
    """Draw queries of this shape, and so many keys."""
    key = (*query[:-2], keys, query[-1])
    return Case(words, lambda: (random_tensor(*query, dtype=dtype), random_tensor(*key, seed=2, dtype=dtype)))


CASES = (
    Case("one query of zeros, two keys", lambda: (torch.zeros(1, 3), random_tensor(2, 3))),
    _case("two queries, three keys, width 5", (2, 5), 3),
    _case("batch of 2, three queries, four keys, width 6", (2, 3, 6), 4),
    _case("two heads in a batch of 3, four queries, five keys, width 6", (3, 2, 4, 6), 5),
    _case("all sizes 3", (3, 3, 3), 3),
    _case("more queries than components", (7, 2), 3),
    Case("very long vectors", lambda: (100 * random_tensor(2, 8), 100 * random_tensor(3, 8, seed=2))),
    _case("float64", (2, 3, 7), 5, torch.float64),
)


def _by_hand(query: Tensor, key: Tensor) -> Tensor:
    scores = torch.einsum("...qd,...kd->...qk", query, key) * query.shape[-1] ** -0.5
    exponentials = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _query_scaled(query: Tensor, key: Tensor) -> Tensor:
    return ((query / key.shape[-1] ** 0.5) @ key.mT).log_softmax(-1).exp()


def _with_a_loop(query: Tensor, key: Tensor) -> Tensor:
    weights = torch.zeros(*query.shape[:-1], key.shape[-2])
    for place in np.ndindex(query.shape[:-1]):
        scores = key[place[:-1]].double() @ query[place].double() / key.shape[-1] ** 0.5
        weights[place] = torch.softmax(scores, dim=0)
    return weights


MISTAKES = (
    Mistake("not-scaled", "The division by √d_k is missing: these weights are too sharp.", {" / d_k**0.5": ""}),
    Mistake("no-root", "You divided by d_k, or twice by its root. Divide once by √d_k.", {"d_k**0.5": "d_k"}),
    Mistake("multiplied", "Divide by √d_k; you multiplied by it.", {" / d_k**0.5": " * d_k**0.5"}),
    Mistake("power-before-slash", "d_k**1/2 is d_k / 2: ** binds first. Write d_k**0.5.", {"d_k**0.5": "d_k**1 / 2"}),
    Mistake(
        "number-of-vectors",
        "You took the number of queries or of keys for d_k. It is the last axis.",
        ({"query.shape[-1]": "query.shape[-2]"}, {"query.shape[-1]": "key.shape[-2]"}),
    ),
    Mistake(
        "another-axis",
        "Your rows do not sum to 1: softmax runs along another axis. A query shares among the keys: dim=-1.",
        ({"dim=-1": "dim=-2"}, {"dim=-1": "dim=0"}, {"dim=-1": "dim=1"}, {"dim=-1": "dim=2"}),
    ),
    Mistake(
        "softmax-over-everything",
        "All weights together sum to 1. Each query shares for itself, so each row sums to 1.",
        {"softmax(scores, dim=-1)": "softmax(scores.flatten(), dim=0).reshape(scores.shape)"},
    ),
    Mistake(
        "scaled-after-softmax",
        "You divided the weights, so the rows sum to 1/√d_k. Divide the scores.",
        {" / d_k**0.5": "", "dim=-1)": "dim=-1) / d_k**0.5"},
    ),
    Mistake(
        "scores-only", "These are the scaled scores: softmax is missing.", {"torch.softmax(scores, dim=-1)": "scores"}
    ),
    Mistake(
        "overflow",
        "exp overflows for large scores. Subtract the row's maximum, or use torch.softmax.",
        {" - scores.amax(dim=-1, keepdim=True)": ""},
        of=_by_hand,
    ),
    Mistake(
        "keepdim-forgotten",
        "A sum or maximum over the keys loses their axis, and then meets the wrong one: keep it, keepdim=True.",
        tuple(
            {".sum(dim=-1, keepdim=True)": ".sum(dim=-1)", " - scores.amax(dim=-1, keepdim=True)": largest}
            for largest in (" - scores.amax(dim=-1, keepdim=True)", " - scores.amax(dim=-1)", " - scores.max()", "")
        ),
        of=_by_hand,
    ),
    Mistake("keys-ask", "Your rows are keys. In this book rows ask: query @ keyᵀ.", {"query @ key.": "key @ query."}),
    Mistake("not-transposed", "The keys are not transposed: query @ keyᵀ.", {".transpose(-2, -1)": ""}),
    Mistake(
        "other-axes-swapped",
        "Only the last two axes of the keys change places, however many are in front: transpose(-2, -1).",
        tuple(
            {"transpose(-2, -1)": other}
            for other in ("transpose(0, 1)", "transpose(1, 2)", "t()", "permute(*reversed(range(key.ndim)))")
        ),
    ),
    Mistake(
        "reshaped-not-transposed",
        "reshape and view do not swap axes: they leave the numbers in their order. Transpose the keys.",
        {"transpose(-2, -1)": "reshape(*key.shape[:-2], d_k, -1)"},
    ),
    Mistake("mixed-already", "The task ends at the weights, before they mix anything.", {"dim=-1)": "dim=-1) @ key"}),
)

EXERCISE = Exercise(
    name="attention-weights",
    chapter="scaling",
    minutes=8,
    difficulty="medium",
    solution=attention_weights,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_hand, _query_scaled, _with_a_loop),
)
