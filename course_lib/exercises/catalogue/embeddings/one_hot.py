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
    for row, number in enumerate(ids.tolist()):
        rows[row, number] = 1.0
    return rows


def _with_scatter(ids: Tensor, size: int) -> Tensor:
    return torch.zeros(len(ids), size).scatter_(1, ids[:, None], 1.0)


def _columns(ids: Tensor, size: int) -> Tensor:
    return one_hot(ids, size).T


def _counts_from_one(ids: Tensor, size: int) -> Tensor:
    return (ids[:, None] == torch.arange(1, size + 1)).float()


def _bools(ids: Tensor, size: int) -> Tensor:
    return ids[:, None] == torch.arange(size)


def _too_narrow(ids: Tensor, size: int) -> Tensor:
    return (ids[:, None] == torch.arange(int(ids.max()) + 1)).float()


def _one_row(ids: Tensor, size: int) -> Tensor:
    row = torch.zeros(size)
    row[ids] = 1.0
    return row


def _the_id_itself(ids: Tensor, size: int) -> Tensor:
    return one_hot(ids, size) * ids[:, None]


MISTAKES = (
    Mistake("columns", "Your columns belong to the ids. Here rows are words: transpose.", _columns),
    Mistake("counts-from-one", "Ids count from 0: id 0 puts its 1 into the first column.", _counts_from_one),
    Mistake("bools", "These are bools. Turn them into floats, so that they can be multiplied: .float().", _bools),
    Mistake("width-of-largest-id", "The width must be `size`, also if the largest ids do not occur.", _too_narrow),
    Mistake("all-in-one-row", "All ones stand in one row. Each id needs a row of its own.", _one_row),
    Mistake("id-instead-of-one", "You wrote the id where a 1 belongs.", _the_id_itself),
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
)
