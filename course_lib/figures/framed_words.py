"""Words in frames, boxes and arrows between them: what a drawing of a way through a model is made of, in inches."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch
from matplotlib.transforms import Bbox

from course_lib.figures.labels import POINTS, browser_width
from course_lib.figures.style import COLOURS

FONT_SIZE = 10
PALE = COLOURS["pale"]  # behind words


@dataclass(frozen=True)
class Word:
    """A word, who gave it ("neutral" for a given one, "output" for the model's own), and what was right instead."""

    text: str
    role: str = "neutral"
    right: str = ""

    @property
    def correction(self) -> str:
        """Return what to write beside a wrong word; empty for a right one."""
        return f"≠ {self.right}" if self.right else ""


def width_of_words(axes: Axes, words: str, *, weight: str = "normal") -> float:
    """Return how wide the browser draws the words, in inches."""
    text = axes.text(0, 0, words, fontsize=FONT_SIZE, fontweight=weight)
    width = browser_width(text) / POINTS
    text.remove()
    return width


def draw_word(axes: Axes, word: Word, place: Bbox) -> None:
    """Draw a word in the frame of its role, dashed if it is wrong."""
    edge = COLOURS["faint" if word.role == "neutral" else word.role]
    draw_rectangle(axes, place, edge=edge, fill=PALE, style="--" if word.right else "-")
    write(axes, word.text, (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2, alignment="center")


def draw_arrow(axes: Axes, points: Sequence[tuple[float, float]], role: str = "neutral") -> None:
    """Draw a line through the points, its tip at the last one."""
    colour = COLOURS[role]
    axes.plot(*zip(*points[:-1], strict=True), color=colour, linewidth=1.3, solid_capstyle="round")
    tip = {"arrowstyle": "-|>", "color": colour, "shrinkA": 0, "shrinkB": 0, "linewidth": 1.3}
    axes.annotate("", xy=points[-1], xytext=points[-2], arrowprops=tip)


def draw_rectangle(axes: Axes, place: Bbox, *, edge: str, fill: str, style: str = "-") -> None:
    """Draw a rectangle with round corners; a dashed one is thicker, so that it is seen when small."""
    axes.add_patch(
        FancyBboxPatch(
            (place.x0, place.y0),
            place.width,
            place.height,
            boxstyle="round,pad=0,rounding_size=0.04",
            edgecolor=edge,
            facecolor=fill,
            linestyle=style,
            linewidth=1 if style == "-" else 1.8,
        )
    )


def write(
    axes: Axes,
    words: str,
    x: float,
    y: float,
    *,
    weight: str = "normal",
    colour: str = COLOURS["ink"],
    alignment: str = "left",
    size: int = FONT_SIZE,
    rotation: int = 0,
) -> None:
    """Write a text beside the point, or around it if it is centred."""
    axes.text(x, y, words, ha=alignment, va="center", fontsize=size, fontweight=weight, color=colour, rotation=rotation)
