"""Make a batch of one text in which each row hides another place."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def hide_each(ids: Tensor, mask_id: int) -> Tensor:
    """Return [words, words] from ids [words]: row i is the text with its place i hidden."""
    is_hidden = torch.eye(len(ids), dtype=torch.bool)
    return torch.where(is_hidden, mask_id, ids)


CASES = (
    Case("a text of two words", lambda: (torch.tensor([7, 5]), 9)),
    Case("a text of one word", lambda: (torch.tensor([3]), 8)),
    Case("three words, the mask is 0", lambda: (torch.tensor([5, 8, 6]), 0)),
    Case("four words, one of them twice", lambda: (torch.tensor([4, 2, 7, 2]), 1)),
    Case("five words, mask_id among them", lambda: (torch.tensor([6, 3, 0, 9, 4]), 3)),
    Case("six words, 0 and 1 among them", lambda: (torch.tensor([1, 0, 5, 1, 12, 8]), 20)),
    Case("eight words", lambda: (torch.tensor([31, 17, 4, 25, 9, 40, 2, 11]), 50)),
)


def _row_by_row(ids: Tensor, mask_id: int) -> Tensor:
    rows = []
    for i in range(len(ids)):
        row = ids.clone()
        row[i] = mask_id
        rows.append(row)
    return torch.stack(rows)


def _written_on_the_diagonal(ids: Tensor, mask_id: int) -> Tensor:
    texts = ids.repeat(len(ids), 1)
    return texts.fill_diagonal_(mask_id)


def _with_numbers(ids: Tensor, mask_id: int) -> Tensor:
    one = torch.eye(ids.numel(), dtype=ids.dtype)
    return ids * (1 - one) + mask_id * one


def _in_python(ids: Tensor, mask_id: int) -> Tensor:
    words = ids.tolist()
    rows = [[*words[:i], mask_id, *words[i + 1 :]] for i in range(len(words))]
    return torch.tensor(rows, dtype=torch.int32)


EYE, HIDDEN = "torch.eye(len(ids), dtype=torch.bool)", "torch.where(is_hidden, mask_id, ids)"
COPY, EACH = "ids.clone()", "range(len(ids))"

MISTAKES = (
    Mistake(
        "everything-hidden",
        "All words are hidden, and row i hides place i alone. Each row needs a copy of its own, as ids.clone() makes "
        "one; expand makes none.",
        (
            {COPY: "ids"},
            {COPY: "ids", "torch.stack(rows)": "rows[0]"},
            {"row = ids.clone()": "row = copy", "rows = []": "rows, copy = [], ids.clone()"},
        ),
        of=_row_by_row,
    ),
    Mistake(
        "hidden-places-stay-hidden",
        "What an earlier row hid is hidden in the later ones too. Begin each row with the whole text.",
        (
            {"rows.append(row)": "rows.append(row)\n        ids = row"},
            {COPY: "ids", "rows.append(row)": "rows.append(row.clone())"},
        ),
        of=_row_by_row,
    ),
    Mistake(
        "all-but-one-hidden",
        "You hid all places but one. Row i hides place i alone.",
        {HIDDEN: "torch.where(is_hidden, ids, mask_id)"},
    ),
    Mistake(
        "all-after-hidden",
        "You hid all places from i on. Row i hides place i alone: the model reads what stands behind it too.",
        {EYE: "torch.ones(len(ids), len(ids), dtype=torch.bool).triu()"},
    ),
    Mistake(
        "places-before-hidden",
        "You hid all places before i, and not place i itself. Row i hides place i alone.",
        {EYE: "torch.ones(len(ids), len(ids), dtype=torch.bool).tril(-1)"},
    ),
    Mistake(
        "places-behind-hidden",
        "You hid the places behind i, and not place i itself. Row i hides place i alone.",
        {EYE: "torch.ones(len(ids), len(ids), dtype=torch.bool).triu(1)"},
    ),
    Mistake(
        "text-down-the-columns",
        "Your columns are texts, not your rows: the table is transposed.",
        {HIDDEN: "torch.where(is_hidden, mask_id, ids[:, None])"},
    ),
    Mistake(
        "from-the-end",
        "Your first row hides the last place. Row i hides place i, and the first row the first one.",
        {EYE: "torch.eye(len(ids), dtype=torch.bool).flip(0)"},
    ),
    Mistake(
        "one-place-off",
        "Your rows hide the place beside. Row i hides place i, and both count from 0.",
        (
            {EYE: "torch.eye(len(ids), dtype=torch.bool).roll(1, dims=1)"},
            {EYE: "torch.eye(len(ids), dtype=torch.bool).roll(-1, dims=1)"},
            {EYE: "torch.ones(len(ids), len(ids)).triu(1).tril(1).bool()"},
            {EYE: "torch.ones(len(ids), len(ids)).triu(-1).tril(-1).bool()"},
        ),
    ),
    Mistake(
        "one-row-only",
        "Only one row is there. Is the `return` inside the loop, or is the result overwritten?",
        (
            {HIDDEN: f"{HIDDEN}[0]"},
            {HIDDEN: f"{HIDDEN}[-1]"},
            {HIDDEN: f"{HIDDEN}[:1]"},
            {HIDDEN: f"{HIDDEN}[-1:]"},
        ),
    ),
    Mistake(
        "row-missing",
        "A row is missing: each place is hidden once, the first one and the last one too.",
        ({EACH: "range(1, len(ids))"}, {EACH: "range(len(ids) - 1)"}),
        of=_row_by_row,
    ),
    Mistake(
        "row-too-many",
        "There is a row more, the whole text. Wanted are the rows with one place hidden.",
        (
            {"rows = []": "rows = [ids]"},
            {"torch.stack(rows)": "torch.stack([*rows, ids])"},
        ),
        of=_row_by_row,
    ),
    Mistake(
        "one-long-row",
        "The rows stand behind each other in one. Make a table of them: torch.stack, or reshape(words, words).",
        {HIDDEN: f"{HIDDEN}.flatten()"},
    ),
    Mistake(
        "equal-words-too",
        "Where a word stands twice, you hid both. Hide the place, not the word.",
        {EYE: "ids[:, None] == ids"},
    ),
    Mistake(
        "left-out",
        "You took the word out. `mask_id` stands in its place, so that the text stays as long.",
        {"row[i] = mask_id": "row = torch.cat([row[:i], row[i + 1 :]])"},
        of=_row_by_row,
    ),
    Mistake(
        "put-between",
        "You put the mask between the words. It stands in the place of one.",
        (
            {"row[i] = mask_id": "row = torch.cat([row[:i], torch.tensor([mask_id]), row[i:]])"},
            {"row[i] = mask_id": "row = torch.cat([row[: i + 1], torch.tensor([mask_id]), row[i + 1 :]])"},
        ),
        of=_row_by_row,
    ),
    Mistake(
        "zero-for-the-mask",
        "You put 0 for the hidden words. Their number is `mask_id`.",
        {"mask_id, ids)": "0, ids)"},
    ),
    Mistake(
        "mask-added",
        "You added `mask_id` to the words. It stands in their place: torch.where(hidden, mask_id, ids).",
        {HIDDEN: "ids + mask_id * is_hidden"},
    ),
    Mistake(
        "nothing-hidden",
        "Nothing is hidden in your rows. Row i has `mask_id` at place i.",
        {HIDDEN: "ids.repeat(len(ids), 1)"},
    ),
    Mistake(
        "targets-not-texts",
        "These are targets, the words that are asked for. Wanted are the texts that the model reads.",
        (
            {HIDDEN: "torch.where(is_hidden, ids, -100)"},
            {HIDDEN: "torch.diag(ids)"},
        ),
    ),
    Mistake(
        "truth-values",
        "You return where a word is hidden. Return the words, with `mask_id` there.",
        {HIDDEN: "is_hidden"},
    ),
    Mistake(
        "in-floats",
        "Your numbers are floating-point numbers. Words are whole ones.",
        {HIDDEN: f"{HIDDEN}.float()"},
    ),
)

EXERCISE = Exercise(
    name="one-place-each",
    chapter="bert",
    minutes=8,
    difficulty="medium",
    solution=hide_each,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_row_by_row, _written_on_the_diagonal, _with_numbers, _in_python),
    dtype_asked="kind",
)
