"""Signed numbers as squares: the area is the size, filled is positive, hollow is negative."""

from dataclasses import dataclass
from typing import Any, Literal

from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.markers import MarkerStyle
from matplotlib.transforms import IdentityTransform
from torch import Tensor

from course_lib.figures.labels import figure_of, size_of
from course_lib.figures.style import COLOURS

LARGEST = 0.84  # of the room it has, the side of the largest square
BESIDE = 9.0  # points: the side of the largest square that stands beside its number, and the least that is above one
LINE = 1.25  # height of a number, as a multiple of its size
GAP = 3.0  # points between a square and what is around it
SEEN = 0.02  # what is smaller than this share of the largest leaves no mark


@dataclass(frozen=True)
class Place:
    """Where the square stands in its cell: alone, above its number, or beside it in a low cell."""

    mode: Literal["alone", "above", "beside"]
    line: float  # points that the number is high

    def square(self, width: float, height: float) -> tuple[float, float, float]:
        """Return the side of the largest square, in points, and how far it is from the cell's middle, in cells."""
        if self.mode == "above":
            above = height - self.line
            return min(LARGEST * width, above - GAP), 0.0, (above / 2 + 1) / height - 0.5
        if self.mode == "beside":
            side = min(BESIDE, LARGEST * height)
            return side, (side / 2 + GAP) / width - 0.5, 0.0
        return LARGEST * min(width, height), 0.0, 0.0

    def room(self, width: float) -> float:
        """Return how wide the number may be, in points."""
        return width - BESIDE - GAP if self.mode == "beside" else width


def place_in_cell(height: float, number_size: float) -> Place:
    """Return where a square stands in a cell of this height with a number of this size; 0 is none. All in points."""
    if not number_size:
        return Place("alone", 0.0)
    line = LINE * number_size
    return Place("above" if height >= line + BESIDE else "beside", line)


def paint_squares(axes: Axes, values: Float[Tensor, "rows columns"], largest: float, place: Place, role: str) -> None:
    """Draw each number as a square in the colour of its role; the largest fills the room it has in its cell."""
    for sign, fill in ((1, COLOURS[role]), (-1, "none")):
        axes.add_collection(Squares(axes, sign * values, largest, place, fill=fill, edge=COLOURS[role]))


class Squares(PathCollection):
    """The squares of one sign; they take their size only when they are drawn, as cells have none before."""

    def __init__(
        self,
        axes: Axes,
        values: Float[Tensor, "rows columns"],
        largest: float,
        place: Place,
        *,
        fill: str,
        edge: str,
    ) -> None:
        """Draw the values above 0 and leave out all others."""
        marker = MarkerStyle("s")
        square = marker.get_path().transformed(marker.get_transform())
        super().__init__([square], offset_transform=axes.transData, facecolor=fill, edgecolor=edge, linewidth=1)
        self.set_transform(IdentityTransform())
        self.values, self.largest, self.place = values, largest, place

    def draw(self, renderer: Any) -> None:
        """Give each square its place and its area, then draw."""
        rows, columns = (self.values > SEEN * self.largest).nonzero(as_tuple=True)
        if not len(rows):
            return
        assert isinstance(self.axes, Axes)
        (width, height), shape = size_of(self.axes), self.values.shape
        side, x, y = self.place.square(width / shape[1], height / shape[0])
        self.set_offsets(list(zip((columns + x).tolist(), (rows + y).tolist(), strict=True)))
        areas = self.values[rows, columns] / self.largest * side**2
        self.set_sizes(areas.tolist(), dpi=figure_of(self.axes).dpi)
        super().draw(renderer)
