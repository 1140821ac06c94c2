"""Find the bug in a causal mask that is left out after training."""

import torch
from torch import Tensor

from course_lib.attention import causal_mask
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def self_attention_weights(scores: Tensor, training: bool) -> Tensor:
    """Return the weights of self-attention that never looks ahead, in training and afterwards."""
    mask = causal_mask(scores.shape[-1])
    return torch.softmax(scores.masked_fill(~mask, float("-inf")), dim=-1)


def _only_in_training(scores: Tensor, training: bool) -> Tensor:
    if training:
        mask = causal_mask(scores.shape[-1])
        scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


def _case(words: str, *shape: int, training: bool, dtype: torch.dtype = torch.float32) -> Case:
    return Case(words, lambda: (random_tensor(*shape, dtype=dtype), training))


CASES = (
    Case("two words, equal scores, after training", lambda: (torch.zeros(1, 1, 2, 2), False)),
    Case("two words, equal scores, in training", lambda: (torch.zeros(1, 1, 2, 2), True)),
    Case("one word, after training", lambda: (torch.tensor([[[[3.0]]]]), False)),
    _case("batch of 2, three heads, four words, after training", 2, 3, 4, 4, training=False),
    _case("batch of 2, three heads, four words, in training", 2, 3, 4, 4, training=True),
    _case("batch of 3, three heads, three words, after training", 3, 3, 3, 3, training=False),
    Case(
        "a later word with a score far above the others, after training",
        lambda: (torch.tensor([[[[-50.0, 60.0, 0.0], [-4e9, -3e9, 999.0], [300.0, 301.0, -300.0]]]]), False),
    ),
    _case("float64, after training", 1, 2, 5, 5, training=False, dtype=torch.float64),
    _case("float64, in training", 2, 1, 3, 3, training=True, dtype=torch.float64),
)


# Other ways to write it


def _with_where(scores: Tensor, training: bool) -> Tensor:
    words = torch.arange(scores.shape[-1])
    return torch.where(words <= words[:, None], scores, -torch.inf).softmax(-1)


def _row_by_row(scores: Tensor, training: bool) -> Tensor:
    weights = torch.zeros_like(scores)
    for word in range(scores.shape[-1]):
        weights[..., word, : word + 1] = torch.softmax(scores[..., word, : word + 1], dim=-1)
    return weights


# Ways to get it wrong


def _never_masked(scores: Tensor, training: bool) -> Tensor:
    return torch.softmax(scores, dim=-1)


def _only_after_training(scores: Tensor, training: bool) -> Tensor:
    return _only_in_training(scores, not training)


def _turned_round(scores: Tensor, training: bool) -> Tensor:
    return torch.softmax(scores.masked_fill(~causal_mask(scores.shape[-1]).T, -torch.inf), dim=-1)


def _inverted(scores: Tensor, training: bool) -> Tensor:
    return torch.softmax(scores.masked_fill(causal_mask(scores.shape[-1]), -torch.inf), dim=-1)


def _own_word_hidden(scores: Tensor, training: bool) -> Tensor:
    return torch.softmax(scores.masked_fill(~causal_mask(scores.shape[-1]).tril(-1), -torch.inf), dim=-1)


def _score_zero(scores: Tensor, training: bool) -> Tensor:
    return torch.softmax(scores.masked_fill(~causal_mask(scores.shape[-1]), 0.0), dim=-1)


def _minus_1e9(scores: Tensor, training: bool) -> Tensor:
    return torch.softmax(scores.masked_fill(~causal_mask(scores.shape[-1]), -1e9), dim=-1)


def _after_softmax(scores: Tensor, training: bool) -> Tensor:
    return torch.softmax(scores, dim=-1) * causal_mask(scores.shape[-1])


def _after_softmax_outside_of_training(scores: Tensor, training: bool) -> Tensor:
    return _only_in_training(scores, training) * causal_mask(scores.shape[-1])


def _renormalised(scores: Tensor, training: bool) -> Tensor:
    weights = _after_softmax(scores, training)
    return weights / weights.sum(dim=-1, keepdim=True)


def _over_queries(scores: Tensor, training: bool) -> Tensor:
    return torch.softmax(scores.masked_fill(~causal_mask(scores.shape[-1]), -torch.inf), dim=-2)


def _last_word_only(scores: Tensor, training: bool) -> Tensor:
    return self_attention_weights(scores, training) if training else torch.softmax(scores[..., -1:, :], dim=-1)


def _scores_returned(scores: Tensor, training: bool) -> Tensor:
    return scores.masked_fill(~causal_mask(scores.shape[-1]), -torch.inf)


MISTAKES = (
    Mistake(
        "never-masked",
        "Now there is no mask at all, and in training each word sees those it should predict. The mask belongs to both "
        "modes.",
        _never_masked,
    ),
    Mistake(
        "only-after-training",
        "You turned the condition round. There should be none: the mask belongs to both modes.",
        _only_after_training,
    ),
    Mistake(
        "turned-round",
        "Each word sees itself and those after it. It should see itself and those before: causal_mask as it comes.",
        _turned_round,
    ),
    Mistake(
        "inverted",
        "You block where the mask is True. In this book True means: may be attended to, so block ~mask.",
        _inverted,
    ),
    Mistake(
        "own-word-hidden",
        "A word does not see itself, and the first one sees nothing: its row is 0 / 0. Allow it: the diagonal is True.",
        _own_word_hidden,
    ),
    Mistake("score-set-to-zero", "A score of 0 takes a share, since exp(0) = 1. Set it to −∞.", _score_zero),
    Mistake(
        "minus-1e9",
        "A large negative number such as −1e9 is not −∞: lower scores exist. Use float('-inf').",
        _minus_1e9,
    ),
    Mistake(
        "mask-after-softmax",
        "You mask after softmax, so a row no longer sums to 1. Mask the scores, before softmax.",
        _after_softmax,
    ),
    Mistake(
        "mask-after-softmax-outside-of-training",
        "After training you mask after softmax, so a row no longer sums to 1. Mask the scores, in both modes.",
        _after_softmax_outside_of_training,
    ),
    Mistake(
        "renormalised",
        "Dividing by what is left mends the sum of a row, as long as something is left. A later word with a large "
        "score takes all the weight first. Mask the scores, before softmax.",
        _renormalised,
    ),
    Mistake("softmax-over-queries", "A word shares among the words it sees: softmax along dim=-1.", _over_queries),
    Mistake(
        "last-word-only",
        "After training you return the last word's row only. The others are needed too: the next layer's keys and "
        "values are made from what they gather.",
        _last_word_only,
    ),
    Mistake("scores-returned", "These are masked scores. Softmax makes weights of them.", _scores_returned),
)

EXERCISE = Exercise(
    name="mask-only-in-training",
    chapter="decoder",
    minutes=10,
    difficulty="medium",
    solution=self_attention_weights,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_where, _row_by_row),
    given=_only_in_training,
    equivalent_mutations=(
        "line 2: '-1' → '-2'",  # as many words ask as answer
    ),
)
