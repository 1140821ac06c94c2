"""Give the learning rate of a step: up in a line, then down with the root of the step."""

from math import sqrt

import torch

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def rate(step: int, d_model: int, warm_up: int) -> float:
    """Return the rate of a step (Vaswani et al. 2017, equation 3)."""
    return d_model**-0.5 * min(step**-0.5, step * warm_up**-1.5)


def _case(words: str, step: int, d_model: int, warm_up: int) -> Case:
    return Case(words, lambda: (step, d_model, warm_up))


# Small widths and few steps: a rate far above 1e-7, up to which the check forgives rounding.
CASES = (
    _case("the first step of a warm-up of 4", 1, 16, 4),
    _case("the last step of a warm-up of 4", 4, 16, 4),
    _case("step 16, after a warm-up of 4", 16, 16, 4),
    _case("the second step of a warm-up of 3", 2, 10, 3),
    _case("step 7, just after a warm-up of 6", 7, 5, 6),
    _case("a warm-up of one step", 1, 7, 1),
    _case("the first step of a warm-up of 6", 1, 5, 6),
    _case("step 50, long after a warm-up of 3", 50, 12, 3),
    _case("halfway through the paper's warm-up", 2000, 512, 4000),
    _case("after the paper's warm-up", 9000, 512, 4000),
)


# Other ways to write it


def _two_branches(step: int, d_model: int, warm_up: int) -> float:
    if step < warm_up:
        return step / (warm_up * sqrt(d_model * warm_up))
    return 1 / sqrt(d_model * step)


def _part_of_the_peak(step: int, d_model: int, warm_up: int) -> float:
    peak = (d_model * warm_up) ** -0.5
    return peak * min(step / warm_up, (warm_up / step) ** 0.5)


def _with_tensors(step: int, d_model: int, warm_up: int) -> float:
    t = torch.tensor(step, dtype=torch.float64)
    return (torch.minimum(t.rsqrt(), t * warm_up**-1.5) / d_model**0.5).item()


# Ways to get it wrong

DOWN, UP = "step**-0.5", "step * warm_up**-1.5"
SMALLER = f"min({DOWN}, {UP})"
RATE = f"d_model**-0.5 * {SMALLER}"

MISTAKES = (
    Mistake("larger-of-both", "You took the larger of the two. The rate is the smaller one: min.", {"min(": "max("}),
    Mistake("only-warm-up", "Your rate rises for ever. Take min of both terms.", {SMALLER: UP}),
    Mistake(
        "only-decay",
        "Your rate falls from the first step on. In the warm-up the other term must be smaller: take min of both, "
        "and mind the minus in warm_up**-1.5.",
        {SMALLER: DOWN},
    ),
    Mistake(
        "sum-or-product",
        "You added or multiplied the two terms. Only the smaller one counts: min.",
        ({SMALLER: f"({DOWN} + {UP})"}, {SMALLER: f"{DOWN} * {UP}"}),
    ),
    Mistake(
        "held", "After the warm-up your rate stays at its peak: the first term is step**-0.5.", {DOWN: "warm_up**-0.5"}
    ),
    Mistake("flat-warm-up", "In the warm-up your rate does not rise: step * warm_up**-1.5.", {UP: "warm_up**-1.5"}),
    Mistake(
        "down-with-the-step",
        "Your rate falls with 1/step. Here it falls more slowly, with the root: step**-0.5.",
        {" ** 0.5)": ")"},
        of=_part_of_the_peak,
    ),
    Mistake(
        "down-from-the-warm-up",
        "On the way down you count the steps from the end of the warm-up. Count them from the start.",
        (
            {"<": "<=", "d_model * step)": "d_model * (step - warm_up))"},
            {"d_model * step)": "d_model * (step - warm_up + 1))"},
        ),
        of=_two_branches,
    ),
    Mistake(
        "end-of-warm-up-left-out",
        "Nothing is returned exactly at the end of the warm-up, where step equals warm_up.",
        {"    return 1": "    if step > warm_up:\n        return 1"},
        of=_two_branches,
    ),
    Mistake("one-over-step", "The first term is one over the root of the step.", {DOWN: "step**-1"}),
    Mistake("root-of-step", "The minus is missing: step**-0.5 is one over the root.", {DOWN: "step**0.5"}),
    Mistake(
        "power-without-brackets",
        "`**` binds stronger than `/`: step**-1/2 is half of 1/step. Write step**-0.5 or step**(-1/2).",
        (
            {"d_model**-0.5": "d_model**-1 / 2", DOWN: "step**-1 / 2", "-1.5": "-3 / 2"},
            {"d_model**-0.5": "d_model**-1 / 2", DOWN: "step**-1 / 2"},
            {"d_model**-0.5": "d_model**-1 / 2"},
        ),
    ),
    Mistake(
        "times-root-of-width",
        "You multiplied by the root of d_model. The wider the model, the smaller the rate: d_model**-0.5.",
        {"d_model**-0.5": "d_model**0.5"},
    ),
    Mistake(
        "by-the-width", "You divided by d_model. Divide by its root: d_model**-0.5.", {"d_model**-0.5": "d_model**-1"}
    ),
    Mistake("no-width", "The factor d_model**-0.5 is missing.", {RATE: SMALLER}),
    Mistake(
        "width-on-one-term",
        "d_model**-0.5 is a factor of one term only. It stands outside the min and belongs to both.",
        ({RATE: f"min(d_model**-0.5 * {DOWN}, {UP})"}, {RATE: f"min({DOWN}, d_model**-0.5 * {UP})"}),
    ),
    Mistake(
        "other-exponent",
        "The exponent of warm_up is −1.5: only then do the two terms meet at the end of the warm-up.",
        ({"-1.5": "-0.5"}, {"-1.5": "-1"}, {"-1.5": "-2"}),
    ),
    Mistake(
        "exponent-misplaced",
        "The exponent −1.5 belongs to warm_up, and to warm_up alone.",
        ({UP: "(step * warm_up) ** -1.5"}, {UP: "warm_up * step**-1.5"}),
    ),
    Mistake(
        "one-step-late",
        "The steps count from 1 already: take `step` as it is.",
        ({"    return": "    step += 1\n    return"}, {"    return": "    step -= 1\n    return"}),
    ),
    Mistake(
        "share-of-the-peak",
        "This is the rate as a share of its peak. The peak is 1 over the root of d_model · warm_up.",
        {"peak * ": ""},
        of=_part_of_the_peak,
    ),
    Mistake(
        "whole-number-division",
        "`//` rounds down to a whole number. Use `/`.",
        (
            {"step / warm_up": "step // warm_up"},
            {"step / warm_up": "step // warm_up", "warm_up / step": "warm_up // step"},
        ),
        of=_part_of_the_peak,
    ),
    Mistake(
        "rounded",
        "You rounded the rate. Rates are small numbers: return it as it is.",
        tuple({RATE: f"round({RATE}, {places})"} for places in range(2, 7)),
    ),
    Mistake("tensor-returned", "Return a plain number: `.item()`.", {".item()": ""}, of=_with_tensors),
)

EXERCISE = Exercise(
    name="warm-up",
    chapter="translation",
    minutes=8,
    difficulty="easy",
    solution=rate,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_two_branches, _part_of_the_peak, _with_tensors),
)
