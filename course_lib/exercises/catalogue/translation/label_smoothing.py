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


def _one_of_two(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    others = epsilon / vocab_size
    return torch.where(one_hot(targets, vocab_size).bool(), 1 - epsilon + others, others)


def _row_by_row(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    shares = torch.zeros(len(targets), vocab_size)
    for row, word in enumerate(targets):
        shares[row] = epsilon / vocab_size
        shares[row, word] = 1 - epsilon + epsilon / vocab_size
    return shares


def _as_cross_entropy_has_it(targets: Tensor, vocab_size: int, epsilon: float) -> Tensor:
    """Recover the shares from the gradient: where all logits are 0, it is 1 / vocab_size minus the share."""
    logits = torch.zeros(len(targets), vocab_size, requires_grad=True)
    loss = cross_entropy(logits, targets, label_smoothing=epsilon, reduction="sum")
    return 1 / vocab_size - torch.autograd.grad(loss, logits)[0]


# Ways to get it wrong

SHARES, RIGHT = "(1 - epsilon) * right + epsilon / vocab_size", "1 - epsilon + others"

MISTAKES = (
    Mistake(
        "among-the-others",
        "You divided epsilon among the other words, vocab_size − 1 of them. That is another convention. Here every "
        "word gets epsilon / vocab_size, the right one too.",
        {RIGHT: "1 - epsilon", "/ vocab_size": "/ (vocab_size - 1)"},
        of=_one_of_two,
    ),
    Mistake(
        "right-word-left-out",
        "The right word did not get its own part of epsilon, so a row sums to less than 1. It has 1 − epsilon + "
        "epsilon / vocab_size.",
        {RIGHT: "1 - epsilon"},
        of=_one_of_two,
    ),
    Mistake("one-hot-only", "The right word still has all. Every word gets a part.", {SHARES: "right.float()"}),
    Mistake("whole-numbers", "These are the whole numbers 0 and 1. Every word gets epsilon / V.", {SHARES: "right"}),
    Mistake(
        "cut-to-whole-numbers",
        "You wrote the shares into a tensor of whole numbers, as one_hot returns: each is cut to 0.",
        (
            {"vocab_size)\n    for": "vocab_size, dtype=torch.long)\n    for"},
            {
                "vocab_size)\n    for": "vocab_size, dtype=torch.long)\n    for",
                "return shares": "return shares.float()",
            },
        ),
        of=_row_by_row,
    ),
    Mistake(
        "float64", "The shares are right, but float64. Return float32: `.float()`.", {SHARES: f"({SHARES}).double()"}
    ),
    Mistake(
        "epsilon-and-rest-swapped",
        "epsilon and 1 − epsilon are swapped: the right word keeps 1 − epsilon, and epsilon is divided among all.",
        {SHARES: "epsilon * right + (1 - epsilon) / vocab_size"},
    ),
    Mistake(
        "epsilon-on-the-right-word",
        "You gave epsilon to the right word and the rest to the others. It is the other way round, and all words "
        "share epsilon, the right one too.",
        {RIGHT: "epsilon", "epsilon / vocab_size": "(1 - epsilon) / (vocab_size - 1)"},
        of=_one_of_two,
    ),
    Mistake(
        "nothing-taken",
        "A row sums to 1 + epsilon: what all get was not taken from the right word. Multiply its 1 by 1 − epsilon.",
        {"(1 - epsilon) * ": ""},
    ),
    Mistake(
        "right-word-keeps-all", "The right word still has 1, so a row sums to more.", {RIGHT: "1.0"}, of=_one_of_two
    ),
    Mistake(
        "nothing-given",
        "A row sums to 1 − epsilon: what you took from the right word nobody got. Add epsilon / vocab_size.",
        {" + epsilon / vocab_size": ""},
    ),
    Mistake("undivided", "You added epsilon to every word. All together get it: epsilon / V.", {" / vocab_size": ""}),
    Mistake(
        "epsilon-for-each-other",
        "Each of the other words has epsilon. All words together get it: epsilon / vocab_size for each.",
        {RIGHT: "1 - epsilon", " / vocab_size": ""},
        of=_one_of_two,
    ),
    Mistake("subtracted", "You subtracted epsilon / vocab_size. Every word gets it: add.", {"+ epsilon": "- epsilon"}),
    Mistake(
        "divided-by-the-words",
        "You divided epsilon by the number of targets. It is divided among the vocabulary: epsilon / vocab_size.",
        {"/ vocab_size": "/ len(targets)"},
    ),
    Mistake("always-a-tenth", "You always take 0.1. Take `epsilon`.", {"    right": "    epsilon = 0.1\n    right"}),
    Mistake(
        "all-equal", "All words have the same: the right one keeps 1 − epsilon.", {SHARES: "0 * right + 1 / vocab_size"}
    ),
    Mistake(
        "epsilon-1-left-out",
        "epsilon = 1 is allowed too: then all words have the same share.",
        {"    return": "    if epsilon == 1:\n        return right.float()\n    return"},
    ),
    Mistake(
        "words-as-columns", "Your result is transposed: each target has a row of its own.", {"* right": "* right.T"}
    ),
    Mistake("first-word-for-all", "All rows are the first one's.", {"(targets,": "(targets[:1].expand(len(targets)),"}),
    Mistake(
        "marked-in-every-row",
        "Each row has the right words of all rows. A row has one: index with row and word, [row, word].",
        {"        shares[row, word]": "    shares[:, targets]"},
        of=_row_by_row,
    ),
    Mistake(
        "whole-row-marked",
        "`shares[targets]` picks rows. The row is the place in `targets`; the target itself is the column.",
        {"        shares[row, word]": "    shares[targets]"},
        of=_row_by_row,
    ),
    Mistake(
        "first-row-only",
        "Only the first target counts. Is the `return` inside the loop?",
        (
            {"    return shares": "        return shares"},
            {
                "torch.zeros(len(targets), vocab_size)": "torch.full((len(targets), vocab_size), epsilon / vocab_size)",
                "    return shares": "        return shares",
            },
        ),
        of=_row_by_row,
    ),
    Mistake(
        "width-of-the-targets",
        "The result is as wide as the largest target needs. Tell one_hot the size: one_hot(targets, vocab_size).",
        {"(targets, vocab_size)": "(targets)"},
    ),
    Mistake(
        "counted-from-one",
        "The ids count from 0: id 2 is the third column.",
        {"(targets,": "((targets - 1) % vocab_size,"},
    ),
)

EXERCISE = Exercise(
    name="label-smoothing",
    chapter="translation",
    minutes=12,
    difficulty="medium",
    solution=smoothed_targets,
    cases=CASES,
    mistakes=MISTAKES,
    dtype_asked=True,
    also_right=(_filled_then_scattered, _one_of_two, _row_by_row, _as_cross_entropy_has_it),
)
