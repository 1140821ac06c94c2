"""Find the bug in a head that was tried with one sentence only."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def head_weights(query: Tensor, key: Tensor) -> Tensor:
    """Return softmax(QKᵀ / √d_k), with or without a batch."""
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1)


def _over_axis_one(query: Tensor, key: Tensor) -> Tensor:
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=1)


CASES = (
    # The batch first: dim=2 is right there and fails in the next case, so that no other error passes for it.
    Case("batch of 2, all sizes 2", lambda: (random_tensor(2, 2, 2), random_tensor(2, 2, 2, seed=2))),
    Case("one sentence: two queries, two keys, width 2", lambda: (random_tensor(2, 2), random_tensor(2, 2, seed=2))),
    Case("one sentence: three queries, five keys, width 4", lambda: (random_tensor(3, 4), random_tensor(5, 4, seed=2))),
    Case(
        "batch of 2, three queries, four keys, width 6",
        lambda: (random_tensor(2, 3, 6), random_tensor(2, 4, 6, seed=2)),
    ),
    Case(
        "batch of 1, four queries, three keys, width 2",
        lambda: (random_tensor(1, 4, 2), random_tensor(1, 3, 2, seed=2)),
    ),
    Case("a batch with very long vectors", lambda: (60 * random_tensor(2, 3, 8), 60 * random_tensor(2, 4, 8, seed=2))),
    Case(
        "a batch in float64",
        lambda: (random_tensor(3, 2, 5, dtype=torch.float64), random_tensor(3, 4, 5, seed=2, dtype=torch.float64)),
    ),
)


def _last_axis_by_its_number(query: Tensor, key: Tensor) -> Tensor:
    scores = torch.einsum("...qd,...kd->...qk", query.double(), key.double()) / key.shape[-1] ** 0.5
    return scores.softmax(dim=scores.ndim - 1)


def _into_zeros(query: Tensor, key: Tensor) -> Tensor:
    scores = query @ key.mT / key.shape[-1] ** 0.5
    weights = torch.zeros(scores.shape)
    for i in range(scores.shape[-2]):
        weights[..., i, :] = scores[..., i, :].softmax(dim=-1)
    return weights


MISTAKES = (
    Mistake(
        "only-with-a-batch",
        "With a batch this is right. One sentence alone has only two axes, and must go on to work. "
        "Count from the end, as in dim=-1: that fits both.",
        (
            {"dim=-1": "dim=2"},
            {"(scores, dim=-1)": "(scores.mT, dim=1).mT"},
            {"torch.softmax(scores, dim=-1)": "torch.stack([one.softmax(dim=1) for one in scores])"},
            {"query @ key.transpose(-2, -1)": "torch.stack([q @ k.transpose(-2, -1) for q, k in zip(query, key)])"},
        ),
    ),
    Mistake(
        "batch-axis-added",
        "The weights of one sentence alone have got a batch axis of size 1. Return [queries, keys].",
        {"(scores": "(scores.reshape(-1, *scores.shape[-2:])"},
    ),
    Mistake(
        "still-the-axis",
        "The bug is still there: dim=1 is the keys in one sentence alone, but the queries in a batch.",
        {"dim=-1": "dim=1"},
    ),
    Mistake(
        "over-the-batch",
        "In a batch these sum to 1 along the first axis (softmax takes it if no dim is given). Take dim=-1.",
        ({"dim=-1": "dim=0"}, {"dim=-1": "dim=0 if scores.ndim == 3 else 1"}),
    ),
    Mistake(
        "batch-axis-dropped",
        "The batch of one sentence has lost its axis: squeeze drops an axis of size 1, also where it is the batch.",
        {"dim=-1)": "dim=-1).squeeze(0)"},
    ),
    Mistake(
        "first-sentence-only",
        "Only the first sentence of a batch comes back. Return the weights of all.",
        tuple({"dim=-1)": f"dim=-1)[{first} if scores.ndim == 3 else ...]"} for first in ("0", ":1")),
    ),
    Mistake(
        "other-axes-transposed",
        "Only the last two axes of the key change places, with and without a batch. transpose(-2, -1) was right.",
        tuple({"transpose(-2, -1)": other} for other in ("permute(*range(key.ndim)[::-1])", "transpose(0, 1)")),
    ),
    Mistake("over-the-queries", "Each column sums to 1. A query shares among the keys: dim=-1.", {"dim=-1": "dim=-2"}),
    Mistake(
        "over-queries-and-keys",
        "All weights of a sentence together sum to 1. Each query has a whole 1 to share among the keys.",
        {"torch.softmax(scores, dim=-1)": "scores.flatten(-2).softmax(dim=-1).reshape(scores.shape)"},
    ),
    Mistake(
        "divided-afterwards",
        "You divided by the sums of the rows, but softmax still runs along another axis. Let it run along the keys.",
        {"(scores, dim=-1)": "(scores, dim=1) / scores.softmax(dim=1).sum(dim=-1, keepdim=True)"},
    ),
    Mistake(
        "keys-ask",
        "Your rows are keys. The scores were right: a row for each query. Mend the softmax.",
        (
            {"(scores, dim=-1)": "(scores.mT, dim=1)"},
            {"(scores, dim=-1)": "(scores.mT, dim=-1)"},
            {"(scores, dim=-1)": "(scores, dim=-1).mT"},
        ),
    ),
    Mistake(
        "scale-changed",
        "The division by √d_k was right. Keep it.",
        tuple({" / key.shape[-1] ** 0.5": other} for other in ("", " / key.shape[-2] ** 0.5", " / key.shape[-1]")),
    ),
    Mistake("no-softmax", "Softmax is missing.", {"torch.softmax(scores, dim=-1)": "scores"}),
    Mistake(
        "overflow",
        "exp overflows for large scores. torch.softmax was right, except for its axis.",
        {"torch.softmax(scores, dim=-1)": "scores.exp() / scores.exp().sum(dim=-1, keepdim=True)"},
    ),
)

EXERCISE = Exercise(
    name="softmax-axis-in-a-batch",
    chapter="single-head",
    minutes=6,
    difficulty="medium",
    solution=head_weights,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_last_axis_by_its_number, _into_zeros),
    given=_over_axis_one,
)
