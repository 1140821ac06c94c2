"""Say how much of a gradient arrives at the start of a deep chain, with and without residual paths."""

import math

import torch

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def end_to_start_gradient(weight: float, depth: int, residual: bool) -> float:
    """Return the derivative of the last number of the chain with respect to the first."""
    step = 1 + weight if residual else weight
    return step**depth


CASES = (
    Case("one step without residual path", lambda: (0.5, 1, False)),
    Case("one step with residual path", lambda: (0.5, 1, True)),
    Case("three steps without residual path", lambda: (0.5, 3, False)),
    Case("three steps with residual path", lambda: (0.5, 3, True)),
    Case("no step at all", lambda: (0.7, 0, False)),
    Case("no step at all, with residual path", lambda: (0.7, 0, True)),
    Case("a negative weight, five steps", lambda: (-0.8, 5, False)),
    Case("a negative weight, four steps with residual path", lambda: (-0.3, 4, True)),
    Case("steps that change nothing: weight 0, with residual path", lambda: (0.0, 6, True)),
    Case("64 steps of 0.9, without residual path", lambda: (0.9, 64, False)),
    Case("64 steps of 0.05, with residual path", lambda: (0.05, 64, True)),
    Case("seven steps of 1.5, without residual path", lambda: (1.5, 7, False)),
)


def _step_by_step(weight: float, depth: int, residual: bool) -> float:
    gradient = 1.0
    for _ in range(depth):
        gradient = gradient + gradient * weight if residual else gradient * weight
    return gradient


def _by_autograd(weight: float, depth: int, residual: bool) -> float:
    start = h = torch.ones((), dtype=torch.float64, requires_grad=True)
    for _ in range(depth):
        h = residual * h + h * weight
    return 1.0 if depth == 0 else torch.autograd.grad(h, start)[0].item()


def _over_all_paths(weight: float, depth: int, residual: bool) -> float:
    if not residual:
        return math.pow(weight, depth)
    return sum(math.comb(depth, through) * weight**through for through in range(depth + 1))


def _residual_ignored(weight: float, depth: int, residual: bool) -> float:
    return weight**depth


def _always_residual(weight: float, depth: int, residual: bool) -> float:
    return (1 + weight) ** depth


def _turned_round(weight: float, depth: int, residual: bool) -> float:
    return end_to_start_gradient(weight, depth, not residual)


def _one_added_once(weight: float, depth: int, residual: bool) -> float:
    return residual + weight**depth


def _two_terms_only(weight: float, depth: int, residual: bool) -> float:
    return 1 + depth * weight if residual else weight**depth


def _steps_added(weight: float, depth: int, residual: bool) -> float:
    return depth * (1 + weight if residual else weight)


def _one_step(weight: float, depth: int, residual: bool) -> float:
    return 1 + weight if residual else weight


def _always_one(weight: float, depth: int, residual: bool) -> float:
    return 1.0 if residual else weight**depth


def _one_step_too_few(weight: float, depth: int, residual: bool) -> float:
    return (1 + weight if residual else weight) ** max(depth - 1, 0)


def _one_step_too_many(weight: float, depth: int, residual: bool) -> float:
    return (1 + weight if residual else weight) ** (depth + 1)


def _one_less(weight: float, depth: int, residual: bool) -> float:
    return (1 - weight if residual else weight) ** depth


MISTAKES = (
    Mistake(
        "residual-ignored",
        "`residual` makes no difference in your answer. With the residual path h + h · weight, the derivative of one "
        "step is 1 + weight.",
        _residual_ignored,
    ),
    Mistake(
        "always-residual",
        "`residual` makes no difference in your answer. In the plain chain the derivative of one step is weight, "
        "without the 1.",
        _always_residual,
    ),
    Mistake("turned-round", "Plain and residual are swapped: the 1 belongs to the residual path.", _turned_round),
    Mistake(
        "one-added-once",
        "You added 1 once, at the end. Every step has a path of its own around it: (1 + weight)**depth, with the "
        "brackets.",
        _one_added_once,
    ),
    Mistake(
        "two-terms-only",
        "1 + depth · weight counts the paths through one block at most. There are paths through two and more: "
        "multiply the steps.",
        _two_terms_only,
    ),
    Mistake("steps-added", "You added up the steps. By the chain rule their derivatives multiply.", _steps_added),
    Mistake("one-step", "This is the derivative of one step. There are `depth` of them, one after another.", _one_step),
    Mistake(
        "always-one",
        "The 1 is what the path around a block gives. The block itself adds its weight, at every step.",
        _always_one,
    ),
    Mistake("one-step-too-few", "You counted one step too few: `depth` counts steps, not numbers.", _one_step_too_few),
    Mistake("one-step-too-many", "You counted one step too many.", _one_step_too_many),
    Mistake("minus", "The sign is wrong: h + h · weight has the derivative 1 + weight.", _one_less),
)

EXERCISE = Exercise(
    name="gradient-through-depth",
    chapter="residual",
    minutes=5,
    difficulty="easy",
    solution=end_to_start_gradient,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_step_by_step, _by_autograd, _over_all_paths),
)
