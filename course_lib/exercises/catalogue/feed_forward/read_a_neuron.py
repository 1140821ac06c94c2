"""Find the words that make a hidden unit fire most."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def strongest_words(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    """Return the indices of the words [words, d_model] at which the unit is largest, strongest first, [count]."""
    hidden = torch.relu(x @ w_1 + b_1)  # [words, d_ff]
    return hidden[:, neuron].topk(count).indices


def _case(words: str, sizes: tuple[int, int, int], neuron: int, count: int, dtype: torch.dtype = torch.float32) -> Case:
    """Make a case where at least `count` words make the unit fire, most of them because of the offset."""

    def arguments() -> tuple[Tensor, Tensor, Tensor, int, int]:
        number, d_model, d_ff = sizes
        x, w_1 = random_tensor(number, d_model, dtype=dtype), random_tensor(d_model, d_ff, seed=2, dtype=dtype)
        b_1 = 0.5 * random_tensor(d_ff, seed=3, dtype=dtype)
        before = x @ w_1[:, neuron]
        b_1[neuron] = 1 - before.sort(descending=True).values[count - 1]
        return x, w_1, b_1, neuron, count

    return Case(words, arguments)


def _by_hand() -> tuple[Tensor, Tensor, Tensor, int, int]:
    x, w_1 = torch.tensor([[1.0, 0.0], [0.0, 3.0], [2.0, 0.0]]), torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    return x, w_1, torch.tensor([-0.5, 0.0]), 0, 2


CASES = (
    Case("three words of width 2, two hidden units", _by_hand),
    _case("five words of width 3, four hidden units, the strongest word", (5, 3, 4), 2, 1),
    _case("six words of width 4, seven hidden units, the strongest four", (6, 4, 7), 5, 4),
    _case("four words, all sizes 4, all of them", (4, 4, 4), 1, 4),
    _case("30 words of width 8, 32 hidden units, the strongest ten", (30, 8, 32), 20, 10),
    _case("float64", (7, 3, 5), 4, 3, torch.float64),
)


def _one_unit(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return torch.argsort(x @ w_1[:, neuron] + b_1[neuron], descending=True)[:count]


def _without_offset_or_activation(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    """Neither changes the order, as long as enough words make the unit fire."""
    return (x @ w_1)[:, neuron].argsort().flip(0)[:count]


def _with_sorted(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    fires = (x @ w_1 + b_1).relu()[:, neuron].tolist()
    return torch.tensor(sorted(range(len(fires)), key=fires.__getitem__, reverse=True)[:count])


def _one_after_the_other(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    fires = torch.einsum("wd,d->w", x.double(), w_1[:, neuron].double())
    words = torch.zeros(count, dtype=torch.int32)
    for i in range(count):
        words[i] = fires.argmax()
        fires[fires.argmax()] = -torch.inf
    return words


MISTAKES = (
    Mistake(
        "no-indices",
        "Return which words make the unit fire, their indices: neither how strongly, nor the words themselves.",
        ({".indices": ".values"}, {"return hidden": "return x[hidden", ".indices": ".indices]"}),
    ),
    Mistake(
        "weakest",
        "These are the words that make it fire least.",
        (
            {"topk(count).indices": "argsort()[:count]"},
            {"count)": "count, largest=False)"},
            {"torch.relu(": "(", ".topk(count).indices": ".argsort()[:count]"},
        ),
    ),
    Mistake(
        "other-order",
        "These are the right words in another order: the strongest comes first.",
        ({".indices": ".indices.flip(0)"}, {".indices": ".indices.sort().values"}),
    ),
    Mistake(
        "first-that-fire",
        "These are the first words at which the unit fires at all.",
        {"topk(count).indices": "nonzero()[:count, 0]"},
    ),
    Mistake(
        "counted-among-those-that-fire",
        "You counted the places among the words that fire. Return their places among all words of x.",
        {"return hidden[:, neuron]": "unit = hidden[:, neuron]\n    return unit[unit > 0]"},
    ),
    Mistake(
        "floats",
        "The indices are right, but they are floats. Return whole numbers, with which words can be looked up.",
        {", dtype=torch.int32": ""},
        of=_one_after_the_other,
    ),
    Mistake(
        "other-count",
        "Return `count` words, [count].",
        ({"[:count]": ""}, {"[:count]": "[0]"}, {"[:count]": "[:1]"}, {"[:count]": "[: count - 1]"}),
        of=_one_unit,
    ),
    Mistake(
        "no-unit-chosen",
        "Look at the unit `neuron` alone: hidden[:, neuron].",
        ({"hidden[:, neuron].topk(count)": "hidden.topk(count, dim=0)"}, {"hidden[:, neuron]": "hidden.sum(dim=1)"}),
    ),
    Mistake(
        "largest-weights",
        "You sorted the weights of the unit. Multiply the words by them first.",
        {"hidden[:, neuron].topk(count).indices": "w_1[:, neuron].argsort(descending=True)[:count]"},
    ),
    Mistake(
        "strongest-units",
        "You took `neuron` for a word. Units are columns: hidden[:, neuron].",
        ({"[:, neuron]": "[neuron]"}, {"[:, neuron].topk(count).indices": "[neuron].argsort(descending=True)[:count]"}),
    ),
    Mistake(
        "row-of-w_1",
        "You took a row of w_1. The unit's weights are a column: w_1[:, neuron].",
        {"w_1[:, neuron]": "w_1[neuron]"},
        of=_one_unit,
    ),
    Mistake("all-offsets", "A unit has one offset only: b_1[neuron].", {"b_1[neuron]": "b_1"}, of=_one_unit),
    Mistake(
        "by-size",
        "You sorted by size, without the sign. At a negative number the unit is silent.",
        {"torch.relu(": "torch.abs("},
    ),
    Mistake(
        "by-direction",
        "You compared directions, the cosine. The unit takes the dot product.",
        {"x @ w_1[:, neuron] + b_1[neuron]": "torch.cosine_similarity(x, w_1[:, neuron], dim=-1)"},
        of=_one_unit,
    ),
    Mistake(
        "activation-before-the-offset",
        "You applied ReLU before the offset, or without it: relu(x @ w_1 + b_1).",
        {"(x @ w_1 + b_1)": "(x @ w_1) + b_1"},
    ),
    Mistake(
        "share-among-units",
        "You compared a word's units by softmax. Compare the unit's number at different words.",
        {"(x @ w_1 + b_1)": "(x @ w_1 + b_1).softmax(dim=-1)"},
    ),
    Mistake("one-unit-early", "You looked at the unit before. Units count from 0.", {"[:, neuron]": "[:, neuron - 1]"}),
)

EXERCISE = Exercise(
    name="read-a-neuron",
    chapter="feed-forward",
    minutes=6,
    difficulty="easy",
    solution=strongest_words,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_one_unit, _without_offset_or_activation, _with_sorted, _one_after_the_other),
    dtype_asked="kind",
    # ReLU keeps the order of all that is positive, and in every case `count` words are.
    equivalent_mutations=("line 2: 'torch.relu(x @ w_1 + b_1)' → 'x @ w_1 + b_1'",),
)
