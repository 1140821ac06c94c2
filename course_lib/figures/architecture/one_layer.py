"""One layer of the drawing, with or without a mask and a middle part: the layer of each family of models."""

from course_lib.figures.architecture.column import BOX, PADDING, TEXT, Box, Column, Label, Line
from course_lib.figures.architecture.layout import BETWEEN, DECODER, ENCODER, WIDTH, Drawing
from course_lib.figures.architecture.svg import EDGE, group
from course_lib.language import say

FROM_SOURCE = ("cross-attention", "encoder", "decoder")


def one_layer(*, is_causal: bool, has_source: bool) -> Drawing:
    """Lay out a layer from its words upwards; the way from a source comes in from the left."""
    column = Column("decoder", DECODER, 1, "post")
    column.label(say("words"))
    column.arrow("decoder")
    bottom, items = column.y, []
    attention = say("Masked\nself-attention") if is_causal else say("Self-attention")
    column.sublayer(attention, parts=("masked self-attention", "self-attention"), inputs="QKV")
    if has_source:
        way_in = column.sublayer(say("Cross-attention"), parts=("cross-attention",), inputs="KVQ", aside=BETWEEN)
        items = _source(way_in)
    column.sublayer(say("Feed-forward"), parts=("feed-forward",))
    column.frame(bottom, say("one layer"))
    column.arrow("decoder")
    column.label(say("new vectors"))
    return Drawing((*column.items, *items), -column.y)


def _source(height: float) -> list[Box | Line | Label]:
    """Draw the encoder from whose output keys and values are made, beside the height at which they come in."""
    box = Box(ENCODER - BOX / 2, height - (TEXT + PADDING) / 2, BOX, TEXT + PADDING, (say("Encoder"),), FROM_SOURCE)
    below = box.y + box.height
    way = Line(((box.x + BOX, height), (BETWEEN, height)), FROM_SOURCE, has_tip=False)
    up = Line(((ENCODER, below + TEXT), (ENCODER, below)), FROM_SOURCE)
    return [box, way, up, Label(ENCODER, below + TEXT * 1.5, say("source words"), FROM_SOURCE)]


def layer_as_svg(*, is_causal: bool, has_source: bool) -> str:
    """Write the layer as SVG text; it says in words what can be seen."""
    drawing = one_layer(is_causal=is_causal, has_source=has_source)
    left = 0.0 if has_source else DECODER - WIDTH / 2
    view = f"{left - EDGE:g} {-drawing.height - EDGE:g} {WIDTH + 2 * EDGE:g} {drawing.height + 2 * EDGE:g}"
    ink = "\n".join(group(item, ()) for item in drawing.items)
    return f'<svg viewBox="{view}" aria-hidden="true">\n{ink}\n</svg>'
