"""Words as points in the plane."""

from collections.abc import Iterable, Mapping, Sequence

import matplotlib.pyplot as plt
from jaxtyping import Float
from matplotlib.axes import Axes
from torch import Tensor

from course_lib.figures.principal_plane import principal_plane
from course_lib.figures.style import COLOURS, WIDEST
from course_lib.figures.word_labels import Point, place_labels
from course_lib.language import say

# One marker for each group, and whether it is filled.
LOOKS = (("o", True), ("s", False), ("D", True), ("^", False), ("P", True))


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
        groups: name → its words; each group has a marker of its own.

    Raises:
        ValueError: a word has no row, or there are more than five groups.
    """
    drawn = [word for group in groups.values() for word in group]
    chosen = rows_of(drawn, matrix, words)
    points = dict(zip(drawn, principal_plane(chosen).project(chosen), strict=True))
    axes = draw_groups(points, groups, title=title, axes=axes)
    place_labels(axes, points)
    return axes


def rows_of(drawn: Iterable[str], matrix: Float[Tensor, "words d"], words: Sequence[str]) -> Float[Tensor, "drawn d"]:
    """Return the vectors of some of the words, or raise ValueError naming those that have none."""
    row_of = {word: row for row, word in enumerate(words)}
    if unknown := [word for word in drawn if word not in row_of]:
        raise ValueError(
            say(
                "{unknown} are not among the {count} words; give words that have a row in matrix.",
                unknown=unknown,
                count=len(words),
            )
        )
    return matrix[[row_of[word] for word in drawn]]


def draw_groups(
    points: Mapping[str, Point],
    groups: Mapping[str, Sequence[str]],
    *,
    title: str = "",
    axes: Axes | None = None,
) -> Axes:
    """Mark each group's points with its marker, and say below which is which.

    Args:
        points: word → its place.
        groups: name → its words.
    """
    if len(groups) > len(LOOKS):
        raise ValueError(
            say(
                "there are {count} groups; give at most {most}, one for each marker.",
                count=len(groups),
                most=len(LOOKS),
            )
        )
    axes = plt.subplots(figsize=(WIDEST, 4.4))[1] if axes is None else axes
    for (name, group), (marker, is_filled) in zip(groups.items(), LOOKS, strict=False):
        x, y = zip(*(points[word] for word in group), strict=True)
        fill = COLOURS["ink"] if is_filled else "none"
        axes.scatter(x, y, facecolor=fill, edgecolor=COLOURS["ink"], marker=marker, label=name, s=30)
    axes.margins(0.18)
    axes.set(xticks=[], yticks=[], title=title)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.02), ncols=3)
    return axes
