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
    Case(
        "one sentence of two words, width 1",
        lambda: (torch.zeros(1, 2, 1), torch.tensor([[1.0], [2.0], [3.0]])),
    ),
    _case("batch of 2, three words, width 4", 2, 3, 4, longest=8),
    _case("batch of 3, three words, width 3", 3, 3, 3, longest=7),
    _case("batch of 4, two words, width 6", 4, 2, 6, longest=9),
    _case("batch of 1, as many words as the table has rows", 1, 6, 2, longest=6),
    _case("float64", 2, 5, 4, longest=8, dtype=torch.float64),
)


def _with_embedding(x: Tensor, table: Tensor) -> Tensor:
    batch, words, _ = x.shape
    places = torch.arange(words).expand(batch, words)
    return torch.nn.functional.embedding(places, table) + x


def _with_a_loop(x: Tensor, table: Tensor) -> Tensor:
    return torch.stack([x[:, place] + table[place] for place in range(x.shape[1])], dim=1)


def _transposed_both_ways(x: Tensor, table: Tensor) -> Tensor:
    return _sequence_first(x.transpose(0, 1), table).transpose(0, 1)


def _axis_kept(x: Tensor, table: Tensor) -> Tensor:
    return x + table[: x.shape[1]][:, None]


def _whole_table(x: Tensor, table: Tensor) -> Tensor:
    return x + table


def _cut_by_the_batch(x: Tensor, table: Tensor) -> Tensor:
    return x + table[: x.shape[0]]


def _cut_by_the_width(x: Tensor, table: Tensor) -> Tensor:
    return x + table[: x.shape[2]]


def _turned(x: Tensor, table: Tensor) -> Tensor:
    return _sequence_first(x.transpose(0, 1), table)


def _turned_by_reshape(x: Tensor, table: Tensor) -> Tensor:
    batch, words, d_model = x.shape
    return _sequence_first(x.reshape(words, batch, d_model), table).reshape(x.shape)


def _one_place(x: Tensor, table: Tensor) -> Tensor:
    return x + table[0]


def _place_after_the_last(x: Tensor, table: Tensor) -> Tensor:
    return x + table[min(x.shape[1], len(table) - 1)]


def _last_places(x: Tensor, table: Tensor) -> Tensor:
    return x + table[-x.shape[1] :]


def _from_one(x: Tensor, table: Tensor) -> Tensor:
    return x + table[1 : x.shape[1] + 1]


def _places_go_on(x: Tensor, table: Tensor) -> Tensor:
    batch, words, _ = x.shape
    places = torch.arange(batch * words) % len(table)
    return x + table[places].reshape(x.shape)


def _both(x: Tensor, table: Tensor) -> Tensor:
    return _sequence_first(x, table) + table[: x.shape[1]]


def _not_added(x: Tensor, table: Tensor) -> Tensor:
    return table[: x.shape[1]].expand(x.shape).clone()


def _scaled(x: Tensor, table: Tensor) -> Tensor:
    return x * x.shape[-1] ** 0.5 + table[: x.shape[1]]


def _in_place(x: Tensor, table: Tensor) -> Tensor:
    x += table[: x.shape[1]]
    return x


MISTAKES = (
    Mistake(
        "given",
        "Axis 0 is the batch: every word of sentence b gets the vector of place b. The words are axis 1.",
        _sequence_first,
    ),
    Mistake(
        "axis-kept",
        "You take as many rows as there are words, but [:, None] still lays them along the batch. Without it, the rows "
        "[words, d_model] meet the last two axes of x.",
        _axis_kept,
    ),
    Mistake(
        "cut-by-the-batch",
        "The rows now lie along the words, but you take as many as there are sentences: x.shape[0]. Words: x.shape[1].",
        _cut_by_the_batch,
    ),
    Mistake(
        "cut-by-the-width", "You take as many rows as x has components. Take one for each word.", _cut_by_the_width
    ),
    Mistake(
        "whole-table",
        "The table has a row for each place up to the longest text. Take as many rows as there are words.",
        _whole_table,
    ),
    Mistake(
        "not-turned-back",
        "You turned x to [words, batch, d_model], and the right vectors are added; but the result must be [batch, "
        "words, d_model].",
        _turned,
    ),
    Mistake(
        "turned-by-reshape",
        "`reshape` does not swap axes: it reads the numbers in their order, so that words land in other sentences.",
        _turned_by_reshape,
    ),
    Mistake("one-place-for-all", "All words get the vector of place 0. Each place has its own row.", _one_place),
    Mistake(
        "one-row-for-all",
        "You added a single row to all words. A colon is missing: table[: n] takes the rows before n.",
        _place_after_the_last,
    ),
    Mistake("last-places", "You took the last rows of the table. Places count from 0: the first rows.", _last_places),
    Mistake("places-from-1", "Your first word gets the vector of place 1. Places count from 0.", _from_one),
    Mistake(
        "places-go-on", "Your places go on from one sentence to the next. Each sentence begins at 0.", _places_go_on
    ),
    Mistake("both", "The right vectors are added, but those of the batch as well. Leave the latter out.", _both),
    Mistake("not-added", "These are the vectors of the places alone. Add them to x.", _not_added),
    Mistake("scaled", "You also multiplied x by √d_model. Some models do; here x stays as it is.", _scaled),
    Mistake(
        "in-place",
        "The result is right, but += changed the caller's x: a second call would add the places twice. Write x + ….",
        _in_place,
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
