"""Say how often each head does not look at the word that is being translated."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_shares


def alignment_error(weights: Tensor, alignment: Tensor) -> Tensor:
    """Return for each head the share of words whose largest weight is not at their true place."""
    is_word = (alignment != -1)[:, None]
    places = weights.argmax(dim=-1)
    is_wrong = places != alignment[:, None]
    return (is_wrong & is_word).sum(dim=(0, 2)) / is_word.sum()


def _case(words: str, heads: int, source_words: int, *alignment: list[int], dtype: torch.dtype = torch.float32) -> Case:
    """Make a case with random weights."""
    shape = (len(alignment), heads, len(alignment[0]), source_words)
    return Case(words, lambda: (random_shares(*shape, dtype=dtype), torch.tensor(alignment)))


TWO_HEADS = [
    [[0.7, 0.2, 0.1], [0.5, 0.2, 0.3], [0.3, 0.4, 0.3]],
    [[0.8, 0.1, 0.1], [0.1, 0.3, 0.6], [0.2, 0.2, 0.6]],
]

CASES = (
    Case(
        "one sentence of two words, one head",
        lambda: (torch.tensor([[[[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]]]]), torch.tensor([[2, 0]])),
    ),
    Case(
        "one sentence of two words and a place without one, two heads",
        lambda: (torch.tensor([TWO_HEADS]), torch.tensor([[0, 2, -1]])),
    ),
    _case("one sentence, three heads, five target and four source words", 3, 4, [1, 3, 0, 2, 2]),
    _case("two sentences, of four words and of one word", 3, 5, [1, 0, 4, 3], [2, -1, -1, -1]),
    _case("all sizes 3", 3, 3, [0, 2, 1], [2, 1, -1], [1, -1, -1]),
    _case("all sizes 4", 4, 4, [0, 2, 1, 3], [2, 1, -1, -1], [0, 0, 3, -1], [3, 1, 2, -1]),
    _case("a word in the middle without a source word", 2, 4, [3, -1, 0, 1], [0, 2, -1, -1]),
    Case(
        "a head that is always right, one that never is",
        lambda: (torch.stack([torch.eye(4), torch.eye(4).flip(0)])[None], torch.tensor([[0, 1, 2, 3]])),
    ),
    _case("float64", 2, 6, [5, 0, 3], [4, 2, -1], dtype=torch.float64),
)


# Other ways to write it


def _mean_over_the_words(weights: Tensor, alignment: Tensor) -> Tensor:
    is_word = alignment != -1
    places = weights.argmax(dim=-1).permute(0, 2, 1)[is_word]  # [words of the batch, heads]
    return (places != alignment[is_word][:, None]).float().mean(dim=0)


def _one_less_the_right_ones(weights: Tensor, alignment: Tensor) -> Tensor:
    is_right = weights.argmax(dim=3) == alignment.unsqueeze(1)  # never where the alignment is −1
    return 1 - is_right.sum(dim=2).sum(dim=0) / (alignment >= 0).sum()


def _one_by_one(weights: Tensor, alignment: Tensor) -> Tensor:
    errors, rows = [], alignment.tolist()
    for head in range(weights.shape[1]):
        wrong = [
            int(weights[sentence, head, word].argmax()) != place
            for sentence, row in enumerate(rows)
            for word, place in enumerate(row)
            if place != -1
        ]
        errors.append(sum(wrong) / len(wrong))
    return torch.tensor(errors)


# Ways to get it wrong


def _wrong(weights: Tensor, alignment: Tensor) -> Tensor:
    """Mark the words that a head misses, [batch, heads, target words]; never a place without a word."""
    return (weights.argmax(dim=-1) != alignment[:, None]) & (alignment != -1)[:, None]


def _rest_counted(weights: Tensor, alignment: Tensor) -> Tensor:
    return (weights.argmax(dim=-1) != alignment[:, None]).float().mean(dim=(0, 2))


def _rest_at_word_0(weights: Tensor, alignment: Tensor) -> Tensor:
    return _rest_counted(weights, alignment.clamp(min=0))


def _by_all_places(weights: Tensor, alignment: Tensor) -> Tensor:
    return _wrong(weights, alignment).float().mean(dim=(0, 2))


def _by_sentences(weights: Tensor, alignment: Tensor) -> Tensor:
    return _wrong(weights, alignment).sum(dim=(0, 2)) / len(alignment)


def _count(weights: Tensor, alignment: Tensor) -> Tensor:
    return _wrong(weights, alignment).sum(dim=(0, 2))


def _share_of_right_ones(weights: Tensor, alignment: Tensor) -> Tensor:
    return 1 - alignment_error(weights, alignment)


def _each_sentence(weights: Tensor, alignment: Tensor) -> Tensor:
    return _wrong(weights, alignment).sum(dim=-1) / (alignment != -1).sum(dim=-1, keepdim=True)


def _mean_of_means(weights: Tensor, alignment: Tensor) -> Tensor:
    return _each_sentence(weights, alignment).mean(dim=0)


def _sentences_not_heads(weights: Tensor, alignment: Tensor) -> Tensor:
    return _each_sentence(weights, alignment).mean(dim=1)


def _heads_averaged_first(weights: Tensor, alignment: Tensor) -> Tensor:
    return alignment_error(weights.mean(dim=1, keepdim=True), alignment)


def _heads_together(weights: Tensor, alignment: Tensor) -> Tensor:
    return alignment_error(weights, alignment).mean()


def _over_target_words(weights: Tensor, alignment: Tensor) -> Tensor:
    return alignment_error(weights.mT, alignment)


def _smallest(weights: Tensor, alignment: Tensor) -> Tensor:
    return alignment_error(-weights, alignment)


def _weight_missing(weights: Tensor, alignment: Tensor) -> Tensor:
    places = alignment.clamp(min=0)[:, None, :, None].expand(-1, weights.shape[1], -1, -1)
    missing = 1 - weights.gather(-1, places).squeeze(-1)
    is_word = (alignment != -1)[:, None]
    return (missing * is_word).sum(dim=(0, 2)) / is_word.sum()


def _distance(weights: Tensor, alignment: Tensor) -> Tensor:
    is_word = (alignment != -1)[:, None]
    distance = (weights.argmax(dim=-1) - alignment[:, None]).abs() * is_word
    return distance.sum(dim=(0, 2)) / is_word.sum()


def _counted_from_one(weights: Tensor, alignment: Tensor) -> Tensor:
    is_word = (alignment != -1)[:, None]
    is_wrong = weights.argmax(dim=-1) + 1 != alignment[:, None]
    return (is_wrong & is_word).sum(dim=(0, 2)) / is_word.sum()


def _shifted(weights: Tensor, alignment: Tensor) -> Tensor:
    return alignment_error(weights[:, :, 1:], alignment[:, :-1])


MISTAKES = (
    Mistake(
        "rest-counted",
        "The places with −1 count as wrong, since no argmax is −1. They hold no word: leave them out, above and below "
        "the line.",
        _rest_counted,
    ),
    Mistake(
        "rest-at-word-0",
        "You took −1 for the place 0. Such a place holds no word: leave it out, above and below the line.",
        _rest_at_word_0,
    ),
    Mistake(
        "divided-by-all-places",
        "You divided by the number of all places. Divide by that of the words: else short sentences seem to be good.",
        _by_all_places,
    ),
    Mistake("divided-by-the-batch", "You divided by the number of sentences. Divide by that of words.", _by_sentences),
    Mistake("count", "This is how many words are wrong. Divide by the number of words.", _count),
    Mistake("share-of-right-ones", "This is the share of right words. The error is the rest.", _share_of_right_ones),
    Mistake(
        "each-sentence", "The sentences are still apart. Each head has one number for the whole batch.", _each_sentence
    ),
    Mistake(
        "mean-of-means",
        "You took each sentence's share, and then the mean of these: a word of a short sentence counts for more. Take "
        "one share over all words of the batch.",
        _mean_of_means,
    ),
    Mistake(
        "sentences-not-heads",
        "You return one number for each sentence. One for each head is asked: the heads are axis 1.",
        _sentences_not_heads,
    ),
    Mistake(
        "heads-averaged-first",
        "You took the mean weights of the heads. Each head has an error of its own: one may be right where the mean "
        "is wrong.",
        _heads_averaged_first,
    ),
    Mistake(
        "heads-together",
        "You return one number for all heads. Keep the heads' axis: sum over the axes 0 and 2 only.",
        _heads_together,
    ),
    Mistake(
        "over-target-words",
        "You searched along the target words. Each target word has its weights along the last axis: dim=-1.",
        _over_target_words,
    ),
    Mistake("smallest", "You took the smallest weight. A head looks where its weight is largest: argmax.", _smallest),
    Mistake(
        "weight-missing",
        "This is how much weight the true place lacks, on average. Asked is how often the largest weight is elsewhere.",
        _weight_missing,
    ),
    Mistake(
        "distance",
        "This is how far the head looks away, on average. A word is right or wrong: one place beside is wrong too.",
        _distance,
    ),
    Mistake("counted-from-one", "Places are counted from 0, as argmax does: nothing to add.", _counted_from_one),
    Mistake(
        "shifted",
        "You shifted the words against the weights. Row t belongs to target word t: nothing has to be shifted.",
        _shifted,
    ),
)

EXERCISE = Exercise(
    name="alignment-error",
    chapter="translation",
    minutes=10,
    difficulty="medium",
    solution=alignment_error,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_mean_over_the_words, _one_less_the_right_ones, _one_by_one),
    equivalent_mutations=(
        "line 5: '(0, 2)' → '(2, 0)'",  # the order of the axes does not matter to a sum
    ),
)
