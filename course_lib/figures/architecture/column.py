"""One stack of the drawing, built from the bottom up out of boxes, lines and words: numbers only, no SVG.

Units are those of the drawing. As in SVG, y grows downwards, so a stack grows towards negative y.
"""

from dataclasses import dataclass, field
from typing import Literal

from course_lib.language import say

Norm = Literal["post", "pre"]
Point = tuple[float, float]
Parts = tuple[str, ...]

BOX = 126.0  # the width of a box
TEXT = 18.0  # the height of a line of text
PADDING = 10.0  # what a box is higher than its words
ARROW = 14.0  # the length of an arrow from box to box
PORT = 38.0  # from one input of an attention block to the next
PORT_HEIGHT = 26.0  # of the coloured arrows to these inputs
TURN, TURN_ASIDE = 14.0, 26.0  # how far above a box the ways to the inputs turn: its own, and those from aside
BRANCH = 6.0  # how far above a box the residual path leaves
LOOP = 12.0  # from a box to the residual path beside it
PLUS = 18.0  # the width of the sign that adds, in pre-norm
MARGIN = 5.0  # from what a frame holds to the frame
HEADER = 28.0  # of a frame, with its words
ROLES = {"Q": "query", "K": "key", "V": "value"}


@dataclass(frozen=True)
class Box:
    """A rectangle with words in it; the first of its parts leads to a chapter."""

    x: float
    y: float
    width: float
    height: float
    words: tuple[str, ...]
    parts: Parts
    kind: Literal["box", "plus", "frame", "header"] = "box"


@dataclass(frozen=True)
class Line:
    """A line through points, with or without a tip at its end, in the colour of its role."""

    points: tuple[Point, ...]
    parts: Parts
    role: str = ""
    has_tip: bool = True


@dataclass(frozen=True)
class Label:
    """Words outside every box, around a point."""

    x: float
    y: float
    words: str
    parts: Parts
    role: str = ""


@dataclass
class Column:
    """The encoder's or the decoder's side; `y` is where the next thing is put."""

    name: Literal["encoder", "decoder"]
    middle: float
    outward: Literal[-1, 1]  # the residual paths run on the left of the boxes, or on the right
    norm: Norm
    y: float = 0.0
    items: list[Box | Line | Label] = field(default_factory=list)

    def label(self, words: str, *parts: str) -> None:
        """Write words in the middle."""
        self.items.append(Label(self.middle, self.y - TEXT / 2, words, parts))
        self.y -= TEXT

    def box(self, words: str, *, parts: Parts) -> None:
        """Put a box on top, as high as the lines of its words need."""
        lines = tuple(words.splitlines())
        height = TEXT * len(lines) + PADDING
        self.y -= height
        self.items.append(Box(self.middle - BOX / 2, self.y, BOX, height, lines, parts))

    def arrow(self, *parts: str, length: float = ARROW) -> None:
        """Lead from what was placed last to what comes next."""
        self.items.append(Line(((self.middle, self.y), (self.middle, self.y - length)), parts))
        self.y -= length

    def sublayer(self, words: str, *, parts: Parts, inputs: str = "", aside: float | None = None) -> float:
        """Put an attention or feed-forward block on top, with its residual path and its norm.

        Args:
            words: those in the block's box, line by line.
            parts: what the block is.
            inputs: the order of an attention block's inputs from left to right, such as "QKV".
            aside: where the line stands from which K and V come, if they come from the other column.

        Returns:
            The height at which K and V come in from aside.
        """
        parts, residual = (*parts, self.name), ("residual", self.name)
        start = self.y - BRANCH
        if self.norm == "pre":
            self.arrow(*residual, length=ARROW + BRANCH)
            self.box(say("Norm"), parts=residual)
        below = self.y
        if inputs:
            self._inputs(inputs, aside, parts)
        else:
            self.arrow(*parts, length=ARROW + (BRANCH if self.norm == "post" else 0))
        self.box(words, parts=parts)
        self._join(start, residual)
        return below - TURN_ASIDE

    def frame(self, bottom: float, words: str) -> None:
        """Draw the frame of one layer from `bottom` up to here, with words at its top."""
        self.y -= HEADER + MARGIN
        left, right = self._sides()
        self.items.append(Box(left, self.y, right - left, HEADER, (words,), (self.name,), "header"))
        # First, so that it lies below all others.
        self.items.insert(0, Box(left, self.y, right - left, bottom - self.y, (), (self.name,), "frame"))

    def _join(self, start: float, parts: Parts) -> None:
        """Add what leaves the block to what left the column at the height `start` and was led around the block."""
        self.arrow(*parts)
        if self.norm == "post":
            self.box(say("Add & Norm"), parts=parts)
            half, end = BOX / 2, self.y + (TEXT + PADDING) / 2
        else:
            self.y -= PLUS
            self.items.append(Box(self.middle - PLUS / 2, self.y, PLUS, PLUS, ("+",), parts, "plus"))
            half, end = PLUS / 2, self.y + PLUS / 2
        way, side = self.middle + self.outward * (BOX / 2 + LOOP), self.middle + self.outward * half
        self.items.append(Line(((self.middle, start), (way, start), (way, end), (side, end)), parts))

    def _inputs(self, order: str, aside: float | None, parts: Parts) -> None:
        """Lead to the three inputs of the attention block that comes next."""
        lift = TURN if aside is None else TURN_ASIDE
        top = self.y - lift - PORT_HEIGHT
        for name, x in zip(order, (self.middle - PORT, self.middle, self.middle + PORT), strict=True):
            turn, way = self.y - TURN, [(self.middle, self.y), (self.middle, self.y - TURN)]
            if aside is not None and name in "KV":
                turn, way = self.y - lift, [(aside, self.y - lift)]
            self.items.append(Line((*way, (x, turn)), parts, has_tip=False))
            self.items.append(Line(((x, turn), (x, top)), parts, ROLES[name]))
            self.items.append(Label(x + 11, top + PORT_HEIGHT / 2 + 1, name, parts, ROLES[name]))
        self.y = top

    def _sides(self) -> tuple[float, float]:
        """Return the left and the right edge of the frame."""
        inner, outer = BOX / 2 + MARGIN, BOX / 2 + LOOP + MARGIN
        left, right = (outer, inner) if self.outward < 0 else (inner, outer)
        return self.middle - left, self.middle + right
