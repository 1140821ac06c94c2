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
    _case("batch of 3, three words, width 3", 3, 3, 3),
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
    result = torch.empty_like(x)
    for sentence in range(x.shape[0]):
        for word in range(x.shape[1]):
            centred = x[sentence, word] - x[sentence, word].sum() / x.shape[2]
            result[sentence, word] = centred / ((centred @ centred) / x.shape[2] + eps) ** 0.5 * gain + offset
    return result


# Ways to get it wrong


def _over(x: Tensor, gain: Tensor, offset: Tensor, eps: float, dim: int | tuple[int, ...]) -> Tensor:
    centred = x - x.mean(dim=dim, keepdim=True)
    return gain * centred / ((centred**2).mean(dim=dim, keepdim=True) + eps).sqrt() + offset


def _over_words(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return _over(x, gain, offset, eps, 1)


def _over_sentences(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return _over(x, gain, offset, eps, 0)


def _as_batch_norm(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return _over(x, gain, offset, eps, (0, 1))


def _over_a_sentence(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return _over(x, gain, offset, eps, (1, 2))


def _over_everything(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return _over(x, gain, offset, eps, (0, 1, 2))


def _without_keepdim(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return gain * (x - x.mean(dim=-1)) / (x.var(dim=-1, correction=0) + eps).sqrt() + offset


def _unbiased(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    centred = x - x.mean(dim=-1, keepdim=True)
    return gain * centred / (x.var(dim=-1, keepdim=True) + eps).sqrt() + offset


def _unbiased_eps_outside(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    centred = x - x.mean(dim=-1, keepdim=True)
    return gain * centred / (x.std(dim=-1, keepdim=True) + eps) + offset


def _eps_outside(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    centred = x - x.mean(dim=-1, keepdim=True)
    return gain * centred / ((centred**2).mean(dim=-1, keepdim=True).sqrt() + eps) + offset


def _no_eps(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return layer_norm(x, gain, offset, 0.0)


def _fixed_eps(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return layer_norm(x, gain, offset, 1e-5)


def _not_rooted(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    centred = x - x.mean(dim=-1, keepdim=True)
    return gain * centred / ((centred**2).mean(dim=-1, keepdim=True) + eps) + offset


def _not_divided(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return gain * (x - x.mean(dim=-1, keepdim=True)) + offset


def _not_centred(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return gain * x / (x.var(dim=-1, correction=0, keepdim=True) + eps).sqrt() + offset


def _root_mean_square(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return gain * x / ((x**2).mean(dim=-1, keepdim=True) + eps).sqrt() + offset


def _mean_of_squares(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    centred = x - x.mean(dim=-1, keepdim=True)
    return gain * centred / ((x**2).mean(dim=-1, keepdim=True) + eps).sqrt() + offset


def _sum_of_squares(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    centred = x - x.mean(dim=-1, keepdim=True)
    return gain * centred / ((centred**2).sum(dim=-1, keepdim=True) + eps).sqrt() + offset


def _cancelled(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    mean = x.mean(dim=-1, keepdim=True)
    variance = (x**2).mean(dim=-1, keepdim=True) - mean**2
    return gain * (x - mean) / (variance + eps).sqrt() + offset


def _no_gain_no_offset(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return layer_norm(x, torch.ones_like(gain), torch.zeros_like(offset), eps)


def _no_gain(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return layer_norm(x, torch.ones_like(gain), offset, eps)


def _no_offset(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return layer_norm(x, gain, torch.zeros_like(offset), eps)


def _offset_before_gain(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return gain * layer_norm(x, torch.ones_like(gain), offset, eps)


def _gain_before_the_norm(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return layer_norm(gain * x, torch.ones_like(gain), offset, eps)


def _gain_and_offset_swapped(x: Tensor, gain: Tensor, offset: Tensor, eps: float) -> Tensor:
    return layer_norm(x, offset, gain, eps)


MISTAKES = (
    Mistake(
        "over-words",
        "You took mean and variance over the words of a sentence. Each word is normalised by itself: over its "
        "components, dim=-1.",
        _over_words,
    ),
    Mistake(
        "over-sentences",
        "You took mean and variance over the batch, so that one sentence changes another. Each word is normalised by "
        "itself: over its components, dim=-1.",
        _over_sentences,
    ),
    Mistake(
        "batch-norm",
        "You took mean and variance of each component over all words: that is batch normalisation. Layer "
        "normalisation takes them of each word over its components, dim=-1.",
        _as_batch_norm,
    ),
    Mistake(
        "over-a-sentence",
        "You took one mean and one variance for all words of a sentence. Each word has its own: over the last axis "
        "only.",
        _over_a_sentence,
    ),
    Mistake(
        "over-everything",
        "You took one mean and one variance of the whole tensor. Each word has its own: dim=-1, keepdim=True.",
        _over_everything,
    ),
    Mistake(
        "no-keepdim",
        "Mean and variance have lost the last axis, and no longer stand beside their own word. Use keepdim=True.",
        _without_keepdim,
    ),
    Mistake(
        "unbiased",
        "You divided the sum of squares by d_model − 1, as `var` does when nobody asks otherwise. The mean of the "
        "squares is wanted: correction=0.",
        _unbiased,
    ),
    Mistake(
        "unbiased-and-eps-outside",
        "Two things: `std` divides by d_model − 1, but the mean of the squares is wanted; and eps is added to the "
        "variance, inside the root.",
        _unbiased_eps_outside,
    ),
    Mistake("eps-outside-the-root", "You added eps to the root. It belongs inside: √(variance + eps).", _eps_outside),
    Mistake("no-eps", "eps is missing: a word of equal numbers has the variance 0, and 0 / 0 is NaN.", _no_eps),
    Mistake("fixed-eps", "You took 1e-5. Use the argument `eps`: models differ in it.", _fixed_eps),
    Mistake("variance-not-rooted", "You divided by the variance. Divide by its root.", _not_rooted),
    Mistake("not-divided", "The mean is 0 now, but the variance is what it was. Divide by its root.", _not_divided),
    Mistake("not-centred", "You divided x itself. Subtract each word's mean from it first.", _not_centred),
    Mistake(
        "root-mean-square",
        "No mean was subtracted: this is RMSNorm, which newer models use in its place. Subtract each word's mean.",
        _root_mean_square,
    ),
    Mistake(
        "mean-of-squares",
        "This is the mean of x². The variance is the mean of (x − mean)²: subtract the mean before you square.",
        _mean_of_squares,
    ),
    Mistake("sum-of-squares", "You summed the squares. The variance is their mean.", _sum_of_squares),
    Mistake(
        "cancelled",
        "The mean of x² minus the squared mean is the variance on paper. For large numbers it is a small difference "
        "of huge ones, and its digits are lost. Subtract the mean before you square.",
        _cancelled,
    ),
    Mistake("no-gain-no-offset", "The norm is right, but gain and offset are missing.", _no_gain_no_offset),
    Mistake("no-gain", "The gain is missing: multiply by it before you add the offset.", _no_gain),
    Mistake("no-offset", "The offset is missing: add it at the end.", _no_offset),
    Mistake("offset-before-gain", "The gain stretched the offset too. First multiply, then add.", _offset_before_gain),
    Mistake(
        "gain-before-the-norm",
        "You multiplied x by the gain before mean and variance were taken. Normalise first, then multiply.",
        _gain_before_the_norm,
    ),
    Mistake("gain-and-offset-swapped", "Gain and offset are swapped: the gain multiplies.", _gain_and_offset_swapped),
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
