"""Put a residual connection and a norm around any block."""

from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor

Step = Callable[[Tensor], Tensor]


def residual(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    """Add to x what the block proposes, with the norm on the block's path or after the sum."""
    if order == "pre":
        return x + block(norm(x))
    return norm(x + block(x))


# Blocks and norms of the cases; the report shows their names. They take x of any dtype.


def double(x: Tensor) -> Tensor:
    """Return 2x."""
    return 2 * x


def square(x: Tensor) -> Tensor:
    """Return x², component by component."""
    return x**2


def mean_of_earlier_words(x: Tensor) -> Tensor:
    """Return for every word the mean of all words up to it: a block that moves something between words."""
    return x.cumsum(dim=-2) / torch.arange(1, x.shape[-2] + 1)[:, None]


def no_change(x: Tensor) -> Tensor:
    """Return zeros, as a block may at the start of training."""
    return torch.zeros_like(x)


def same(x: Tensor) -> Tensor:
    """Return x itself: what is added to it in place is added to the x of the caller."""
    return x


def subtract_the_mean(x: Tensor) -> Tensor:
    """Return x less the mean of each word's components."""
    return x - x.mean(dim=-1, keepdim=True)


def layer_norm(x: Tensor) -> Tensor:
    """Give every word the mean 0 and the variance 1."""
    return torch.nn.functional.layer_norm(x, x.shape[-1:])


def divide_by_the_largest(x: Tensor) -> Tensor:
    """Return x divided by the largest size of each word's components."""
    return x / x.abs().amax(dim=-1, keepdim=True)


def _case(words: str, order: str, block: Step, norm: Step, *shape: int, dtype: torch.dtype = torch.float32) -> Case:
    return Case(words, lambda: (random_tensor(*shape, dtype=dtype), block, norm, order))


CASES = (
    Case("pre, one word [1, 3]", lambda: (torch.tensor([[1.0, 3.0]]), double, subtract_the_mean, "pre")),
    Case("post, one word [1, 3]", lambda: (torch.tensor([[1.0, 3.0]]), double, subtract_the_mean, "post")),
    _case("pre, two words of width 3, layer norm", "pre", square, layer_norm, 2, 3),
    _case("post, two words of width 3, layer norm", "post", square, layer_norm, 2, 3),
    _case("pre, a block that proposes no change", "pre", no_change, layer_norm, 2, 3),
    _case("post, a block that proposes no change", "post", no_change, layer_norm, 2, 3),
    _case("pre, block and norm hand back what they get", "pre", same, same, 2, 3),
    _case("post, block and norm hand back what they get", "post", same, same, 2, 3),
    _case("pre, batch of 2, three words", "pre", mean_of_earlier_words, divide_by_the_largest, 2, 3, 5),
    _case("post, batch of 3, four words", "post", mean_of_earlier_words, divide_by_the_largest, 3, 4, 2),
    _case("pre, float64", "pre", mean_of_earlier_words, layer_norm, 4, 3, dtype=torch.float64),
    _case("post, float64", "post", square, layer_norm, 4, 3, dtype=torch.float64),
)


# Other ways to write it


def _in_one_line(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return block(norm(x)) + x if order == "pre" else norm(block(x) + x)


def _step_by_step(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    proposed = block({"pre": norm, "post": torch.clone}[order](x))
    total = torch.stack([x, proposed]).sum(dim=0)
    if order == "post":
        total = norm(total)
    return total


def _in_place_on_a_copy(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    total = x.clone()
    total += block(norm(x) if order == "pre" else x)
    return norm(total) if order == "post" else total


# Ways to get it wrong

PRE, POST = "x + block(norm(x))", "norm(x + block(x))"

MISTAKES = (
    Mistake("turned-round", '"pre" and "post" are swapped: "pre" puts the norm before the block.', {'"pre"': '"post"'}),
    Mistake("always-pre", 'You do the same for "pre" and "post". "post" is norm(x + block(x)).', {POST: PRE}),
    Mistake("always-post", 'You do the same for "pre" and "post". "pre" is x + block(norm(x)).', {PRE: POST}),
    Mistake(
        "nothing-added",
        "Nothing is added: the block's result replaces x. Both orders have a sum, x + …",
        ({PRE: "block(norm(x))", POST: "norm(block(x))"}, {PRE: "block(norm(x))"}, {POST: "norm(block(x))"}),
    ),
    Mistake(
        "subtracted",
        "You subtracted what the block returns. Add it to x.",
        tuple({order: order.replace("+", "-") for order in orders} for orders in ((PRE,), (POST,), (PRE, POST))),
    ),
    Mistake(
        "norm-added",
        'With "pre" you added the normalised x. Only the block gets norm(x); what is added is x as it came.',
        ({PRE: "norm(x) + block(norm(x))"}, {PRE: "norm(x) + block(x)"}),
    ),
    Mistake(
        "added-after-the-norm",
        'With "post" you normalised first and added then. Add first: norm(x + block(x)).',
        ({POST: "x + norm(block(x))"}, {POST: "norm(x) + norm(block(x))"}, {POST: "norm(x) + block(x)"}),
    ),
    Mistake(
        "norm-inside-and-after", 'With "post" the norm comes once, after the sum.', {POST: "norm(x + block(norm(x)))"}
    ),
    Mistake(
        "norm-after-both",
        'With "pre" there is no norm after the sum: the path of x must stay free. Return x + block(norm(x)).',
        {PRE: "norm(x + block(norm(x)))"},
    ),
    Mistake(
        "norm-of-the-proposal",
        'With "pre" the norm comes before the block: block(norm(x)). You normalised what the block returns.',
        {PRE: "x + norm(block(x))"},
    ),
    Mistake(
        "no-norm",
        'A norm is missing: it stands before the block for "pre", after the sum for "post".',
        ({PRE: "x + block(x)", POST: "x + block(x)"}, {PRE: "x + block(x)"}, {POST: "x + block(x)"}),
    ),
    Mistake("block-of-the-sum", 'With "pre" the sum comes last: x + block(norm(x)).', {PRE: "block(x + norm(x))"}),
    Mistake(
        "changed-in-place",
        "You added in place, `+=`, to `x` itself or to what a block handed back. That changes the caller's tensor; "
        "x + … makes a new one.",
        (
            {PRE: "x.add_(block(norm(x)))", POST: "norm(x.add_(block(x)))"},
            {PRE: "x.add_(block(norm(x)))"},
            {POST: "norm(x.add_(block(x)))"},
            {PRE: "block(norm(x)).add_(x)", POST: "norm(block(x).add_(x))"},
        ),
    ),
    Mistake(
        "nothing-returned",
        "For one of the two orders your function comes to its end without a `return`.",
        ({f"return {POST}": POST}, {f"return {PRE}": "return None"}),
    ),
)

EXERCISE = Exercise(
    name="residual-wrapper",
    chapter="residual",
    minutes=6,
    difficulty="easy",
    solution=residual,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_in_one_line, _step_by_step, _in_place_on_a_copy),
)
