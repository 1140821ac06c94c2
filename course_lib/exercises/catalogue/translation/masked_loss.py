"""Take the mean loss of the words of a batch, and of nothing else."""

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import scored_words_case


def masked_loss(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    """Return the mean of −log softmax at the targets, over all places whose target is no pad."""
    log_shares = torch.log_softmax(logits, dim=-1)
    chosen = log_shares.gather(-1, targets[..., None]).squeeze(-1)
    return -chosen[targets != pad_id].mean()


CASES = (
    Case(
        "one sentence of two words, vocabulary of 3",
        lambda: (torch.tensor([[[0.0, 1.0, 2.0], [0.0, 0.0, 1.0]]]), torch.tensor([[2, 1]]), 0),
    ),
    Case(
        "one sentence of two words and a pad",
        lambda: (
            torch.tensor([[[0.0, 1.0, 2.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]]),
            torch.tensor([[2, 1, 0]]),
            0,
        ),
    ),
    scored_words_case("two sentences, of four words and of one word", [[3, 1, 4, 2], [2, 0, 0, 0]], 0, 5),
    scored_words_case("pads have the id 3, and 0 is a word", [[0, 1, 2], [4, 0, 3], [5, 3, 3]], 3, 6),
    scored_words_case("three sentences of three words, vocabulary of 3", [[1, 2, 1], [2, 2, 1], [1, 1, 2]], 0, 3),
    scored_words_case("pads in front", [[0, 0, 0, 1], [0, 2, 2, 3]], 0, 4),
    scored_words_case("pads are forbidden: their logit is −∞", [[3, 1, 2], [4, 0, 0]], 0, 5, pads_forbidden=True),
    Case(
        "a word of a share too small for float32",
        lambda: (torch.tensor([[[0.0, 500.0, 1.0], [1.0, 0.0, 0.0]]]), torch.tensor([[2, 1]]), 0),
    ),
    scored_words_case("float64", [[1, 5, 2], [3, 6, 0]], 0, 7, dtype=torch.float64),
)


# Other ways to write it


def _with_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=pad_id)


def _words_first(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    is_word = targets != pad_id
    scores, right = logits[is_word], targets[is_word]
    return (scores.logsumexp(dim=-1) - scores[torch.arange(len(right)), right]).mean()


def _sum_by_count(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    losses = cross_entropy(logits.mT, targets, reduction="none")
    is_word = targets != pad_id
    return torch.where(is_word, losses, 0.0).sum() / is_word.sum()


# Ways to get it wrong


def _at(scores: Tensor, targets: Tensor) -> Tensor:
    return scores.gather(-1, targets[..., None]).squeeze(-1)


def _losses(logits: Tensor, targets: Tensor) -> Tensor:
    return -_at(logits.log_softmax(dim=-1), targets)


def _sums(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return _losses(logits, targets).masked_fill(targets == pad_id, 0.0).sum(dim=-1)


def _pads_included(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return _losses(logits, targets).mean()


def _by_all_places(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return _sums(logits, targets, pad_id).sum() / targets.numel()


def _by_batch(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return _sums(logits, targets, pad_id).mean()


def _each_sentence(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return _sums(logits, targets, pad_id) / (targets != pad_id).sum(dim=-1)


def _mean_of_means(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return _each_sentence(logits, targets, pad_id).mean()


def _sum(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return _sums(logits, targets, pad_id).sum()


def _each_place(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return _losses(logits, targets).masked_fill(targets == pad_id, 0.0)


def _pads_times_zero(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    is_word = targets != pad_id
    return (_losses(logits, targets) * is_word).sum() / is_word.sum()


def _without_pad(logits: Tensor, pad_id: int) -> Tensor:
    return logits.index_fill(-1, torch.tensor([pad_id]), -torch.inf)


def _pad_forbidden(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return _pads_included(_without_pad(logits, pad_id), targets, pad_id)


def _pad_left_out_of_the_shares(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return masked_loss(_without_pad(logits, pad_id), targets, pad_id)


def _logits_set_to_zero(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return _pads_included(logits.masked_fill((targets == pad_id)[..., None], 0.0), targets, pad_id)


def _pads_are_zero(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return masked_loss(logits, targets, 0)


def _softmax_twice(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return masked_loss(logits.softmax(dim=-1), targets, pad_id)


def _softmax_over_words(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return -_at(logits.log_softmax(dim=1), targets)[targets != pad_id].mean()


def _softmax_over_sentences(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return -_at(logits.log_softmax(dim=0), targets)[targets != pad_id].mean()


def _no_softmax(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return -_at(logits, targets)[targets != pad_id].mean()


def _no_logarithm(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return -_at(logits.softmax(dim=-1), targets)[targets != pad_id].mean()


def _logarithm_after_softmax(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return -_at(logits.softmax(dim=-1).log(), targets)[targets != pad_id].mean()


def _floor_under_the_shares(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return -_at((logits.softmax(dim=-1) + 1e-9).log(), targets)[targets != pad_id].mean()


def _no_minus(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return -masked_loss(logits, targets, pad_id)


def _shifted(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return masked_loss(logits[:, :-1], targets[:, 1:], pad_id)


MISTAKES = (
    Mistake("pads-included", "The pads count as words. Leave their places out of the mean.", _pads_included),
    Mistake(
        "divided-by-all-places",
        "The sum is right, but you divided by the number of all places. Divide by the number of words: else a batch "
        "with many pads seems to be good.",
        _by_all_places,
    ),
    Mistake("divided-by-the-batch", "You divided by the number of sentences. Divide by that of all words.", _by_batch),
    Mistake(
        "mean-of-means",
        "You took each sentence's mean, and then the mean of these: a word of a short sentence counts for more. Take "
        "one mean over all words of the batch.",
        _mean_of_means,
    ),
    Mistake("each-sentence", "You return one number for each sentence. One for the batch is asked.", _each_sentence),
    Mistake("sum", "You added up and did not divide: the more words, the larger the loss. Take the mean.", _sum),
    Mistake("each-place", "These are the losses of all places. Take the mean over the words.", _each_place),
    Mistake(
        "zero-times-infinity",
        "You multiplied the pads' losses by 0. Where the pad has the logit −∞, 0 · ∞ is NaN. Select instead: index "
        "with the mask, or masked_fill.",
        _pads_times_zero,
    ),
    Mistake(
        "pad-forbidden",
        "You set the pad's logit to −∞ and kept the pads' places: their loss is ∞. Not the logits, but the places of "
        "the pads go.",
        _pad_forbidden,
    ),
    Mistake(
        "pad-left-out-of-the-shares",
        "You left the pad out of the softmax. It is one of the words that the model may wrongly say: only the places "
        "whose target is a pad go.",
        _pad_left_out_of_the_shares,
    ),
    Mistake(
        "logits-set-to-zero",
        "You set the pads' logits to 0. Each then costs the logarithm of vocab_size and counts in the mean. Leave "
        "those places out of it.",
        _logits_set_to_zero,
    ),
    Mistake("pads-are-0", "You took the id 0 for the pad. Its id is `pad_id`, whatever that is.", _pads_are_zero),
    Mistake(
        "softmax-twice",
        "You took softmax twice. `log_softmax` and `cross_entropy` do it themselves: give them the logits.",
        _softmax_twice,
    ),
    Mistake(
        "softmax-over-words",
        "You took softmax over the words of the sentence. At each place the words of the vocabulary compete: dim=-1.",
        _softmax_over_words,
    ),
    Mistake(
        "softmax-over-sentences",
        "You took softmax over the batch. At each place the words of the vocabulary compete: dim=-1.",
        _softmax_over_sentences,
    ),
    Mistake("no-softmax", "These are the logits themselves. Make log-probabilities of them: log_softmax.", _no_softmax),
    Mistake("no-logarithm", "You averaged the shares. The loss of a word is −log of its share.", _no_logarithm),
    Mistake(
        "logarithm-after-softmax",
        "You took the logarithm after softmax. In between, a small share is rounded to 0, and log 0 is −∞. log_softmax "
        "does both at once.",
        _logarithm_after_softmax,
    ),
    Mistake(
        "floor-under-the-shares",
        "You added a tiny number to the shares, or set a floor under them, so that log 0 cannot happen. Then the loss "
        "of a small share is wrong. log_softmax needs no floor.",
        _floor_under_the_shares,
    ),
    Mistake("no-minus", "The minus is missing: a loss is 0 or more.", _no_minus),
    Mistake(
        "shifted-again",
        "You shifted the targets against the logits. They are aligned already: row t scores targets[:, t].",
        _shifted,
    ),
)

EXERCISE = Exercise(
    name="masked-loss",
    chapter="translation",
    minutes=10,
    difficulty="medium",
    solution=masked_loss,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_cross_entropy, _words_first, _sum_by_count),
    equivalent_mutations=(
        "line 3: '-1' → '-2' (2)",  # the mask picks the same losses where the last axis, of length 1, is still there
    ),
)
