"""Give a small share of the right word's 1 to every word."""

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, one_hot

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def smoothed_targets(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    """Return the shares that `cross_entropy(label_smoothing=epsilon)` aims at, [words, vocab_size]."""
    right = one_hot(targets, vocab_size)
    return (1 - epsilon) * right + epsilon / vocab_size


def _case(words: str, targets: list[int], vocab_size: int, epsilon: float) -> Case:
    return Case(words, lambda: (torch.tensor(targets), vocab_size, epsilon))


CASES = (
    _case("one word, vocabulary of 4, epsilon = 0.2", [2], 4, 0.2),
    _case("two words, vocabulary of 5, epsilon = 0.1", [2, 0], 5, 0.1),
    _case("vocabulary of 2, epsilon = 0.6", [1, 0, 1], 2, 0.6),
    _case("epsilon = 0: the right word has all", [0, 3, 1], 4, 0.0),
    _case("epsilon = 1: all words have the same", [1, 2], 3, 1.0),
    _case("as many words as the vocabulary has", [2, 2, 0], 3, 0.3),
    _case("seven words, vocabulary of 6, epsilon = 0.25", [5, 0, 3, 3, 1, 4, 2], 6, 0.25),
)


# Other ways to write it


def _filled_then_scattered(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    shares = torch.full((len(targets), vocab_size), epsilon / vocab_size)
    return shares.scatter_add(1, targets[:, None], torch.full((len(targets), 1), 1 - epsilon))


def _rows_of_the_identity(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    uniform = torch.full((vocab_size, vocab_size), 1 / vocab_size)
    return torch.eye(vocab_size).lerp(uniform, epsilon)[targets]


def _number_by_number(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    rest = epsilon / vocab_size
    return torch.tensor(
        [[1 - epsilon + rest if word == right else rest for word in range(vocab_size)] for right in targets.tolist()]
    )


def _as_cross_entropy_has_it(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    """Recover the shares from the gradient: where all logits are 0, it is 1 / vocab_size minus the share."""
    logits = torch.zeros(len(targets), vocab_size, requires_grad=True)
    loss = cross_entropy(logits, targets, label_smoothing=epsilon, reduction="sum")
    return 1 / vocab_size - torch.autograd.grad(loss, logits)[0]


# Ways to get it wrong


def _shares(targets: Tensor, vocab_size: int, right: float, others: float) -> Tensor:
    return torch.where(one_hot(targets, vocab_size).bool(), right, others)


def _among_the_others(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return _shares(targets, vocab_size, 1 - epsilon, epsilon / (vocab_size - 1))


def _right_word_left_out(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return _shares(targets, vocab_size, 1 - epsilon, epsilon / vocab_size)


def _first_word_left_out(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    shares = torch.full((len(targets), vocab_size), epsilon / (vocab_size - 2))
    shares[:, 0] = 0.0
    return shares.scatter(1, targets[:, None], 1 - epsilon)


def _one_hot_only(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return one_hot(targets, vocab_size).float()


def _whole_numbers(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return one_hot(targets, vocab_size)


def _epsilon_on_the_right_word(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return epsilon * one_hot(targets, vocab_size) + (1 - epsilon) / vocab_size


def _epsilon_for_the_right_word_alone(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return _shares(targets, vocab_size, epsilon, (1 - epsilon) / (vocab_size - 1))


def _nothing_taken(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return one_hot(targets, vocab_size) + epsilon / vocab_size


def _right_word_keeps_all(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return _shares(targets, vocab_size, 1.0, epsilon / vocab_size)


def _nothing_given(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return (1 - epsilon) * one_hot(targets, vocab_size)


def _undivided(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return (1 - epsilon) * one_hot(targets, vocab_size) + epsilon


def _epsilon_for_each_other(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return _shares(targets, vocab_size, 1 - epsilon, epsilon)


def _subtracted(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return (1 - epsilon) * one_hot(targets, vocab_size) - epsilon / vocab_size


def _by_the_words(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return (1 - epsilon) * one_hot(targets, vocab_size) + epsilon / len(targets)


def _by_more_than_all(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return _nothing_taken(targets, vocab_size, epsilon) / (1 + epsilon)


def _papers_epsilon(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return smoothed_targets(targets, vocab_size, 0.1)


def _all_equal(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return torch.full((len(targets), vocab_size), 1 / vocab_size)


def _words_as_columns(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return smoothed_targets(targets, vocab_size, epsilon).T


def _first_word_for_all(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return smoothed_targets(targets[:1].expand(len(targets)), vocab_size, epsilon)


def _counted_from_one(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    return smoothed_targets((targets - 1) % vocab_size, vocab_size, epsilon)


MISTAKES = (
    Mistake(
        "among-the-others",
        "You divided epsilon among the other words, vocab_size − 1 of them. That is another convention. Here every "
        "word gets epsilon / vocab_size, the right one too.",
        _among_the_others,
    ),
    Mistake(
        "right-word-left-out",
        "The right word did not get its own part of epsilon, so a row sums to less than 1. It has 1 − epsilon + "
        "epsilon / vocab_size.",
        _right_word_left_out,
    ),
    Mistake(
        "first-word-left-out",
        "You gave nothing to the word 0 and divided epsilon among vocab_size − 2 words, as code with a pad does. Here "
        "all words get the same, whatever they mean.",
        _first_word_left_out,
    ),
    Mistake("one-hot-only", "The right word still has all. Give epsilon / vocab_size to every word.", _one_hot_only),
    Mistake(
        "whole-numbers",
        "These are the whole numbers 0 and 1. Shares have a fraction, and every word gets epsilon / vocab_size.",
        _whole_numbers,
    ),
    Mistake(
        "epsilon-and-rest-swapped",
        "epsilon and 1 − epsilon are swapped: the right word keeps 1 − epsilon, and epsilon is divided among all.",
        _epsilon_on_the_right_word,
    ),
    Mistake(
        "epsilon-on-the-right-word",
        "You gave epsilon to the right word and the rest to the others. It is the other way round, and all words "
        "share epsilon, the right one too.",
        _epsilon_for_the_right_word_alone,
    ),
    Mistake(
        "nothing-taken",
        "A row sums to 1 + epsilon: what all words get was not taken from the right one. Multiply its 1 by "
        "1 − epsilon.",
        _nothing_taken,
    ),
    Mistake(
        "right-word-keeps-all",
        "The right word still has 1, so a row sums to more than 1. It has 1 − epsilon + epsilon / vocab_size.",
        _right_word_keeps_all,
    ),
    Mistake(
        "nothing-given",
        "A row sums to 1 − epsilon: what you took from the right word nobody got. Add epsilon / vocab_size everywhere.",
        _nothing_given,
    ),
    Mistake("undivided", "You added epsilon to every word. All together get it: epsilon / vocab_size.", _undivided),
    Mistake(
        "epsilon-for-each-other",
        "Each of the other words has epsilon. All words together get it: epsilon / vocab_size for each.",
        _epsilon_for_each_other,
    ),
    Mistake("subtracted", "You subtracted epsilon / vocab_size. Every word gets it: add.", _subtracted),
    Mistake(
        "divided-by-the-words",
        "You divided epsilon by the number of targets. It is divided among the vocabulary: epsilon / vocab_size.",
        _by_the_words,
    ),
    Mistake(
        "divided-by-the-sum",
        "You added first and divided by the sum then: the right word keeps too much. It has exactly "
        "1 − epsilon + epsilon / vocab_size.",
        _by_more_than_all,
    ),
    Mistake("always-a-tenth", "You always take 0.1. Take the argument `epsilon`, whatever it is.", _papers_epsilon),
    Mistake("all-equal", "All words have the same share. The right one keeps 1 − epsilon besides.", _all_equal),
    Mistake("words-as-columns", "Your result is transposed: each target has a row of its own.", _words_as_columns),
    Mistake("first-word-for-all", "All rows are the first one's. Each target has its own word.", _first_word_for_all),
    Mistake("counted-from-one", "The ids count from 0: target 2 is the third column.", _counted_from_one),
)

EXERCISE = Exercise(
    name="label-smoothing",
    chapter="translation",
    minutes=12,
    difficulty="medium",
    solution=smoothed_targets,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_filled_then_scattered, _rows_of_the_identity, _number_by_number, _as_cross_entropy_has_it),
)
