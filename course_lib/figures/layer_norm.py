"""What LayerNorm does to words of three components, seen in the plane in which its results lie."""

import matplotlib.pyplot as plt
import torch
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from torch import Tensor

from course_lib.figures.style import COLOURS
from course_lib.language import say

# Two directions at right angles to (1, 1, 1) and to each other: the plane of the vectors whose mean is 0.
PLANE = torch.tensor([[1.0, -1.0, 0.0], [1.0, 1.0, -2.0]])
REACH = 2.8


def draw_layer_norm(words: Float[Tensor, "words 3"], *, axes: Axes | None = None) -> Axes:
    """Draw each word without its mean as a thin arrow, and what LayerNorm makes of it as a thick one.

    Taking off the mean is looking at the word along (1, 1, 1); what is left lies in a plane. Dividing by the spread
    then puts every word on the circle of radius √3 there.
    """
    axes = plt.subplots(figsize=(4.2, 4.2))[1] if axes is None else axes
    onto_plane = torch.nn.functional.normalize(PLANE, dim=-1).T  # [3, 2]
    before = words @ onto_plane  # [words, 2]
    after = torch.nn.functional.layer_norm(words, (3,)) @ onto_plane  # [words, 2]
    axes.add_patch(Circle((0, 0), 3**0.5, fill=False, color=COLOURS["faint"], linewidth=1.5))
    for tips, role, width, label in (
        (before, "neutral", 1.2, say("without the mean")),
        (after, "output", 2.4, say("after LayerNorm")),
    ):
        for tip in tips.tolist():
            arrow = {"arrowstyle": "-|>", "color": COLOURS[role], "linewidth": width, "shrinkA": 0, "shrinkB": 0}
            axes.annotate("", xy=tip, xytext=(0, 0), arrowprops=arrow)
        axes.plot([], [], color=COLOURS[role], linewidth=width, label=label)
    axes.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal", xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), frameon=False)
    return axes
