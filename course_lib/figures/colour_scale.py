"""The scale of the book's heat maps: what it spans, and which numbers can be drawn on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import torch
from jaxtyping import Float
from matplotlib.colors import Colormap
from torch import Tensor

from course_lib.figures.style import WEIGHT_COLOURS
from course_lib.language import say

BLOCKED = float("-inf")  # the score of a key that a mask takes away
ROUNDING = 1e-3  # a weight of 1.0000001, or of 1.0 in bf16, still counts as 1


@dataclass(frozen=True)
class ColourScale:
    """What the strongest ink or the largest square stands for, and whether there are values of both signs."""

    largest: float
    signed: bool
    colours: ClassVar[Colormap] = WEIGHT_COLOURS

    @property
    def smallest(self) -> float:
        """The value at the other end of the scale."""
        return -self.largest if self.signed else 0.0


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
        largest: the magnitude of the strongest ink or the largest square; by default the largest one found.

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
