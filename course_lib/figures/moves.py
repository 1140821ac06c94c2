"""One word that attention moves to several places: one for each sentence it stands in."""

from collections.abc import Mapping, Sequence

import torch
from jaxtyping import Float
from matplotlib.axes import Axes
from torch import Tensor

from course_lib.figures.principal_plane import principal_plane
from course_lib.figures.style import COLOURS
from course_lib.figures.word_labels import Point, place_labels
from course_lib.figures.word_map import draw_groups, rows_of
from course_lib.language import say

KEPT_FREE = 12  # points along each arrow that no label may cover


def draw_moves(
    matrix: Float[Tensor, "words d"],
    words: Sequence[str],
    groups: Mapping[str, Sequence[str]],
    *,
    start: str,
    ends: Mapping[str, Float[Tensor, " _"]],
    title: str = "",
    axes: Axes | None = None,
) -> Axes:
    """Draw a word map with arrows from one word's vector to the vectors it becomes.

    The plane shows the two directions in which all that is drawn differs most (PCA), the arrows' ends included.
    The same distance is as long in both directions.

    Args:
        matrix: one vector per word, [words, d].
        words: the words of the rows.
        groups: name → its words; each group has a marker of its own. The starting word may be in none.
        start: the word where all arrows begin.
        ends: label → the vector where its arrow ends, [d]; keep labels short, as "mole, chemistry".

    Raises:
        ValueError: a word has no row, an end has another width than the words, or a label is a word of the map.
    """
    drawn = list(dict.fromkeys([start, *(word for group in groups.values() for word in group)]))
    chosen = rows_of(drawn, matrix, words)
    for label, vector in ends.items():
        if vector.shape != matrix.shape[1:]:
            raise ValueError(
                say(
                    "the end {label!r} has shape {shape}; expected {expected}.",
                    label=label,
                    shape=list(vector.shape),
                    expected=list(matrix.shape[1:]),
                )
            )
        if label in drawn:
            raise ValueError(
                say("{label!r} names both a word and the end of an arrow; give the end another label.", label=label)
            )
    vectors = torch.cat([chosen, torch.stack(list(ends.values())).to(chosen)])
    points = dict(zip([*drawn, *ends], principal_plane(vectors).project(vectors), strict=True))

    axes = draw_groups(points, groups, title=title, axes=axes)
    axes.scatter(*points[start], s=90, facecolor="none", edgecolor=COLOURS["ink"], linewidth=1.5)
    for label in ends:
        axes.annotate(
            "",
            xy=points[label],
            xytext=points[start],
            arrowprops={"arrowstyle": "-|>", "color": COLOURS["output"], "shrinkA": 5, "shrinkB": 0},
        )
    axes.update_datalim([points[label] for label in ends])
    axes.set_aspect("equal", adjustable="datalim")
    on_arrows = [place for label in ends for place in _between(points[start], points[label])]
    place_labels(
        axes, points, obstacles=on_arrows, bold={start: COLOURS["ink"], **dict.fromkeys(ends, COLOURS["output"])}
    )
    return axes


def _between(start: Point, end: Point) -> list[Point]:
    """Return points along an arrow, at equal distances."""
    shares = [step / KEPT_FREE for step in range(1, KEPT_FREE)]
    return [(start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])) for share in shares]
