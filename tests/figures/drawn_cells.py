"""Read the numbers back from what a heat map has drawn: ink of some opacity, squares, or the pixels of a picture."""

import torch
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from torch import Tensor

from course_lib.figures.squares import Squares


def values_of(panel: Axes) -> Tensor:
    """Return the matrix that stands in the axes, as float64."""
    for drawn in [*panel.collections, *panel.images]:
        if isinstance(drawn, Squares):
            return drawn.values
        if isinstance(drawn, QuadMesh) or drawn in panel.images:
            return torch.tensor(drawn.get_array().tolist(), dtype=torch.float64)
    raise AssertionError("these axes hold no matrix")


def largest_of(panel: Axes) -> float:
    """Return what the strongest ink or the largest square stands for."""
    (drawn, *_) = [*panel.collections, *panel.images]
    return drawn.largest if isinstance(drawn, Squares) else drawn.get_clim()[1]
