"""Strips of dots: several measurements of each thing, one row for each, so that their spread is seen."""

from collections.abc import Mapping, Sequence
from statistics import median

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from course_lib.figures.labels import figure_of
from course_lib.figures.style import COLOURS

ROW = 0.3  # inches that a row takes


def draw_strips(
    strips: Mapping[str, Sequence[float]], *, value_axis: str, title: str = "", axes: Axes | None = None
) -> Axes:
    """Draw one row of dots for each name, from the top, with a stroke at the median and a line at 0."""
    is_own = axes is None
    axes = plt.subplots()[1] if axes is None else axes
    axes.axvline(0, color=COLOURS["neutral"], linewidth=0.8)
    for row, values in enumerate(strips.values()):
        axes.plot(list(values), [row] * len(values), "o", color=COLOURS["ink"], markersize=5, fillstyle="none")
        axes.plot([median(values)] * 2, [row - 0.3, row + 0.3], color=COLOURS["ink"], linewidth=1.5)
    axes.set_yticks(range(len(strips)), list(strips))
    axes.set(xlabel=value_axis, title=title, ylim=(len(strips) - 0.5, -0.5))
    if is_own:
        figure_of(axes).set_figheight(1 + ROW * len(strips))
    return axes
