"""Reorder the rows of a query's projection, so that its heads suit the other layout of pairs."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def reorder_rows(weight: Tensor, num_heads: int) -> Tensor:
    """Within each head put rows 0, 2, 4, … first, then rows 1, 3, 5, …, [num_heads · d_head, d_model]."""
    heads = weight.reshape(num_heads, -1, weight.shape[1])  # [num_heads, d_head, d_model]
    return torch.cat([heads[:, 0::2], heads[:, 1::2]], dim=1).reshape(weight.shape)


def _case(words: str, num_heads: int, d_head: int, d_model: int, dtype: torch.dtype = torch.float32) -> Case:
    return Case(words, lambda: (random_tensor(num_heads * d_head, d_model, dtype=dtype), num_heads))


CASES = (
    Case("one head of four rows, one column", lambda: (torch.tensor([[0.0], [1.0], [2.0], [3.0]]), 1)),
    Case("two heads of four rows, one column", lambda: (torch.arange(8.0)[:, None], 2)),
    _case("two heads of two rows, four columns: nothing moves", 2, 2, 4),
    _case("two heads of six rows, five columns", 2, 6, 5),
    _case("three heads of four rows, twelve columns", 3, 4, 12),
    _case("four heads of eight rows, six columns", 4, 8, 6),
    _case("four heads of four rows, 16 columns", 4, 4, 16),
    _case("one head of six rows, six columns", 1, 6, 6),
    _case("float64", 5, 6, 10, dtype=torch.float64),
)


def _with_transpose(weight: Tensor, num_heads: int) -> Tensor:
    pairs = weight.double().unflatten(0, (num_heads, -1, 2))  # [num_heads, d_head / 2, 2, d_model]
    return pairs.transpose(1, 2).flatten(0, 2)


def _with_indices(weight: Tensor, num_heads: int) -> Tensor:
    d_head = len(weight) // num_heads
    order = [*range(0, d_head, 2), *range(1, d_head, 2)]
    return weight[[head * d_head + row for head in range(num_heads) for row in order]]


def _head_by_head(weight: Tensor, num_heads: int) -> Tensor:
    parts = []
    for head in weight.chunk(num_heads):
        parts += [head[::2], head[1::2]]
    return torch.vstack(parts)


def _row_by_row(weight: Tensor, num_heads: int) -> Tensor:
    result = torch.zeros(weight.shape)
    d_head = weight.shape[0] // num_heads
    for row in range(weight.shape[0]):
        head, i = divmod(row, d_head)
        result[head * d_head + i // 2 + i % 2 * (d_head // 2)] = weight[row]
    return result


def _with_a_permutation(weight: Tensor, num_heads: int) -> Tensor:
    d_head = weight.shape[0] // num_heads
    one = torch.eye(d_head, dtype=weight.dtype)
    one = torch.cat([one[0::2], one[1::2]])
    return torch.block_diag(*[one] * num_heads) @ weight


def _heads_of_columns(weight: Tensor, num_heads: int) -> Tensor:
    d_head = weight.shape[1] // num_heads
    order = [*range(0, d_head, 2), *range(1, d_head, 2)]
    return weight[[head * d_head + row for head in range(num_heads) for row in order]]


HEADS = "weight.reshape(num_heads, -1, weight.shape[1])"
BOTH, ALL = "[heads[:, 0::2], heads[:, 1::2]]", "torch.cat([heads[:, 0::2], heads[:, 1::2]], dim=1)"
RESULT = f"{ALL}.reshape(weight.shape)"

MISTAKES = (
    Mistake(
        "all-rows-at-once",
        "Here the even rows of all heads come first, then the odd ones, so rows of one head came to others. Reorder "
        "within each head.",
        {RESULT: "torch.cat([weight[0::2], weight[1::2]])"},
    ),
    Mistake(
        "the-way-back",
        "This is the way back: it makes neighbours of the two halves. Here neighbours come in.",
        (
            {ALL: "torch.stack(heads.chunk(2, dim=1), dim=2)"},
            {RESULT: "torch.stack(weight.chunk(2), dim=1).reshape(weight.shape)"},
        ),
    ),
    Mistake(
        "odd-rows-first",
        "The rows 1, 3, 5, … stand first. First the rows 0, 2, 4, ….",
        {"0::2": "1::2", "1::2": "0::2"},
    ),
    Mistake(
        "heads-dealt-out",
        "Your heads are made of every num_heads-th row. A head's rows stand side by side: first all of head 0.",
        (
            {HEADS: "weight.reshape(-1, num_heads, weight.shape[1]).transpose(0, 1)"},
            {
                HEADS: "weight.reshape(-1, num_heads, weight.shape[1]).transpose(0, 1)",
                RESULT: f"{ALL}.transpose(0, 1).reshape(weight.shape)",
            },
        ),
    ),
    Mistake(
        "parts-of-num_heads-rows",
        "You cut the rows into parts of num_heads rows. There are num_heads parts of d_head rows each: "
        "[num_heads, d_head, d_model].",
        {"(num_heads, -1, weight.shape[1])": "(-1, num_heads, weight.shape[1])"},
    ),
    Mistake(
        "heads-reordered",
        "You reordered the heads. They stay where they are; the rows within each change places.",
        {"[:, 0::2]": "[0::2]", "[:, 1::2]": "[1::2]", "dim=1": "dim=0"},
    ),
    Mistake(
        "columns",
        "You reordered the columns. What comes out of a layer are the rows of its weight.",
        (
            {RESULT: "torch.cat([weight[:, 0::2], weight[:, 1::2]], dim=1)"},
            {RESULT: "weight.T.reshape(num_heads, -1, 2, len(weight)).transpose(1, 2).reshape(weight.T.shape).T"},
            {"[:, 0::2]": "[..., 0::2]", "[:, 1::2]": "[..., 1::2]", "dim=1": "dim=-1"},
        ),
    ),
    Mistake(
        "heads-of-columns",
        "You took d_head from the columns. The rows of the weight are shared among the heads: d_head is "
        "weight.shape[0] // num_heads.",
        (
            {HEADS: "weight.reshape(num_heads, weight.shape[1] // num_heads, weight.shape[1])"},
            {HEADS: "weight.reshape(num_heads, weight.shape[1] // num_heads, 1, -1)[:, :, 0]"},
            _heads_of_columns,
        ),
    ),
    Mistake(
        "halves-swapped",
        "You swapped the two halves of each head. Take every second row: 0::2 and 1::2.",
        {BOTH: "heads.chunk(2, dim=1)[::-1]"},
    ),
    Mistake(
        "neighbours-swapped",
        "You swapped neighbours. All rows 0, 2, 4, … of a head come first.",
        {ALL: "torch.stack([heads[:, 1::2], heads[:, 0::2]], dim=2)"},
    ),
    Mistake(
        "unchanged",
        "The rows are where they were. Take every second row of each head: 0::2 and 1::2.",
        ({RESULT: "weight.clone()"}, {ALL: "torch.stack([heads[:, 0::2], heads[:, 1::2]], dim=2)"}),
    ),
    Mistake(
        "one-half-twice",
        "Both halves are the same rows. The first takes 0::2, the second 1::2.",
        ({"1::2": "0::2"}, {"0::2": "1::2"}),
    ),
    Mistake(
        "one-half-only",
        "Half of the rows is missing: after 0, 2, 4, … come 1, 3, 5, ….",
        (
            {RESULT: "heads[:, 0::2].reshape(-1, weight.shape[1])"},
            {RESULT: "heads[:, 1::2].reshape(-1, weight.shape[1])"},
        ),
    ),
    Mistake(
        "one-head-only",
        "Only one head is reordered or returned. All of them are.",
        (
            {RESULT: "torch.cat([heads[0, 0::2], heads[0, 1::2], *heads[1:]])"},
            {RESULT: "torch.cat([heads[0, 0::2], heads[0, 1::2]])"},
            {RESULT: "torch.cat([heads[-1, 0::2], heads[-1, 1::2]])"},
            {RESULT: "torch.cat([*heads[:-1], heads[-1, 0::2], heads[-1, 1::2]])"},
        ),
    ),
    Mistake(
        "first-head-s-rows",
        "You took the rows of the first head for each. Head h begins at row h · d_head.",
        {"head * d_head + row": "row"},
        of=_with_indices,
    ),
    Mistake(
        "view-after-transpose",
        "After a transpose the numbers no longer lie side by side in memory, and `view` refuses. Use `reshape`.",
        (
            {RESULT: "heads.reshape(num_heads, -1, 2, weight.shape[1]).transpose(1, 2).view(weight.shape)"},
            {RESULT: "heads.reshape(num_heads, -1, 2, weight.shape[1]).transpose(1, 2).view(len(weight), -1)"},
        ),
    ),
    Mistake(
        "heads-mixed",
        "Rows of several heads are mixed. Heads stay apart: their axis comes first, and is not transposed.",
        (
            {RESULT: "weight.reshape(num_heads, 2, -1, weight.shape[1]).transpose(0, 1).reshape(weight.shape)"},
            {RESULT: "weight.reshape(-1, num_heads, weight.shape[1]).transpose(0, 1).reshape(weight.shape)"},
            {RESULT: "heads.transpose(0, 1).reshape(weight.shape)"},
        ),
    ),
    Mistake(
        "columns-mixed",
        "Numbers of several columns are mixed. Keep the columns as the last axis: [num_heads, d_head / 2, 2, d_model].",
        (
            {RESULT: "weight.reshape(num_heads, -1, 2).transpose(1, 2).reshape(weight.shape)"},
            {RESULT: "weight.reshape(num_heads, 2, -1).transpose(1, 2).reshape(weight.shape)"},
        ),
    ),
    Mistake(
        "not-merged",
        "The heads have an axis of their own. Merge it with the rows: [num_heads · d_head, d_model].",
        (
            {RESULT: ALL},
            {RESULT: "torch.stack([heads[:, 0::2], heads[:, 1::2]], dim=1)"},
        ),
    ),
    Mistake(
        "transposed",
        "Your result is transposed. The rows stay rows.",
        ({RESULT: f"({RESULT}).T"}, {HEADS: "weight.T.reshape(num_heads, -1, weight.shape[0])"}),
    ),
    Mistake(
        "in-place",
        "The result is right, but you changed the caller's weight. Make a new tensor.",
        {f"return {RESULT}": f"return weight.copy_({RESULT})"},
    ),
    Mistake(
        "overwritten",
        "You write into the weight while you still read from it: rows are lost. Make a new tensor.",
        {"torch.zeros(weight.shape)": "weight"},
        of=_row_by_row,
    ),
    Mistake(
        "last-row-lost",
        "Rows are missing: a range stops before its end.",
        (
            {"range(1, d_head, 2)": "range(1, d_head - 1, 2)"},
            {"range(0, d_head, 2)": "range(0, d_head - 1, 2)", "range(1, d_head, 2)": "range(1, d_head - 1, 2)"},
        ),
        of=_with_indices,
    ),
    Mistake(
        "signs-changed",
        "You changed numbers. The rows only change places.",
        (
            {BOTH: "[heads[:, 0::2], -heads[:, 1::2]]"},
            {BOTH: "[-heads[:, 1::2], heads[:, 0::2]]"},
        ),
    ),
)

EXERCISE = Exercise(
    name="reorder-rows",
    chapter="modern-block",
    minutes=15,
    difficulty="hard",
    solution=reorder_rows,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_transpose, _with_indices, _head_by_head, _row_by_row, _with_a_permutation),
)
