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
    weights = torch.zeros(scores.shape)
    for word in range(scores.shape[-1]):
        weights[..., word, : word + 1] = torch.softmax(scores[..., word, : word + 1], dim=-1)
    return weights


def _added(scores: Tensor, training: bool) -> Tensor:
    return torch.softmax(scores.double() + torch.full(scores.shape[-2:], -torch.inf).triu(1), dim=-1)


# Ways to get it wrong

BLOCKED = 'scores.masked_fill(~mask, float("-inf"))'

MISTAKES = (
    Mistake(
        "never-masked",
        "Now there is no mask at all, and in training each word sees those it should predict. The mask belongs to both "
        "modes.",
        {BLOCKED: "scores"},
    ),
    Mistake(
        "only-after-training",
        "You turned the condition round. There should be none: the mask belongs to both modes.",
        {"if training": "if not training"},
        of=_only_in_training,
    ),
    Mistake(
        "still-only-in-training",
        "The mask still depends on `training`: afterwards a word sees those after it. Mask in both modes.",
        {"if training": "if training is True"},
        of=_only_in_training,
    ),
    Mistake(
        "turned-round",
        "Each word sees itself and those after it. Take causal_mask as it comes.",
        {"-1])\n": "-1]).T\n"},
    ),
    Mistake("inverted", "You block where the mask is True, where a word may look. Block ~mask.", {"~mask": "mask"}),
    Mistake(
        "own-word-hidden",
        "A word does not see itself, and the first one sees nothing: its row is 0 / 0. Allow it: the diagonal is True.",
        {"-1])\n": "-1]).tril(-1)\n"},
    ),
    Mistake(
        "score-set-to-zero", "A score of 0 takes a share, since exp(0) = 1. Set it to −∞.", {'float("-inf")': "0.0"}
    ),
    Mistake("mask-added", "You added the mask: what may be seen only gains 1. Use −∞.", {BLOCKED: "scores + mask"}),
    Mistake("minus-1e9", "−1e9 is not −∞: there are lower scores. Use float('-inf').", {'float("-inf")': "-1e9"}),
    Mistake("zero-times-infinity", "0 · ∞ is NaN. Use masked_fill or where.", {BLOCKED: "scores + ~mask * -torch.inf"}),
    Mistake(
        "mask-after-softmax",
        "You mask after softmax, so a row no longer sums to 1. Mask the scores, before softmax.",
        {BLOCKED: "scores", "dim=-1)": "dim=-1) * mask"},
    ),
    Mistake(
        "mask-after-softmax-outside-of-training",
        "After training you mask after softmax, so a row no longer sums to 1. Mask the scores, in both modes.",
        {"dim=-1)": "dim=-1) * causal_mask(scores.shape[-1])"},
        of=_only_in_training,
    ),
    Mistake(
        "renormalised",
        "Dividing by what is left mends the sum of a row, as long as something is left. A later word with a large "
        "score takes all the weight first. Mask the scores, before softmax.",
        {
            BLOCKED: "scores",
            "return": "weights =",
            "dim=-1)": "dim=-1) * mask\n    return weights / weights.sum(dim=-1, keepdim=True)",
        },
    ),
    Mistake(
        "softmax-over-queries", "A word shares among the words it sees: softmax along dim=-1.", {"dim=-1": "dim=-2"}
    ),
    Mistake(
        "last-word-only",
        "After training you return the last word's row only. The others are needed too: the next layer's keys and "
        "values are made from what they gather.",
        {"    return": "    scores = scores if training else scores[..., -1:, :]\n    return"},
        of=_only_in_training,
    ),
    Mistake(
        "scores-returned", "Softmax is missing: these are masked scores.", {"torch.softmax(": "(", ", dim=-1)": ")"}
    ),
)

EXERCISE = Exercise(
    name="mask-only-in-training",
    chapter="decoder",
    minutes=10,
    difficulty="medium",
    solution=self_attention_weights,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_where, _row_by_row, _added),
    given=_only_in_training,
    equivalent_mutations=(
        "line 2: '-1' → '-2'",  # as many words ask as answer
    ),
)
