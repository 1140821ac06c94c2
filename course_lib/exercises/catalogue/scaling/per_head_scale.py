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
        "float64", lambda: (random_tensor(2, 9, dtype=torch.float64), random_tensor(4, 9, seed=2, dtype=torch.float64))
    ),
    Case("six queries, six keys, width 6", lambda: (random_tensor(6, 6), random_tensor(6, 6, seed=2))),
)


def _with_einsum(query: Tensor, key: Tensor) -> Tensor:
    return torch.einsum("qd,kd->qk", query.double(), key.double()) / key.shape[1] ** 0.5


def _query_scaled(query: Tensor, key: Tensor) -> Tensor:
    return torch.nn.functional.linear(query * query.size(1) ** -0.5, key)


def _with_a_loop(query: Tensor, key: Tensor) -> Tensor:
    scores = torch.zeros(len(query), len(key))
    for row, asking in enumerate(query):
        scores[row] = key @ asking / len(asking) ** 0.5
    return scores


MISTAKES = (
    Mistake("still-64", "d_k is still 64, whatever the width. Read it from the query.", {"query.shape[-1]": "64"}),
    Mistake(
        "another-fixed-number",
        "Another fixed number: it fits one width only. Read d_k from the query.",
        tuple({"query.shape[-1]": width} for width in ("2", "4", "8", "9", "32", "128", "256", "512")),
    ),
    Mistake(
        "a-limit-at-64",
        "d_k cannot pass 64 in your function. Take the width as it is.",
        ({"query.shape[-1]": "min(64, query.shape[-1])"}, {"query.shape[-1]": "max(64, query.shape[-1])"}),
    ),
    Mistake(
        "number-of-vectors",
        "You took the number of queries or of keys, axis 0. d_k is the last axis.",
        ({"query.shape[-1]": "query.shape[0]"}, {"query.shape[-1]": "key.shape[0]"}),
    ),
    Mistake(
        "all-components",
        "You counted the components of all queries, or of all keys. d_k is the width of one.",
        ({"query.shape[-1]": "query.numel()"}, {"query.shape[-1]": "key.numel()"}),
    ),
    Mistake("no-root", "You divided by d_k, or twice by its root. Divide once by √d_k.", {"d_k**0.5": "d_k"}),
    Mistake("no-division", "Without a division the scores grow with the width: divide by √d_k.", {" / d_k**0.5": ""}),
    Mistake("multiplied", "You multiplied by √d_k. Divide by it.", {" / d_k**0.5": " * d_k**0.5"}),
    Mistake("root-cut", "You cut the root to a whole number: that fits squares only.", {"d_k**0.5": "int(d_k**0.5)"}),
    Mistake("root-of-an-int", "torch.sqrt takes a tensor, no int. Write d_k**0.5.", {"d_k**0.5": "torch.sqrt(d_k)"}),
    Mistake("power-before-slash", "d_k**1/2 is d_k / 2: ** binds first. Write d_k**0.5.", {"d_k**0.5": "d_k**1 / 2"}),
    Mistake(
        "divided-by-heads",
        "You divided the width by 8 heads. These queries are not split: the dot product runs over their full width.",
        {"d_k**0.5": "(d_k / 8) ** 0.5"},
    ),
    Mistake("not-transposed", "The key was transposed, and must be: query @ keyᵀ.", {".transpose(0, 1)": ""}),
    Mistake("keys-ask", "Your rows are keys. In this book rows ask: query @ keyᵀ.", {"query @ key.": "key @ query."}),
    Mistake(
        "softmax-added",
        "These are weights. The function returns the scores, before softmax.",
        {"query @ key.transpose(0, 1) / d_k**0.5": "torch.softmax(query @ key.mT / d_k**0.5, dim=-1)"},
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
    also_right=(_with_einsum, _query_scaled, _with_a_loop),
    given=_always_64,
    equivalent_mutations=(
        "line 3: '0' → '-2'",  # the same axis of a matrix
    ),
)
