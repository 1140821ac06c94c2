"""Compute scores of queries and keys, divided by √d_k."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def scaled_scores(query: Tensor, key: Tensor) -> Tensor:
    """Return QKᵀ / √d_k for each entry of the batch."""
    d_k = query.shape[-1]
    return query @ key.transpose(-2, -1) / d_k**0.5


def _case(words: str, query: tuple[int, ...], keys: int, dtype: torch.dtype = torch.float32) -> Case:
    """Draw queries of this shape, and so many keys."""
    key = (*query[:-2], keys, query[-1])
    return Case(words, lambda: (random_tensor(*query, dtype=dtype), random_tensor(*key, seed=2, dtype=dtype)))


CASES = (
    Case(
        "one query and one key of width 4",
        lambda: (torch.tensor([[[2.0, 0.0, 0.0, 0.0]]]), torch.tensor([[[3.0, 1.0, 1.0, 1.0]]])),
    ),
    _case("one query, two keys, width 3", (1, 1, 3), 2),
    _case("batch of 2, three queries, four keys, width 5", (2, 3, 5), 4),
    _case("all sizes 3", (3, 3, 3), 3),
    _case("more queries than components", (1, 7, 2), 3),
    _case("width 128", (1, 2, 128), 3),
    _case("float64", (2, 3, 6), 5, torch.float64),
)


def _with_einsum(query: Tensor, key: Tensor) -> Tensor:
    return torch.einsum("bqd,bkd->bqk", query.double(), key.double()) * query.shape[-1] ** -0.5


def _query_scaled_first(query: Tensor, key: Tensor) -> Tensor:
    return torch.bmm(query / key.size(-1) ** 0.5, key.mT)


def _with_a_loop(query: Tensor, key: Tensor) -> Tensor:
    scores = torch.zeros(query.shape[0], query.shape[1], key.shape[1])
    for sentence, (asking, asked) in enumerate(zip(query, key, strict=True)):
        scores[sentence] = (asking[:, None] * asked).sum(-1) / query.shape[2] ** 0.5
    return scores


MULTIPLIED = "query @ key.transpose(-2, -1)"

MISTAKES = (
    Mistake("not-scaled", "The dot products are right. The division by √d_k is missing.", {" / d_k**0.5": ""}),
    Mistake("no-root", "You divided by d_k, or twice by its root. Divide once by √d_k.", {"d_k**0.5": "d_k"}),
    Mistake("multiplied", "The spread is too large already: divide by √d_k.", {" / d_k**0.5": " * d_k**0.5"}),
    Mistake(
        "another-axis",
        "You took the size of the batch, or the number of queries or keys, for d_k. It is the last axis.",
        tuple({"query.shape[-1]": other} for other in ("query.shape[0]", "query.shape[1]", "key.shape[1]")),
    ),
    Mistake(
        "a-fixed-number",
        "You divided by the same number at every width. Read d_k from the query.",
        ({"query.shape[-1]": "64"}, {"query.shape[-1]": "4"}),
    ),
    Mistake("root-cut", "You cut the root to a whole number: that fits squares only.", {"d_k**0.5": "int(d_k**0.5)"}),
    Mistake("root-of-an-int", "torch.sqrt takes a tensor, no int. Write d_k**0.5.", {"d_k**0.5": "torch.sqrt(d_k)"}),
    Mistake("power-before-slash", "d_k**1/2 is d_k / 2: ** binds first. Write d_k**0.5.", {"d_k**0.5": "d_k**1 / 2"}),
    Mistake(
        "half-the-width",
        "You divided by d_k / 2. The root is d_k**0.5, a power, and not d_k * 0.5 or (d_k**1 / 2).",
        {"d_k**0.5": "(d_k * 0.5)"},
    ),
    Mistake(
        "each-with-its-own",
        "Each query meets only the key at its own place. Every query meets every key: query @ keyᵀ.",
        tuple({MULTIPLIED: f"(query * key).sum(dim=-1{keep})"} for keep in (", keepdim=True", "")),
    ),
    Mistake(
        "in-place",
        "The scores are right, but the caller's query or key was changed: `/=` writes into it.",
        tuple(
            {f"return {MULTIPLIED} / d_k**0.5": f"{it} /= d_k**0.5\n    return {MULTIPLIED}"} for it in ("query", "key")
        ),
    ),
    Mistake("keys-ask", "Your rows are keys. In this book rows ask: query @ keyᵀ.", {"query @ key.": "key @ query."}),
    Mistake(
        "softmax-too-early",
        "These are weights. The task asks for the scores, before softmax.",
        {MULTIPLIED + " / d_k**0.5": "(query @ key.mT / d_k**0.5).softmax(dim=-1)"},
    ),
    Mistake("not-transposed", "The keys are not transposed: query @ keyᵀ.", {".transpose(-2, -1)": ""}),
    Mistake(
        "other-axes-swapped",
        "Axis 0 is the batch, and stays: only the last two axes of the keys change places.",
        tuple({"transpose(-2, -1)": other} for other in ("transpose(0, 1)", "permute(2, 1, 0)", "t()")),
    ),
    Mistake(
        "reshaped-not-transposed",
        "reshape and view do not swap axes: they leave the numbers in their order. Transpose the keys.",
        {"transpose(-2, -1)": "reshape(len(key), d_k, -1)"},
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
    also_right=(_with_einsum, _query_scaled_first, _with_a_loop),
)
