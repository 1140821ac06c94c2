"""The one heat map of the book: a matrix of scores or weights whose rows ask and whose columns answer."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
from jaxtyping import Float
from matplotlib.axes import Axes
from torch import Tensor

from course_lib.figures.style import SIGNED_COLOURS, WEIGHT_COLOURS


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
        matrix: [rows, columns].
        rows, columns: one label for each row and column.
        row_axis, column_axis: what the two axes are; said beside them.
        digits: decimals written into each cell; None writes nothing.
        largest: the value with the darkest colour; by default the largest magnitude found.

    Raises:
        ValueError: the labels do not match the shape of the matrix.
    """
    if tuple(matrix.shape) != (len(rows), len(columns)):
        raise ValueError(
            f"matrix has shape {list(matrix.shape)}, but there are {len(rows)} row labels and {len(columns)} "
            "column labels; give one label for each row and each column."
        )
    values = matrix.detach().cpu().double()
    largest = float(values.abs().max()) if largest is None else largest
    signed = bool((values < 0).any())
    axes = plt.subplots(figsize=(0.8 * len(columns) + 2.2, 0.6 * len(rows) + 1.6))[1] if axes is None else axes
    axes.imshow(
        values.numpy(),
        cmap=SIGNED_COLOURS if signed else WEIGHT_COLOURS,
        vmin=-largest if signed else 0,
        vmax=largest,
        aspect="auto",
    )
    axes.set_xticks(range(len(columns)), columns)
    axes.set_yticks(range(len(rows)), rows)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlabel(column_axis, labelpad=8)
    axes.set_ylabel(row_axis, labelpad=8)
    axes.set_title(title)
    if digits is not None:
        for row, line in enumerate(values.tolist()):
            for column, value in enumerate(line):
                dark = abs(value) > 0.55 * largest
                text = f"{value:.{digits}f}".replace("-", "−")
                axes.text(column, row, text, ha="center", va="center", fontsize=11, color="white" if dark else "black")
    return axes
