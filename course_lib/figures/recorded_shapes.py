"""The shapes recorded in a Transformer, held to belong together: a drawing of two passes would be wrong unseen."""

import re
from collections.abc import Mapping, Sequence

from course_lib.language import say

Shape = tuple[int, ...]
Axes = tuple[str, ...]

SOURCE, TARGET = ("batch", "source words", "d_model"), ("batch", "target words", "d_model")


def number_of_layers(shapes: Mapping[str, Shape], stack: str) -> int:
    """Count the layers of a stack, "encoder" or "decoder", by the names; at least one is expected."""
    numbers = (re.match(rf"{stack}\.layers\.(\d+)\b", name) for name in shapes)
    return 1 + max((int(number[1]) for number in numbers if number), default=0)


def refuse_shapes_that_do_not_fit(shapes: Mapping[str, Shape], source: Sequence[str], target: Sequence[str]) -> None:
    """Raise ValueError naming the first shape that is missing, or does not fit the words or those before it."""
    expected = _expected_axes(number_of_layers(shapes, "encoder"), number_of_layers(shapes, "decoder"))
    for name in expected:
        if name not in shapes:
            raise ValueError(
                say(
                    "shapes has no {name!r}; give all that tensor_shapes(model) collects while a Transformer runs "
                    "once.",
                    name=name,
                )
            )
    sizes = {"source words": len(source), "target words": len(target)}
    for name, axes in expected.items():
        shape = shapes[name]
        if len(shape) == len(axes):
            for axis, size in zip(axes, shape, strict=True):
                sizes.setdefault(axis, size)
        sizes_here = [sizes.get(axis, axis) for axis in axes]
        if list(shape) != sizes_here:
            raise ValueError(
                say(
                    "shapes has {shape} for {name!r}; expected [{axes}] = [{sizes}]. Give the shapes of one pass, and "
                    "source and target with one word per id.",
                    shape=list(shape),
                    name=name,
                    axes=", ".join(axes),
                    sizes=", ".join(map(str, sizes_here)),
                )
            )


def _expected_axes(encoder_layers: int, decoder_layers: int) -> dict[str, Axes]:
    """Name every recorded shape of a Transformer, with the meaning of its axes."""
    expected: dict[str, Axes] = {"embed_source": SOURCE, "embed_target": TARGET}
    for number in range(encoder_layers):
        expected |= _layer(f"encoder.layers.{number}", SOURCE, {"self_attention": "source words"})
    for number in range(decoder_layers):
        attentions = {"self_attention": "target words", "cross_attention": "source words"}
        expected |= _layer(f"decoder.layers.{number}", TARGET, attentions)
    return expected | {"encoder": SOURCE, "decoder": TARGET, "to_logits": (*TARGET[:2], "vocab_size")}


def _layer(name: str, vectors: Axes, attentions: Mapping[str, str]) -> dict[str, Axes]:
    """Name the shapes of one layer; `attentions` says which words each of its attention blocks looks at."""
    words = vectors[1]
    expected: dict[str, Axes] = {}
    for block, keys in attentions.items():
        expected |= {
            f"{name}.{block}.query": ("batch", "heads", words, "d_head"),
            f"{name}.{block}.key": ("batch", "heads", keys, "d_head"),
            f"{name}.{block}.value": ("batch", "heads", keys, "d_head"),
            f"{name}.{block}.weights": ("batch", "heads", words, keys),
            f"{name}.{block}": vectors,
        }
    hidden = ("batch", words, "d_ff")
    return {**expected, f"{name}.feed_forward.hidden": hidden, f"{name}.feed_forward": vectors, name: vectors}
