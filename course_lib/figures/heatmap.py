"""The one heat map of the book: a matrix of scores or weights whose rows ask and whose columns answer."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
from jaxtyping import Float
from matplotlib.axes import Axes
from torch import Tensor

from course_lib.figures.cells import paint_cells, write_numbers
from course_lib.figures.colour_scale import drawable, scale_over
from course_lib.figures.labels import (
    POINTS,
    figure_of,
    lay_out,
    make_room_for_row_labels,
    turn_column_labels,
    width_of,
)
from course_lib.language import say

WIDEST = 6.4  # inches; a wider figure cannot be read on a phone


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
    """Draw a labelled matrix; 0 is white, and the scale is symmetric as soon as a value is negative.

    Args:
        matrix: [rows, columns]; a value of −∞ is drawn grey and hatched: blocked, no colour of the scale.
        rows, columns: one label for each row and column; the same one may come twice. Long ones are turned.
        row_axis, column_axis: what the two axes are; said beside them.
        digits: decimals written into each cell; None writes nothing.
        largest: the value with the darkest colour; by default the largest magnitude found.

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
    paint_cells(axes, values, scale)
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set_xlabel(say(column_axis), labelpad=8)
    axes.set_ylabel(say(row_axis), labelpad=8)
    axes.set_title(title)

    figure = figure_of(axes)
    make_room_for_row_labels(axes)
    lay_out(figure)  # only then do cells have their width
    grown = turn_column_labels(axes, side="top")
    if is_own:
        figure.set_figheight(figure.get_figheight() + grown / POINTS)
    if digits is not None:
        write_numbers(axes, values, scale, digits, cell_width=width_of(axes) / len(columns))
    return axes


def _size(rows: int, columns: int) -> tuple[float, float]:
    """Return the figure's width and height in inches: cells are wide at first, square where many share the width."""
    labels = 2.2
    width = min(0.8 * columns + labels, WIDEST)
    return width, min(0.6, (width - labels) / columns) * rows + 1.6
