"""Put a residual connection and a norm around any block."""

from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor

Step = Callable[[Tensor], Tensor]


def residual(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    """Return x + block(norm(x)) for the order "pre", norm(x + block(x)) for "post"."""
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


# Ways to get it wrong


def _turned_round(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return norm(x + block(x)) if order == "pre" else x + block(norm(x))


def _always_pre(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return x + block(norm(x))


def _always_post(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return norm(x + block(x))


def _nothing_added(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return block(norm(x)) if order == "pre" else norm(block(x))


def _nothing_added_in_pre(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return block(norm(x)) if order == "pre" else norm(x + block(x))


def _nothing_added_in_post(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return x + block(norm(x)) if order == "pre" else norm(block(x))


def _norm_added(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return norm(x) + block(norm(x)) if order == "pre" else norm(x + block(x))


def _added_after_the_norm(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return x + block(norm(x)) if order == "pre" else x + norm(block(x))


def _norm_inside_and_after(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return x + block(norm(x)) if order == "pre" else norm(x + block(norm(x)))


def _norm_after_both(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return norm(x + block(norm(x))) if order == "pre" else norm(x + block(x))


def _norm_of_the_proposal(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return x + norm(block(x)) if order == "pre" else norm(x + block(x))


def _no_norm(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return x + block(x)


def _block_of_the_sum(x: Tensor, block: Step, norm: Step, order: str) -> Tensor:
    return block(x + norm(x)) if order == "pre" else norm(x + block(x))


MISTAKES = (
    Mistake("turned-round", '"pre" and "post" are swapped. "pre" puts the norm before the block.', _turned_round),
    Mistake("always-pre", 'You return x + block(norm(x)) whatever `order` says. "post" is norm(x + …).', _always_pre),
    Mistake(
        "always-post",
        'You return norm(x + block(x)) whatever `order` says. "pre" is x + block(norm(x)).',
        _always_post,
    ),
    Mistake(
        "nothing-added",
        "Nothing is added: the block's result replaces x. Where the block proposes no change, nothing of x is left.",
        _nothing_added,
    ),
    Mistake(
        "nothing-added-in-pre",
        'With "pre" nothing is added: the block\'s result replaces x. Return x + block(norm(x)).',
        _nothing_added_in_pre,
    ),
    Mistake(
        "nothing-added-in-post",
        'With "post" nothing is added: the norm sees the block\'s result alone. Return norm(x + block(x)).',
        _nothing_added_in_post,
    ),
    Mistake(
        "norm-added",
        'With "pre" you added the normalised x. Only the block gets norm(x); what is added is x as it came.',
        _norm_added,
    ),
    Mistake(
        "added-after-the-norm",
        'With "post" you normalised what the block proposes, and then added x. Add first: norm(x + block(x)).',
        _added_after_the_norm,
    ),
    Mistake(
        "norm-inside-and-after",
        'With "post" the block gets x as it came. The norm is used once, after the sum: norm(x + block(x)).',
        _norm_inside_and_after,
    ),
    Mistake(
        "norm-after-both",
        'With "pre" there is no norm after the sum: the path of x must stay free. Return x + block(norm(x)).',
        _norm_after_both,
    ),
    Mistake(
        "norm-of-the-proposal",
        'With "pre" the norm comes before the block: block(norm(x)). You normalised what the block returns.',
        _norm_of_the_proposal,
    ),
    Mistake("no-norm", 'The norm is missing: before the block for "pre", after the sum for "post".', _no_norm),
    Mistake(
        "block-of-the-sum",
        'With "pre" the sum comes last. You gave the block x + norm(x); it gets norm(x), and x is added to its result.',
        _block_of_the_sum,
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
    also_right=(_in_one_line, _step_by_step),
)
