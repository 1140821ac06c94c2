"""The same Transformer laid out five times, each opened a little further: a box, halves, stacks, blocks, words."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from course_lib.figures.architecture.column import BOX, TEXT, Box, Column, Label, Line
from course_lib.figures.architecture.layout import BETWEEN, DECODER, ENCODER, WIDTH, Drawing
from course_lib.language import say

LAYERS = 6  # in each stack, as in the paper
LOW, HIGH = 32.0, 62.0  # of a box with one line of words, and of a box for a whole half
GAP = 20.0  # from box to box, with an arrow between
FROM_STACK_TO_STACK = ("cross-attention", "encoder", "decoder")


@dataclass(frozen=True)
class View:
    """One of the drawings: its name, what a reader sees, and how it is laid out."""

    title: str
    description: str
    lay_out: Callable[[], Drawing]


def _words(x: float, y: float, words: str) -> Label:
    return Label(x, y, say(words), ())


def _up(x: float, start: float, end: float) -> Line:
    return Line(((x, start), (x, end)), ())


def _box(middle: float, top: float, words: str, *parts: str, width: float = BOX, height: float = LOW) -> Box:
    return Box(middle - width / 2, top, width, height, tuple(say(words).splitlines()), parts)


def one_box() -> Drawing:
    """From outside: a sentence in, its translation out."""
    middle, top = WIDTH / 2, -TEXT - GAP - HIGH
    return Drawing(
        (
            _words(middle, -TEXT / 2, "the source sentence"),
            _up(middle, -TEXT, -TEXT - GAP),
            _box(middle, top, "Transformer", "encoder", "decoder", width=WIDTH / 2, height=HIGH),
            _up(middle, top, top - GAP),
            _words(middle, top - GAP - TEXT / 2, "its translation"),
        ),
        -top + GAP + TEXT,
    )


def two_halves() -> Drawing:
    """Opened once: one half reads, the other writes."""
    top = -TEXT - GAP - HIGH
    middle = top + HIGH / 2
    return Drawing(
        (
            *_sentences(top),
            _box(ENCODER, top, "Encoder:\nreads", "encoder", height=HIGH),
            _box(DECODER, top, "Decoder:\nwrites", "decoder", height=HIGH),
            Line(((ENCODER + BOX / 2, middle), (DECODER - BOX / 2, middle)), FROM_STACK_TO_STACK),
        ),
        -top + GAP + TEXT,
    )


def _sentences(top: float) -> list[Label | Line]:
    """Write what goes into both halves from below, and what comes out of the decoder, whose top is given."""
    return [
        _words(ENCODER, -TEXT / 2, "source words"),
        _words(DECODER, -TEXT / 2, "target words so far"),
        *(_up(x, -TEXT, -TEXT - GAP) for x in (ENCODER, DECODER)),
        _up(DECODER, top, top - GAP),
        _words(DECODER, top - GAP - TEXT / 2, "next word"),
    ]


def two_stacks() -> Drawing:
    """Opened twice: six layers in each half; the topmost encoder's output goes to every decoder."""
    tops = [-TEXT - GAP - LOW - level * (LOW + GAP) for level in range(LAYERS)]
    bend = tops[-1] - GAP
    items: list[Box | Line | Label] = [*_sentences(tops[-1])]
    for level, top in enumerate(tops, start=1):
        for middle, words, part in ((ENCODER, "encoder {level}", "encoder"), (DECODER, "decoder {level}", "decoder")):
            items.append(_box(middle, top, say(words, level=level), part))
            if level < LAYERS:
                items.append(_up(middle, top, top - GAP))
        height = top + LOW / 2
        items.append(Line(((BETWEEN, bend), (BETWEEN, height), (DECODER - BOX / 2, height)), FROM_STACK_TO_STACK))
    items.append(Line(((ENCODER, tops[-1]), (ENCODER, bend), (BETWEEN, bend)), FROM_STACK_TO_STACK, has_tip=False))
    return Drawing(tuple(items), -tops[-1] + GAP + TEXT)


