"""The cells of a heat map: weights as ink, signed numbers as squares, the blocked ones, and the numbers in them."""

from dataclasses import dataclass

from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from torch import Tensor

from course_lib.figures.colour_scale import BLOCKED, ColourScale
from course_lib.figures.squares import Place, paint_squares, place_in_cell
from course_lib.figures.style import COLOURS, SMALLEST

NUMBER_WIDTH = 0.62  # of a digit, as a multiple of the font's size
MARGIN = 1  # points between a number and the next cell
MOST_CELLS = 900  # beyond, cells are too small to be told apart one by one: they become the pixels of a picture
# From these shares of the scale on, what is written on a cell is black in light and dark; then white, in dark black.
MIDDLE, STRONG = 0.46, 0.60
# Where a number stands: from which point of its cell, how far from there, and with which of its own sides.
NUMBER = {
    "alone": ((0.0, 0.0), (0, 0), ("center", "center")),
    "above": ((0.0, 0.5), (0, 2), ("center", "bottom")),
    "beside": ((0.5, 0.0), (-2, 0), ("right", "center")),
}


@dataclass(frozen=True)
class Cell:
    """The width and height of every cell, in points."""

    width: float
    height: float


def paint_cells(
    axes: Axes,
    values: Float[Tensor, "rows columns"],
    scale: ColourScale,
    cell: Cell,
    *,
    role: str = "ink",
    digits: int | None = None,
    smallest: float = SMALLEST,
) -> None:
    """Draw the cells of a drawable matrix and write numbers where they fit; the axes must have been laid out.

    Of weights each cell is ink, as strong as the weight. Where there are two signs each number is a square as large
    in area, filled above 0 and hollow below. Blocked cells are grey and hatched.

    Args:
        cell: the size of one cell.
        role: whose colour squares have.
        digits: decimals of the numbers; fewer where only these fit, and none at all where no number would be legible.
        smallest: points of the smallest legible number.
    """
    rows, columns = values.shape
    axes.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5))
    size, decimals = _number_size(values, digits, cell, scale) if digits is not None else (0.0, 0)
    place = place_in_cell(cell.height, size if size >= smallest else 0.0)
    shown = values.masked_fill(values == BLOCKED, 0)
    if values.numel() > MOST_CELLS:
        _paint_picture(axes, shown, scale)
    elif scale.signed:
        paint_squares(axes, shown, scale.largest, place, role)
    else:
        _paint_ink(axes, shown, scale)
    for row, column in (values == BLOCKED).nonzero().tolist():
        grey, lines = COLOURS["pale"], COLOURS["faint"]
        corner = (column - 0.5, row - 0.5)
        axes.add_patch(Rectangle(corner, 1, 1, facecolor=grey, edgecolor=lines, hatch="///", linewidth=0))
    if size >= smallest:
        _write_numbers(axes, values, scale, decimals, min(size, SMALLEST), place)
    axes.tick_params(length=0)
    axes.spines[:].set(visible=True, color=COLOURS["faint"], linewidth=1)


def _paint_ink(axes: Axes, values: Float[Tensor, "rows columns"], scale: ColourScale) -> None:
    """Paint each cell with ink of its value's opacity, with a gap to the next, so that none shines through."""
    rows, columns = values.shape
    axes.pcolormesh(
        *([number - 0.5 for number in range(size + 1)] for size in (columns, rows)),
        values.numpy(),
        cmap=scale.colours,
        vmin=0,
        vmax=scale.largest or 1,
        edgecolors=COLOURS["paper"],
        linewidth=0.8,
    )


def _paint_picture(axes: Axes, values: Float[Tensor, "rows columns"], scale: ColourScale) -> None:
    """Paint one pixel a cell; with two signs the paper is the lowest value, and 0 lies in the middle."""
    axes.imshow(
        values.numpy(),
        cmap=scale.colours,
        vmin=scale.smallest,
        vmax=scale.largest or 1,
        aspect="auto",
        interpolation="none",
    )


def _write_numbers(
    axes: Axes,
    values: Float[Tensor, "rows columns"],
    scale: ColourScale,
    digits: int,
    size: float,
    place: Place,
) -> None:
    """Write each value into its cell; a blocked one says −∞."""
    for row, line in enumerate(values.tolist()):
        for column, value in enumerate(line):
            corner, offset, alignment = NUMBER[place.mode if scale.signed else "alone"]
            axes.annotate(
                _written(value, digits),
                (column + corner[0], row + corner[1]),
                offset,
                textcoords="offset points",
                ha=alignment[0],
                va=alignment[1],
                fontsize=size,
                color=COLOURS[_on(value, scale)],
            )


def _on(value: float, scale: ColourScale) -> str:
    """Return the name of the colour in which a number stands on its cell."""
    if scale.signed or value == BLOCKED:
        return "ink"
    share = value / (scale.largest or 1)
    return "on faint" if share < MIDDLE else "on middle" if share < STRONG else "on strong"


def _number_size(
    values: Float[Tensor, "rows columns"], digits: int, cell: Cell, scale: ColourScale
) -> tuple[float, int]:
    """Return the size, in points, in which all values fit into their cells, and with how many decimals."""
    size = 0.0
    for decimals in dict.fromkeys((digits, min(digits, 1))):
        longest = max(len(_written(value, decimals)) for line in values.tolist() for value in line)
        room = place_in_cell(cell.height, SMALLEST).room(cell.width) if scale.signed else cell.width
        size = min(SMALLEST, (room - MARGIN) / (NUMBER_WIDTH * longest), cell.height / 1.1)
        if size >= SMALLEST:
            break
    return size, decimals


def _written(value: float, digits: int) -> str:
    """Return the number with a true minus sign; what rounds to 0 has no sign."""
    return "−∞" if value == BLOCKED else f"{value:z.{digits}f}".replace("-", "−")
