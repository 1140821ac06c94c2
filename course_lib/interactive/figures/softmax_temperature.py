"""Scores, a temperature, and the shares softmax makes of them."""

from collections.abc import Mapping
from html import escape
from math import isfinite
from types import MappingProxyType

import torch
from IPython.display import HTML

from course_lib.attention import softmax
from course_lib.interactive.parts.figure import interactive_figure

COLDEST, HOTTEST = 0.05, 20.0
LARGEST_SCORE = 1e6
SCORES = MappingProxyType({"人": 9, "工": 6, "智": 3, "能": 1})


def softmax_temperature(scores: Mapping[str, int | float] = SCORES, temperature: int | float = 1.0) -> HTML:
    """Show softmax(scores / temperature) as bars; scores and temperature can be changed.

    Args:
        scores: two to eight tokens and their scores, each from −1 000 000 to 1 000 000; where it starts.
        temperature: from 0.05 to 20; where the slider starts.

    Raises:
        ValueError: another number of tokens, a long or empty token, or a number out of range.
    """
    _refuse_unfit(scores, temperature)
    numbers = [float(score) for score in scores.values()]
    shares = softmax(torch.tensor(numbers, dtype=torch.float64) / temperature).tolist()
    return interactive_figure(
        "softmax_temperature",
        title="Softmax with a temperature",
        instruction="Move the slider, or change the scores.",
        data={
            "tokens": list(scores),
            "scores": numbers,
            "temperature": float(temperature),
            "coldest": COLDEST,
            "hottest": HOTTEST,
            "largest": LARGEST_SCORE,
        },
        fallback=_table(scores, shares, temperature),
    )


def _refuse_unfit(scores: Mapping[str, int | float], temperature: int | float) -> None:
    if not 2 <= len(scores) <= 8:
        raise ValueError(f"scores must hold two to eight tokens; got {len(scores)}.")
    for token, score in scores.items():
        if not 1 <= len(token) <= 12:
            raise ValueError(f"Each token must have 1 to 12 characters; got {token!r}.")
        if not (isfinite(score) and abs(score) <= LARGEST_SCORE):
            raise ValueError(f"The score of {token!r} must be a number from -1e6 to 1e6; got {score}.")
    if not COLDEST <= temperature <= HOTTEST:
        raise ValueError(f"temperature must be from {COLDEST} to {HOTTEST:g}; got {temperature}.")


def _table(scores: Mapping[str, int | float], shares: list[float], temperature: int | float) -> str:
    rows = "".join(
        f"<tr><th>{escape(token)}</th><td>{score:g}</td><td>{share:.4f}</td></tr>"
        for (token, score), share in zip(scores.items(), shares, strict=True)
    )
    return (
        f"<p>Shares at temperature {temperature:g}. With scripts allowed, you can change all numbers.</p>"
        f"<table><tr><th>token</th><th>score</th><th>share</th></tr>{rows}</table>"
    )