def inside_the_layers() -> Drawing:
    """Opened three times: the blocks of one encoder layer and of one decoder layer."""
    encoder, decoder = Column("encoder", ENCODER, -1, "post"), Column("decoder", DECODER, 1, "post")
    for column in (encoder, decoder):
        column.label(say("from below"))
        column.arrow()
    bottom = encoder.y
    encoder.sublayer(say("Self-attention"), parts=("self-attention",), inputs="QKV")
    encoder.sublayer(say("Feed-forward"), parts=("feed-forward",))
    encoder.frame(bottom, say("one encoder"))
    decoder.sublayer(say("Masked\nself-attention"), parts=("masked self-attention", "self-attention"), inputs="QKV")
    memory = decoder.sublayer(say("Cross-attention"), parts=("cross-attention",), inputs="KVQ", aside=BETWEEN)
    decoder.sublayer(say("Feed-forward"), parts=("feed-forward",))
    decoder.frame(bottom, say("one decoder"))
    for column in (encoder, decoder):
        column.arrow()
    way = Line(((ENCODER, encoder.y), (BETWEEN, encoder.y), (BETWEEN, memory)), FROM_STACK_TO_STACK, has_tip=False)
    output = Label(ENCODER, encoder.y - TEXT / 2 - 2, say("the topmost’s output"), FROM_STACK_TO_STACK)
    return Drawing((*encoder.items, *decoder.items, way, output), -decoder.y)


def ways_of_the_words() -> Drawing:
    """One encoder layer for three words: they meet in attention, and each goes its own way through the rest."""
    middles = [WIDTH * (1 + 2 * place) / 6 for place in range(3)]
    attention = -TEXT - 3 * GAP - LOW
    feed_forward = attention - GAP - HIGH
    items: list[Box | Line | Label] = [
        _words(middle, -TEXT / 2, word) for middle, word in zip(middles, ("the", "ball", "is"), strict=True)
    ]
    for start in middles:
        for end in middles:
            items.append(Line(((start, -TEXT), (start, -TEXT - GAP / 2), (end, attention + LOW)), ("self-attention",)))
    items.append(
        _box(WIDTH / 2, attention, "Self-attention, Add & Norm", "self-attention", width=WIDTH - 16, height=LOW)
    )
    for middle in middles:
        items += (
            _up(middle, attention, attention - GAP),
            _box(
                middle, feed_forward, "Feed-\nforward,\nAdd & Norm", "feed-forward", width=WIDTH / 3 - 10, height=HIGH
            ),
            _up(middle, feed_forward, feed_forward - GAP),
            _words(middle, feed_forward - GAP - TEXT / 2, "new vector"),
        )
    return Drawing(tuple(items), -feed_forward + GAP + TEXT)


VIEWS = MappingProxyType(
    {
        "box": View("A box", "The source sentence goes into a box, its translation comes out.", one_box),
        "halves": View(
            "Two halves",
            "The encoder takes the source words; an arrow leads from it to the decoder, which also takes the target "
            "words so far, and gives the next word.",
            two_halves,
        ),
        "stacks": View(
            "Six and six",
            "Six encoders stand on one another, six decoders beside them. From the topmost encoder an arrow leads to "
            "each of the six decoders.",
            two_stacks,
        ),
        "layers": View(
            "Inside a layer",
            "One encoder: self-attention, then feed-forward. One decoder: masked self-attention, cross-attention, "
            "then feed-forward. Around each block runs a residual path to Add & Norm.",
            inside_the_layers,
        ),
        "words": View(
            "The words’ ways",
            "Three words below one encoder layer. From each an arrow leads to all three places of self-attention; "
            "above it each has a feed-forward box of its own.",
            ways_of_the_words,
        ),
    }
)
