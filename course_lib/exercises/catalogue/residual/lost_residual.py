"""Find the bug in a block that adds the normalised vectors instead of the vectors themselves."""

import torch
from torch import Tensor

from course_lib.exercises.catalogue.residual.residual_wrapper import (
    Step,
    divide_by_the_largest,
    double,
    layer_norm,
    mean_of_earlier_words,
    no_change,
    same,
    square,
    subtract_the_mean,
)
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def pre_norm_block(x: Tensor, block: Step, norm: Step) -> Tensor:
    """Add to x what the block proposes for the normalised x."""
    return x + block(norm(x))


def _norm_on_the_path(x: Tensor, block: Step, norm: Step) -> Tensor:
    x = norm(x)
    return x + block(x)


CASES = (
    Case("one word [1, 3]", lambda: (torch.tensor([[1.0, 3.0]]), double, subtract_the_mean)),
    Case("a block that proposes no change", lambda: (torch.tensor([[1.0, 3.0]]), no_change, subtract_the_mean)),
    Case("two words of width 3, layer norm", lambda: (random_tensor(2, 3), square, layer_norm)),
    Case(
        "batch of 2, three words, width 5",
        lambda: (random_tensor(2, 3, 5), mean_of_earlier_words, divide_by_the_largest),
    ),
    Case("batch of 4, two words, width 3", lambda: (10 + random_tensor(4, 2, 3), mean_of_earlier_words, layer_norm)),
    Case("block and norm hand back what they get", lambda: (random_tensor(2, 3), same, same)),
    Case("float64", lambda: (random_tensor(3, 4, dtype=torch.float64), square, layer_norm)),
)


def _under_another_name(x: Tensor, block: Step, norm: Step) -> Tensor:
    normalised = norm(x)
    return block(normalised) + x


def _with_a_copy(x: Tensor, block: Step, norm: Step) -> Tensor:
    total = x.clone()
    total += block(norm(x))
    return total


RIGHT = "x + block(norm(x))"

MISTAKES = (
    Mistake("norm-on-the-path", "What you add is norm(x), as before. Add x as it came.", _norm_on_the_path),
    Mistake(
        "norm-after-the-sum",
        "You moved the norm behind the sum: that is post-norm, and the norm still stands on the path of x. "
        "Normalise what goes into the block, and nothing else.",
        {RIGHT: "norm(x + block(x))"},
    ),
    Mistake(
        "norm-before-and-after",
        "The sum is right, but then it is normalised, and the old vector is lost again. Return the sum as it is.",
        {RIGHT: "norm(x + block(norm(x)))"},
    ),
    Mistake(
        "norm-of-the-proposal",
        "The norm comes before the block, and only there: block(norm(x)).",
        ({RIGHT: "x + norm(block(x))"}, {RIGHT: "x + norm(block(norm(x)))"}),
    ),
    Mistake("no-norm", "The norm is gone. The block gets norm(x), and x is added.", {RIGHT: "x + block(x)"}),
    Mistake(
        "norm-added-only",
        "The norm is on the wrong one of the two: the block gets norm(x), and x as it came is added.",
        {RIGHT: "norm(x) + block(x)"},
    ),
    Mistake(
        "nothing-added", "Now nothing is added. The old vector is x: x + block(norm(x)).", {RIGHT: "block(norm(x))"}
    ),
    Mistake("both-added", "You added norm(x) as well as x. Add x only.", {RIGHT: "x + norm(x) + block(norm(x))"}),
    Mistake(
        "proposal-added-twice",
        "You overwrote x by what the block returns, and added that to itself. Give the result another name.",
        {RIGHT: "2 * block(norm(x))"},
    ),
    Mistake(
        "block-twice",
        "You asked the block twice, the second time about its own proposal. Once is enough.",
        {RIGHT: "x + block(block(norm(x)))"},
    ),
    Mistake("subtracted", "You subtracted what the block proposes. Add it.", {RIGHT: "x - block(norm(x))"}),
    Mistake(
        "changed-in-place",
        "You added in place, `+=`, to `x` itself or to what the block handed back. That changes the caller's tensor; "
        "x + … makes a new one.",
        ({RIGHT: "x.add_(block(norm(x)))"}, {RIGHT: "block(norm(x)).add_(x)"}),
    ),
)

EXERCISE = Exercise(
    name="lost-residual",
    chapter="residual",
    minutes=6,
    difficulty="medium",
    solution=pre_norm_block,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_under_another_name, _with_a_copy),
    given=_norm_on_the_path,
)
