"""Take from short sentences the advantage that a sum of log-probabilities gives them."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def penalised(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    """Return log P / ((5 + length) / 6)^α of every hypothesis (Wu et al. 2016, equation 14)."""
    return log_probabilities / ((5 + lengths) / 6) ** alpha


def _case(words: str, alpha: float, *lengths: int, dtype: torch.dtype = torch.float32) -> Case:
    """Make a case with random log-probabilities."""
    count = len(lengths)
    return Case(words, lambda: (-5 * random_tensor(count, dtype=dtype).abs(), torch.tensor(lengths), alpha))


CASES = (
    Case(
        "lengths 1 and 7, alpha = 1",
        lambda: (torch.tensor([-3.0, -3.6]), torch.tensor([1, 7]), 1.0),
    ),
    Case("alpha = 0 changes nothing", lambda: (torch.tensor([-3.0, -3.6]), torch.tensor([1, 7]), 0.0)),
    Case("alpha = 2", lambda: (torch.tensor([-3.0, -3.6, -8.0]), torch.tensor([2, 7, 19]), 2.0)),
    _case("four hypotheses, alpha = 0.6", 0.6, 3, 12, 5, 30),
    _case("one hypothesis, alpha = 0.8", 0.8, 9),
    _case("a hypothesis without words yet", 0.6, 0, 4, 2),
    _case("float64", 0.7, 6, 2, 15, dtype=torch.float64),
)


# Other ways to write it


def _with_pow(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities * torch.pow(5.0 + lengths, -alpha) * 6**alpha


def _with_exp(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities * torch.exp(-alpha * torch.log((lengths.to(log_probabilities.dtype) + 5) / 6))


def _one_by_one(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    result = log_probabilities.clone()
    for i, length in enumerate(lengths.tolist()):
        result[i] /= ((5 + length) / 6) ** alpha
    return result


# Ways to get it wrong


def _penalty(lengths: Tensor, alpha: float) -> Tensor:
    return ((5 + lengths) / 6) ** alpha


def _multiplied(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities * _penalty(lengths, alpha)


def _subtracted(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities - _penalty(lengths, alpha)


def _added(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities + _penalty(lengths, alpha)


def _mean(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities / lengths


def _power_of_the_length(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities / lengths**alpha


def _times_alpha(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities / ((5 + lengths) / 6 * alpha)


def _alpha_on_everything(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return (log_probabilities / ((5 + lengths) / 6)) ** alpha


def _six_outside(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities / ((5 + lengths) ** alpha / 6)


def _no_six(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities / (5 + lengths) ** alpha


def _no_brackets(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities / (5 + lengths / 6) ** alpha


def _no_alpha(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return log_probabilities / ((5 + lengths) / 6)


def _sign_turned(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return -log_probabilities / _penalty(lengths, alpha)


def _penalty_only(log_probabilities: Tensor, lengths: Tensor, alpha: float) -> Tensor:
    return _penalty(lengths, alpha)


MISTAKES = (
    Mistake(
        "multiplied",
        "You multiplied by the penalty (or divided by it to the power −alpha). Log-probabilities are negative: that "
        "makes long sentences worse still. Divide.",
        _multiplied,
    ),
    Mistake("subtracted", "You subtracted the penalty. The formula divides by it.", _subtracted),
    Mistake("added", "You added the penalty. The formula divides by it.", _added),
    Mistake(
        "mean",
        "This is the mean per word, a penalty too, but another one. Here the divisor is ((5 + length) / 6)**alpha.",
        _mean,
    ),
    Mistake(
        "power-of-the-length",
        "You divided by length**alpha. The 5 and the 6 are missing: ((5 + length) / 6)**alpha.",
        _power_of_the_length,
    ),
    Mistake("times-alpha", "alpha is an exponent: ** alpha, not * alpha.", _times_alpha),
    Mistake(
        "alpha-on-everything",
        "You raised the whole fraction to the power alpha. The exponent belongs to the penalty alone; it binds "
        "stronger than /.",
        _alpha_on_everything,
    ),
    Mistake(
        "six-outside",
        "The division by 6 stands outside the power. Put it into the brackets: ((5 + length) / 6)**alpha.",
        _six_outside,
    ),
    Mistake("no-six", "The division by 6 is missing: a sentence of one word must have the penalty 1.", _no_six),
    Mistake("no-brackets", "5 + length / 6 divides the length only. Put brackets around 5 + length.", _no_brackets),
    Mistake("alpha-ignored", "`alpha` makes no difference in your answer. It is the penalty's exponent.", _no_alpha),
    Mistake("sign-turned", "The sign is turned round: a log-probability stays negative.", _sign_turned),
    Mistake("penalty-only", "This is the penalty itself. Divide the log-probabilities by it.", _penalty_only),
)

EXERCISE = Exercise(
    name="length-advantage",
    chapter="output",
    minutes=6,
    difficulty="easy",
    solution=penalised,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_pow, _with_exp, _one_by_one),
)
