"""A timeline: what came when, one line each."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from course_lib.figures.style import COLOURS, WIDEST


def draw_timeline(events: Sequence[tuple[str, str]], *, highlight: str = "", axes: Axes | None = None) -> Axes:
    """Draw events (when, what) from top to bottom, in the order given.

    Args:
        events: when it was, and what.
        highlight: events whose text begins with this are set off.
    """
    axes = plt.subplots(figsize=(WIDEST, 0.42 * len(events) + 0.4))[1] if axes is None else axes
    rows = range(len(events), 0, -1)
    axes.plot([0] * len(events), list(rows), color=COLOURS["faint"], linewidth=3, zorder=0)
    for row, (when, what) in zip(rows, events, strict=True):
        special = bool(highlight) and what.startswith(highlight)
        fill = COLOURS["ink" if special else "paper"]
        axes.plot(0, row, "o", color=COLOURS["ink"], markerfacecolor=fill)
        axes.text(-0.25, row, when, ha="right", va="center", fontweight="bold" if special else "normal")
        axes.text(0.25, row, what, ha="left", va="center", fontweight="bold" if special else "normal", fontsize=11)
    axes.set(xlim=(-1.9, 9.3), ylim=(0.4, len(events) + 0.6))
    axes.axis("off")
    return axes
