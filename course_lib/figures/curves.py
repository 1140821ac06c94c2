"""Curves over a common horizontal axis, each named beside its line."""

from collections.abc import Mapping, Sequence
from math import ceil

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from course_lib.figures.labels import figure_of
from course_lib.figures.style import CURVES, PowersOfTen
from course_lib.language import say

MOST_INSIDE = 3  # of more curves the names stand below, where they cover none
ROW = 0.24  # inches that a row of names takes


def draw_curves(
    x: Sequence[float],
    curves: Mapping[str, Sequence[float]],
    *,
    x_axis: str,
    y_axis: str,
    title: str = "",
    markers: bool = False,
    log: str = "",
    axes: Axes | None = None,
) -> Axes:
    """Draw each named curve over `x`.

    Args:
        x: horizontal coordinates, shared by all curves.
        curves: name → vertical coordinates.
        markers: mark the measured points.
        log: which axes are logarithmic: "", "x", "y" or "xy".

    Raises:
        ValueError: a curve has not as many points as `x`.
    """
    is_own = axes is None
    axes = plt.subplots()[1] if axes is None else axes
    for (name, y), look in zip(curves.items(), CURVES, strict=False):
        if len(y) != len(x):
            raise ValueError(
                say(
                    "curve {name!r} has {points} points and x has {expected}; give one value for each x.",
                    name=name,
                    points=len(y),
                    expected=len(x),
                )
            )
        marker = look.marker if markers else ""
        axes.plot(list(x), list(y), look.dashes, color=look.colour, label=name, marker=marker, markersize=5)
    for letter in log:
        axes.set(**{f"{letter}scale": "log"})
        axis = axes.xaxis if letter == "x" else axes.yaxis
        axis.set_major_formatter(PowersOfTen())
        axis.set_minor_formatter(PowersOfTen())
    axes.set(xlabel=x_axis, ylabel=y_axis, title=title)
    if len(curves) > MOST_INSIDE:
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2)
        if is_own:
            figure = figure_of(axes)
            figure.set_figheight(figure.get_figheight() + ROW * ceil(len(curves) / 2))
    elif len(curves) > 1:
        axes.legend()
    return axes
