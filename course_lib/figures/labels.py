"""Labels that keep clear of each other, in the browser too, where Chinese may be wider than matplotlib thinks."""

import unicodedata
import warnings
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

POINTS = 72  # points to the inch
GAP = 3  # points between neighbouring labels
LINE = 1.25  # height of a line, as a multiple of the font's size
NO_GLYPH = "Glyph .* missing from (current )?font"  # of no matter: the browser has the glyphs


def figure_of(part: Axes | Text) -> Figure:
    """Return the whole figure that axes or a text stand in."""
    figure = part.get_figure()
    assert figure is not None
    return figure.figure  # of a subfigure the whole; get_figure(root=True) says the same, but only from 3.10 on


def lay_out(figure: Figure) -> None:
    """Give all axes and labels their final places, so that they can be measured."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=NO_GLYPH)
        figure.draw_without_rendering()


def size_of(axes: Axes) -> tuple[float, float]:
    """Return width and height of axes that have been laid out, in points."""
    box = axes.get_window_extent()
    return float(box.width) * POINTS / figure_of(axes).dpi, float(box.height) * POINTS / figure_of(axes).dpi


def box_of(text: Text) -> Bbox:
    """Return the box of a text as matplotlib measures it, in pixels."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=NO_GLYPH)
        return text.get_window_extent()


def measured_width(text: Text) -> float:
    """Return the width of a level text in matplotlib's own font, in points."""
    return float(box_of(text).width) * POINTS / figure_of(text).dpi


def browser_width(text: Text) -> float:
    """Return the width of a level text as the browser draws it, in points: a Chinese letter is as wide as high.

    matplotlib has no such letters. Up to 3.10 it measures 0.6 of that, from 3.11 on 1.14.
    """
    whole = text.get_text()
    narrow = "".join(letter for letter in whole if unicodedata.east_asian_width(letter) not in "WF")
    text.set_text(narrow)
    width = measured_width(text) + (len(whole) - len(narrow)) * float(text.get_fontsize())
    text.set_text(whole)
    return width


def unseen_width(text: Text) -> float:
    """Return by how much the browser draws a level text wider than matplotlib measures it, in points."""
    return max(0.0, browser_width(text) - measured_width(text))


def make_room_for_row_labels(axes: Axes) -> None:
    """Move the vertical axis' name away from row labels that the browser draws wider."""
    axes.yaxis.labelpad += max(map(unseen_width, axes.get_yticklabels()))


def turn_column_labels(axes: Axes, side: Literal["top", "bottom"]) -> float:
    """Turn the column labels if they would touch; the axes must have been laid out.

    They slant if there is room between slanted lines, else they stand upright. A single letter stays level.

    Returns:
        How much the labels grew in height, in points.
    """
    labels = axes.get_xticklabels()
    widths = [browser_width(label) for label in labels]
    cell = size_of(axes)[0] / len(labels)
    if max(widths) <= cell - GAP:
        return 0.0
    size = float(labels[0].get_fontsize())
    slanted = cell >= 1.5 * LINE * size
    room = max(map(unseen_width, labels))
    for label in labels:
        if len(label.get_text()) > 1:
            label.set(
                rotation=45 if slanted else 90,
                rotation_mode="anchor",  # the text then grows from its tick in the browser as well
                ha="left" if side == "top" else "right",
                va="center",
            )
    axes.xaxis.labelpad += room
    return max(widths) * (0.71 if slanted else 1.0) - LINE * size
