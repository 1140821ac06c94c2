"""The cells of a heat map: their colours, the blocked ones, and the numbers written into them."""

from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle
from torch import Tensor

from course_lib.figures.colour_scale import BLOCKED, ColourScale

FONT_SIZE = 11
NUMBER_WIDTH = 0.62  # of a digit, as a multiple of the font's size
MARGIN = 3  # points between a number and the next cell


def paint_cells(axes: Axes, values: Float[Tensor, "rows columns"], scale: ColourScale) -> AxesImage:
    """Colour the cells of a drawable matrix; blocked ones are grey and hatched, which no colour of a scale is."""
    image = axes.imshow(
        values.masked_fill(values == BLOCKED, 0).numpy(),  # white under the grey
        cmap=scale.colours,
        vmin=scale.smallest,
        vmax=scale.largest,
        aspect="auto",
    )
    for row, column in (values == BLOCKED).nonzero().tolist():
        corner = (column - 0.5, row - 0.5)
        axes.add_patch(Rectangle(corner, 1, 1, facecolor="#E6E6E6", edgecolor="#CDCDCD", hatch="///", linewidth=0))
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return image


def write_numbers(
    axes: Axes, values: Float[Tensor, "rows columns"], scale: ColourScale, digits: int, cell_width: float
) -> None:
    """Write each value into its cell, as large as its width (in points) allows; a blocked one says −∞."""
    size = number_size(values, digits, cell_width)
    lines = [[_written(value, digits) for value in line] for line in values.tolist()]
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            colour = "white" if scale.is_dark(float(values[row, column])) else "black"
            axes.text(column, row, text, ha="center", va="center", fontsize=size, color=colour)


def number_size(values: Float[Tensor, "rows columns"], digits: int, cell_width: float) -> float:
    """Return the size, in points, in which every value fits into a cell of this width, in points too."""
    longest = max(len(_written(value, digits)) for line in values.tolist() for value in line)
    return min(float(FONT_SIZE), (cell_width - MARGIN) / (NUMBER_WIDTH * longest))


def _written(value: float, digits: int) -> str:
    """Return the number with a true minus sign; what rounds to 0 has no sign."""
    return "−∞" if value == BLOCKED else f"{value:z.{digits}f}".replace("-", "−")
