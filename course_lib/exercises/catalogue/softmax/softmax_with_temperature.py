"""Write softmax with a temperature."""

import torch
from torch import Tensor

from course_lib.exercises.exercise import Case, Exercise, Mistake
from course_lib.exercises.probes import random_tensor


def softmax_with_temperature(scores: Tensor, temperature: float) -> Tensor:
    """Divide the scores by the temperature, then share out along the last axis."""
    return torch.softmax(scores / temperature, dim=-1)


CASES = (
    Case("three scores, temperature 0.5", lambda: (torch.tensor([2.0, 1.0, 0.0]), 0.5)),
    Case("three scores, temperature 4", lambda: (torch.tensor([2.0, 1.0, 0.0]), 4.0)),
    Case("two rows of four scores, temperature 2", lambda: (random_tensor(2, 4), 2.0)),
    Case("three rows of three scores, temperature 0.7", lambda: (random_tensor(3, 3), 0.7)),
    Case("scores near 1000, temperature 0.25", lambda: (torch.tensor([1000.0, 1000.5, 999.0]), 0.25)),
    Case("shape [2, 3, 4], temperature 3", lambda: (random_tensor(2, 3, 4), 3.0)),
)


def _by_hand(scores: Tensor, temperature: float) -> Tensor:
    exponentials = ((scores - scores.amax(dim=-1, keepdim=True)) / temperature).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _with_powers(scores: Tensor, temperature: float) -> Tensor:
    powers = torch.softmax(scores, dim=-1).double() ** (1 / temperature)
    return (powers / powers.sum(dim=-1, keepdim=True)).to(scores.dtype)


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


MISTAKES = (
    Mistake(
        "multiplied",
        _multiplied,
        "You multiplied by the temperature. Then a high one sharpens; it should flatten.",
    ),
    Mistake(
        "divided-after-softmax",
        _after,
        "You divided the shares, and they no longer sum to 1. Divide the scores.",
    ),
    Mistake(
        "temperature-has-no-effect",
        _ignored,
        "The temperature changes nothing here. Divide all of each score by it, not only the maximum you subtract.",
    ),
    Mistake("first-axis", _first_axis, "The shares sum to 1 along the first axis. Take the last one, dim=-1."),
    Mistake(
        "overflow",
        _overflow,
        "exp overflows for large scores. Subtract the maximum, or let torch.softmax do it.",
    ),
)

EXERCISE = Exercise(
    name="softmax-with-temperature",
    chapter="softmax",
    minutes=5,
    difficulty="easy",
    solution=softmax_with_temperature,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_hand, _with_powers),
)
