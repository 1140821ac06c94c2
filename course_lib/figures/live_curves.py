"""Curves that grow in a notebook while something is trained."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
from IPython.display import display

from course_lib.figures.curves import draw_curves
from course_lib.language import say


class LiveCurves:
    """A figure that is shown at once, empty, and drawn anew with each point that is added.

    Its axes stay as they are, from 0 to `x_end` and from 0 to 1, so that nothing jumps while one watches.

    Example: curves = LiveCurves(["loss"], x_axis="step", y_axis="share", x_end=500); curves.add(1, 0.9).
    """

    def __init__(self, names: Sequence[str], *, x_axis: str, y_axis: str, x_end: int) -> None:
        """Show the empty axes; each name becomes a curve."""
        self.figure, self.axes = plt.subplots()
        plt.close(self.figure)  # or the notebook would show it once more at the end of the cell
        draw_curves([], {name: [] for name in names}, x_axis=x_axis, y_axis=y_axis, axes=self.axes)
        self.axes.set(xlim=(0, x_end), ylim=(0, 1.05))
        self._shown = display(self.figure, display_id=True)  # None outside of a notebook
        self._points: list[tuple[float, ...]] = []

    def add(self, x: int, *values: float) -> None:
        """Add a point to each curve, and draw.

        Raises:
            ValueError: not one value for each curve.
        """
        if len(values) != len(self.axes.lines):
            raise ValueError(
                say(
                    "got {count} values; expected {curves}, one for each curve.",
                    count=len(values),
                    curves=len(self.axes.lines),
                )
            )
        self._points.append((x, *values))
        across, *up = zip(*self._points, strict=True)
        for line, heights in zip(self.axes.lines, up, strict=True):
            line.set_data(across, heights)
        if self._shown is not None:
            self._shown.update(self.figure)
