"""Normalise every word's vector without its mean."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def rms_norm(x: Tensor, gain: Tensor, eps: float) -> Tensor:
    """Divide every vector of x by the root of its mean square, then stretch its components."""
    mean_square = (x**2).mean(dim=-1, keepdim=True)
    return gain * x / (mean_square + eps).sqrt()


def _case(words: str, *shape: int, eps: float, dtype: torch.dtype = torch.float32) -> Case:
    """Make a case of random vectors, whose mean is not 0, and a random gain."""
    return Case(
        words,
        lambda: (random_tensor(*shape, dtype=dtype) + 0.7, random_tensor(shape[-1], seed=2, dtype=dtype), eps),
    )


def _one_word(words: str, *numbers: float, gain: list[float], eps: float) -> Case:
    return Case(words, lambda: (torch.tensor([numbers]), torch.tensor(gain), eps))


CASES = (
    _one_word("one word, width 2, eps 0", 1.0, 7.0, gain=[1.0, 2.0], eps=0.0),
    _one_word("one word, width 2, eps 11", 1.0, 7.0, gain=[1.0, 2.0], eps=11.0),
    _case("two words, width 3, eps 0.1", 2, 3, eps=0.1),
    _case("batch of 2, three words, width 5, eps 0.3", 2, 3, 5, eps=0.3),
    _case("batch of 4, two words, width 3, eps 1e-6", 4, 2, 3, eps=1e-6),
    _case("as many words as components, eps 0.2", 4, 4, eps=0.2),
    _case("as many texts as words and components, eps 0.2", 3, 3, 3, eps=0.2),
    _case("one vector with no axis in front, width 6, eps 0.5", 6, eps=0.5),
    _case("batch of 2, three heads, five words, width 4, eps 0.5", 2, 3, 5, 4, eps=0.5),
    _one_word("a word of zeros", 0.0, 0.0, 0.0, gain=[1.0, 2.0, 3.0], eps=1e-5),
    _one_word("a word of small numbers", 0.001, 0.002, 0.005, gain=[1.0, 2.0, 3.0], eps=1e-5),
    _case("float64", 2, 4, 3, eps=1e-3, dtype=torch.float64),
)


# Other ways to write it


def _with_the_library(x: Tensor, gain: Tensor, eps: float) -> Tensor:
    return F.rms_norm(x, gain.shape, gain, eps)


def _with_norm(x: Tensor, gain: Tensor, eps: float) -> Tensor:
    size = x.norm(dim=-1, keepdim=True)
    return x * torch.rsqrt(size.square() / x.shape[-1] + eps) * gain


def _with_einsum(x: Tensor, gain: Tensor, eps: float) -> Tensor:
    wide = x.double()
    squares = torch.einsum("...d,...d->...", wide, wide) / wide.size(-1)
    return torch.einsum("...d,...,d->...d", wide, (squares + eps) ** -0.5, gain.double())


def _word_by_word(x: Tensor, gain: Tensor, eps: float) -> Tensor:
    rows = x.reshape(-1, x.shape[-1])
    result = torch.zeros(rows.shape)
    for place, row in enumerate(rows):
        root = (sum(number * number for number in row) / len(row) + eps) ** 0.5
        for i in range(len(row)):
            result[place, i] = row[i] / root * gain[i]
    return result.reshape(x.shape)


# Ways to get it wrong


def _root_of_one_number(x: Tensor, gain: Tensor, eps: float) -> Tensor:
    return gain * x / math.sqrt((x**2).mean(dim=-1, keepdim=True) + eps)


MEAN_SQUARE, ROOT, RESULT = (
    "(x**2).mean(dim=-1, keepdim=True)",
    "(mean_square + eps).sqrt()",
    "gain * x / (mean_square + eps).sqrt()",
)
CENTRED = "(x - x.mean(dim=-1, keepdim=True))"
SIZE = "x.norm(dim=-1, keepdim=True)"

MISTAKES = (
    Mistake(
        "changed-in-place",
        "The result is right, but you wrote it into `x` or `gain`: `*=`, `/=` and methods that end in `_` do so. Make "
        "a new tensor.",
        (
            {f"return {RESULT}": f"return x.copy_({RESULT})"},
            {f"return {RESULT}": f"result = {RESULT}\n    x /= {ROOT}\n    return result"},
        ),
    ),
    Mistake(
        "mean-subtracted",
        "You subtracted the mean: this is LayerNorm without its offset. Here the vector is divided as it is.",
        {"x**2": f"{CENTRED}**2", "gain * x": f"gain * {CENTRED}"},
    ),
    Mistake(
        "variance",
        "You divided by the standard deviation, whose squares are those of x less its mean. Take the mean of x².",
        (
            {MEAN_SQUARE: "x.var(dim=-1, correction=0, keepdim=True)"},
            {MEAN_SQUARE: "x.var(dim=-1, keepdim=True)"},
            {ROOT: "(x.std(dim=-1, correction=0, keepdim=True) + eps)"},
            {ROOT: "(x.std(dim=-1, keepdim=True) + eps)"},
            {ROOT: "x.std(dim=-1, correction=0, keepdim=True)"},
            {ROOT: "x.std(dim=-1, keepdim=True)"},
        ),
    ),
    Mistake(
        "standardised",
        "You subtracted the mean, and divided by the standard deviation that `std` or `var` gives, with d − 1. Here "
        "nothing is subtracted: divide by the root of the mean of x².",
        (
            {MEAN_SQUARE: "x.var(dim=-1, keepdim=True)", "gain * x": f"gain * {CENTRED}"},
            {"gain * x": f"gain * {CENTRED}", ROOT: "(x.std(dim=-1, keepdim=True) + eps)"},
            {"gain * x": f"gain * {CENTRED}", ROOT: "x.std(dim=-1, keepdim=True)"},
        ),
    ),
    Mistake(
        "mean-subtracted-above",
        "You subtracted the mean from x before you divided. Divide x itself.",
        {"gain * x": f"gain * {CENTRED}"},
    ),
    Mistake(
        "d-minus-1",
        "You divided the sum of squares by d − 1. The mean divides by d.",
        {MEAN_SQUARE: "(x**2).sum(dim=-1, keepdim=True) / (x.shape[-1] - 1)"},
    ),
    Mistake(
        "sum-of-squares",
        "You divided by the root of the *sum* of squares, the length of the vector. Take the mean of the squares.",
        (
            {".mean(": ".sum("},
            {ROOT: SIZE},
            {ROOT: f"({SIZE} + eps)"},
            {ROOT: f"{SIZE}.clamp(min=eps)"},
        ),
    ),
    Mistake(
        "root-before-the-mean",
        "You divided by d outside the root. The mean of the squares stands inside: √(sum / d + eps).",
        (
            {ROOT: f"({SIZE} / x.shape[-1] + eps)"},
            {ROOT: f"({SIZE} / x.shape[-1])"},
            {ROOT: "(((x**2).sum(dim=-1, keepdim=True) + eps).sqrt() / x.shape[-1])", MEAN_SQUARE: "0"},
        ),
    ),
    Mistake(
        "no-mean",
        "The mean is missing: you divided each component by its own size. Take the mean of all d squares.",
        ({".mean(dim=-1, keepdim=True)": ""}, {ROOT: "(x.abs() + eps)"}),
    ),
    Mistake(
        "root-of-one-number",
        "math.sqrt takes the root of one number. For a tensor write torch.sqrt(…) or (…).sqrt().",
        _root_of_one_number,
    ),
    Mistake(
        "over-words",
        "You took the mean over words, or over texts. Each vector has its own, over its components: dim=-1.",
        ({"dim=-1": "dim=0"}, {"dim=-1": "dim=1"}, {"dim=-1": "dim=-2"}, {"dim=-1": "dim=(0, 1)"}),
    ),
    Mistake(
        "over-several-words",
        "You took one mean for several words together. Each vector has its own: dim=-1.",
        ({"dim=-1, keepdim=True": ""}, {"dim=-1": "dim=(-2, -1)"}, {"dim=-1": "dim=(1, 2)"}),
    ),
    Mistake(
        "axes-counted-from-the-front",
        "Any number of axes may stand in front of the components. They are the last axis: dim=-1.",
        ({"dim=-1": "dim=2"}, {"dim=-1": "dim=1 if x.ndim == 2 else 2"}, {"dim=-1": "dim=3"}),
    ),
    Mistake(
        "no-keepdim",
        "The mean has lost its axis and no longer stands beside its own vector. Use keepdim=True.",
        {", keepdim=True": ""},
    ),
    Mistake("eps-outside-the-root", "eps belongs inside the root.", {ROOT: "(mean_square.sqrt() + eps)"}),
    Mistake(
        "no-eps",
        "eps is missing: add it to the mean of the squares, or a vector of zeros gives 0 / 0.",
        {"mean_square + eps": "mean_square"},
    ),
    Mistake(
        "fixed-eps",
        "Another number stands in the place of `eps`. Use the argument: models differ in it.",
        tuple({"+ eps": f"+ {eps}"} for eps in ("1e-5", "1e-6", "1e-8", "1e-12", "torch.finfo(x.dtype).eps")),
    ),
    Mistake(
        "eps-changed",
        "eps is added to the mean of the squares as it is: no square, no root, and it is no lower limit.",
        (
            {"mean_square + eps": "mean_square + eps**2"},
            {"mean_square + eps": "mean_square + eps**0.5"},
            {"(mean_square + eps)": "mean_square.clamp(min=eps)"},
            {ROOT: "mean_square.sqrt().clamp(min=eps)"},
        ),
    ),
    Mistake(
        "eps-subtracted",
        "eps is added to the mean of the squares, not subtracted.",
        {"mean_square + eps": "mean_square - eps"},
    ),
    Mistake(
        "eps-above",
        "eps stands below the line only, inside the root. x stays as it is.",
        ({"x**2": "(x + eps) ** 2", "square + eps": "square"}, {ROOT: "mean_square.sqrt() + eps"}),
    ),
    Mistake("not-rooted", "You divided by the mean of the squares. Divide by its root.", {".sqrt()": ""}),
    Mistake("not-divided", "You only stretched the components. Divide by the root as well.", {f" / {ROOT}": ""}),
    Mistake("multiplied", "You multiplied by the root. Divide by it.", {" / ": " * "}),
    Mistake(
        "root-only",
        "This is the root of the mean square. Divide x by it, and multiply by the gain.",
        ({RESULT: ROOT}, {RESULT: "mean_square"}, {RESULT: f"{ROOT}[..., 0]"}),
    ),
    Mistake(
        "mean-squared",
        "You squared the mean. Square first, then take the mean: (x**2).mean(…).",
        ({MEAN_SQUARE: "x.mean(dim=-1, keepdim=True) ** 2"}, {"**2": ""}),
    ),
    Mistake(
        "mean-size",
        "You divided by the mean of the sizes |x|. Square, take the mean, then the root.",
        (
            {MEAN_SQUARE: "x.abs().mean(dim=-1, keepdim=True)", ROOT: "(mean_square + eps)"},
            {MEAN_SQUARE: "x.abs().mean(dim=-1, keepdim=True)"},
        ),
    ),
    Mistake(
        "largest",
        "You divided by the largest size. Divide by the root of the mean square.",
        (
            {ROOT: "(x.abs().amax(dim=-1, keepdim=True) + eps)"},
            {ROOT: "x.abs().amax(dim=-1, keepdim=True)"},
        ),
    ),
    Mistake("no-gain", "The gain is missing: multiply each component by its own.", {"gain * ": ""}),
    Mistake(
        "one-more-than-the-gain",
        "You multiplied by 1 + gain. Some models store a gain like this; here it is the factor itself.",
        {"gain * ": "(1 + gain) * "},
    ),
    Mistake(
        "gain-added",
        "You added the gain. Multiply by it.",
        ({"gain * x": "gain + x"}, {"gain * x": "(gain + x)"}),
    ),
    Mistake("divided-by-the-gain", "You divided by the gain. Multiply by it.", {"gain * x": "x / gain"}),
    Mistake(
        "gain-before-the-norm",
        "You multiplied x by the gain before the mean square was taken. Normalise first, then multiply.",
        (
            {"    mean_square =": "    x = gain * x\n    mean_square =", "gain * x": "x"},
            {"x**2": "(gain * x) ** 2", "gain * ": ""},
        ),
    ),
    Mistake(
        "gain-on-another-axis",
        "The gain has one number for each component, and x has those on its last axis: give it no axis more.",
        ({"gain * x": "gain[:, None] * x"}, {"gain * x": "gain.unsqueeze(-1) * x"}),
    ),
    Mistake(
        "summed-with-the-gain",
        "x @ gain multiplies and *sums* the components. Multiply entry by entry: *.",
        ({"gain * x /": "(x @ gain)[..., None] /"}, {RESULT: f"(x / {ROOT}) @ gain"}, {RESULT: f"gain @ (x / {ROOT})"}),
    ),
)

EXERCISE = Exercise(
    name="rms-norm",
    chapter="modern-block",
    minutes=8,
    difficulty="easy",
    solution=rms_norm,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_the_library, _with_norm, _with_einsum, _word_by_word),
)
