"""The way of the numbers through one attention head, drawn with the head's own matrices."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import matplotlib.pyplot as plt
from jaxtyping import Float
from matplotlib.axes import Axes
from torch import Tensor

from course_lib.figures.cells import Cell, paint_cells
from course_lib.figures.colour_scale import ColourScale, drawable, scale_over
from course_lib.figures.head_matrices import refuse_matrices_of_several_heads, refuse_shapes_that_differ
from course_lib.figures.labels import POINTS
from course_lib.figures.style import COLOURS
from course_lib.language import say

COLUMN = 1.5  # inches from the middle of one column of matrices to the next
LARGEST, SMALLEST = 0.8, 0.3  # inches a matrix may be wide or high
MOST_CELLS = 16  # of a longer matrix the cells are pressed together, or all others would be tiny
NAME, ARROW = 0.26, 0.4  # inches for the name below a matrix, and for the arrow below the name
FONT_SIZE = 11


@dataclass(frozen=True)
class Place:
    """Where a matrix stands, how it is named, and the role that colours its frame."""

    row: int
    column: int
    name: str
    role: str


# Plain text, as an SVG has only one font for mathtext: a phone without it would show Times.
PLACES = {
    "x": Place(0, 1, "X", "neutral"),
    "w_q": Place(1, 0, "W_Q", "query"),
    "w_k": Place(1, 1, "W_K", "key"),
    "w_v": Place(1, 2, "W_V", "value"),
    "query": Place(2, 0, "Q", "query"),
    "key": Place(2, 1, "K", "key"),
    "value": Place(2, 2, "V", "value"),
    "scores": Place(3, 0, "scores", "neutral"),
    "weights": Place(3, 1, "weights", "neutral"),
    "output": Place(3, 2, "Z", "output"),
}

# From, to, and what is done on the way.
STEPS = (
    ("x", "w_q", ""),
    ("x", "w_k", ""),
    ("x", "w_v", ""),
    ("w_q", "query", "X W_Q"),
    ("w_k", "key", "X W_K"),
    ("w_v", "value", "X W_V"),
    ("query", "scores", "QKᵀ / √d_k"),
    ("key", "scores", ""),
    ("scores", "weights", "softmax"),
    ("weights", "output", "times V"),
    ("value", "output", ""),
)


@dataclass(frozen=True)
class Box:
    """A matrix's rectangle, in inches from the lower left corner of the figure."""

    x: float
    y: float
    width: float
    height: float


def draw_head_data_path(
    *,
    x: Float[Tensor, "..."],
    w_q: Float[Tensor, "..."],
    w_k: Float[Tensor, "..."],
    w_v: Float[Tensor, "..."],
    query: Float[Tensor, "..."],
    key: Float[Tensor, "..."],
    value: Float[Tensor, "..."],
    scores: Float[Tensor, "..."],
    weights: Float[Tensor, "..."],
    output: Float[Tensor, "..."],
) -> Axes:
    """Draw all matrices of one head, from the words to the output, with arrows for what is done to them.

    The area of a square is the size of a number; filled is positive, hollow is negative. Each matrix has a scale of
    its own, so that its pattern shows.
    Cells are equally large, so that shapes can be compared; only very thin matrices are widened, and those with
    more than 16 rows or columns pressed together.

    Args:
        x: one vector per word, [words, d_model]; one sentence, without the batch axis.
        w_q, w_k: [d_model, d_k].
        w_v: [d_model, d_v].
        query, key: x @ w_q and x @ w_k, [words, d_k].
        value: x @ w_v, [words, d_v].
        scores: query @ key.T / √d_k, [words, words]; −∞ where a mask blocks, drawn grey and hatched.
        weights: their softmax, [words, words].
        output: weights @ value, [words, d_v].

    Raises:
        ValueError: a shape does not fit, a matrix holds NaN or +∞, or one is not computed from the others.
    """
    matrices = dict(zip(PLACES, (x, w_q, w_k, w_v, query, key, value, scores, weights, output), strict=True))
    refuse_shapes_that_differ(matrices)
    values = {name: drawable(matrix) for name, matrix in matrices.items()}
    refuse_matrices_of_several_heads(values)
    boxes, height = _boxes({name: (matrix.shape[0], matrix.shape[1]) for name, matrix in values.items()})
    axes = plt.subplots(figsize=(3 * COLUMN, height), layout="none")[1]
    axes.set_position((0, 0, 1, 1))
    axes.set(xlim=(0, 3 * COLUMN), ylim=(0, height))
    axes.axis("off")
    for name, matrix in values.items():
        _draw_matrix(axes, boxes[name], matrix, PLACES[name])
    for start, end, label in STEPS:
        _draw_step(axes, start, end, label, boxes)
    return axes


