"""Words as points in the plane, with labels that do not cover each other."""

from collections.abc import Mapping, Sequence
from math import cos, hypot, radians, sin

import matplotlib.pyplot as plt
import torch
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox
from torch import Tensor

from course_lib.figures.style import COLOURS

# Where a label may stand, seen from its point, in points of 1/72 inch; near places are tried first.
PLACES = [
    (1.8 * radius * sin(radians(angle)), radius * cos(radians(angle)))
    for radius in (10, 20, 30, 42, 55)
    for angle in (0, 180, 90, 270, 45, 315, 135, 225, 22, 338, 158, 202)
]
FAR = 24  # from here on a thin line leads from the label to its point


def draw_word_map(
    matrix: Float[Tensor, "words d"],
    words: Sequence[str],
    groups: Mapping[str, Sequence[str]],
    *,
    title: str = "",
    axes: Axes | None = None,
) -> Axes:
    """Draw the words of each group at the two directions in which all drawn words differ most (PCA).

    Args:
        matrix: one vector per word, [words, d].
        words: the words of the rows.
        groups: name → its words; each group has one colour and one marker.
    """
    drawn = [word for group in groups.values() for word in group]
    row_of = {word: row for row, word in enumerate(words)}
    chosen = matrix[[row_of[word] for word in drawn]].double()
    centred = chosen - chosen.mean(dim=0)
    directions = torch.linalg.svd(centred, full_matrices=False).Vh[:2]
    # A direction and its opposite serve equally well: fix the sign, so that every processor draws the same map.
    largest = directions.abs().argmax(dim=1)
    directions = directions * directions[torch.arange(2), largest].sign()[:, None]
    points = dict(zip(drawn, (centred @ directions.T).tolist(), strict=True))

    axes = plt.subplots(figsize=(5.8, 4.6))[1] if axes is None else axes
    roles = ("query", "key", "value", "output", "neutral")
    for (name, group), role, marker in zip(groups.items(), roles, "osD^v", strict=False):
        x, y = zip(*(points[word] for word in group), strict=True)
        axes.scatter(x, y, color=COLOURS[role], marker=marker, label=name, s=30)
    axes.margins(0.18)
    axes.set(xticks=[], yticks=[], title=title)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.02), ncols=3)
    _place_labels(axes, points)
    return axes


def _place_labels(axes: Axes, points: Mapping[str, Sequence[float]]) -> None:
    """Write each word at the first place where it covers no other label and no point."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.canvas.draw()  # lays the axes out; only then do boxes have their final size
    markers = [axes.transData.transform(point) for point in points.values()]
    taken: list[Bbox] = []
    for word, (x, y) in points.items():
        label = axes.annotate(
            word, (x, y), PLACES[0], textcoords="offset points", ha="center", va="center", fontsize=10
        )
        for place in PLACES:
            label.set_position(place)
            box = label.get_window_extent().padded(1)
            near = box.padded(5)  # a marker is larger than its point, and the reader's font than ours
            if not (any(map(box.overlaps, taken)) or any(near.contains(*marker) for marker in markers)):
                break
        taken.append(box)
        if hypot(*place) > FAR:
            line = {"arrowstyle": "-", "color": COLOURS["faint"], "linewidth": 0.8, "shrinkA": 6}
            axes.annotate("", (x, y), place, textcoords="offset points", arrowprops=line)
