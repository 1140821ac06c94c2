"""Let one word alone attend to its sentence."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def attend_from(x: Tensor, index: int) -> Tensor:
    """Return the row `index` of softmax(XXᵀ / √d) X, from the scores of that word alone."""
    scores = x @ x[index] / x.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=0)
    return weights @ x


CASES = (
    Case("two words of width 4, the first attends", lambda: (torch.tensor([[2.0, 0, 0, 0], [0.0, 6, 0, 0]]), 0)),
    Case("two words of width 4, the second attends", lambda: (torch.tensor([[2.0, 0, 0, 0], [0.0, 6, 0, 0]]), 1)),
    Case("three words of width 5, the second attends", lambda: (random_tensor(3, 5), 1)),
    Case("five words of width 3, the last attends", lambda: (random_tensor(5, 3), 4)),
    Case("four words of width 4, the third attends", lambda: (random_tensor(4, 4), 2)),
    Case("a single word", lambda: (random_tensor(1, 3), 0)),
    Case("very long vectors", lambda: (20 * random_tensor(3, 8), 1)),
    Case("float64", lambda: (random_tensor(6, 4, dtype=torch.float64), 3)),
)


def _row_of_all(x: Tensor, index: int) -> Tensor:
    return (torch.softmax(x @ x.T / x.shape[1] ** 0.5, dim=1) @ x)[index]


def _with_a_loop(x: Tensor, index: int) -> Tensor:
    scores, row = torch.zeros(len(x)), torch.zeros(x.shape[1])
    for i, word in enumerate(x):
        scores[i] = (word * x[index]).sum() / x.shape[1] ** 0.5
    exponentials = (scores - scores.max()).exp()
    for share, word in zip(exponentials / exponentials.sum(), x, strict=True):
        row += share * word
    return row


def _built_in(x: Tensor, index: int) -> Tensor:
    return torch.nn.functional.scaled_dot_product_attention(x[index : index + 1], x, x)[0]


def _with_einsum(x: Tensor, index: int) -> Tensor:
    scores = torch.einsum("d,kd->k", x[index].double(), x.double()) / x.size(1) ** 0.5
    return torch.einsum("k,kd->d", scores.softmax(0), x.double())


MISTAKES = (
    Mistake("not-scaled", "The division by √d is missing.", {" / x.shape[-1] ** 0.5": ""}),
    Mistake("no-root", "You divided by d, or twice by its root. Divide once by √d.", {" ** 0.5": ""}),
    Mistake("multiplied", "You multiplied the scores by √d. Divide them.", {"/ x.shape": "* x.shape"}),
    Mistake("number-of-words", "You took the number of words for d. d is the last axis of x.", {"[-1]": "[0]"}),
    Mistake("fixed-root", "You divided by 2, which is √d for d = 4 only.", {"x.shape[-1] ** 0.5": "2"}),
    Mistake("power-before-slash", "`x / d**1/2` is x / d / 2, because ** binds first. Write d**0.5.", {"0.5": "1 / 2"}),
    Mistake(
        "scaled-after-softmax",
        "You divided the weights, so they sum to 1/√d. Divide the scores.",
        {" / x.shape[-1] ** 0.5": "", "weights @ x": "weights / x.shape[-1] ** 0.5 @ x"},
    ),
    Mistake(
        "no-softmax",
        "Turn the scores into shares by softmax, which takes exp of each.",
        ({"torch.softmax(scores, dim=0)": "scores"}, {"torch.softmax(scores, dim=0)": "scores / scores.sum()"}),
    ),
    Mistake("no-such-axis", "The scores of one word are a vector, with a single axis: dim=0.", {"dim=0": "dim=1"}),
    Mistake(
        "no-output",
        "Mix the words with the weights: weights @ x.",
        ({"weights @ x": "weights"}, {"weights @ x": "scores"}),
    ),
    Mistake(
        "other-word",
        "Another word attends than that at `index`, which counts from 0.",
        ({"x[index]": "x[0]"}, {"x[index]": "x[index - 1]"}),
    ),
    Mistake(
        "wrong-product",
        "Each score is a word times the word at `index`, which is a row: x @ x[index].",
        (
            {"x @ x[index]": "x[index] @ x"},
            {"x @ x[index]": "x @ x[:, index]"},
            {"x @ x[index]": "x[:, index] @ x"},
            {"x @ x[index]": "x.T @ x[:, index]", "weights @ x": "x @ weights"},
        ),
    ),
    Mistake(
        "column",
        "You used a column of the weights: what each word gives to this one. Take softmax along the word's own scores.",
        {"dim=1": "dim=0"},
        of=_row_of_all,
    ),
    Mistake("all-rows", "Return the row of the word at `index` alone.", {"[index]": ""}, of=_row_of_all),
    Mistake("matrix-of-one-row", "Return a vector, [d], not a matrix of one row.", {"x)[0]": "x)"}, of=_built_in),
    Mistake(
        "not-added-up",
        "Add the weighted words up: over the words, dim=0, and without dividing again.",
        (
            {"weights @ x": "weights[:, None] * x"},
            {"weights @ x": "(weights[:, None] * x).sum(dim=1)"},
            {"weights @ x": "(weights[:, None] * x).mean(dim=0)"},
        ),
    ),
    Mistake(
        "itself-left-out",
        "The word itself is left out. It attends to all words, itself too.",
        (
            {"    weights": "    scores[index] = -torch.inf\n    weights"},
            {"    return": "    weights[index] = 0\n    return"},
        ),
    ),
    Mistake(
        "earlier-words-only",
        "The word sees only the words up to itself. It attends to all words, later ones too.",
        {"    scores": "    x = x[: index + 1]\n    scores"},
    ),
    Mistake(
        "own-embedding-weighted",
        "Each weight belongs to a word of its own: multiply it by that one, not by the word at `index`.",
        ({"weights @ x": "weights.sum() * x[index]"}, {"weights @ x": "weights[index] * x[index]"}),
    ),
    Mistake(
        "best-word-only",
        "This is the word with the largest weight alone. Mix all words, by their weights.",
        {"weights @ x": "x[scores.argmax()]"},
    ),
    Mistake(
        "input-added",
        "You added the word itself to the result. The task does not.",
        {"weights @": "x[index] + weights @"},
    ),
    Mistake(
        "input-changed",
        "x[index] is a part of x itself: `/=` on it changes x. Write query = query / …, which makes a new tensor.",
        {"x @ x[index] / x.shape[-1] ** 0.5": "x @ x[index].div_(x.shape[-1] ** 0.5)"},
    ),
    Mistake(
        "overflow",
        "exp overflows for large scores. Subtract the maximum, or use torch.softmax.",
        {"torch.softmax(scores, dim=0)": "scores.exp() / scores.exp().sum()"},
    ),
)

EXERCISE = Exercise(
    name="one-word",
    chapter="self-attention",
    minutes=5,
    difficulty="easy",
    solution=attend_from,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_row_of_all, _with_a_loop, _built_in, _with_einsum),
    equivalent_mutations=(
        "line 3: '0' → '-1'",  # the scores of one word have only one axis
    ),
)
