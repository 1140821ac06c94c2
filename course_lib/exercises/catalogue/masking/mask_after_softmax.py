"""Find the bug in weights that are masked after softmax."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def masked_weights(scores: Tensor, mask: Tensor) -> Tensor:
    """Return the weights of a softmax among the allowed keys; each row sums to 1."""
    scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


def _masked_after(scores: Tensor, mask: Tensor) -> Tensor:
    weights = torch.softmax(scores, dim=-1)
    return weights.masked_fill(~mask, 0.0)


CASES = (
    Case("one query, three equal scores", lambda: (torch.zeros(1, 3), torch.tensor([[True, True, False]]))),
    Case("two words, causal mask", lambda: (random_tensor(2, 2), torch.ones(2, 2, dtype=torch.bool).tril())),
    Case(
        "three queries, five keys, causal mask",
        lambda: (random_tensor(3, 5), torch.ones(3, 5, dtype=torch.bool).tril(2)),
    ),
    Case(
        "batch of 2, three heads, four queries, five keys, padding mask",
        lambda: (random_tensor(2, 3, 4, 5), torch.tensor([[1, 1, 1, 0, 0], [1, 1, 1, 1, 0]]).bool()[:, None, None]),
    ),
    Case(
        "a blocked key whose score is far above the others",
        lambda: (torch.tensor([[-50.0, 60.0, -51.0]]), torch.tensor([[True, False, True]])),
    ),
    Case("large scores", lambda: (torch.tensor([[300.0, 301.0, -300.0]]), torch.tensor([[True, True, False]]))),
    Case(
        "scores below −10⁹",
        lambda: (torch.tensor([[-4e9, 0.0, -2e9]]), torch.tensor([[True, False, True]])),
    ),
    Case("float64", lambda: (random_tensor(2, 4, dtype=torch.float64), torch.ones(2, 4, dtype=torch.bool).tril(1))),
    Case(
        "half precision (float16)",
        lambda: (random_tensor(2, 4, dtype=torch.float16), torch.ones(2, 4, dtype=torch.bool).tril(1)),
    ),
)


def _with_where(scores: Tensor, mask: Tensor) -> Tensor:
    return torch.where(mask, scores, -torch.inf).softmax(-1)


def _by_hand(scores: Tensor, mask: Tensor) -> Tensor:
    largest = scores.masked_fill(~mask, torch.finfo(scores.dtype).min).amax(dim=-1, keepdim=True)
    exponentials = (scores - largest).masked_fill(~mask, -torch.inf).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _renormalised(scores: Tensor, mask: Tensor) -> Tensor:
    weights = torch.softmax(scores, dim=-1) * mask
    return weights / weights.sum(dim=-1, keepdim=True)


def _renormalised_safely(scores: Tensor, mask: Tensor) -> Tensor:
    weights = torch.softmax(scores, dim=-1) * mask
    return weights / weights.sum(dim=-1, keepdim=True).clamp(min=torch.finfo(scores.dtype).tiny)


def _score_zero(scores: Tensor, mask: Tensor) -> Tensor:
    return torch.softmax(scores.masked_fill(~mask, 0.0), dim=-1)


def _score_and_weight_zero(scores: Tensor, mask: Tensor) -> Tensor:
    return torch.softmax(scores * mask, dim=-1) * mask


def _minus_1e9(scores: Tensor, mask: Tensor) -> Tensor:
    return torch.softmax(scores.masked_fill(~mask, -1e9), dim=-1)


def _infinite_weight(scores: Tensor, mask: Tensor) -> Tensor:
    return torch.softmax(scores, dim=-1).masked_fill(~mask, -torch.inf)


def _softmax_twice(scores: Tensor, mask: Tensor) -> Tensor:
    return torch.softmax(torch.softmax(scores, dim=-1).masked_fill(~mask, -torch.inf), dim=-1)


def _no_maximum(scores: Tensor, mask: Tensor) -> Tensor:
    exponentials = scores.exp() * mask
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _inverted(scores: Tensor, mask: Tensor) -> Tensor:
    return torch.softmax(scores.masked_fill(mask, -torch.inf), dim=-1)


def _ignored(scores: Tensor, mask: Tensor) -> Tensor:
    return torch.softmax(scores, dim=-1)


def _over_queries(scores: Tensor, mask: Tensor) -> Tensor:
    return torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-2)


MISTAKES = (
    Mistake(
        "renormalised",
        "Dividing by what is left mends the sum of a row, as long as something is left. A blocked key with a large "
        "score takes all the weight first, and 0 / 0 is NaN. Block the score, before softmax.",
        _renormalised,
    ),
    Mistake(
        "renormalised-safely",
        "Dividing by what is left mends the sum of a row, as long as something is left. A blocked key with a large "
        "score takes all the weight first, and the row stays 0. Block the score, before softmax.",
        _renormalised_safely,
    ),
    Mistake(
        "score-set-to-zero", "A score of 0 is not out of the race: exp(0) = 1. Set blocked scores to −∞.", _score_zero
    ),
    Mistake(
        "score-and-weight-zero",
        "A score of 0 takes a share, since exp(0) = 1, and then you throw that share away. Set blocked scores to −∞.",
        _score_and_weight_zero,
    ),
    Mistake(
        "minus-1e9",
        "A large negative number such as −1e9 is not −∞: lower scores exist, and half precision cannot hold −1e9. Use "
        "float('-inf').",
        _minus_1e9,
    ),
    Mistake(
        "infinite-weight", "You set weights to −∞. It is the scores, before softmax, that need it.", _infinite_weight
    ),
    Mistake("softmax-twice", "You take softmax of weights. Mask the scores, and take softmax once.", _softmax_twice),
    Mistake("no-maximum", "exp overflows for large scores. Use torch.softmax, with blocked scores at −∞.", _no_maximum),
    Mistake("inverted", "You block where the mask is True. In this book True means: may be attended to.", _inverted),
    Mistake("mask-ignored", "These weights know no mask. (masked_fill returns a new tensor: keep it.)", _ignored),
    Mistake(
        "softmax-over-queries", "A query shares among the keys: softmax along the last axis, dim=-1.", _over_queries
    ),
)

EXERCISE = Exercise(
    name="mask-after-softmax",
    chapter="masking",
    minutes=6,
    difficulty="medium",
    solution=masked_weights,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_where, _by_hand),
    given=_masked_after,
)
