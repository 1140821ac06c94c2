"""A small exercise whose reader writes a class, and a way to have a class judged as from a reader's cell."""

from torch import Tensor, nn

from course_lib.exercises.engine.check import judge
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor
from course_lib.exercises.engine.report import Report
from tests.exercises.notebook_exercises import define


class Mix(nn.Module):
    def __init__(self, d_model: int, width: int) -> None:
        super().__init__()
        self.first = nn.Linear(d_model, width, bias=False)
        self.second = nn.Linear(width, d_model)

    def forward(self, x: Tensor, shift: Tensor | None = None) -> Tensor:
        hidden = self.first(x)
        return self.second(hidden if shift is None else hidden + shift)


class AddedUp(Mix):
    def forward(self, x: Tensor, shift: Tensor | None = None) -> Tensor:
        return x + super().forward(x, shift)


class ShiftForgotten(Mix):
    def forward(self, x: Tensor, shift: Tensor | None = None) -> Tensor:
        return super().forward(x)


class _OwnNames(nn.Module):
    def __init__(self, d_model: int, width: int) -> None:
        super().__init__()
        self.one, self.two = nn.Linear(d_model, width, bias=False), nn.Linear(width, d_model)

    def forward(self, x: Tensor, shift: Tensor | None = None) -> Tensor:
        return self.two(self.one(x) + (0 if shift is None else shift))


class OtherOrder(nn.Module):
    def __init__(self, d_model: int, width: int) -> None:
        super().__init__()
        self.second = nn.Linear(width, d_model)
        self.first = nn.Linear(d_model, width, bias=False)

    def forward(self, x: Tensor, shift: Tensor | None = None) -> Tensor:
        hidden = x @ self.first.weight.T + (0 if shift is None else shift)
        return hidden @ self.second.weight.T + self.second.bias


class _Built(Mix):
    def __init__(self, d_model: int, width: int) -> None:
        super().__init__(d_model, width)


MIX = Exercise(
    name="sample-mix",
    chapter="sample",
    minutes=5,
    difficulty="easy",
    solution=Mix,
    cases=(
        Case("one word, width 2", lambda: (2, 3, random_tensor(1, 2))),
        Case("two words, width 5, a shift", lambda: (5, 3, random_tensor(2, 5), random_tensor(3, seed=2))),
    ),
    mistakes=(
        Mistake("added-up", "You added x.", AddedUp),
        Mistake("shift-forgotten", "The shift is not used.", ShiftForgotten),
        Mistake("own-names", "Name the layers first and second.", _OwnNames),
    ),
    also_right=(OtherOrder, _Built),
)
INIT = """def __init__(self, d_model, width):
    super().__init__()
    self.first = nn.Linear(d_model, width, bias=False)
    self.second = nn.Linear(width, d_model)"""
FORWARD = """def forward(self, x, shift=None):
    hidden = self.first(x)
    return self.second(hidden if shift is None else hidden + shift)"""


def told(init: str = INIT, forward: str = FORWARD, base: str = "nn.Module", exercise: Exercise = MIX) -> Report:
    """Judge a class written as in a reader's cell."""
    body = "".join(f"    {line}\n" for line in f"{init}\n\n{forward}".split("\n"))
    return judge(exercise, define(f"class Mix({base}):\n{body}", "Mix", "<the reader's cell>", {"nn": nn}))
