"""How large the steps of training are: pure functions from the number of a step to a factor of the learning rate."""

from math import cos, pi
from typing import Literal

from course_lib.language import say

Decay = Literal["cosine", "linear", "none"]


def warm_up_then_decay(step: int, steps: int, *, warm_up: int, decay: Decay = "cosine") -> float:
    """Return the factor of the peak rate: up in a line over the first `warm_up` steps, then down to 0 after the last.

    Counted as in the library `transformers`: step 0 has the factor 0, and step `warm_up` alone the factor 1. Without
    a warm-up step 0 has the factor 1.

    Args:
        step: the number of the step, from 0.
        steps: how many steps there are; from there on the factor is 0 (with "none" it stays 1).
        warm_up: how many steps the rate takes to its peak, from 0 to `steps`.
        decay: the way down: half a wave of the cosine, a line, or none.

    Raises:
        ValueError: a number out of range, or a decay that is not known.
    """
    if step < 0:
        raise ValueError(say("step is {step}; expected the number of a step, from 0.", step=step))
    if not 0 <= warm_up <= steps:
        raise ValueError(
            say(
                "warm_up is {warm_up}; expected from 0 (none) to {steps}, the number of all steps.",
                warm_up=warm_up,
                steps=steps,
            )
        )
    if step < warm_up:
        return step / warm_up
    done = min(1.0, (step - warm_up) / max(1, steps - warm_up))
    if decay == "cosine":
        return (1 + cos(pi * done)) / 2
    if decay == "linear":
        return 1 - done
    if decay == "none":
        return 1.0
    raise ValueError(say('decay is {decay!r}; expected "cosine", "linear" or "none".', decay=decay))


def rise_stay_fall(step: int, steps: int, *, rise: int, fall: float = 0.3) -> float:
    """Return the factor of the peak rate: up in a line over `rise` steps, then 1, then down in a line at the end.

    No step is wasted: the first has the factor 1 / rise, the last one above 0.

    Args:
        step: the number of the step, from 0.
        steps: how many steps there are; from there on the factor is 0.
        rise: how many steps the rate takes to its peak.
        fall: over which share of all steps, at the end, it goes down.

    Raises:
        ValueError: a number out of range.
    """
    if step < 0 or rise < 0 or not 0 <= fall <= 1:
        raise ValueError(
            say(
                "step is {step}, rise is {rise} and fall is {fall}; expected numbers from 0, and a share of at most 1.",
                step=step,
                rise=rise,
                fall=fall,
            )
        )
    up = (step + 1) / rise if rise else 1.0
    down = (steps - step) / (fall * steps) if fall * steps else float(step < steps)
    return max(0.0, min(up, 1.0, down))


def paper_rate(step: int, *, d_model: int, warm_up: int = 4000) -> float:
    """Return the learning rate itself, as the paper has it: up in a line, then down with 1/√step, never to 0.

    Its steps count from 0 here, and from 1 in the formula. With `LambdaLR`, give the optimizer the rate 1.

    Raises:
        ValueError: a step below 0, or another number below 1.

    Source: Vaswani et al. (2017), "Attention is all you need", equation 3.
    """
    if step < 0 or d_model < 1 or warm_up < 1:
        raise ValueError(
            say(
                "step is {step}, d_model is {d_model} and warm_up is {warm_up}; expected a step from 0, and the others "
                "from 1.",
                step=step,
                d_model=d_model,
                warm_up=warm_up,
            )
        )
    number = step + 1
    return d_model**-0.5 * min(number**-0.5, number * warm_up**-1.5)
