"""Attend with one query: a mean of the values, weighted by how well each key fits."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def attend(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    """Return the mean of the values, weighted by softmax of query · key."""
    shares = torch.softmax(keys @ query, dim=0)
    return shares @ values


def _inputs(n: int, d: int, d_v: int, dtype: torch.dtype = torch.float32) -> tuple[Tensor, Tensor, Tensor]:
    return (
        random_tensor(d, dtype=dtype),
        random_tensor(n, d, seed=2, dtype=dtype),
        random_tensor(n, d_v, seed=3, dtype=dtype),
    )


CASES = (
    Case(
        "a query of zeros, two keys",
        lambda: (torch.zeros(2), torch.eye(2), torch.tensor([[1.0, 0.0, 4.0], [3.0, 2.0, 0.0]])),
    ),
    Case("three keys of width 2, values of width 4", lambda: _inputs(3, 2, 4)),
    Case("five keys of width 3, values of width 2", lambda: _inputs(5, 3, 2)),
    Case("all sizes 3", lambda: _inputs(3, 3, 3)),
    Case(
        "very long vectors",
        lambda: (40 * random_tensor(4), 40 * random_tensor(3, 4, seed=2), random_tensor(3, 2, seed=3)),
    ),
    Case("float64", lambda: _inputs(4, 5, 3, torch.float64)),
)


def _with_a_loop(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    shares = torch.softmax(torch.stack([query @ key for key in keys]), dim=0)
    return torch.stack([share * value for share, value in zip(shares, values, strict=True)]).sum(dim=0)


def _by_hand(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    scores = torch.einsum("nd,d->n", keys, query)
    exponentials = (scores - scores.max()).exp()
    return (exponentials[:, None] * values).sum(dim=0) / exponentials.sum()


def _plain_mean(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    return values.mean(dim=0)


def _no_softmax(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    return (keys @ query) @ values


def _best_only(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    return values[(keys @ query).argmax()]


def _shares_only(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    return torch.softmax(keys @ query, dim=0)


def _keys_mixed(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    return torch.softmax(keys @ query, dim=0) @ keys


def _divided_by_n(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    return (torch.softmax(keys @ query, dim=0)[:, None] * values).mean(dim=0)


def _divided_by_root(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    return torch.softmax(keys @ query / query.shape[0] ** 0.5, dim=0) @ values


def _worst_fit(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    return torch.softmax(-(keys @ query), dim=0) @ values


def _shares_of_scores(query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    scores = keys @ query
    return scores / scores.sum() @ values


MISTAKES = (
    Mistake("plain-mean", "This is the plain mean. The query must decide how much each value counts.", _plain_mean),
    Mistake("no-softmax", "You weighted with the scores themselves. Turn them into shares first.", _no_softmax),
    Mistake(
        "best-only", "You took the value of the best key alone. Softmax keeps a share for every value.", _best_only
    ),
    Mistake("shares-only", "These are the shares. Take the mean of the values, weighted by them.", _shares_only),
    Mistake("keys-mixed", "You mixed the keys. The mean is taken of the values.", _keys_mixed),
    Mistake("divided-by-n", "The shares sum to 1 already: add up, do not take the mean as well.", _divided_by_n),
    Mistake(
        "divided-by-root",
        "You divided the scores by √d. That comes two chapters on; not asked for here.",
        _divided_by_root,
    ),
    Mistake("worst-fit", "The sign of the scores is turned round: the worst key gets the largest share.", _worst_fit),
    Mistake(
        "shares-of-scores",
        "You divided the scores by their sum. Scores can be negative: use softmax.",
        _shares_of_scores,
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
    also_right=(_with_a_loop, _by_hand),
    equivalent_mutations=(
        "line 2: '0' → '-1'",  # the scores have only one axis
    ),
)
