"""Normalise every word's vector."""

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def layer_norm(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    """Give every vector of x the mean 0 and the variance 1, then stretch and shift its components."""
    centred = x - x.mean(dim=-1, keepdim=True)
    variance = (centred**2).mean(dim=-1, keepdim=True)
    return gain * centred / (variance + eps).sqrt() + offset


def _case(words: str, *shape: int, eps: float = 1e-5, dtype: torch.dtype = torch.float32) -> Case:
    def arguments() -> tuple[Tensor, Tensor, Tensor, float]:
        gain, offset = (random_tensor(shape[-1], seed=seed, dtype=dtype) for seed in (2, 3))
        return random_tensor(*shape, dtype=dtype), gain, offset, eps

    return Case(words, arguments)


def _one_word(words: str, *numbers: float, eps: float) -> Case:
    """Make a case of one word, with a gain of 1 and an offset of 0 everywhere."""
    width = len(numbers)
    return Case(words, lambda: (torch.tensor([[numbers]]), torch.ones(width), torch.zeros(width), eps))


CASES = (
    _one_word("one word, width 2, no eps", 1.0, 3.0, eps=0.0),
    _one_word("one word, width 2, eps 3", 1.0, 3.0, eps=3.0),
    _case("one sentence, two words, width 3, with gain and offset", 1, 2, 3),
    _case("batch of 2, three words, width 5", 2, 3, 5),
    _case("batch of 4, two words, width 3, eps 0.5", 4, 2, 3, eps=0.5),
    _one_word("a word of equal numbers", 2.0, 2.0, 2.0, eps=1e-5),
    _one_word("small differences between large numbers", 4000.0, 4000.5, 4001.5, 4002.0, eps=1e-5),
    _case("float64", 2, 4, 3, eps=1e-3, dtype=torch.float64),
)


# Other ways to write it


def _with_the_library(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return F.layer_norm(x, x.shape[-1:], gain, offset, eps)


def _with_var(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    variance, mean = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
    return torch.addcmul(offset, gain, (x - mean) * (variance + eps).rsqrt())


def _word_by_word(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    result = torch.zeros(x.shape)
    for sentence in range(x.shape[0]):
        for word in range(x.shape[1]):
            centred = x[sentence, word] - x[sentence, word].sum() / x.shape[2]
            result[sentence, word] = centred / ((centred @ centred) / x.shape[2] + eps) ** 0.5 * gain + offset
    return result


# Ways to get it wrong

MISTAKES = (
    Mistake(
        "over-words",
        "You took mean and variance of each component over words; over all words of a batch, that is batch "
        "normalisation. Each word is normalised by itself, over its components: dim=-1.",
        ({"dim=-1": "dim=1"}, {"dim=-1": "dim=0"}, {"dim=-1": "dim=(0, 1)"}),
        of=_with_var,
    ),
    Mistake(
        "over-several-words",
        "You took one mean and one variance for several words together. Each word has its own: dim=-1.",
        ({"dim=-1": "dim=(1, 2)"}, {"dim=-1": "dim=(0, 1, 2)"}, {"dim=-1, correction=0": "dim=(0, 1, 2)"}),
        of=_with_var,
    ),
    Mistake(
        "no-keepdim",
        "Mean or variance has lost the last axis, and no longer stands beside its own word. Use keepdim=True.",
        ({", keepdim=True": ""}, {"(variance + eps)": "(variance[..., 0] + eps)"}),
        of=_with_var,
    ),
    Mistake(
        "unbiased",
        "You divided the sum of squares by d_model − 1, as `var` does when nobody asks otherwise: correction=0.",
        {"correction=0, ": ""},
        of=_with_var,
    ),
    Mistake(
        "standard-deviation",
        "Two things: `std` divides by d_model − 1, but the mean of the squares is wanted; and eps must be added to the "
        "variance, inside the root.",
        (
            {"correction=0, ": "", "* (variance + eps).rsqrt()": "/ (variance.sqrt() + eps)"},
            {"correction=0, ": "", "(variance + eps)": "variance"},
        ),
        of=_with_var,
    ),
    Mistake(
        "eps-outside-the-root", "eps belongs inside the root.", {"(variance + eps).sqrt()": "(variance.sqrt() + eps)"}
    ),
    Mistake(
        "no-eps", "eps is missing: add it to the variance, or equal numbers give 0 / 0.", {"variance + eps": "variance"}
    ),
    Mistake(
        "fixed-eps",
        "You took a number of your own. Use the argument `eps`: models differ in it.",
        tuple({"variance + eps": f"variance + {eps}"} for eps in (1e-5, 1e-6, 1e-8, 1e-12)),
    ),
    Mistake(
        "eps-changed",
        "eps is added to the variance as it is: no square, no root, and it is no lower limit.",
        tuple(
            {"(variance + eps)": w} for w in ("(variance + eps**2)", "(variance + eps**0.5)", "variance.clamp(min=eps)")
        ),
    ),
    Mistake("variance-not-rooted", "You divided by the variance. Divide by its root.", {".sqrt()": ""}),
    Mistake("not-divided", "The variance is what it was. Divide by its root.", {" / (variance + eps).sqrt()": ""}),
    Mistake("not-centred", "You divided x itself. First subtract each word's mean.", {"gain * centred": "gain * x"}),
    Mistake(
        "root-mean-square",
        "No mean was subtracted: this is RMSNorm, which newer models use in its place. Subtract each word's mean.",
        {"x - x.mean(dim=-1, keepdim=True)": "x"},
    ),
    Mistake("mean-of-squares", "This is the mean of x². Subtract the mean before you square.", {"centred**2": "x**2"}),
    Mistake(
        "sum-of-squares",
        "You divided by the root of the sum of squares. The variance is their mean.",
        (
            {"2).mean(": "2).sum("},
            {"(variance + eps).sqrt()": "centred.norm(dim=-1, keepdim=True)"},
            {"(variance + eps).sqrt()": "(centred.norm(dim=-1, keepdim=True) + eps)"},
        ),
    ),
    Mistake(
        "cancelled",
        "The mean of x² minus the squared mean is the variance on paper. For large numbers it is a small difference "
        "of huge ones, and its digits are lost. Subtract the mean before you square.",
        {"(centred**2).mean(dim=-1, keepdim=True)": "((x**2).mean(-1) - x.mean(-1) ** 2)[..., None]"},
    ),
    Mistake("no-gain-no-offset", "Gain and offset are missing.", {"gain * ": "", " + offset": ""}),
    Mistake("no-gain", "The gain is missing: multiply by it before you add the offset.", {"gain * ": ""}),
    Mistake("no-offset", "The offset is missing: add it at the end.", {" + offset": ""}),
    Mistake(
        "offset-before-gain",
        "The gain stretched the offset too. First multiply, then add.",
        {"gain * centred": "gain * (centred", "+ offset": "+ offset)"},
    ),
    Mistake(
        "gain-before-the-norm",
        "You multiplied x by the gain before mean and variance were taken. Normalise first, then multiply.",
        {"    centred = x": "    x = gain * x\n    centred = x", "gain * centred": "centred"},
    ),
    Mistake(
        "gain-on-another-axis",
        "Gain and offset have one number for each component, and x has those on its last axis: give them no axis more.",
        (
            {"gain * centred": "gain[:, None] * centred"},
            {"gain * centred": "gain[:, None] * centred", "+ offset": "+ offset[:, None]"},
        ),
    ),
    Mistake(
        "gain-and-offset-swapped", "The gain multiplies.", {"gain * centred": "offset * centred", "+ offset": "+ gain"}
    ),
    Mistake(
        "changed-in-place",
        "You changed x itself. x - mean makes a new tensor.",
        {"x - x.mean(dim=-1, keepdim=True)": "x.sub_(x.mean(dim=-1, keepdim=True))"},
    ),
)

EXERCISE = Exercise(
    name="layer-norm",
    chapter="residual",
    minutes=10,
    difficulty="medium",
    solution=layer_norm,
    cases=CASES,
    mistakes=MISTAKES,
    tolerance=1e-4,  # for small differences between large numbers, torch's own layer norm is no finer
    also_right=(_with_the_library, _with_var, _word_by_word),
)
