"""A picture cut into patches, and the attention that each patch gets."""

import matplotlib.pyplot as plt
from jaxtyping import Float
from matplotlib.axes import Axes
from torch import Tensor

from course_lib.figures.cells import Cell, paint_cells
from course_lib.figures.colour_scale import ColourScale, drawable
from course_lib.figures.style import COLOURS, WIDEST
from course_lib.language import say

PHOTOGRAPH = "photograph"  # its id in the SVG: it keeps its colours on a dark page, where ink turns light


def draw_patch_attention(
    image: Float[Tensor, "height width 3"],
    weights: Float[Tensor, " patches"],
    *,
    patch: int,
    largest: float | None = None,
) -> tuple[Axes, Axes]:
    """Draw the picture with its patches' borders, and beside it the weights, one cell per patch.

    Args:
        image: red, green, blue in [0, 1].
        weights: one per patch, row by row from the top left.
        patch: height and width of a patch, in pixels.
        largest: the weight of the strongest ink; by default the largest one.

    Raises:
        ValueError: the weights are not as many as the patches.
    """
    rows, columns = image.shape[0] // patch, image.shape[1] // patch
    if rows * columns != len(weights):
        raise ValueError(
            say(
                "weights has {count} entries for {rows} × {columns} patches; give one per patch.",
                count=len(weights),
                rows=rows,
                columns=columns,
            )
        )
    picture, overlay = plt.subplots(1, 2, figsize=(WIDEST, 2.6))[1]
    picture.imshow(image.numpy(), interpolation="none", gid=PHOTOGRAPH)
    picture.set_title(say("the picture"))
    grid = weights.reshape(rows, columns)
    top = float(weights.max()) if largest is None else largest
    paint_cells(overlay, drawable(grid), ColourScale(top, signed=False), Cell(0.0, 0.0))  # without numbers
    overlay.set_aspect("equal")
    overlay.set_title(say("attention"))
    for axes in (picture, overlay):
        axes.set(xticks=[], yticks=[])
    for line in range(1, rows):
        picture.axhline(line * patch - 0.5, color=COLOURS["paper"], linewidth=0.4)
    for line in range(1, columns):
        picture.axvline(line * patch - 0.5, color=COLOURS["paper"], linewidth=0.4)
    return picture, overlay
