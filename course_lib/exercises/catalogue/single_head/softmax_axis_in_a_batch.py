"""Find the bug in a head that was tried with one sentence only."""

import torch
from torch import Tensor

from course_lib.exercises.catalogue.scaling.attention_weights import MISTAKES as MISTAKES_OF_ANY_HEAD
from course_lib.exercises.catalogue.scaling.attention_weights import attention_weights
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


def _sentence_by_sentence(query: Tensor, key: Tensor) -> Tensor:
    if query.ndim == 2:
        return _over_axis_one(query, key)
    return torch.stack([_over_axis_one(*sentence) for sentence in zip(query, key, strict=True)])


def _last_axis_by_its_number(query: Tensor, key: Tensor) -> Tensor:
    scores = torch.einsum("...qd,...kd->...qk", query, key) / key.shape[-1] ** 0.5
    return scores.softmax(dim=scores.ndim - 1)


def _always_axis_two(query: Tensor, key: Tensor) -> Tensor:
    return torch.softmax(query @ key.mT / key.shape[-1] ** 0.5, dim=2)


def _over_queries_and_keys(query: Tensor, key: Tensor) -> Tensor:
    scores = query @ key.mT / key.shape[-1] ** 0.5
    return scores.flatten(-2).softmax(dim=-1).reshape(scores.shape)


MISTAKES = (
    Mistake(
        "always-axis-two",
        "With a batch this is right. One sentence alone has only two axes, and the one you count on is not there. "
        "Count from the end, dim=-1: that fits both.",
        _always_axis_two,
    ),
    Mistake(
        "over-queries-and-keys",
        "All weights of a sentence together sum to 1. Each query has a whole 1 to share among the keys.",
        _over_queries_and_keys,
    ),
    *MISTAKES_OF_ANY_HEAD,
)

EXERCISE = Exercise(
    name="softmax-axis-in-a-batch",
    chapter="single-head",
    minutes=6,
    difficulty="medium",
    solution=head_weights,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_sentence_by_sentence, _last_axis_by_its_number, attention_weights),
    given=_over_axis_one,
)
