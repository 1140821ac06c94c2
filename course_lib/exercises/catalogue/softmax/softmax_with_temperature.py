"""Write softmax with a temperature."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def softmax_with_temperature(scores: Tensor, temperature: float) -> Tensor:
    """Divide the scores by the temperature, then share out along the last axis."""
    return torch.softmax(scores / temperature, dim=-1)


CASES = (
    Case("three scores, temperature 0.5", lambda: (torch.tensor([2.0, 1.0, 0.0]), 0.5)),
    Case("three scores, temperature 4", lambda: (torch.tensor([2.0, 1.0, 0.0]), 4.0)),
    Case("two rows of four scores, temperature 2", lambda: (random_tensor(2, 4), 2.0)),
    Case("three rows of three scores, temperature 0.7", lambda: (random_tensor(3, 3), 0.7)),
    Case("scores near 1000, temperature 0.25", lambda: (torch.tensor([1000.0, 1000.5, 999.0]), 0.25)),
    Case(
        "scores far apart, within and between rows",
        lambda: (torch.tensor([[0.0, 300.0, -300.0], [1000.0, 1001.0, 700.0]]), 0.5),
    ),
    Case("float64", lambda: (random_tensor(2, 3, dtype=torch.float64), 0.5)),
    Case("shape [2, 3, 4], temperature 3", lambda: (random_tensor(2, 3, 4), 3.0)),
)


def _by_hand(scores: Tensor, temperature: float) -> Tensor:
    exponentials = ((scores - scores.amax(dim=-1, keepdim=True)) / temperature).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _with_logsumexp(scores: Tensor, temperature: float) -> Tensor:
    divided = scores / temperature
    return (divided - divided.logsumexp(dim=-1, keepdim=True)).exp()


def _multiplied(scores: Tensor, temperature: float) -> Tensor:
    return torch.softmax(scores * temperature, dim=-1)


def _after(scores: Tensor, temperature: float) -> Tensor:
    return torch.softmax(scores, dim=-1) / temperature


def _ignored(scores: Tensor, temperature: float) -> Tensor:
    return torch.softmax(scores, dim=-1)


def _first_axis(scores: Tensor, temperature: float) -> Tensor:
    return torch.softmax(scores / temperature, dim=0)


def _overflow(scores: Tensor, temperature: float) -> Tensor:
    exponentials = (scores / temperature).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _not_normalised_again(scores: Tensor, temperature: float) -> Tensor:
    return torch.softmax(scores, dim=-1) ** (1 / temperature)


def _softmax_missing(scores: Tensor, temperature: float) -> Tensor:
    return scores / temperature


MISTAKES = (
    Mistake(
        "multiplied",
        "You multiplied by the temperature. Then a high one sharpens; it should flatten.",
        _multiplied,
    ),
    Mistake(
        "divided-after-softmax",
        "You divided the shares, and they no longer sum to 1. Divide the scores.",
        _after,
    ),
    Mistake(
        "temperature-has-no-effect",
        "The temperature has no effect in your answer, or cancels out. Divide the scores by it, before softmax.",
        _ignored,
    ),
    Mistake("first-axis", "The shares sum to 1 along the first axis. Take the last one, dim=-1.", _first_axis),
    Mistake(
        "overflow",
        "exp overflows for large scores. Subtract the maximum of scores / temperature, or let torch.softmax do it.",
        _overflow,
    ),
    Mistake(
        "not-normalised-again",
        "The powers of the shares no longer sum to 1. Divide by their sum, or divide the scores before softmax.",
        _not_normalised_again,
    ),
    Mistake("softmax-missing", "These are the divided scores. Softmax is missing.", _softmax_missing),
)

EXERCISE = Exercise(
    name="softmax-with-temperature",
    chapter="softmax",
    minutes=5,
    difficulty="easy",
    solution=softmax_with_temperature,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_hand, _with_logsumexp),
    tolerance=3e-4,  # scores of 1000 leave float32 few digits, whichever way it is written
)
