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


MISTAKES = (
    Mistake(
        "residual-ignored",
        "`residual` makes no difference in your answer. One step has the derivative weight, with a residual path "
        "1 + weight.",
        ({"1 + weight if residual else weight": "weight"}, {" if residual else weight": ""}),
    ),
    Mistake("turned-round", "Plain and residual are swapped: the 1 belongs to the residual path.", {" if": " if not"}),
    Mistake(
        "one-added-once",
        "You added 1 once. Every step has a path of its own around it: (1 + weight)**depth, with the brackets.",
        (
            {"1 + weight if residual else weight": "weight", "step**depth": "residual + step**depth"},
            {"step**depth": "step * weight ** (depth - 1)"},
        ),
    ),
    Mistake(
        "two-terms-only",
        "1 + depth · weight leaves out the paths through two blocks and more. Multiply the steps.",
        {"step**depth": "1 + depth * weight if residual else weight**depth"},
    ),
    Mistake(
        "steps-added",
        "You added up the steps. Their derivatives multiply.",
        ({"step**depth": "step * depth"}, {"step**depth": "1 + weight * depth if residual else weight * depth"}),
    ),
    Mistake(
        "starts-at-zero", "Your product begins with 0, so it stays 0. Begin with 1.", {"1.0": "0.0"}, of=_step_by_step
    ),
    Mistake(
        "one-step",
        "This is the derivative of one step. There are `depth` of them, one after another.",
        ({"range(depth)": "range(1)"}, {"    return gradient": "        return gradient"}),
        of=_step_by_step,
    ),
    Mistake(
        "always-one", "The block adds its weight to the 1 of the path, at every step.", {"1 + weight if": "1.0 if"}
    ),
    Mistake(
        "other-number-of-steps",
        "You counted a step too few or too many. There are exactly `depth` steps.",
        ({"**depth": "** (depth - 1)"}, {"**depth": "** max(depth - 1, 0)"}, {"**depth": "** (depth + 1)"}),
    ),
    Mistake("minus", "The sign is wrong: h + h · weight has the derivative 1 + weight.", {"1 + weight": "1 - weight"}),
    Mistake("twice-the-weight", "The path hands on h, not h · weight: it adds 1.", {"1 + weight": "2 * weight"}),
    Mistake("power-turned-round", "Base and exponent are swapped.", {"step**depth": "depth**step"}),
    Mistake("by-the-weight", "This is the derivative by the weight.", {"step**depth": "depth * step ** (depth - 1)"}),
    Mistake(
        "no-step-at-all",
        "With depth = 0 the last number is the first one: the derivative is 1.",
        (
            {"gradient = 1.0": "gradient = 1 + weight if residual else weight", "range(depth)": "range(1, depth)"},
            {"    for": "    if depth == 0:\n        return 0.0\n    for"},
        ),
        of=_step_by_step,
    ),
    Mistake(
        "path-from-the-start",
        "Your path hands on the first number, a 1, at every step. It hands on the number before: h + h · weight.",
        {"gradient + gradient * weight": "1.0 + gradient * weight"},
        of=_step_by_step,
    ),
    Mistake(
        "sign-lost",
        "You lost the sign of the weight. It counts.",
        ({"step**depth": "abs(step) ** depth"}, {"    step": "    weight = abs(weight)\n    step"}),
    ),
    Mistake(
        "logarithm",
        "Only positive numbers have a logarithm, and a step may be 0 or negative. Multiply the steps themselves.",
        (
            {"step**depth": "math.exp(depth * math.log(step))"},
            {"step**depth": "math.exp(depth * torch.tensor(step).log())"},
        ),
    ),
    Mistake("tensor-returned", "Return a plain number: `.item()`.", {"step**depth": "torch.tensor(step**depth)"}),
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
