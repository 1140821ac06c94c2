"""Cut a long text into rows to read and rows to say."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def text_rows(ids: Tensor, length: int) -> tuple[Tensor, Tensor]:
    """Return inputs and targets, each [rows, length]: the target of a place is the word after it in the text."""
    rows = (len(ids) - 1) // length
    inputs = ids[: rows * length].reshape(rows, length)
    targets = ids[1 : rows * length + 1].reshape(rows, length)
    return inputs, targets


def _case(words: str, count: int, length: int) -> Case:
    """Make a case of a text of so many words, all different, so that each can be told by its number."""
    order = torch.Generator().manual_seed(count)
    return Case(words, lambda: (10 + torch.randperm(count, generator=order.manual_seed(count)), length))


CASES = (
    Case("three words, one row of two", lambda: (torch.tensor([4, 8, 6]), 2)),
    Case("eight words, rows of three", lambda: (torch.tensor([5, 6, 7, 8, 9, 3, 2, 4]), 3)),
    _case("as many words as three rows of two, and one more", 7, 2),
    _case("as many words as three rows of two: the last row has no last target", 6, 2),
    _case("rows of one word", 4, 1),
    _case("one row and nothing left", 6, 5),
    _case("one row and almost a second one", 10, 5),
    _case("four rows of four and three words left", 20, 4),
    Case(
        "words that repeat, rows of five",
        lambda: (torch.tensor([1, 2, 1, 1, 3, 2, 2, 1, 3, 3, 3, 1, 2, 0, 0, 1, 2]), 5),
    ),
    _case("a text of 50 words, rows of six", 50, 6),
)


def _with_a_loop(ids: Tensor, length: int) -> tuple[Tensor, Tensor]:
    inputs, targets = [], []
    for start in range(0, len(ids) - length, length):
        inputs.append(ids[start : start + length])
        targets.append(ids[start + 1 : start + length + 1])
    return torch.stack(inputs), torch.stack(targets)


def _in_windows(ids: Tensor, length: int) -> tuple[Tensor, Tensor]:
    windows = ids.unfold(0, length + 1, length)
    return windows[:, :-1], windows[:, 1:]


def _in_python(ids: Tensor, length: int) -> tuple[Tensor, Tensor]:
    words = ids.tolist()
    starts = [start for start in range(0, len(words), length) if start + length < len(words)]
    inputs, targets = ([words[start + step : start + step + length] for start in starts] for step in (0, 1))
    return torch.tensor(inputs, dtype=torch.int32), torch.tensor(targets, dtype=torch.int32)


ROWS = "(len(ids) - 1) // length"
INPUTS, TARGETS = "ids[: rows * length].reshape(rows, length)", "ids[1 : rows * length + 1].reshape(rows, length)"
RETURNED = "return inputs, targets"

MISTAKES = (
    Mistake(
        "last-target-not-counted",
        "You forgot the last target when you counted the rows: of n words, n − 1 can be inputs.",
        ({ROWS: "len(ids) // length"}, {ROWS: "-(-(len(ids) - 1) // length)"}),
    ),
    Mistake(
        "a-row-too-few",
        "A row too few: where length + 1 words are left, they fill another row.",
        (
            {ROWS: "len(ids) // length - 1"},
            {ROWS: "(len(ids) - 1) // length - 1"},
            {ROWS: "(len(ids) - 2) // length"},
        ),
    ),
    Mistake("targets-are-inputs", "Your targets are the inputs. They are one word further.", {TARGETS: INPUTS}),
    Mistake(
        "shifted-inside-the-row",
        "The last target of each row is the row's first word. It is the next word of the text: the next row's first.",
        {TARGETS: "inputs.roll(-1, dims=1)"},
    ),
    Mistake(
        "last-target-empty",
        "The last target of each row is empty. In the text a word follows there too: the first one of the next row.",
        {TARGETS: "torch.cat([inputs[:, 1:], torch.zeros_like(inputs[:, :1])], dim=1)"},
    ),
    Mistake(
        "one-row-for-each-place",
        "Your rows overlap: a row begins at each word. The next row begins after the last word of the row before.",
        {"0, len(ids) - length, length": "len(ids) - length"},
        of=_with_a_loop,
    ),
    Mistake(
        "words-between-rows",
        "You cut rows of length + 1, so between two rows a word is no input. The next row begins with the last target "
        "of the row before.",
        {"length + 1, length": "length + 1, length + 1"},
        of=_in_windows,
    ),
    Mistake(
        "down-the-columns",
        "The text runs down the columns. A row holds words that follow one another: reshape(rows, length).",
        {
            INPUTS: "ids[: rows * length].reshape(length, rows).T",
            TARGETS: "ids[1 : rows * length + 1].reshape(length, rows).T",
        },
    ),
    Mistake(
        "sizes-swapped",
        "These are `length` rows. Wanted are rows of the length `length`: reshape(rows, length).",
        {
            INPUTS: "ids[: rows * length].reshape(length, rows)",
            TARGETS: "ids[1 : rows * length + 1].reshape(length, rows)",
        },
    ),
    Mistake(
        "transposed",
        "Your tables are [length, rows]. Wanted is [rows, length].",
        {RETURNED: "return inputs.T, targets.T"},
    ),
    Mistake(
        "targets-first",
        "Inputs and targets are swapped: the target is the word after the one that is read. Inputs come first.",
        {RETURNED: "return targets, inputs"},
    ),
    Mistake(
        "words-before",
        "Your targets are the words before, and before the first one the last one. Shift to the other side.",
        {TARGETS: "ids.roll(1)[: rows * length].reshape(rows, length)"},
    ),
    Mistake(
        "targets-too-short",
        "Your targets lack their last word. They begin one place after the inputs, and end one place after them too.",
        {TARGETS: "ids[1 : rows * length].reshape(rows, length)"},
    ),
    Mistake(
        "rest-not-dropped",
        "What is left fills no row, and reshape fails. Cut to rows · length words first.",
        {INPUTS: "ids[:-1].reshape(-1, length)", TARGETS: "ids[1:].reshape(-1, length)"},
    ),
    Mistake(
        "rest-filled-up",
        "You filled up the last row. What fills no row is dropped.",
        {
            ROWS: "-(-(len(ids) - 1) // length)\n    ids = torch.cat([ids, ids.new_zeros(length)])",
        },
    ),
    Mistake(
        "two-further",
        "Your targets are two words further. The next word is the target.",
        {TARGETS: "ids[2 : rows * length + 2].reshape(rows, length)"},
    ),
    Mistake(
        "not-cut-into-rows",
        "Your results are two long texts. Make rows of them: reshape(rows, length).",
        {INPUTS: "ids[: rows * length]", TARGETS: "ids[1 : rows * length + 1]"},
    ),
    Mistake(
        "first-row-only",
        "Only the first row is there. Is the `return` inside the loop?",
        ({"    return torch": "        return torch"}, {"len(ids) - length, length": "1"}),
        of=_with_a_loop,
    ),
    Mistake("inputs-only", "The targets are missing: return two tensors.", {RETURNED: "return inputs"}),
)

EXERCISE = Exercise(
    name="text-rows",
    chapter="gpt",
    minutes=8,
    difficulty="easy",
    solution=text_rows,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_loop, _in_windows, _in_python),
    dtype_asked="kind",
    parts=(("inputs", "targets"),),
)
