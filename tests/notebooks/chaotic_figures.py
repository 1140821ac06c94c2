"""Compare two SVG figures of chaotic training: all that must hold on every processor, and no single height.

Rounding differs between processors, and after some steps so does the whole curve. Still the same are: the words, the
axes (linear, logarithmic or of words; the limits may differ), the legend, how many parts of each kind are drawn, the
curves and their styles, and the order in which curves of different styles end.
"""

import xml.etree.ElementTree as ET
from itertools import combinations

from tests.notebooks.svg_axes import Curve, all_axes, curves, legend, looks, parts, scales, words
from tests.notebooks.text_difference import text_difference

# Two curves whose ends lie no further apart than this, in user units (72 to the inch), end equally high.
TIE = 10.0


def chaotic_figure_difference(stored: str, new: str) -> str | None:
    """Say in what two figures differ that training on another processor may not change, or return None."""
    was, now = ([*all_axes(ET.fromstring(svg))] for svg in (stored, new))
    if len(was) != len(now):
        return f"the number of axes differs: stored {len(was)}, new {len(now)}"
    for number, (old, young) in enumerate(zip(was, now, strict=True), start=1):
        if difference := _axes_difference(old, young):
            return f"axes {number}: {difference}"
    return text_difference(*("\n".join(words(ET.fromstring(svg))) for svg in (stored, new)))


def _axes_difference(was: ET.Element, now: ET.Element) -> str | None:
    lines = curves(was), curves(now)
    if len(lines[0]) != len(lines[1]):
        return f"the number of curves differs: stored {len(lines[0])}, new {len(lines[1])}"
    for what, describe in (
        ("scales", scales),
        ("entries of the legend", legend),
        ("looks", looks),
        ("parts", parts),
    ):
        if (before := describe(was)) != (after := describe(now)):
            return f"the {what} differ: stored {before}, new {after}"
    return _order_difference(*lines)


def _order_difference(was: list[Curve], now: list[Curve]) -> str | None:
    """Compare which curve ends above which. Curves of one look are runs of one thing, and may change places."""
    for (one, other), (new_one, new_other) in zip(combinations(was, 2), combinations(now, 2), strict=True):
        before, after = one.end - other.end, new_one.end - new_other.end
        if one.look != other.look and min(abs(before), abs(after)) > TIE and (before > 0) != (after > 0):
            upper, lower = (other, one) if before > 0 else (one, other)
            return f"the curve ({upper.look}) ended above the curve ({lower.look}), and ends below it now"
    return None
