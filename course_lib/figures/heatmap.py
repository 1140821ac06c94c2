"""The one heat map of the book: a matrix of scores or weights whose rows ask and whose columns answer."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
from jaxtyping import Float
from matplotlib.axes import Axes
from torch import Tensor

from course_lib.figures.cells import Cell, paint_cells
from course_lib.figures.colour_scale import drawable, scale_over
from course_lib.figures.labels import (
    POINTS,
    figure_of,
    lay_out,
    make_room_for_row_labels,
    size_of,
    turn_column_labels,
)
from course_lib.figures.style import WIDEST
from course_lib.language import say

LOWEST_CELL = 0.24  # inches: a row of labels needs as much


def draw_heatmap(
    matrix: Float[Tensor, "rows columns"],
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    row_axis: str = "query",
    column_axis: str = "key",
    title: str = "",
    digits: int | None = 2,
    largest: float | None = None,
    axes: Axes | None = None,
) -> Axes:
    """Draw a labelled matrix: weights as ink, and squares, filled or hollow, as soon as a value is negative.

    Args:
        matrix: [rows, columns]; a value of −∞ is drawn grey and hatched: blocked.
        rows, columns: one label for each row and column; the same one may come twice. Long ones are turned.
        row_axis, column_axis: what the two axes are; said beside them.
        digits: decimals written into each cell, where they fit; None writes nothing.
        largest: the value of the strongest ink or the largest square; by default the largest magnitude found.

    Raises:
        ValueError: the labels do not match the shape of the matrix, it holds NaN or +∞, or a value is beyond `largest`.
    """
    if tuple(matrix.shape) != (len(rows), len(columns)):
        raise ValueError(
            say(
                "matrix has shape {shape}, but there are {rows} row labels and {columns} "
                "column labels; give one label for each row and each column.",
                shape=list(matrix.shape),
                rows=len(rows),
                columns=len(columns),
            )
        )
    values = drawable(matrix)
    scale = scale_over([values], largest)
    is_own = axes is None
    axes = plt.subplots(figsize=_size(len(rows), len(columns)))[1] if axes is None else axes
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5), title=title)
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set_xlabel(say(column_axis), labelpad=8)
    axes.set_ylabel(say(row_axis), labelpad=8)

    figure = figure_of(axes)
    make_room_for_row_labels(axes)
    lay_out(figure)  # only then do cells have their size
    grown = turn_column_labels(axes, side="top")
    if is_own:
        figure.set_figheight(figure.get_figheight() + grown / POINTS)
        lay_out(figure)
    width, height = size_of(axes)
    paint_cells(axes, values, scale, Cell(width / len(columns), height / len(rows)), digits=digits)
    return axes


def _size(rows: int, columns: int) -> tuple[float, float]:
    """Return the figure's width and height in inches: cells are wide at first, square where many share the width."""
    labels = 1.4
    width = min(0.8 * columns + labels, WIDEST)
    return width, max(LOWEST_CELL, min(0.55, (width - labels) / columns)) * rows + 1.3
