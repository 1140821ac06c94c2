"""Histograms: how often which value occurs."""

import matplotlib.pyplot as plt
from jaxtyping import Float
from matplotlib.axes import Axes
from torch import Tensor

from course_lib.figures.style import COLOURS
from course_lib.language import say


def draw_histogram(
    values: Float[Tensor, " n"],
    *,
    value_axis: str,
    title: str = "",
    bins: int = 41,
    colour: str = "ink",
    axes: Axes | None = None,
) -> Axes:
    """Draw how many of the values fall into each of `bins` equal intervals."""
    axes = plt.subplots()[1] if axes is None else axes
    axes.hist(values.detach().cpu().numpy(), bins=bins, color=COLOURS[colour])
    axes.set(xlabel=value_axis, ylabel=say("how many"), title=title)
    return axes
