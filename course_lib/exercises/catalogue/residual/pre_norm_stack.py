"""Run several pre-norm blocks one after another."""

from collections.abc import Callable, Sequence
from functools import reduce

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

Steps = Sequence[Step]


def run_pre_norm(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    """Add to x what each block proposes for the x normalised by its own norm; normalise the end."""
    for block, norm in zip(blocks, norms, strict=True):
        x = x + block(norm(x))
    return final_norm(x)


def _case(
    words: str, x: Callable[[], Tensor], blocks: tuple[Step, ...], norms: tuple[Step, ...], final_norm: Step
) -> Case:
    return Case(words, lambda: (x(), list(blocks), list(norms), final_norm))


def _random(*shape: int, dtype: torch.dtype = torch.float32) -> Callable[[], Tensor]:
    return lambda: random_tensor(*shape, dtype=dtype)


ONE = (double,), (subtract_the_mean,)
TWO = (double, square), (subtract_the_mean, divide_by_the_largest)
THREE = (mean_of_earlier_words, square, double), (layer_norm, divide_by_the_largest, subtract_the_mean)

CASES = (
    _case(
        "one block (double, after subtract_the_mean)", lambda: torch.tensor([[1.0, 3.0]]), *ONE, divide_by_the_largest
    ),
    _case("no block at all", lambda: torch.tensor([[1.0, 3.0]]), (), (), divide_by_the_largest),
    _case("two blocks (double, then square), each with a norm of its own", _random(2, 3), *TWO, layer_norm),
    _case("two blocks that propose no change", _random(2, 3), (no_change,) * 2, (layer_norm,) * 2, subtract_the_mean),
    _case("three blocks, batch of 2, four words, width 5", _random(2, 4, 5), *THREE, layer_norm),
    _case(
        "two blocks; they and their norms hand back what they get", _random(2, 3), (same,) * 2, (same,) * 2, layer_norm
    ),
    _case("three blocks, batch of 4, three words, width 3", _random(4, 3, 3), *THREE, divide_by_the_largest),
    _case("float64", _random(3, 4, dtype=torch.float64), *TWO, layer_norm),
)


# Other ways to write it


def _by_index(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    for i in range(len(blocks)):
        proposed = blocks[i](norms[i](x))
        x = proposed + x
    return final_norm(x)


def _first_then_the_rest(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    if not blocks:
        return final_norm(x)
    return _first_then_the_rest(x + blocks[0](norms[0](x)), blocks[1:], norms[1:], final_norm)


def _reduced(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    return final_norm(reduce(lambda h, pair: h + pair[0](pair[1](h)), zip(blocks, norms, strict=False), x))


# Ways to get it wrong

STEP, PAIRS = "x + block(norm(x))", "zip(blocks, norms, strict=True)"
KEEP_THE_START = {"    for": "    start = x\n    for"}

MISTAKES = (
    Mistake(
        "no-final-norm", "The final norm is missing. The stack ends with a norm of its own.", {"final_norm(x)": "x"}
    ),
    Mistake("norm-on-the-path", "You added to norm(x). Only the block gets that.", {STEP: "norm(x) + block(norm(x))"}),
    Mistake(
        "post-order",
        "This is post-norm: norm(x + block(x)). In pre-norm the norm comes before the block, x + block(norm(x)), and "
        "the final norm at the end.",
        ({STEP: "norm(x + block(x))"}, {STEP: "norm(x + block(x))", "final_norm(x)": "x"}),
    ),
    Mistake(
        "final-norm-every-time",
        "You applied the final norm after every block. It comes once, at the end.",
        ({STEP: f"final_norm({STEP})"}, {STEP: f"final_norm({STEP})", "return final_norm(x)": "return x"}),
    ),
    Mistake(
        "one-norm-for-all",
        "You gave all blocks the same norm. Each block has a norm of its own, in `norms`.",
        ({"block(norm(x))": "block(final_norm(x))"}, {PAIRS: "zip(blocks, norms[:1] * len(blocks))"}),
    ),
    Mistake("last-norm-at-the-end", "The end has a norm of its own, `final_norm`.", {"final_norm(x)": "norms[-1](x)"}),
    Mistake("no-norms", "The blocks got x as it is. Each gets the x of its norm.", {"block(norm(x))": "block(x)"}),
    Mistake("norm-of-the-proposal", "The norm comes first: block(norm(x)).", {"block(norm(x))": "norm(block(x))"}),
    Mistake(
        "every-pair",
        "Two loops inside one another run every block with every norm. Pair them: zip(blocks, norms).",
        {PAIRS: "((block, norm) for block in blocks for norm in norms)"},
    ),
    Mistake("nothing-added", "Each block's result replaced x. Add it: x + block(norm(x)).", {"x + block": "block"}),
    Mistake(
        "start-added",
        "You added the x of the start, and lost what the blocks before had added. Add what went into this block.",
        KEEP_THE_START | {"x + block": "start + block"},
    ),
    Mistake("side-by-side", "All blocks got the x of the start.", KEEP_THE_START | {"norm(x))": "norm(start))"}),
    Mistake(
        "start-added-at-the-end",
        "You added x once, around all blocks together. Each block has a path of its own around it.",
        KEEP_THE_START | {"x + block": "block", "final_norm(x)": "final_norm(start + x)"},
    ),
    Mistake("last-block-only", "Only the last block counts. Is x updated?", {PAIRS: "zip(blocks[-1:], norms[-1:])"}),
    Mistake(
        "first-block-only",
        "Only the first block ran. Does the loop return too early?",
        ({"    return": "        return"}, {PAIRS: "zip(blocks[:1], norms[:1])"}),
    ),
    Mistake(
        "block-left-out",
        "One block at an end of the list does not run. `zip(blocks, norms)` runs over all.",
        ({PAIRS: "zip(blocks[:-1], norms[:-1])"}, {PAIRS: "zip(blocks[1:], norms[1:])"}),
    ),
    Mistake(
        "no-block-no-norm",
        "Without any block the result is still final_norm(x).",
        {"    for": "    if not blocks:\n        return x\n    for"},
    ),
    Mistake("backwards", "You ran the blocks from the last to the first.", {PAIRS: "zip(blocks[::-1], norms[::-1])"}),
    Mistake(
        "changed-in-place",
        "You added in place, `+=`, to `x` itself or to what a block handed back. That changes the caller's tensor; "
        "x + … makes a new one.",
        ({STEP: "x.add_(block(norm(x)))"}, {STEP: "block(norm(x)).add_(x)"}),
    ),
)

EXERCISE = Exercise(
    name="pre-norm-stack",
    chapter="residual",
    minutes=8,
    difficulty="medium",
    solution=run_pre_norm,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_index, _first_then_the_rest, _reduced),
    # There is one norm for each block: `strict` has nothing to refuse.
    equivalent_mutations=(
        "line 2: 'True' → 'False'",
        "line 2: 'zip(blocks, norms, strict=True)' → 'zip(blocks, norms)'",
    ),
)
