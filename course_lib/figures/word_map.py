"""Words as points in the plane, with labels that do not cover each other."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import torch
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox
from torch import Tensor

from course_lib.figures.style import COLOURS

# Where a label may stand, seen from its point, in points of 1/72 inch; tried in this order.
PLACES = (
    *((0, 9), (0, -10), (26, 0), (-26, 0)),
    *((24, 9), (-24, 9), (24, -10), (-24, -10)),
    *((0, 19), (0, -20), (34, 17), (-34, 17), (34, -18), (-34, -18)),
)


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


def _place_labels(axes: Axes, points: Mapping[str, Sequence[float]]) -> list[Annotation]:
    """Write each word at the first place where it covers no other label and no point."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.canvas.draw()  # lays the axes out; only then do boxes have their final size
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    markers = [axes.transData.transform(point) for point in points.values()]
    taken: list[Bbox] = []
    labels = []
    for word, point in points.items():
        label = axes.annotate(
            word, (point[0], point[1]), PLACES[0], textcoords="offset points", ha="center", va="center", fontsize=10
        )
        for place in PLACES:
            label.set_position(place)
            box = label.get_window_extent(renderer).padded(1)
            covered = any(map(box.overlaps, taken)) or any(box.contains(*marker) for marker in markers)
            if not covered:
                break
        taken.append(box)
        labels.append(label)
    return labels
