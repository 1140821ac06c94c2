"""The colour scale of the book's heat maps: what it spans, and which numbers can be drawn on it."""

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from jaxtyping import Float
from matplotlib.colors import Colormap
from torch import Tensor

from course_lib.figures.style import SIGNED_COLOURS, WEIGHT_COLOURS
from course_lib.language import say

BLOCKED = float("-inf")  # the score of a key that a mask takes away
ROUNDING = 1e-3  # a weight of 1.0000001, or of 1.0 in bf16, still counts as 1
# From this share of the scale on, what is written on a colour is white; two signs share the scale's colours.
DARK, DARK_IF_SIGNED = 0.55, 0.45


@dataclass(frozen=True)
class ColourScale:
    """0 is white; with values of both signs the scale is symmetric, else it begins at 0."""

    largest: float
    signed: bool

    @property
    def colours(self) -> Colormap:
        """The colour map for this scale's signs."""
        return SIGNED_COLOURS if self.signed else WEIGHT_COLOURS

    @property
    def smallest(self) -> float:
        """The value at the other end of the scale."""
        return -self.largest if self.signed else 0.0

    def is_dark(self, value: float) -> bool:
        """Say whether text on this value's colour must be white; a blocked value's grey is light."""
        return value != BLOCKED and abs(value) > (DARK_IF_SIGNED if self.signed else DARK) * self.largest


def drawable(matrix: Float[Tensor, "rows columns"]) -> Float[Tensor, "rows columns"]:
    """Return the matrix ready for drawing, as float64 without gradient.

    Raises:
        ValueError: it holds NaN or +∞; −∞ is allowed, and stands for a blocked score.
    """
    values = matrix.detach().cpu().double()
    bad = values.isnan() | values.isposinf()
    if bad.any():
        row, column = bad.nonzero()[0].tolist()
        raise ValueError(
            say(
                "matrix holds {value} at row {row}, column {column}; give finite numbers, or −inf for a blocked score.",
                value=values[row, column].item(),
                row=row,
                column=column,
            )
        )
    return values


def scale_over(matrices: Iterable[Float[Tensor, "_ _"]], largest: float | None) -> ColourScale:
    """Return one scale for all these drawable matrices.

    Args:
        matrices: as `drawable` returns them.
        largest: the magnitude with the darkest colour; by default the largest one found.

    Raises:
        ValueError: a value lies beyond `largest`, and would be drawn as if it were `largest`.
    """
    numbers = torch.cat([values[values != BLOCKED] for values in matrices])
    found = float(numbers.abs().max()) if len(numbers) else 0.0
    if largest is not None and found > largest * (1 + ROUNDING):
        raise ValueError(
            say(
                "largest is {largest:g}, but a value of size {found:.4g} is given; raise largest.",
                largest=largest,
                found=found,
            )
        )
    return ColourScale(found if largest is None else largest, signed=bool((numbers < 0).any()))
