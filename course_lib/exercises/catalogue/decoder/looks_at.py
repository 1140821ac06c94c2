"""Say which source word each target word looks at most."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_shares


def looks_at(weights: Tensor) -> Tensor:
    """Return the place of the source word with the largest mean weight over the heads, [batch, target words]."""
    return weights.mean(dim=1).argmax(dim=-1)


TWO_HEADS = [[[0.7, 0.2, 0.1], [0.5, 0.25, 0.25]], [[0.1, 0.3, 0.6], [0.0, 0.0, 1.0]]]
# Most heads favour one word, the mean another; one head alone has the largest weight of all, on a third word.
VOTE_AGAINST_MEAN = [[[0.5, 0.375, 0.125, 0.0]], [[0.5, 0.375, 0.0, 0.125]], [[0.0, 0.375, 0.625, 0.0]]]
TIES = [[[0.0, 0.5, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]], [[0.0, 0.0, 0.5, 0.5], [0.125, 0.375, 0.125, 0.375]]]

CASES = (
    Case("one sentence, one head, one target word", lambda: (torch.tensor([[[[0.25, 0.5, 0.25]]]]),)),
    Case("one sentence, two heads, two target words", lambda: (torch.tensor([TWO_HEADS]),)),
    Case("three heads that disagree", lambda: (torch.tensor([VOTE_AGAINST_MEAN]),)),
    Case("equal means", lambda: (torch.tensor([TIES]),)),
    Case("one sentence, two heads, five target and three source words", lambda: (random_shares(1, 2, 5, 3),)),
    Case("batch of 2, three heads, four target and six source words", lambda: (random_shares(2, 3, 4, 6),)),
    Case("all sizes 3", lambda: (random_shares(3, 3, 3, 3),)),
    Case("batch of 3, one head, one source word", lambda: (random_shares(3, 1, 2, 1),)),
    Case("float64", lambda: (random_shares(2, 4, 3, 5, dtype=torch.float64),)),
)


# Other ways to write it


def _by_the_largest(weights: Tensor) -> Tensor:
    return torch.max(torch.einsum("bhts->bts", weights), dim=2).indices


def _one_by_one(weights: Tensor) -> Tensor:
    batch, heads, target_words, source_words = weights.shape
    places = torch.zeros(batch, target_words, dtype=torch.long)
    for sentence in range(batch):
        for word in range(target_words):
            means = [float(weights[sentence, :, word, source].sum()) / heads for source in range(source_words)]
            places[sentence, word] = means.index(max(means))
    return places


# Ways to get it wrong


def _over_target_words(weights: Tensor) -> Tensor:
    return weights.mean(dim=1).argmax(dim=-2)


def _each_head(weights: Tensor) -> Tensor:
    return weights.argmax(dim=-1)


def _vote_of_the_heads(weights: Tensor) -> Tensor:
    return weights.argmax(dim=-1).mode(dim=1).values


def _mean_place(weights: Tensor) -> Tensor:
    return weights.argmax(dim=-1).float().mean(dim=1).long()


def _mean_over_target_words(weights: Tensor) -> Tensor:
    return weights.mean(dim=2).argmax(dim=-1)


def _all_target_words_together(weights: Tensor) -> Tensor:
    return weights.mean(dim=(1, 2)).argmax(dim=-1)


def _batch_forgotten(weights: Tensor) -> Tensor:
    return weights.mean(dim=0).argmax(dim=-1)


def _first_sentence(weights: Tensor) -> Tensor:
    return weights[0].mean(dim=0).argmax(dim=-1)


def _one_place_for_all(weights: Tensor) -> Tensor:
    return weights.mean(dim=1).argmax()


def _least(weights: Tensor) -> Tensor:
    return weights.mean(dim=1).argmin(dim=-1)


def _first_head(weights: Tensor) -> Tensor:
    return weights[:, 0].argmax(dim=-1)


def _last_head(weights: Tensor) -> Tensor:
    return weights[:, -1].argmax(dim=-1)


def _strongest_head(weights: Tensor) -> Tensor:
    return weights.amax(dim=1).argmax(dim=-1)


def _values(weights: Tensor) -> Tensor:
    return weights.mean(dim=1).amax(dim=-1)


def _last_of_equal(weights: Tensor) -> Tensor:
    return weights.shape[-1] - 1 - weights.mean(dim=1).flip(-1).argmax(dim=-1)


def _counted_from_one(weights: Tensor) -> Tensor:
    return looks_at(weights) + 1


MISTAKES = (
    Mistake(
        "over-target-words",
        "This says for each source word which target word looks at it most. The question is the other way round: "
        "argmax along the source words, the last axis.",
        _over_target_words,
    ),
    Mistake("each-head", "The heads are still apart: take their mean, dim=1, before argmax.", _each_head),
    Mistake(
        "vote-of-the-heads",
        "You let the heads vote, one place each. Take the mean of their weights first: then a head that is sure counts "
        "for more.",
        _vote_of_the_heads,
    ),
    Mistake(
        "mean-of-places",
        "You took the place each head favours, and then the mean of the places. Between word 0 and word 2 that is "
        "word 1, which nobody looked at. Take the mean of the weights first.",
        _mean_place,
    ),
    Mistake(
        "mean-over-target-words",
        "You took the mean over the target words. Axis 1 holds the heads, axis 2 the target words.",
        _mean_over_target_words,
    ),
    Mistake(
        "all-target-words-together",
        "You took the mean over the target words too. Each of them has an answer of its own.",
        _all_target_words_together,
    ),
    Mistake(
        "batch-forgotten",
        "You took the mean over the sentences. The first axis is the batch; the heads are axis 1.",
        _batch_forgotten,
    ),
    Mistake("first-sentence-only", "Only the first sentence has an answer. Keep the batch's axis.", _first_sentence),
    Mistake(
        "one-place-for-all",
        "Without `dim`, argmax searches all numbers at once. Search along the source words, dim=-1.",
        _one_place_for_all,
    ),
    Mistake("least", "These are the words looked at least. Take argmax.", _least),
    Mistake("first-head-only", "You asked the first head only. Take the mean over all heads.", _first_head),
    Mistake("last-head-only", "You asked the last head only. Take the mean over all heads.", _last_head),
    Mistake(
        "strongest-head",
        "You took the largest weight over the heads. Take the mean over them.",
        _strongest_head,
    ),
    Mistake(
        "weights-instead-of-places",
        "These are the largest weights. Asked is where they stand: argmax in place of max.",
        _values,
    ),
    Mistake("last-of-equal", "Of equal weights you took the last one. Take the first.", _last_of_equal),
    Mistake("counted-from-one", "Places are counted from 0, as in Python.", _counted_from_one),
)

EXERCISE = Exercise(
    name="looks-at",
    chapter="decoder",
    minutes=5,
    difficulty="easy",
    solution=looks_at,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_the_largest, _one_by_one),
    equivalent_mutations=(
        "line 2: 'weights.mean' → 'weights.sum'",  # the largest stays the largest when all are times the same number
    ),
)
