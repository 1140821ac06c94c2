"""Write boxes, lines and words as SVG."""

from collections.abc import Collection, Iterable
from html import escape
from math import hypot

from course_lib.figures.architecture.column import TEXT, Box, Label, Line, Point

TIP = 4.5  # half the width of an arrow's tip
EDGE = 3.0  # room around the drawing for thick lines


def group(item: Box | Line | Label, lit: Collection[str]) -> str:
    """Write one item; its class says whether it is lit, and its role."""
    is_lit = not lit or not set(lit).isdisjoint(item.parts)
    classes = " ".join(filter(None, ("lit" if is_lit else "", "" if isinstance(item, Box) else item.role)))
    return f'<g class="{classes}">{_shape(item)}</g>'


def _shape(item: Box | Line | Label) -> str:
    match item:
        case Box():
            middle, first = item.x + item.width / 2, item.y + item.height / 2 - (len(item.words) - 1) * TEXT / 2
            words = (_text(middle, first + TEXT * line, text) for line, text in enumerate(item.words))
            return rectangle(item) + "".join(words)
        case Line():
            return f'<path d="{_through(item.points)}{_tip(*item.points[-2:]) if item.has_tip else ""}"/>'
        case Label():
            return _text(item.x, item.y, item.words)


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:g}" y="{y:g}">{escape(words)}</text>'


def rectangle(box: Box) -> str:
    """Write the rectangle of a box, without its words."""
    radius = box.width / 2 if box.kind == "plus" else 4
    kind = "" if box.kind in ("box", "plus") else f' class="{box.kind}"'
    size = f'width="{box.width:g}" height="{box.height:g}"'
    return f'<rect{kind} x="{box.x:g}" y="{box.y:g}" {size} rx="{radius:g}"/>'


def _through(points: Iterable[Point]) -> str:
    return "M" + " L".join(f"{x:g} {y:g}" for x, y in points)


def _tip(before: Point, end: Point) -> str:
    """Write the two strokes of an arrow's tip."""
    (x, y), length = end, hypot(end[0] - before[0], end[1] - before[1])
    along = ((end[0] - before[0]) / length, (end[1] - before[1]) / length)
    back = (x - TIP * along[0], y - TIP * along[1])
    left, right = ((back[0] + sign * TIP * along[1], back[1] + sign * TIP * along[0]) for sign in (-1, 1))
    return " " + _through((left, end, right))
