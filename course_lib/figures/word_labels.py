"""Labels beside points of the plane that cover neither each other nor what is drawn."""

from collections.abc import Iterable, Mapping
from math import cos, hypot, radians, sin
from types import MappingProxyType

from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from course_lib.figures.labels import POINTS, box_of, figure_of, lay_out
from course_lib.figures.style import COLOURS, SMALLEST

Point = tuple[float, float]

# Where a label may stand, seen from its point, in points of 1/72 inch; near places are tried first.
PLACES = [
    (1.8 * radius * sin(radians(angle)), radius * cos(radians(angle)))
    for radius in (10, 20, 30, 42, 55)
    for angle in (0, 180, 90, 270, 45, 315, 135, 225, 22, 338, 158, 202)
]
NOTHING_BOLD: Mapping[str, str] = MappingProxyType({})
FAR = 24  # from here on a thin line leads from the label to its point


def place_labels(
    axes: Axes, points: Mapping[str, Point], *, obstacles: Iterable[Point] = (), bold: Mapping[str, str] = NOTHING_BOLD
) -> None:
    """Write each label at the first place where it covers no other label, no point and no obstacle.

    Args:
        points: label → the point it belongs to.
        obstacles: more points that must stay free, as along an arrow.
        bold: label → its colour, for labels that are to stand out.
    """
    figure = figure_of(axes)
    lay_out(figure)  # only then do boxes have their final size
    marks = [axes.transData.transform(point) for point in (*points.values(), *obstacles)]
    taken: list[Bbox] = []
    for word, (x, y) in points.items():
        label = axes.annotate(
            word,
            (x, y),
            PLACES[0],
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=SMALLEST,
            color=bold.get(word, COLOURS["ink"]),
            fontweight="bold" if word in bold else "normal",
        )
        for place in PLACES:
            label.set_position(place)
            box = box_of(label).padded(1)
            near = box.padded(5)  # a marker is larger than its point, and the reader's font than ours
            if not (any(map(box.overlaps, taken)) or any(near.contains(*mark) for mark in marks)):
                break
        taken.append(box)
        if hypot(*place) > FAR:
            # The line ends at the label's box: this much of it, in points, would lie inside.
            inside = hypot(*place) / max(abs(place[0]) / box.width, abs(place[1]) / box.height) / 2
            line = {
                "arrowstyle": "-",
                "color": COLOURS["faint"],
                "linewidth": 0.8,
                "shrinkA": inside * POINTS / figure.dpi,
            }
            axes.annotate("", (x, y), place, textcoords="offset points", arrowprops=line)