def _boxes(shapes: Mapping[str, tuple[int, int]]) -> tuple[dict[str, Box], float]:
    """Return each matrix's box and the figure's height, in inches."""
    cell = LARGEST / min(MOST_CELLS, max(size for shape in shapes.values() for size in shape))
    sizes = {
        name: (min(max(cell * columns, SMALLEST), LARGEST), min(max(cell * rows, SMALLEST), LARGEST))
        for name, (rows, columns) in shapes.items()
    }
    boxes = {}
    top = 0.0
    for _, names in groupby(PLACES, key=lambda name: PLACES[name].row):
        row = list(names)
        tallest = max(sizes[name][1] for name in row)
        for name in row:
            width, height = sizes[name]
            middle = (PLACES[name].column + 0.5) * COLUMN
            # All matrices of a row stand on one line, so that their names do too.
            boxes[name] = Box(middle - width / 2, top - tallest, width, height)
        top -= tallest + NAME + ARROW
    total = -top - ARROW + 0.1
    return {name: Box(box.x, box.y + total - 0.05, box.width, box.height) for name, box in boxes.items()}, total


def _draw_matrix(axes: Axes, box: Box, values: Float[Tensor, "rows columns"], place: Place) -> None:
    """Draw one matrix as squares in the frame of its role, its name and shape below."""
    cells = axes.inset_axes((box.x, box.y, box.width, box.height), transform=axes.transData)
    rows, columns = values.shape
    scale = ColourScale(scale_over([values], largest=None).largest, signed=True)  # squares, whatever the signs
    size = Cell(box.width * POINTS / columns, box.height * POINTS / rows)
    paint_cells(cells, values, scale, size, role="ink" if place.role == "neutral" else place.role)
    cells.set(xticks=[], yticks=[])
    cells.spines[:].set(visible=True, color=COLOURS[place.role], linewidth=2)
    axes.text(
        box.x + box.width / 2,
        box.y - 0.05,
        f"{say(place.name)} [{rows}, {columns}]",
        ha="center",
        va="top",
        fontsize=FONT_SIZE,
        fontweight="bold",
        color=COLOURS[place.role],
    )


def _draw_step(axes: Axes, start: str, end: str, label: str, boxes: Mapping[str, Box]) -> None:
    """Draw the arrow from one matrix to the next, and beside it what is done on the way."""
    one, other = boxes[start], boxes[end]
    if PLACES[start].row == PLACES[end].row:
        middle = min(one.y + one.height / 2, other.y + other.height / 2)
        tail, tip = (one.x + one.width + 0.06, middle), (other.x - 0.06, middle)
        written, alignment = ((tail[0] + tip[0]) / 2, middle + 0.05), ("center", "bottom")
    else:
        aside = PLACES[start].column - PLACES[end].column  # an arrow from aside ends beside the one from above
        tail = (one.x + one.width / 2, one.y - NAME - 0.02)
        tip = (other.x + other.width * (0.5 + 0.25 * aside), other.y + other.height + 0.05)
        written, alignment = (tail[0] - 0.08, (tail[1] + tip[1]) / 2), ("right", "center")
    arrow = {"arrowstyle": "-|>", "color": COLOURS["neutral"], "shrinkA": 0, "shrinkB": 0, "linewidth": 1.3}
    axes.annotate("", xy=tip, xytext=tail, arrowprops=arrow)
    axes.text(*written, say(label), ha=alignment[0], va=alignment[1], fontsize=FONT_SIZE, color=COLOURS["neutral"])
