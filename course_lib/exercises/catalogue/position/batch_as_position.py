"""Find the bug in positions that are added along the wrong axis."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def add_positions(x: Tensor, table: Tensor) -> Tensor:
    """Add to each word [batch, words, d_model] the row of its place in the table [longest, d_model]."""
    return x + table[: x.shape[1]]


def _sequence_first(x: Tensor, table: Tensor) -> Tensor:
    return x + table[: x.shape[0]][:, None]


def _case(words: str, *shape: int, longest: int, dtype: torch.dtype = torch.float32) -> Case:
    def arguments() -> tuple[Tensor, Tensor]:
        return random_tensor(*shape, dtype=dtype), random_tensor(longest, shape[-1], seed=2, dtype=dtype)

    return Case(words, arguments)


CASES = (  # the table is longer than any batch here, so that the given function never fails
    Case("one sentence of two words, width 1", lambda: (torch.zeros(1, 2, 1), torch.tensor([[1.0], [2.0], [3.0]]))),
    _case("batch of 2, three words, width 4", 2, 3, 4, longest=8),
    _case("batch of 3, three words, width 3", 3, 3, 3, longest=7),
    _case("batch of 4, two words, width 6", 4, 2, 6, longest=9),
    _case("batch of 1, as many words as the table has rows", 1, 6, 2, longest=6),
    _case("float64", 2, 5, 4, longest=8, dtype=torch.float64),
)


def _with_embedding(x: Tensor, table: Tensor) -> Tensor:
    batch, words, _ = x.shape
    return torch.nn.functional.embedding(torch.arange(words).expand(batch, words), table.double()) + x


def _with_a_loop(x: Tensor, table: Tensor) -> Tensor:
    added = torch.zeros(x.shape)
    for place in range(x.shape[1]):
        added[:, place] = x[:, place] + table[place]
    return added


def _transposed_both_ways(x: Tensor, table: Tensor) -> Tensor:
    return _sequence_first(x.transpose(0, 1), table).transpose(0, 1)


MISTAKES = (
    Mistake(
        "given",
        "Axis 0 is the batch: every word of sentence b gets the vector of place b. The words are axis 1.",
        {"[1]]": "[0]][:, None]"},
    ),
    Mistake(
        "axis-kept",
        "[:, None] still lays the rows along the batch. Without it they meet the last two axes of x.",
        {"[1]]": "[1]][:, None]"},
    ),
    Mistake(
        "cut-by-another-axis",
        "The rows lie along the words, but you take another number of them. Words: x.shape[1].",
        ({"[1]": "[0]"}, {"[1]": "[2]"}),
    ),
    Mistake(
        "whole-table",
        "The table has a row for each place up to the longest text. Take as many as there are words.",
        {"[: x.shape[1]]": ""},
    ),
    Mistake(
        "not-turned-back",
        "The result is [words, batch, d_model]. Turn it back, or do not turn x at all.",
        {", table).transpose(0, 1)": ", table)"},
        of=_transposed_both_ways,
    ),
    Mistake(
        "turned-by-reshape",
        "`reshape` and `view` do not swap axes: words land in other sentences.",
        {"x.transpose(0, 1), table).transpose(0, 1)": "x.reshape(len(x[0]), len(x), -1), table).reshape(x.shape)"},
        of=_transposed_both_ways,
    ),
    Mistake(
        "one-row-for-all",
        "You added a single row of the table to all words. Each place has its own: table[: n] takes the first n.",
        ({"[: x.shape[1]]": "[0]"}, {"[: x": "[x"}, {"[: x.shape[1]]": "[x.shape[1] - 1]"}),
    ),
    Mistake(
        "last-places",
        "You took the last rows of the table. Places count from 0: the first rows.",
        {"[: x.shape[1]]": "[-x.shape[1] :]"},
    ),
    Mistake(
        "places-from-1",
        "Your first word gets the vector of place 1. Places count from 0.",
        ({"[: x.shape[1]]": "[1 : x.shape[1] + 1]"}, {"table[: x.shape[1]]": "table.roll(-1, 0)[: x.shape[1]]"}),
    ),
    Mistake(
        "places-go-on",
        "Your places go on from one sentence to the next. Each sentence begins at 0.",
        {"[: x.shape[1]]": "[torch.arange(x.shape[0] * x.shape[1]) % len(table)].reshape(x.shape)"},
    ),
    Mistake(
        "first-sentence-only",
        "Only the first sentence gets the vectors of its places. Every sentence of the batch needs them.",
        (
            {"torch.zeros(x.shape)": "x.clone()", "added[:, place] = x[:, place]": "added[0, place] = x[0, place]"},
            {"return added": "return added[0]"},
        ),
        of=_with_a_loop,
    ),
    Mistake(
        "both",
        "The right vectors are added, but those of the batch as well.",
        {"return x": "return x + table[: x.shape[0]][:, None]"},
    ),
    Mistake(
        "not-added",
        "These are the vectors of the places alone. Add them to x.",
        ({"x + table[: x.shape[1]]": "table[: x.shape[1]].expand(x.shape)"}, {"return x +": "return"}),
    ),
    Mistake("multiplied", "You multiplied by the vectors of the places. Add them.", {"x +": "x *"}),
    Mistake(
        "scaled",
        "You also multiplied x by √d_model. Some models do; here x stays as it is.",
        {"return x": "return x * x.shape[-1] ** 0.5"},
    ),
    Mistake(
        "in-place",
        "The result is right, but you changed the caller's x. Write x + ….",
        {"x + table[: x.shape[1]]": "x.add_(table[: x.shape[1]])"},
    ),
)

EXERCISE = Exercise(
    name="batch-as-position",
    chapter="position",
    minutes=6,
    difficulty="medium",
    solution=add_positions,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_embedding, _with_a_loop, _transposed_both_ways),
    given=_sequence_first,
)
