"""Turn ids into one-hot rows."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def one_hot(ids: Tensor, size: int) -> Tensor:
    """Return one row per id: zeros, with a 1 at the id's place."""
    return (ids[:, None] == torch.arange(size)).float()


CASES = (
    Case("two ids, three tokens", lambda: (torch.tensor([2, 0]), 3)),
    Case("one id, four tokens", lambda: (torch.tensor([1]), 4)),
    Case("an id that occurs twice", lambda: (torch.tensor([1, 3, 1]), 5)),
    Case("three ids, three tokens", lambda: (torch.tensor([2, 0, 1]), 3)),
)


def _with_eye(ids: Tensor, size: int) -> Tensor:
    return torch.eye(size)[ids]


def _with_a_loop(ids: Tensor, size: int) -> Tensor:
    rows = torch.zeros(len(ids), size)
    for row, number in enumerate(ids):
        rows[row, number] = 1
    return rows


def _with_scatter(ids: Tensor, size: int) -> Tensor:
    return torch.zeros(len(ids), size, dtype=torch.float64).scatter_(1, ids[:, None], 1.0)


MISTAKES = (
    Mistake("columns", "Your columns belong to the ids. Here rows are words: transpose.", {".float()": ".float().T"}),
    Mistake(
        "no-floats",
        "The places are right, but these are no floats: `.float()` turns whole numbers or truth values into some.",
        ({".float()": ""}, {".float()": ".long()"}),
    ),
    Mistake(
        "counts-from-one",
        "Ids count from 0: id 0 puts its 1 into the first column.",
        (
            {"rows[row, number]": "rows[row, number - 1]"},
            {"rows[row, number]": "rows[row, number + 1]"},
            {"        rows[row, number]": "        if number:\n            rows[row, number - 1]"},
        ),
        of=_with_a_loop,
    ),
    Mistake(
        "width-of-largest-id",
        "The width must be `size`, also if the largest ids do not occur.",
        {"torch.arange(size)": "torch.arange(int(ids.max()) + 1)"},
    ),
    Mistake(
        "one-column-too-few",
        "The width must be `size`: it counts the id 0 already.",
        {"size)\n": "size - 1)\n"},
        of=_with_a_loop,
    ),
    Mistake(
        "width-of-the-ids",
        "The width is the number of tokens, `size`, and not the number of ids.",
        {"torch.eye(size)": "torch.eye(len(ids))"},
        of=_with_eye,
    ),
    Mistake(
        "all-in-one-row",
        "All ones stand in one row. Each id needs a row of its own.",
        (
            {"torch.zeros(len(ids), size)": "torch.zeros(size)", "rows[row, number]": "rows[number]"},
            {"rows[row, number]": "rows[0, number]"},
        ),
        of=_with_a_loop,
    ),
    Mistake(
        "all-in-every-row",
        "Every row has the ones of all ids. A row has a single 1, at the place of its own id.",
        {"rows[row, number]": "rows[:, number]"},
        of=_with_a_loop,
    ),
    Mistake(
        "first-row-only",
        "Only the first row has its 1: does `return` stand inside the loop?",
        {"    return rows": "        return rows"},
        of=_with_a_loop,
    ),
    Mistake("id-instead-of-one", "You wrote the id where a 1 belongs.", {" = 1": " = number"}, of=_with_a_loop),
    Mistake(
        "no-new-axis",
        "Without a new axis, ids and places are compared one by one. Write ids[:, None], and each id meets each place.",
        {"[:, None]": ""},
    ),
    Mistake(
        "repeated-ids-lost",
        "Every id needs a row, in the order of `ids`, also one that occurs again.",
        {"[ids]": "[ids.unique()]"},
        of=_with_eye,
    ),
)

EXERCISE = Exercise(
    name="one-hot",
    chapter="embeddings",
    minutes=5,
    difficulty="easy",
    solution=one_hot,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_eye, _with_a_loop, _with_scatter),
    dtype_asked="kind",
)
