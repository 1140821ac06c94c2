"""Who gives a decoder its words: all of them at once in training, the model itself, one pass each, at inference."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from course_lib.figures.framed_words import Word, draw_arrow, draw_rectangle, draw_word, width_of_words, write
from course_lib.figures.labels import figure_of
from course_lib.figures.style import COLOURS
from course_lib.language import say

TITLE_SIZE = 12
START = "‹start›"
# All in inches.
WIDEST = 5.2  # on a phone, text of this font size would be too small in a wider figure
LINE, PADDING = 0.18, 0.06  # a line of text, and from a text to the box around it
CHIP, GAP = 0.21, 0.06  # how high a word's frame is, and from one word to the next
ARROW = 0.27  # from the words to the decoder, and from one pass to the next
BOX = 2 * LINE + 2 * PADDING  # how high a box with two lines of text is
EDGE = 0.02  # around the whole drawing

# Each line break is one in the drawing.
TRAINING = "The decoder reads the right words, all at once\n(teacher forcing), and is to say the next at each place."
INFERENCE = "The decoder reads the words that it wrote itself.\nThe encoder ran once: every pass uses its memory."
ERRORS = "≠ and a dashed frame: not the right word at this place."


@dataclass(frozen=True)
class Columns:
    """Where the words stand that are read, where the decoder is, and where the words begin that it says."""

    read: float
    box: float
    box_end: float
    said: float
    end: float


def draw_training_and_inference(source: Sequence[str], target: Sequence[str], written: Sequence[str]) -> Axes:
    """Draw one translation twice: above in training, in one pass, and below at inference, in one pass per word.

    A word that the model wrote and that is not the one in the same place of `target` has a dashed frame, also where
    the model reads it again, and the right word stands above it.

    Args:
        source: the words that the encoder reads.
        target: the right words, with the end sign.
        written: what the model wrote at inference, with the same end sign; it may be longer or shorter than target.

    Raises:
        ValueError: a list is empty or a single text, holds the start sign, or does not end with the one end sign.
    """
    _refuse_unfit_words(source, target, written)
    axes = plt.subplots(layout="none")[1]
    axes.set_position((0, 0, 1, 1))
    axes.axis("off")
    pairs = list(zip_longest(written, target[: len(written)], fillvalue=say("no word")))
    own = [Word(word, "output", "" if word == right else right) for word, right in pairs]
    training, inference, errors = (say(notes).splitlines() for notes in (TRAINING, INFERENCE, ERRORS))
    columns = _columns(axes, source, target, own)
    y = _draw_notes(axes, 0.0, say("Training: one pass"), training)
    y = _draw_training(axes, columns, y, source, target)
    shown = [*inference, *errors] if any(word.right for word in own) else inference
    y = _draw_notes(axes, y - ARROW, say("Inference: one pass per word"), shown)
    y = _draw_inference(axes, columns, y, own) - EDGE
    size = max(columns.end, *(width_of_words(axes, note) for note in (*training, *inference, *errors))) + EDGE, EDGE - y
    figure_of(axes).set_size_inches(size)
    axes.set(xlim=(0, size[0]), ylim=(y, EDGE))
    return axes


def _refuse_unfit_words(source: Sequence[str], target: Sequence[str], written: Sequence[str]) -> None:
    """Raise ValueError for words that are no list, or that no decoder could have been given or have written."""
    for name, words in (("source", source), ("target", target), ("written", written)):
        if isinstance(words, str) or not words:
            raise ValueError(
                say(
                    "{name} is {words!r}; expected a list of at least one word, such as ['la', 'bola'].",
                    name=name,
                    words=words,
                )
            )
        if START in words:
            raise ValueError(
                say("{name} has the start sign {start!r}; leave it out, as the figure adds it.", name=name, start=START)
            )
    end = target[-1]
    for name, words in (("target", target), ("written", written)):
        if end not in words or words.index(end) != len(words) - 1:
            raise ValueError(
                say(
                    "{name} is {words}; expected the last word of target, {end!r}, to be the end sign, and to stand "
                    "in target and in written once, as the last word.",
                    name=name,
                    words=list(words),
                    end=end,
                )
            )


def _columns(axes: Axes, source: Sequence[str], target: Sequence[str], own: Sequence[Word]) -> Columns:
    """Give the words that are read one line if that is narrow enough, else what is left of the widest figure."""
    said = [*target, say("is wanted"), *(text for word in own for text in (word.text, word.correction))]
    widest_said = max(width_of_words(axes, text) for text in said) + PADDING
    box = width_of_words(axes, say("Decoder")) * 1.15 + 2 * PADDING  # its name is bold
    read = [START, *target, *(word.text for word in own)]
    widths = [width_of_words(axes, text) + PADDING for text in (*read, *source)]
    one_line = max(
        sum(width_of_words(axes, text) + PADDING + GAP for text in line)
        for line in (source, [START, *(word.text for word in own[:-1])])
    )
    room = WIDEST - 2 * EDGE - 2 * ARROW - box - widest_said
    reads = EDGE + max(*widths, min(one_line, room))
    said_from = reads + box + 2 * ARROW
    return Columns(reads, reads + ARROW, reads + ARROW + box, said_from, said_from + widest_said)


def _draw_notes(axes: Axes, y: float, title: str, notes: Sequence[str]) -> float:
    """Write a title and what is to be known below it; return where the next thing may begin."""
    write(axes, title, EDGE, y - LINE / 2, weight="bold", size=TITLE_SIZE)
    for number, note in enumerate(notes, start=1):
        write(axes, note, EDGE, y - (number + 0.6) * LINE, colour=COLOURS["neutral"])
    return y - (len(notes) + 1.6) * LINE


def _draw_training(axes: Axes, columns: Columns, y: float, source: Sequence[str], target: Sequence[str]) -> float:
    """Draw the encoder with the source, and one decoder box that all places share; return the lower end."""
    floor, _ = _draw_read(axes, columns, y, [Word(word) for word in source])
    middle = _draw_box(axes, columns, floor, floor + BOX, say("Encoder"), say("one pass"))
    top = floor - ARROW - LINE
    draw_arrow(axes, [(middle, floor), (middle, top)])
    write(axes, say("memory"), middle + PADDING, floor - ARROW / 2)
    _write_headings(axes, columns, top, say("reads"), say("is wanted"))
    bottom = top - 2 * PADDING - len(target) * (CHIP + GAP) + GAP
    _draw_box(axes, columns, bottom, top, say("Decoder"), say("one pass"))
    for place, (given, wanted) in enumerate(zip([START, *target], target, strict=False)):
        chip_floor = top - PADDING - CHIP - place * (CHIP + GAP)
        width = width_of_words(axes, given) + PADDING
        draw_word(axes, Word(given), Bbox.from_bounds(columns.read - width, chip_floor, width, CHIP))
        _draw_said(axes, columns, chip_floor, Word(wanted))
        draw_arrow(axes, [(columns.read, chip_floor + CHIP / 2), (columns.box, chip_floor + CHIP / 2)])
    return bottom


def _draw_inference(axes: Axes, columns: Columns, y: float, own: Sequence[Word]) -> float:
    """Draw one pass below the other, each new word handed on to the next pass; return the lower end."""
    y -= LINE
    _write_headings(axes, columns, y, say("reads"), say("writes"))
    handed_on: Bbox | None = None  # the word that the pass before has written
    for number in range(len(own)):
        floor, newest = _draw_read(axes, columns, y, [Word(START), *own[:number]])
        _draw_box(axes, columns, floor, floor + BOX, say("Decoder"), say("pass {number}", number=number + 1))
        if handed_on:
            start, x, turn = (handed_on.x0 + handed_on.x1) / 2, (newest.x0 + newest.x1) / 2, y + ARROW / 2
            draw_arrow(axes, [(start, handed_on.y0), (start, turn), (x, turn), (x, newest.y1)], role="output")
        handed_on = _draw_said(axes, columns, floor + PADDING, own[number])
        y = floor - ARROW
    return y + ARROW


def _draw_read(axes: Axes, columns: Columns, y: float, words: Sequence[Word]) -> tuple[float, Bbox]:
    """Draw words before a box that is to stand below y, in lines; return the box's lower edge and the last word's."""
    *earlier, (newest, newest_width) = [(word, width_of_words(axes, word.text) + PADDING) for word in words]
    end = columns.read - newest_width - GAP  # above the newest word nothing may stand in the way of its arrow
    lines: list[list[tuple[Word, float]]] = [[]]
    for word, width in earlier:
        if lines[-1] and sum(other + GAP for _, other in lines[-1]) + width > end - EDGE:
            lines.append([])
        lines[-1].append((word, width))
    floor = y - max(BOX, len(lines) * (CHIP + GAP) + PADDING)
    for number, line in enumerate(reversed(lines)):
        x = end - sum(width + GAP for _, width in line) + GAP
        for word, width in line:
            draw_word(axes, word, Bbox.from_bounds(x, floor + PADDING + number * (CHIP + GAP), width, CHIP))
            x += width + GAP
    last = Bbox.from_bounds(columns.read - newest_width, floor + PADDING, newest_width, CHIP)
    draw_word(axes, newest, last)
    draw_arrow(axes, [(columns.read, floor + PADDING + CHIP / 2), (columns.box, floor + PADDING + CHIP / 2)])
    return floor, last


def _draw_said(axes: Axes, columns: Columns, floor: float, word: Word) -> Bbox:
    """Draw a word that the decoder says, above a wrong one the right one; return where the word stands."""
    place = Bbox.from_bounds(columns.said, floor, width_of_words(axes, word.text) + PADDING, CHIP)
    draw_word(axes, word, place)
    draw_arrow(axes, [(columns.box_end, floor + CHIP / 2), (columns.said, floor + CHIP / 2)])
    if word.correction:
        write(axes, word.correction, columns.said, place.y1 + LINE / 2)
    return place


def _draw_box(axes: Axes, columns: Columns, floor: float, top: float, name: str, passes: str) -> float:
    """Draw a box with its name and what it does; return the middle of its width."""
    middle, centre = (columns.box + columns.box_end) / 2, (floor + top) / 2
    place = Bbox.from_extents(columns.box, floor, columns.box_end, top)
    draw_rectangle(axes, place, edge=COLOURS["neutral"], fill=COLOURS["paper"])
    write(axes, name, middle, centre + LINE / 2, weight="bold", alignment="center")
    write(axes, passes, middle, centre - LINE / 2, alignment="center")
    return middle


def _write_headings(axes: Axes, columns: Columns, y: float, read: str, said: str) -> None:
    """Write above y what the words are for, on either side of the decoder."""
    write(axes, read, columns.read, y + LINE / 2, colour=COLOURS["neutral"], alignment="right")
    write(axes, said, columns.said, y + LINE / 2, colour=COLOURS["neutral"])
