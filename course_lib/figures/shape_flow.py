"""The way of a sentence through a Transformer, with the shape of every tensor on the way."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from course_lib.figures.framed_words import PALE, draw_arrow, draw_rectangle, width_of_words, write
from course_lib.figures.labels import figure_of
from course_lib.figures.recorded_shapes import Shape, refuse_shapes_that_do_not_fit
from course_lib.figures.shape_flow_blocks import Block, decoder_blocks, encoder_blocks
from course_lib.figures.style import COLOURS

# All in inches.
LINE, PADDING = 0.18, 0.06  # a line of text in a box, and from the text to the box
ARROW = 0.27  # from one box or frame to the next
FRAME = 0.08  # from the boxes of a layer to its frame
NAME = 0.2  # for the layer's name beside its frame
GUTTER = 0.26  # between the frames of the two columns, where the memory passes
WORD_LINE, WORD_GAP = 0.27, 0.06  # from one line of words to the next, and between two words
EDGE = 0.02  # around the whole drawing

Words = list[tuple[str, float]]  # each with its width


def draw_shape_flow(shapes: Mapping[str, Shape], source: Sequence[str], target: Sequence[str]) -> Axes:
    """Draw encoder and decoder side by side, from the words at the bottom to the logits, with all shapes.

    Inside a box stand the shapes that its block makes for itself, beside an arrow the shape that is handed on. Add &
    Norm around each block changes no shape and is left out.

    Args:
        shapes: what `tensor_shapes(model)` collected in one forward pass of a `Transformer`.
        source, target: the words of one sentence of the batch, one for each id, special words and pads too.

    Raises:
        ValueError: a shape is missing, or does not fit the words or the other shapes.
    """
    refuse_shapes_that_do_not_fit(shapes, source, target)
    axes = plt.subplots(layout="none")[1]
    axes.set_position((0, 0, 1, 1))
    axes.axis("off")
    encoder, decoder = encoder_blocks(shapes), decoder_blocks(shapes)
    lines = [line for block in (*encoder, *decoder) for line in block.lines]
    width = max(width_of_words(axes, text, weight="bold") for text in (*lines, *source, *target)) + 2 * PADDING
    left, right = EDGE + NAME + FRAME, EDGE + NAME + width + 3 * FRAME + GUTTER
    rows = [
        _rows([(word, width_of_words(axes, word, weight="bold") + PADDING) for word in words], width)
        for words in (source, target)
    ]
    floor = EDGE + WORD_LINE * max(map(len, rows))
    columns = _stack(encoder, left, floor, width), _stack(decoder, right, floor, width)
    for boxes, blocks, words, outside in zip(columns, (encoder, decoder), rows, (-1, 1), strict=True):
        _write_words(axes, words, boxes[0])
        _draw_frames(axes, blocks, boxes, outside)
        _draw_column(axes, blocks, boxes)
    takers = [box for box, block in zip(columns[1], decoder, strict=True) if block.takes_memory]
    _draw_memory_paths(axes, columns[0][-1], takers)
    size = right + width + FRAME + NAME + EDGE, max(boxes[-1].y1 for boxes in columns) + EDGE
    figure_of(axes).set_size_inches(size)
    axes.set(xlim=(0, size[0]), ylim=(0, size[1]))
    return axes


def _rows(words: Words, width: float) -> list[Words]:
    """Break the words into lines that are no wider than the column."""
    rows: list[Words] = [[]]
    for word, own_width in words:
        if rows[-1] and sum(other + WORD_GAP for _, other in rows[-1]) + own_width > width:
            rows.append([])
        rows[-1].append((word, own_width))
    return rows


def _stack(blocks: Sequence[Block], x: float, floor: float, width: float) -> list[Bbox]:
    """Place the boxes one above the other; above and below a layer there is room for its frame."""
    boxes, y = [], floor
    for layer, group in groupby(blocks, key=lambda block: block.layer):
        y += FRAME if layer else 0
        for block in group:
            y += ARROW
            boxes.append(Bbox.from_bounds(x, y, width, LINE * len(block.lines) + 2 * PADDING))
            y = boxes[-1].y1
        y += FRAME if layer else 0
    return boxes


def _write_words(axes: Axes, rows: list[Words], above: Bbox) -> None:
    """Write the words of a sentence, line by line from the top, with an arrow up to the box above."""
    middle, top = (above.x0 + above.x1) / 2, above.y0 - ARROW
    draw_arrow(axes, [(middle, top), (middle, above.y0)])
    for number, row in enumerate(rows):
        x = middle - (sum(width + WORD_GAP for _, width in row) - WORD_GAP) / 2
        for word, width in row:
            chip = Bbox.from_bounds(x, top - (number + 1) * WORD_LINE, width, WORD_LINE - WORD_GAP)
            draw_rectangle(axes, chip, edge=COLOURS["faint"], fill=PALE)
            write(axes, word, x + width / 2, (chip.y0 + chip.y1) / 2, alignment="center")
            x += width + WORD_GAP


def _draw_frames(axes: Axes, blocks: Sequence[Block], boxes: Sequence[Bbox], outside: int) -> None:
    """Draw a frame around each layer, its name beside it: to the left of the column for -1, to the right for 1."""
    for layer, group in groupby(zip(blocks, boxes, strict=True), key=lambda pair: pair[0].layer):
        if layer:
            frame = Bbox.union([box for _, box in group]).padded(FRAME)
            draw_rectangle(axes, frame, edge=COLOURS["faint"], fill=PALE)
            x = (frame.x0 if outside < 0 else frame.x1) + outside * NAME / 2
            y = (frame.y0 + frame.y1) / 2
            write(axes, layer, x, y, colour=COLOURS["neutral"], alignment="center", rotation=90)


def _draw_column(axes: Axes, blocks: Sequence[Block], boxes: Sequence[Bbox]) -> None:
    """Draw the boxes with their texts, the arrows between them and the shapes beside these."""
    for number, (block, box) in enumerate(zip(blocks, boxes, strict=True)):
        middle, y = (box.x0 + box.x1) / 2, box.y1 - PADDING - LINE / 2
        draw_rectangle(axes, box, edge=COLOURS["neutral"], fill=COLOURS["paper"])
        names = block.name.splitlines()
        for place, name in enumerate(names):
            write(axes, name, middle, y - place * LINE, weight="bold", alignment="center")
        for place, (text, role) in enumerate(block.inside, start=len(names)):
            weight = "normal" if role == "neutral" else "bold"
            colour = COLOURS["ink"] if role == "neutral" else COLOURS[role]
            write(axes, text, middle, y - place * LINE, weight=weight, colour=colour, alignment="center")
        if number + 1 < len(boxes):
            draw_arrow(axes, [(middle, box.y1), (middle, boxes[number + 1].y0)])
            leaves_frame = block.layer and block.layer != blocks[number + 1].layer
            free = box.y1 + (FRAME if leaves_frame else 0)  # the shape stands clear of the frames
            write(axes, block.leaves, middle + 2 * PADDING, free + ARROW / 2)


def _draw_memory_paths(axes: Axes, memory: Bbox, takers: Iterable[Bbox]) -> None:
    """Draw the way of the memory to each box that takes it, between the columns."""
    start = memory.x1, (memory.y0 + memory.y1) / 2
    for taker in takers:
        x, y = (memory.x1 + taker.x0) / 2, (taker.y0 + taker.y1) / 2
        draw_arrow(axes, [start, (x, start[1]), (x, y), (taker.x0, y)])
