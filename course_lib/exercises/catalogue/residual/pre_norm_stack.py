"""Run several pre-norm blocks one after another."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from course_lib.exercises.catalogue.residual.residual_wrapper import (
    Step,
    divide_by_the_largest,
    double,
    layer_norm,
    mean_of_earlier_words,
    no_change,
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
    _case("three blocks, batch of 4, three words, width 2", _random(4, 3, 2), *THREE, divide_by_the_largest),
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


# Ways to get it wrong


def _no_final_norm(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    return run_pre_norm(x, blocks, norms, torch.clone)


def _norm_on_the_path(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    for block, norm in zip(blocks, norms, strict=True):
        x = norm(x)
        x = x + block(x)
    return final_norm(x)


def _post(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    for block, norm in zip(blocks, norms, strict=True):
        x = norm(x + block(x))
    return final_norm(x)


def _post_without_final_norm(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    return _post(x, blocks, norms, torch.clone)


def _final_norm_every_time(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    for block, norm in zip(blocks, norms, strict=True):
        x = final_norm(x + block(norm(x)))
    return x


def _first_norm_for_all(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    return run_pre_norm(x, blocks, list(norms[:1]) * len(blocks), final_norm)


def _final_norm_for_all(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    return run_pre_norm(x, blocks, [final_norm] * len(blocks), final_norm)


def _last_norm_at_the_end(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    for block, norm in zip(blocks, norms, strict=True):
        x = x + block(norm(x))
    return norm(x)


def _no_norms(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    return run_pre_norm(x, blocks, [torch.clone] * len(blocks), final_norm)


def _norm_of_the_proposal(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    return run_pre_norm(x, norms, blocks, final_norm)


def _nothing_added(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    for block, norm in zip(blocks, norms, strict=True):
        x = block(norm(x))
    return final_norm(x)


def _start_added(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    h = x
    for block, norm in zip(blocks, norms, strict=True):
        h = x + block(norm(h))
    return final_norm(h)


def _side_by_side(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    total = x
    for block, norm in zip(blocks, norms, strict=True):
        total = total + block(norm(x))
    return final_norm(total)


def _start_added_at_the_end(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    h = x
    for block, norm in zip(blocks, norms, strict=True):
        h = block(norm(h))
    return final_norm(x + h)


def _last_block_only(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    return run_pre_norm(x, blocks[-1:], norms[-1:], final_norm)


def _first_block_only(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    return run_pre_norm(x, blocks[:1], norms[:1], final_norm)


def _backwards(x: Tensor, blocks: Steps, norms: Steps, final_norm: Step) -> Tensor:
    return run_pre_norm(x, blocks[::-1], norms[::-1], final_norm)


MISTAKES = (
    Mistake(
        "no-final-norm",
        "The final norm is missing. On the path there are only sums, so the numbers grow from block to block: the "
        "stack ends with a norm of its own.",
        _no_final_norm,
    ),
    Mistake(
        "norm-on-the-path",
        "You overwrote x by its norm before the sum, so the old vector is lost. Only the block gets norm(x): "
        "x + block(norm(x)).",
        _norm_on_the_path,
    ),
    Mistake(
        "post-order",
        "This is post-norm with a final norm: norm(x + block(x)). In pre-norm the norm comes before the block: "
        "x + block(norm(x)).",
        _post,
    ),
    Mistake(
        "post-order-without-final-norm",
        "This is post-norm: norm(x + block(x)). Here the norm comes before the block, x + block(norm(x)), and the "
        "final norm at the end.",
        _post_without_final_norm,
    ),
    Mistake(
        "final-norm-every-time",
        "You applied the final norm after every block, and not at all where there is no block. It comes once, at the "
        "end.",
        _final_norm_every_time,
    ),
    Mistake("first-norm-for-all", "Every block got the first norm. Each has a norm of its own.", _first_norm_for_all),
    Mistake(
        "final-norm-for-all",
        "You gave the blocks the final norm. Each block has a norm of its own, in `norms`.",
        _final_norm_for_all,
    ),
    Mistake(
        "last-norm-at-the-end",
        "At the end you used the norm of the last block again. The end has a norm of its own, `final_norm`.",
        _last_norm_at_the_end,
    ),
    Mistake("no-norms", "The blocks got x as it is. Each gets the x normalised by its own norm.", _no_norms),
    Mistake(
        "norm-of-the-proposal",
        "You normalised what each block returns: norm(block(x)). The norm comes first: block(norm(x)).",
        _norm_of_the_proposal,
    ),
    Mistake("nothing-added", "Each block's result replaced x. Add it: x + block(norm(x)).", _nothing_added),
    Mistake(
        "start-added",
        "After every block you added the x of the start, and so lost what the blocks before had added. Add what went "
        "into this block.",
        _start_added,
    ),
    Mistake(
        "side-by-side",
        "All blocks got the x of the start. Each must see what those before it have added.",
        _side_by_side,
    ),
    Mistake(
        "start-added-at-the-end",
        "You added x once, around all blocks together. Each block has a path of its own around it.",
        _start_added_at_the_end,
    ),
    Mistake(
        "last-block-only", "Only the last block counts in your result. Is x updated in the loop?", _last_block_only
    ),
    Mistake("first-block-only", "Only the first block ran. Does the loop return too early?", _first_block_only),
    Mistake("backwards", "You ran the blocks from the last to the first.", _backwards),
)

EXERCISE = Exercise(
    name="pre-norm-stack",
    chapter="residual",
    minutes=8,
    difficulty="medium",
    solution=run_pre_norm,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_index, _first_then_the_rest),
    # There is one norm for each block: `strict` has nothing to refuse.
    equivalent_mutations=(
        "line 2: 'True' → 'False'",
        "line 2: 'zip(blocks, norms, strict=True)' → 'zip(blocks, norms)'",
    ),
)
