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
    Case("scores 0 and −200, temperature 100", lambda: (torch.tensor([0.0, -200.0]), 100.0)),
    Case("three scores close to each other, temperature 0.02", lambda: (torch.tensor([0.02, 0.04, 0.0]), 0.02)),
    Case("scores 990, 1000 and −1000, temperature 0.01", lambda: (torch.tensor([990.0, 1000.0, -1000.0]), 0.01)),
    Case(
        "scores far apart, within and between rows",
        lambda: (torch.tensor([[0.0, 300.0, -300.0], [1000.0, 1001.0, 700.0]]), 0.5),
    ),
    Case("float64", lambda: (random_tensor(2, 3, dtype=torch.float64), 0.5)),
    Case("shape [2, 3, 4], temperature 3", lambda: (random_tensor(2, 3, 4), 3.0)),
)


# Other ways to write it


def _by_hand(scores: Tensor, temperature: float) -> Tensor:
    divided = scores / temperature
    exponentials = (divided - divided.amax(dim=-1, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def _with_logsumexp(scores: Tensor, temperature: float) -> Tensor:
    divided = scores.double() / temperature
    return (divided - divided.logsumexp(dim=-1, keepdim=True)).exp()


def _row_by_row(scores: Tensor, temperature: float) -> Tensor:
    shares = torch.zeros(scores.shape)
    for row, share in zip(scores.reshape(-1, scores.shape[-1]), shares.view(-1, scores.shape[-1]), strict=True):
        share[:] = torch.softmax((row - row.max()) / temperature, dim=0)
    return shares


# Ways to get it wrong

SHARES = "torch.softmax(scores / temperature, dim=-1)"
LARGEST = "divided.amax(dim=-1, keepdim=True)"

MISTAKES = (
    Mistake("multiplied", "You multiplied by the temperature: a high one must flatten.", {"scores /": "scores *"}),
    Mistake(
        "divided-after-softmax",
        "You divided or multiplied the shares, and they no longer sum to 1. Divide the scores.",
        tuple({SHARES: f"torch.softmax(scores, dim=-1) {sign} temperature"} for sign in "/*"),
    ),
    Mistake(
        "temperature-has-no-effect",
        "The temperature has no effect in your answer, or cancels out. Divide the scores by it, before softmax.",
        {" / temperature": ""},
    ),
    Mistake("first-axis", "The shares sum to 1 along the first axis. Take the last one, dim=-1.", {"dim=-1": "dim=0"}),
    Mistake("second-axis", "Axis 1 is not always the last one. Take dim=-1.", {"dim=-1": "dim=1"}),
    Mistake(
        "overflow",
        "exp overflows for large scores. Subtract the maximum of scores / temperature, or let torch.softmax do it.",
        ({f" - {LARGEST}": ""}, {f"divided - {LARGEST}": "divided.double()"}, {"divided.amax": "scores.amax"}),
        of=_by_hand,
    ),
    Mistake(
        "overall-maximum",
        "You subtract the largest score of all rows. A row far below it becomes 0 / 0: take each row's own.",
        {LARGEST: "divided.max()"},
        of=_by_hand,
    ),
    Mistake(
        "no-keepdim",
        "The maximum or the sum has lost its axis and meets the wrong numbers. Use `keepdim=True`.",
        (
            {LARGEST: "divided.amax(dim=-1)"},
            {".sum(dim=-1, keepdim=True)": ".sum(dim=-1)"},
            {LARGEST: "divided.amax(dim=-1)", ".sum(dim=-1, keepdim=True)": ".sum(dim=-1)"},
        ),
        of=_by_hand,
    ),
    Mistake(
        "sum-over-everything",
        "All rows together sum to 1. Each row should.",
        ({".sum(dim=-1, keepdim=True)": ".sum()"}, {LARGEST: "divided.max()", ".sum(dim=-1, keepdim=True)": ".sum()"}),
        of=_by_hand,
    ),
    Mistake(
        "not-normalised-again",
        "The powers of the shares no longer sum to 1. Divide by their sum, or divide the scores before softmax.",
        {SHARES: "torch.softmax(scores, dim=-1) ** (1 / temperature)"},
    ),
    Mistake(
        "powers-of-shares",
        "You took powers of the shares. A very small share is rounded to 0 first, and no power brings it back: divide "
        "the scores before softmax.",
        {f"(divided - {LARGEST}).exp()": "torch.softmax(scores, dim=-1) ** (1 / temperature)"},
        of=_by_hand,
    ),
    Mistake(
        "softmax-twice",
        "You took softmax before the division too. Divide the scores, then take it once.",
        {"(scores /": "(torch.softmax(scores, dim=-1) /"},
    ),
    Mistake("softmax-missing", "These are the divided scores. Softmax is missing.", {SHARES: "scores / temperature"}),
    Mistake("logarithms", "These are the logarithms of the shares: use softmax.", {"torch.soft": "torch.log_soft"}),
    Mistake("sign-turned", "The smallest score gets the largest share: drop the minus.", {"max(scores": "max(-scores"}),
)

EXERCISE = Exercise(
    name="softmax-with-temperature",
    chapter="softmax",
    minutes=5,
    difficulty="easy",
    solution=softmax_with_temperature,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_hand, _with_logsumexp, _row_by_row),
    tolerance=3e-4,  # scores of 1000 leave float32 few digits, whichever way it is written
)
