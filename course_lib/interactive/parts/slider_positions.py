"""Where sliders start: at a position that they have."""

from math import isfinite

from course_lib.language import say


def hundredths(argument: str, value: float, reachable: range) -> int:
    """Return a value in hundredths, in which a slider counts: whole numbers, which no sum makes inexact.

    Raises:
        ValueError: a value that is not among those in `reachable`; `argument` is its name.
    """
    if isfinite(value) and (position := round(value * 100)) in reachable and abs(value * 100 - position) < 1e-9:
        return position
    low, high, step = (number / 100 for number in (reachable[0], reachable[-1], reachable.step))
    raise ValueError(
        say(
            "{argument} must be from {low:g} to {high:g} in steps of {step:g}; got {value}.",
            argument=argument,
            low=low,
            high=high,
            step=step,
            value=value,
        )
    )


def refuse_unfit_top_k(top_k: int | None, most: int) -> None:
    """Raise ValueError unless top-k is a whole number from 1 to `most`, or None, which keeps all."""
    if top_k is not None and top_k not in range(1, most + 1):
        raise ValueError(
            say(
                "top_k must be a whole number from 1 to {count}, or None to keep all; got {top_k}.",
                count=most,
                top_k=top_k,
            )
        )
