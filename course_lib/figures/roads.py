"""Roads of information through the layers of an encoder: which word took from which, and in which layer."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from course_lib.figures.style import COLOURS, WIDEST
from course_lib.language import say

Step = tuple[str, str]  # the word that is read, and the word that reads it


def draw_roads(words: Sequence[str], roads: Mapping[str, Sequence[Sequence[Step]]]) -> Figure:
    """Draw each road in a panel of its own: one column for each word, one row more than there are layers.

    Args:
        words: names of the columns.
        roads: name → for each layer, from the lowest, its steps (word read, word that reads). A word that takes part
            in the layer above or below is joined with itself by a thin line: what it knows, it keeps.

    Raises:
        ValueError: a step from or to a word that has no column.
    """
    size = WIDEST, 2.1 * len(roads)  # below each other: side by side the words would be too small for a phone
    figure, panels = plt.subplots(len(roads), 1, figsize=size, sharex=True, squeeze=False)
    for axes, (name, layers) in zip(panels[:, 0], roads.items(), strict=True):
        for level in range(len(layers) + 1):
            for column in range(len(words)):
                axes.plot(column, level, "o", color=COLOURS["faint"], markersize=9)
        for level, steps in enumerate(layers):
            for column in range(len(words)):
                axes.plot([column, column], [level, level + 1], color=COLOURS["faint"], linewidth=1, zorder=0)
            for read, reader in steps:
                arrow = {"arrowstyle": "-|>", "color": COLOURS["value"], "linewidth": 2.2, "shrinkA": 4, "shrinkB": 6}
                ends = _column(words, reader), _column(words, read)
                axes.annotate("", xy=(ends[0], level + 1), xytext=(ends[1], level), arrowprops=arrow)
        axes.set(title=name, xlim=(-0.5, len(words) - 0.5), ylim=(-0.3, len(layers) + 0.3))
        axes.set_xticks(range(len(words)), words)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
    most = max(len(layers) for layers in roads.values())
    names = [say("words"), *(say("layer {number}", number=number) for number in range(1, most + 1))]
    for axes in panels[:, 0]:
        axes.set_yticks(range(most + 1), names)
    return figure


def _column(words: Sequence[str], word: str) -> int:
    """Return the column of a word, or say that it has none."""
    if word not in words:
        raise ValueError(say("{word!r} has no column; expected one of {words}.", word=word, words=", ".join(words)))
    return list(words).index(word)
