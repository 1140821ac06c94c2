"""A picture cut into patches, with the attention each patch gets laid over it."""

import matplotlib.pyplot as plt
from jaxtyping import Float
from matplotlib.axes import Axes
from torch import Tensor

from course_lib.figures.style import WEIGHT_COLOURS
from course_lib.language import say


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
        largest: the weight with the darkest colour; by default the largest one.

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
    picture, overlay = plt.subplots(1, 2, figsize=(6.4, 3.4))[1]
    picture.imshow(image.numpy(), interpolation="nearest")
    picture.set_title(say("the picture in patches"))
    overlay.imshow(image.mean(dim=-1).numpy(), cmap="gray", vmin=0, vmax=1.6, interpolation="nearest")
    extent = (-0.5, columns * patch - 0.5, rows * patch - 0.5, -0.5)
    grid = weights.reshape(rows, columns).numpy()
    top = float(weights.max()) if largest is None else largest
    overlay.imshow(grid, cmap=WEIGHT_COLOURS, vmin=0, vmax=top, alpha=0.75, extent=extent, interpolation="nearest")
    overlay.set_title(say("attention (darker: more)"))
    for axes in (picture, overlay):
        axes.set(xticks=[], yticks=[])
        for line in range(1, rows):
            axes.axhline(line * patch - 0.5, color="white", linewidth=0.4)
        for line in range(1, columns):
            axes.axvline(line * patch - 0.5, color="white", linewidth=0.4)
    return picture, overlay
