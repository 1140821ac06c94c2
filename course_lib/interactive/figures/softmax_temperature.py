"""Scores, a temperature, and the shares softmax makes of them."""

from collections.abc import Mapping
from html import escape
from math import isfinite
from types import MappingProxyType

import torch
from IPython.display import HTML

from course_lib.attention import softmax
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.language import say

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
        parts=["softmax", "shares", "scale_around_one", "number_field", "slider", "buttons", "track", "readout"],
        title=say("Softmax with a temperature"),
        instruction=say("Move the slider, or change the scores."),
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
        raise ValueError(say("scores must hold two to eight tokens; got {count}.", count=len(scores)))
    for token, score in scores.items():
        if not 1 <= len(token) <= 12:
            raise ValueError(say("Each token must have 1 to 12 characters; got {token!r}.", token=token))
        if not (isfinite(score) and abs(score) <= LARGEST_SCORE):
            raise ValueError(
                say("The score of {token!r} must be a number from -1e6 to 1e6; got {score}.", token=token, score=score)
            )
    if not COLDEST <= temperature <= HOTTEST:
        raise ValueError(
            say(
                "temperature must be from {coldest} to {hottest:g}; got {temperature}.",
                coldest=COLDEST,
                hottest=HOTTEST,
                temperature=temperature,
            )
        )


def _table(scores: Mapping[str, int | float], shares: list[float], temperature: int | float) -> str:
    rows = "".join(
        f"<tr><th>{escape(token)}</th><td>{score:g}</td><td>{share:.4f}</td></tr>"
        for (token, score), share in zip(scores.items(), shares, strict=True)
    )
    intro = say(
        "Shares at temperature {temperature:g}. With scripts allowed, you can change all numbers.",
        temperature=temperature,
    )
    head = "".join(f"<th>{escape(word)}</th>" for word in (say("token"), say("score"), say("share")))
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{rows}</table>"
