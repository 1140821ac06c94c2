"""What stands in the boxes of a drawn Transformer: each block with the shapes inside it and the one it hands on."""

from collections.abc import Mapping
from dataclasses import dataclass

from course_lib.figures.recorded_shapes import Shape, number_of_layers
from course_lib.language import say


@dataclass(frozen=True)
class Block:
    """One box: its name, the shapes of what it makes for itself, each with its role, and the shape that leaves it."""

    name: str
    inside: tuple[tuple[str, str], ...] = ()
    leaves: str = ""
    layer: str = ""
    takes_memory: bool = False

    @property
    def lines(self) -> list[str]:
        """Return what is written in the box, from the top."""
        return [*self.name.splitlines(), *(text for text, _ in self.inside)]


def encoder_blocks(shapes: Mapping[str, Shape]) -> list[Block]:
    """Return the encoder's boxes, from the bottom up; the last one is the memory."""
    blocks = _embedding(shapes["embed_source"])
    for number in range(number_of_layers(shapes, "encoder")):
        layer = f"encoder.layers.{number}"
        blocks += [_attention(shapes, layer, "self_attention", say("Self-attention")), _feed_forward(shapes, layer)]
    return [*blocks, Block(say("memory {shape}", shape=_written(shapes["encoder"])))]


def decoder_blocks(shapes: Mapping[str, Shape]) -> list[Block]:
    """Return the decoder's boxes, from the bottom up; the last one gives the logits."""
    blocks = _embedding(shapes["embed_target"])
    for number in range(number_of_layers(shapes, "decoder")):
        layer = f"decoder.layers.{number}"
        blocks += [
            _attention(shapes, layer, "self_attention", say("Masked\nself-attention")),
            _attention(shapes, layer, "cross_attention", say("Cross-attention")),
            _feed_forward(shapes, layer),
        ]
    logits = say("logits {shape}", shape=_written(shapes["to_logits"]))
    return [*blocks, Block(say("Linear"), ((logits, "neutral"),))]


def _written(shape: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, shape))}]"


def _embedding(shape: Shape) -> list[Block]:
    return [
        Block(say("ids {shape}", shape=_written(shape[:2]))),
        Block(say("Embedding\n+ positions"), leaves=_written(shape)),
    ]


def _attention(shapes: Mapping[str, Shape], layer: str, attention: str, title: str) -> Block:
    name = f"{layer}.{attention}"
    inside = [(f"{role[0].upper()} {_written(shapes[f'{name}.{role}'])}", role) for role in ("query", "key", "value")]
    inside.append((say("weights {shape}", shape=_written(shapes[f"{name}.weights"])), "neutral"))
    return Block(title, tuple(inside), _written(shapes[name]), layer, takes_memory=attention == "cross_attention")


def _feed_forward(shapes: Mapping[str, Shape], layer: str) -> Block:
    hidden = say("hidden {shape}", shape=_written(shapes[f"{layer}.feed_forward.hidden"]))
    return Block(say("Feed-forward"), ((hidden, "neutral"),), _written(shapes[layer]), layer)
