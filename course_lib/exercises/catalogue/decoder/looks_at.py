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
    return torch.max(torch.einsum("bhts->bts", weights.double()), dim=2).indices


def _by_sorting(weights: Tensor) -> Tensor:
    return weights.sum(dim=1).sort(dim=-1, descending=True, stable=True).indices[..., 0]


def _one_by_one(weights: Tensor) -> Tensor:
    batch, heads, target_words, source_words = weights.shape
    places = torch.zeros(batch, target_words, dtype=torch.int32)
    for sentence in range(batch):
        for word in range(target_words):
            means = [float(weights[sentence, :, word, source].sum()) / heads for source in range(source_words)]
            places[sentence, word] = means.index(max(means))
    return places


# Ways to get it wrong

MEAN, PLACE = "mean(dim=1)", "argmax(dim=-1)"

MISTAKES = (
    Mistake(
        "over-target-words",
        "This says for each source word which target word looks at it most. The question is the other way round: "
        "argmax along the source words, the last axis.",
        {PLACE: "argmax(dim=-2)"},
    ),
    Mistake("each-head", "The heads are still apart: take their mean, dim=1, before argmax.", {f".{MEAN}": ""}),
    Mistake(
        "vote-of-the-heads",
        "You let the heads vote, one place each. Take the mean of their weights first: then a head that is sure counts "
        "for more.",
        {f"{MEAN}.{PLACE}": f"{PLACE}.mode(dim=1).values"},
    ),
    Mistake(
        "mean-of-places",
        "You took the place each head favours, and then the mean of the places. Between word 0 and word 2 that is "
        "word 1, which nobody looked at. Take the mean of the weights first.",
        tuple({f"{MEAN}.{PLACE}": f"{PLACE}.float().{MEAN}{whole}"} for whole in ("", ".long()", ".round().long()")),
    ),
    Mistake(
        "mean-over-target-words",
        "You took the mean over the target words. Axis 1 holds the heads.",
        {MEAN: "mean(dim=2)"},
    ),
    Mistake(
        "mean-over-source-words", "You took the mean over the source words, not the heads.", {MEAN: "mean(dim=-1)"}
    ),
    Mistake(
        "all-target-words-together",
        "Each target word has an answer: take no mean over them.",
        {MEAN: "mean(dim=(1, 2))"},
    ),
    Mistake(
        "batch-forgotten",
        "You took the mean over the sentences. The first axis is the batch; the heads are axis 1.",
        ({MEAN: "mean(dim=0)"}, {MEAN: "mean(dim=(0, 1))"}),
    ),
    Mistake(
        "first-sentence-only",
        "Only the first sentence has an answer. Keep the batch's axis.",
        ({f"weights.{MEAN}": "weights[0].mean(dim=0)"}, {PLACE: f"{PLACE}[:1]"}),
    ),
    Mistake(
        "squeezed",
        "squeeze() takes out every axis of size 1, also that of a single sentence or word.",
        ({PLACE: f"{PLACE}.squeeze()"}, {MEAN: f"{MEAN}.squeeze()"}),
    ),
    Mistake(
        "an-axis-left",
        "An axis of size 1 is left over: the answer is [batch, target words], without keepdim.",
        ({MEAN: "mean(dim=1, keepdim=True)"}, {PLACE: "argmax(dim=-1, keepdim=True)"}),
    ),
    Mistake("one-place-for-all", "argmax searches all numbers at once. Search along dim=-1.", {PLACE: "argmax()"}),
    Mistake("least", "These are the words looked at least. Take argmax.", {"argmax": "argmin"}),
    Mistake("first-head-only", "You asked the first head only. Take the mean over all heads.", {MEAN: "select(1, 0)"}),
    Mistake("last-head-only", "You asked the last head only. Take the mean over all heads.", {MEAN: "select(1, -1)"}),
    Mistake("strongest-head", "You took the largest weight over the heads. Take the mean.", {MEAN: "amax(dim=1)"}),
    Mistake(
        "weights-instead-of-places",
        "These are the largest weights. Return their places: argmax.",
        {PLACE: "amax(dim=-1)"},
    ),
    Mistake("max-is-a-pair", "max with an axis returns values and places. Use argmax.", {PLACE: "max(dim=-1)"}),
    Mistake(
        "last-of-equal",
        "Of equal weights you took the last one. Take the first.",
        {"return ": "return weights.shape[-1] - 1 - ", MEAN: f"{MEAN}.flip(-1)"},
    ),
    Mistake("counted-from-one", "Places are counted from 0, as in Python.", {PLACE: f"{PLACE} + 1"}),
)

EXERCISE = Exercise(
    name="looks-at",
    chapter="decoder",
    minutes=5,
    difficulty="easy",
    solution=looks_at,
    cases=CASES,
    mistakes=MISTAKES,
    dtype_asked="kind",
    also_right=(_by_the_largest, _by_sorting, _one_by_one),
    equivalent_mutations=(
        "line 2: 'weights.mean' → 'weights.sum'",  # the largest stays the largest when all are times the same number
    ),
)
