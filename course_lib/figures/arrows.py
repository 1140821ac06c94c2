"""Vectors in the plane, drawn as arrows from the origin."""

from collections.abc import Collection, Mapping, Sequence
from math import ceil

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from course_lib.figures.style import COLOURS


def draw_arrows(
    vectors: Mapping[str, Sequence[float]],
    *,
    colours: Sequence[str] = ("query", "key", "value", "output", "neutral"),
    beside: Collection[str] = (),
    reach: float = 4.0,
    lowest: tuple[float, float] | None = None,
    top: float | None = None,
    title: str = "",
    axes: Axes | None = None,
) -> Axes:
    """Draw each labelled vector (x, y) from the origin on a square grid.

    Args:
        vectors: label → (x, y); at most as many as there are colours.
        colours: role names of `COLOURS`, in the order of the vectors.
        beside: labels that stand below the tip instead of beyond it, where another arrow runs on.
        reach: the grid ends at this coordinate to the right and above.
        lowest: where it ends to the left and below; by default at (−reach, −reach).
        top: where it ends above, if not at `reach`.
    """
    left, bottom = (-reach, -reach) if lowest is None else lowest
    top = reach if top is None else top
    axes = plt.subplots(figsize=(4.2, 4.2 * (top - bottom) / (reach - left)))[1] if axes is None else axes
    axes.set(xlim=(left, reach), ylim=(bottom, top), aspect="equal", title=title)
    axes.set_xticks(range(ceil(left), int(reach) + 1))
    axes.set_yticks(range(ceil(bottom), int(top) + 1))
    axes.grid(color=COLOURS["faint"], linewidth=0.6)
    axes.axhline(0, color=COLOURS["neutral"], linewidth=0.8)
    axes.axvline(0, color=COLOURS["neutral"], linewidth=0.8)
    axes.set_axisbelow(True)
    for (label, (x, y)), role in zip(vectors.items(), colours, strict=False):
        axes.annotate(
            "",
            xy=(x, y),
            xytext=(0, 0),
            arrowprops={"arrowstyle": "-|>", "color": COLOURS[role], "linewidth": 2.2, "shrinkA": 0, "shrinkB": 0},
        )
        length = max((x * x + y * y) ** 0.5, 1e-9)
        offset = (4, -14) if label in beside else (12 * x / length, 12 * y / length)
        axes.annotate(
            label,
            xy=(x, y),
            xytext=offset,
            textcoords="offset points",
            ha="center",
            va="center",
            color=COLOURS[role],
            fontweight="bold",
        )
    return axes
