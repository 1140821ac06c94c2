"""Bars with their values written on them: scores, shares, products of components."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from course_lib.figures.style import COLOURS
from course_lib.language import say


def draw_bars(
    labels: Sequence[str],
    values: Sequence[float],
    *,
    title: str = "",
    value_axis: str = "",
    colour: str = "ink",
    digits: int = 2,
    axes: Axes | None = None,
) -> Axes:
    """Draw one bar per label, its value written at its end.

    Raises:
        ValueError: not as many labels as values.
    """
    if len(labels) != len(values):
        raise ValueError(
            say(
                "labels has {labels} entries and values has {values}; give one label per value.",
                labels=len(labels),
                values=len(values),
            )
        )
    axes = plt.subplots()[1] if axes is None else axes
    heights = [float(value) for value in values]
    bars = axes.bar(list(labels), heights, color=COLOURS[colour], width=0.7)
    axes.bar_label(
        bars, labels=[f"{height:.{digits}f}".replace("-", "−") for height in heights], padding=2, fontsize=11
    )
    axes.axhline(0, color=COLOURS["neutral"], linewidth=0.8)
    axes.margins(y=0.15)
    axes.set(title=title, ylabel=value_axis)
    return axes
