"""The whole drawing: the encoder's column, the decoder's, and what leads from one to the other."""

from dataclasses import dataclass

from course_lib.figures.architecture.column import ARROW, TEXT, Box, Column, Label, Line, Norm
from course_lib.language import say

WIDTH = 340.0
ENCODER, DECODER, BETWEEN = 80.0, 260.0, 170.0  # the middles of the columns and of the gap

LEGEND = {"query": "Q: query", "key": "K: key", "value": "V: value"}


@dataclass(frozen=True)
class Drawing:
    """Everything to be drawn, from the lowest layer of ink to the highest, and how high it is."""

    items: tuple[Box | Line | Label, ...]
    height: float


def lay_out(norm: Norm) -> Drawing:
    """Place the encoder on the left, the decoder on the right, each from its words upwards."""
    encoder = Column("encoder", ENCODER, -1, norm)
    decoder = Column("decoder", DECODER, 1, norm)
    _inputs(encoder, say("source words"))
    _inputs(decoder, say("target words so far"))
    _encoder_layers(encoder)
    memory = _decoder_layers(decoder)
    _output(decoder)
    return Drawing((*encoder.items, *decoder.items, *_from_encoder_to_decoder(encoder, memory)), -decoder.y)


def _inputs(column: Column, words: str) -> None:
    column.label(words)
    column.arrow("embeddings")
    column.box(say("Embedding"), parts=("embeddings",))
    column.arrow("positions")
    column.box(say("+ Positions"), parts=("positions",))


def _encoder_layers(column: Column) -> None:
    column.arrow("encoder")
    bottom = column.y
    column.sublayer(say("Self-attention"), parts=("self-attention",), inputs="QKV")
    column.sublayer(say("Feed-forward"), parts=("feed-forward",))
    column.frame(bottom, say("N × encoder"))
    _final_norm(column)


def _decoder_layers(column: Column) -> float:
    """Return the height at which the encoder's output comes in."""
    column.arrow("decoder")
    bottom = column.y
    masked = ("masked self-attention", "self-attention")
    column.sublayer(say("Masked\nself-attention"), parts=masked, inputs="QKV")
    memory = column.sublayer(say("Cross-attention"), parts=("cross-attention",), inputs="KVQ", aside=BETWEEN)
    column.sublayer(say("Feed-forward"), parts=("feed-forward",))
    column.frame(bottom, say("N × decoder"))
    _final_norm(column)
    return memory


def _final_norm(column: Column) -> None:
    """Close a pre-norm stack: nothing has normalised the sum of its layers yet."""
    if column.norm == "pre":
        column.arrow("residual", column.name)
        column.box(say("Norm"), parts=("residual", column.name))


def _output(column: Column) -> None:
    for words in ("Linear", "Softmax"):
        column.arrow("output")
        column.box(say(words), parts=("output",))
    column.arrow("output")
    column.label(say("next word"), "output")


def _from_encoder_to_decoder(encoder: Column, height: float) -> list[Line | Label]:
    parts = ("cross-attention", "encoder", "decoder")
    attention = ("self-attention", "masked self-attention", *parts)
    top = encoder.y - ARROW
    path = ((ENCODER, encoder.y), (ENCODER, top), (BETWEEN, top), (BETWEEN, height))
    legend = [
        Label(ENCODER, top - TEXT * (4.4 - place), say(words), attention, role)
        for place, (role, words) in enumerate(LEGEND.items())
    ]
    output = Label(ENCODER, top - TEXT / 2 - 2, say("encoder’s output"), parts)
    return [Line(path, parts, has_tip=False), output, *legend]
