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


def _fires(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int) -> Tensor:
    return (x @ w_1 + b_1).relu()[:, neuron]


def _values(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return _fires(x, w_1, b_1, neuron).topk(count).values


def _weakest(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return (x @ w_1 + b_1)[:, neuron].argsort()[:count]


def _weakest_first(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return strongest_words(x, w_1, b_1, neuron, count).flip(0)


def _in_order_of_the_text(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return strongest_words(x, w_1, b_1, neuron, count).sort().values


def _all_words(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return (x @ w_1 + b_1)[:, neuron].argsort(descending=True)


def _largest_weights(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return w_1[:, neuron].argsort(descending=True)[:count]


def _strongest_units(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return (x @ w_1 + b_1)[neuron].argsort(descending=True)[:count]


def _row_of_the_matrix(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return (x @ w_1[neuron] + b_1[neuron]).topk(count).indices


def _by_size(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return (x @ w_1 + b_1)[:, neuron].abs().argsort(descending=True)[:count]


def _by_direction(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return torch.cosine_similarity(x, w_1[:, neuron], dim=-1).argsort(descending=True)[:count]


def _activation_before_the_offset(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return ((x @ w_1).relu() + b_1)[:, neuron].topk(count).indices


def _share_among_units(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return (x @ w_1 + b_1).softmax(dim=-1)[:, neuron].argsort(descending=True)[:count]


def _one_unit_early(x: Tensor, w_1: Tensor, b_1: Tensor, neuron: int, count: int) -> Tensor:
    return (x @ w_1 + b_1)[:, neuron - 1].argsort(descending=True)[:count]


MISTAKES = (
    Mistake("values", "You return how strongly the unit fires. Return which words do it: .indices.", _values),
    Mistake("weakest", "These are the words that make it fire least. argsort puts the smallest first.", _weakest),
    Mistake(
        "weakest-first",
        "The right words, in the wrong order: the strongest comes first.",
        _weakest_first,
    ),
    Mistake(
        "in-the-order-of-the-text",
        "The right words, sorted by their index. Sort them by how strongly the unit fires.",
        _in_order_of_the_text,
    ),
    Mistake("all-words", "You return all words. Return the first `count` of them.", _all_words),
    Mistake(
        "largest-weights",
        "These are the components that the unit weighs most, not words. Multiply the words by the weights first.",
        _largest_weights,
    ),
    Mistake(
        "strongest-units",
        "You took `neuron` as a word, and looked for its strongest units. Units are columns: hidden[:, neuron].",
        _strongest_units,
    ),
    Mistake(
        "row-of-w_1",
        "You took a row of w_1. With x @ w_1, the unit's weights are a column: w_1[:, neuron].",
        _row_of_the_matrix,
    ),
    Mistake(
        "by-size",
        "You sorted by the size without the sign. A negative number means that the unit is silent.",
        _by_size,
    ),
    Mistake(
        "by-direction",
        "You compared directions, the cosine. The unit sees the dot product: a longer word makes it fire more.",
        _by_direction,
    ),
    Mistake(
        "activation-before-the-offset",
        "You applied ReLU before the offset, or left the offset out. All words below zero are alike then, though with "
        "the offset some of them fire: relu(x @ w_1 + b_1).",
        _activation_before_the_offset,
    ),
    Mistake(
        "share-among-units",
        "You compared the unit with the other units of the same word. Compare the same unit at different words.",
        _share_among_units,
    ),
    Mistake("one-unit-early", "You looked at the unit before. Units count from 0.", _one_unit_early),
)

EXERCISE = Exercise(
    name="read-a-neuron",
    chapter="feed-forward",
    minutes=6,
    difficulty="easy",
    solution=strongest_words,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_one_unit, _without_offset_or_activation, _with_sorted),
    # ReLU keeps the order of all that is positive, and in every case `count` words are.
    equivalent_mutations=("line 2: 'torch.relu(x @ w_1 + b_1)' → 'x @ w_1 + b_1'",),
)
