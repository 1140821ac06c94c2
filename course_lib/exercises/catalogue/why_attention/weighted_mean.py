"""Attend with one query: a mean of the values, weighted by how well each key fits."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def attend(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    """Return the mean of the values, weighted by softmax of query · key."""
    shares = torch.softmax(keys @ query, dim=0)
    return shares @ values


def _case(words: str, n: int, d: int, d_v: int, loud: float = 1.0, dtype: torch.dtype = torch.float32) -> Case:
    """Make a case of n keys; loud queries and keys give large scores."""

    def arguments() -> tuple[Tensor, ...]:
        shapes = ((d,), (n, d), (n, d_v))
        query, keys, values = (random_tensor(*shape, seed=seed, dtype=dtype) for seed, shape in enumerate(shapes, 1))
        return loud * query, loud * keys, values

    return Case(words, arguments)


CASES = (
    Case(
        "a query of zeros, two keys",
        lambda: (torch.zeros(2), torch.eye(2), torch.tensor([[1.0, 0.0, 4.0], [3.0, 2.0, 0.0]])),
    ),
    _case("three keys of width 2, values of width 4", 3, 2, 4),
    _case("five keys of width 3, values of width 2", 5, 3, 2),
    _case("all sizes 3", 3, 3, 3),
    _case("a single key of width 3, value of width 2", 1, 3, 2),
    _case("very long vectors", 3, 4, 2, loud=40.0),
    _case("float64", 4, 5, 3, dtype=torch.float64),
)


# Other ways to write it


def _with_a_loop(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    scores = torch.zeros(len(keys))
    for i, key in enumerate(keys):
        scores[i] = query @ key
    shares = torch.softmax(scores, dim=0)
    return torch.stack([share * value for share, value in zip(shares, values, strict=True)]).sum(dim=0)


def _by_hand(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    scores = torch.einsum("nd,d->n", keys.double(), query.double())
    exponentials = (scores - scores.max()).exp()
    return (exponentials[:, None] * values).sum(dim=0) / exponentials.sum()


def _with_the_library(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    return torch.nn.functional.scaled_dot_product_attention(query[None], keys, values, scale=1.0)[0]


# Ways to get it wrong

SHARES = "torch.softmax(keys @ query, dim=0)"

MISTAKES = (
    Mistake(
        "plain-mean", "This is the plain mean. The query must decide what counts.", {"keys @ query": "0 * keys[:, 0]"}
    ),
    Mistake(
        "no-softmax", "You weighted with the scores themselves. Turn them into shares first.", {SHARES: "keys @ query"}
    ),
    Mistake(
        "best-only",
        "You took the value of the best key alone. Softmax keeps a share for every value.",
        {"return shares @ values": "return values[shares.argmax()]"},
    ),
    Mistake("shares-only", "These are the shares. Weight the values by them.", {"shares @ values": "shares"}),
    Mistake("keys-mixed", "You mixed the keys. The mean is taken of the values.", {"@ values": "@ keys"}),
    Mistake(
        "divided-by-n",
        "The shares sum to 1 already: do not divide by n.",
        {"shares @ values": "shares @ values / len(keys)"},
    ),
    Mistake(
        "divided-by-root", "You divided by √d, which is not asked for here.", {"@ query": "@ query / len(query) ** 0.5"}
    ),
    Mistake("worst-fit", "The sign is turned round: the worst key gets the largest share.", {"(keys @": "(-keys @"}),
    Mistake("shares-of-scores", "Dividing by the sum is not softmax.", {SHARES: "keys @ query / (keys @ query).sum()"}),
    Mistake(
        "cosine",
        "You scored by the cosine. The task asks for the dot product, in which length counts.",
        {"keys @ query": "torch.cosine_similarity(keys, query[None])"},
    ),
    Mistake(
        "distance",
        "You scored by the distance. The task asks for the dot product.",
        ({"keys @ query": "-(keys - query).norm(dim=1)"}, {"keys @ query": "-(keys - query).square().sum(dim=1)"}),
    ),
    Mistake(
        "exp-overflows",
        "exp of a large score is infinite, and ∞ / ∞ is NaN. torch.softmax takes the largest score away first.",
        {SHARES: "(keys @ query).exp() / (keys @ query).exp().sum()"},
    ),
    Mistake("query-first", "query @ keys adds up over the keys. Use keys @ query.", {"keys @ query": "query @ keys"}),
    Mistake(
        "softmax-of-one",
        "Softmax runs along an axis of length 1, so every share is 1. It runs along the keys.",
        (
            {
                SHARES: "torch.softmax((keys @ query)[:, None], dim=-1)",
                "shares @ values": "(shares * values).sum(dim=0)",
            },
            {SHARES: "torch.softmax((keys @ query)[:, None], dim=-1)", "shares @ values": "shares.T @ values"},
            {SHARES: "torch.softmax((keys @ query)[None], dim=0)"},
        ),
    ),
    Mistake(
        "shares-along-the-width",
        "shares * values, or values @ shares, puts a share on each column. Each row gets one: shares @ values.",
        ({"shares @ values": "(shares * values).sum(dim=0)"}, {"shares @ values": "values @ shares"}),
    ),
    Mistake(
        "summed-over-the-width",
        "You summed the width of each value. Add up over the keys, dim=0: [d_v].",
        {"shares @ values": "(shares[:, None] * values).sum(dim=1)"},
    ),
    Mistake(
        "not-added-up", "Add the weighted values up over the keys.", {"shares @ values": "shares[:, None] * values"}
    ),
    Mistake(
        "an-axis-too-many",
        "The numbers are right, in two axes. One query gives one vector, [d_v]: take [0] or squeeze.",
        ({"shares @ values": "shares[None] @ values"}, {"shares @ values": "values.T @ shares[:, None]"}),
    ),
)

EXERCISE = Exercise(
    name="weighted-mean",
    chapter="why-attention",
    minutes=8,
    difficulty="medium",
    solution=attend,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_loop, _by_hand, _with_the_library),
    equivalent_mutations=(
        "line 2: '0' → '-1'",  # the scores have only one axis
    ),
)
