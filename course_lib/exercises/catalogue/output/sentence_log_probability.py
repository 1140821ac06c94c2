"""Add up the log-probabilities of a sentence's words."""

import math

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import scored_words_case


def log_probability(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    """Return the sum of log softmax at each sentence's ids, pads left out."""
    log_shares = torch.log_softmax(logits, dim=-1)
    chosen = log_shares.gather(-1, ids[..., None]).squeeze(-1)
    return chosen.masked_fill(ids == pad_id, 0.0).sum(dim=-1)


CASES = (
    Case(
        "one sentence of two words, vocabulary of 3",
        lambda: (torch.tensor([[[0.0, 1.0, 2.0], [0.0, 0.0, 1.0]]]), torch.tensor([[2, 1]]), 0),
    ),
    Case(
        "one word and two pads",
        lambda: (
            torch.tensor([[[0.0, 1.0, 2.0], [3.0, 0.0, 1.0], [1.0, 0.0, 0.0]]]),
            torch.tensor([[1, 0, 0]]),
            0,
        ),
    ),
    scored_words_case("two sentences, of four and of two words", [[3, 1, 4, 2], [2, 4, 0, 0]], 0, 5),
    scored_words_case("pads have the id 3, and 0 is a word", [[0, 1, 2], [4, 0, 3], [5, 3, 3]], 3, 6),
    scored_words_case("three sentences of three words, vocabulary of 3", [[1, 2, 1], [2, 2, 1], [1, 1, 0]], 0, 3),
    scored_words_case("pads in front", [[0, 0, 3, 1], [0, 2, 2, 3]], 0, 4),
    scored_words_case("pads are forbidden: their logit is −∞", [[3, 1, 2], [4, 0, 0]], 0, 5, pads_forbidden=True),
    Case(
        "a word of a share too small for float32",
        lambda: (torch.tensor([[[0.0, 500.0, 1.0], [1.0, 0.0, 0.0]]]), torch.tensor([[2, 1]]), 0),
    ),
    scored_words_case("float64", [[1, 5, 2], [3, 6, 0]], 0, 7, dtype=torch.float64),
)


# Other ways to write it


def _with_cross_entropy(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return -cross_entropy(logits.mT, ids, ignore_index=pad_id, reduction="none").sum(dim=1)


def _with_logsumexp(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    scores = torch.take_along_dim(logits, ids.unsqueeze(2), dim=2).squeeze(2)
    return torch.where(ids == pad_id, 0.0, scores - logits.logsumexp(dim=2)).sum(dim=1)


def _word_by_word(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    totals = logits.new_zeros(len(ids))
    for sentence, row in enumerate(ids.tolist()):
        for word, token in enumerate(row):
            if token != pad_id:
                totals[sentence] += logits[sentence, word].log_softmax(dim=0)[token]
    return totals


# Ways to get it wrong


def _at(scores: Tensor, ids: Tensor) -> Tensor:
    return scores.gather(-1, ids[..., None]).squeeze(-1)


def _added_up(scores: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return _at(scores, ids).masked_fill(ids == pad_id, 0.0).sum(dim=-1)


def _mean(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return log_probability(logits, ids, pad_id) / (ids != pad_id).sum(dim=-1)


def _mean_over_all_places(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return log_probability(logits, ids, pad_id) / ids.shape[1]


def _pads_included(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return _at(logits.log_softmax(dim=-1), ids).sum(dim=-1)


def _pads_times_zero(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return (_at(logits.log_softmax(dim=-1), ids) * (ids != pad_id)).sum(dim=-1)


def _pads_are_zero(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return log_probability(logits, ids, 0)


def _only_pads(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return _at(logits.log_softmax(dim=-1), ids).masked_fill(ids != pad_id, 0.0).sum(dim=-1)


def _shares_added(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return _added_up(logits.softmax(dim=-1), ids, pad_id)


def _probability(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return log_probability(logits, ids, pad_id).exp()


def _logarithm_after_softmax(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return _added_up(logits.softmax(dim=-1).log(), ids, pad_id)


def _logits_added(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return _added_up(logits, ids, pad_id)


def _over_words(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return _added_up(logits.log_softmax(dim=1), ids, pad_id)


def _over_sentences(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return _added_up(logits.log_softmax(dim=0), ids, pad_id)


def _base_2(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return log_probability(logits, ids, pad_id) / math.log(2)


def _base_10(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return log_probability(logits, ids, pad_id) / math.log(10)


def _shifted(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return log_probability(logits[:, :-1], ids[:, 1:], pad_id)


def _loss(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return -log_probability(logits, ids, pad_id)


def _one_number(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return log_probability(logits, ids, pad_id).sum()


def _not_added(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return _at(logits.log_softmax(dim=-1), ids).masked_fill(ids == pad_id, 0.0)


def _likeliest_words(logits: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    return logits.log_softmax(dim=-1).amax(dim=-1).masked_fill(ids == pad_id, 0.0).sum(dim=-1)


MISTAKES = (
    Mistake(
        "mean", "You took the mean over the words. The log-probability of the sentence is the sum of theirs.", _mean
    ),
    Mistake(
        "mean-over-all-places",
        "You took the mean over all places, pads among them. The log-probability of the sentence is a sum.",
        _mean_over_all_places,
    ),
    Mistake(
        "pads-included",
        "The pads count as words in your sum. They only fill up the row: leave them out.",
        _pads_included,
    ),
    Mistake(
        "zero-times-infinity",
        "You multiplied the pads by 0. Where a pad has the log-probability −∞, 0 · ∞ is NaN. Select instead: "
        "masked_fill or where.",
        _pads_times_zero,
    ),
    Mistake("pads-are-0", "You took the id 0 for the pad. Its id is `pad_id`, whatever that is.", _pads_are_zero),
    Mistake("pads-only", "You kept the pads and left the words out. Turn the mask round.", _only_pads),
    Mistake(
        "shares-added",
        "You added up probabilities. Those of words that follow one another multiply; their logarithms add up: "
        "log_softmax.",
        _shares_added,
    ),
    Mistake(
        "product",
        "This is the probability itself, a product that soon becomes 0. Return its logarithm: the sum of the words' "
        "log-probabilities.",
        _probability,
    ),
    Mistake(
        "logarithm-after-softmax",
        "You took the logarithm after softmax. In between, a small share is rounded to 0, and log 0 is −∞. log_softmax "
        "does both at once.",
        _logarithm_after_softmax,
    ),
    Mistake(
        "logits-added",
        "You added up the logits themselves. They become comparable only by log_softmax over the vocabulary.",
        _logits_added,
    ),
    Mistake(
        "softmax-over-words",
        "You took softmax over the words of the sentence. At each place the words of the vocabulary compete: dim=-1.",
        _over_words,
    ),
    Mistake(
        "softmax-over-sentences",
        "You took softmax over the batch. At each place the words of the vocabulary compete: dim=-1.",
        _over_sentences,
    ),
    Mistake("base-2", "You took the logarithm to the base 2. Here it is the natural one, as log_softmax has.", _base_2),
    Mistake("base-10", "You took the logarithm to the base 10. Here it is the natural one: torch.log.", _base_10),
    Mistake(
        "shifted",
        "You shifted the words against the logits. Here row t of the logits scores the word ids[:, t]: nothing has to "
        "be shifted.",
        _shifted,
    ),
    Mistake("sign-turned", "This is the loss, with a minus. A log-probability is 0 or less.", _loss),
    Mistake("whole-batch", "You added up the whole batch. Return one number for each sentence.", _one_number),
    Mistake("not-added", "These are the log-probabilities of the words. Add up those of each sentence.", _not_added),
    Mistake(
        "likeliest-words",
        "You took the likeliest word of each place. Take the word that stands there: its id says which.",
        _likeliest_words,
    ),
)

EXERCISE = Exercise(
    name="sentence-log-probability",
    chapter="output",
    minutes=10,
    difficulty="medium",
    solution=log_probability,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_cross_entropy, _with_logsumexp, _word_by_word),
)
