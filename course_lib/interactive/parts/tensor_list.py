"""The tensors of a model in the order in which it uses them, the layers folded into one."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from course_lib.interactive.parts.tensor_labels import BEHIND, split_name, tensor_label, tensor_labels
from course_lib.language import say

BEFORE_LAYERS, IN_LAYERS, BEHIND_LAYERS = range(3)
_OF_LAYER = re.compile(r"(.*?\.)(\d+)(\..+)")  # "blk.", "12", ".attn_q.weight"


class StoredRow(NamedTuple):
    """A tensor of a file."""

    name: str
    shape: tuple[int, ...]
    stored_bytes: int
    kind: str = ""  # how its numbers are stored, if the file says so


class Part(NamedTuple):
    """A tensor of the whole model, or that of the same name in each layer."""

    name: str  # with {layer} in the place of the layer's number
    label: str
    shape: tuple[int, ...]
    kinds: list[str]  # of each layer; a single one where it is the same in all, or outside the layers
    stored_bytes: list[int]  # likewise
    stage: int  # before, in or behind the layers


def fold_layers(rows: Iterable[StoredRow]) -> tuple[list[Part], int]:
    """Return the parts of a model in the order in which it uses them, and its number of layers.

    Where the names have several numbered stacks, the one with the most tensors is that of the layers.

    Raises:
        ValueError: layers that are not numbered from 0, or whose tensors have other names or shapes than those of
            the first.
    """
    cut = [(row, _OF_LAYER.fullmatch(row.name)) for row in rows]
    stacks = Counter(found[1] for _, found in cut if found)
    stack = stacks.most_common(1)[0][0] if stacks else None
    layers: dict[int, dict[str, StoredRow]] = {}
    parts = []
    for row, found in cut:
        if found and found[1] == stack:
            layers.setdefault(int(found[2]), {})[found[3]] = row
        else:
            stage = BEHIND_LAYERS if split_name(row.name)[0] in BEHIND else BEFORE_LAYERS
            parts.append(Part(row.name, tensor_label(row.name), row.shape, [row.kind], [row.stored_bytes], stage))
    _refuse_different(layers)
    parts += [_part_of_layers(f"{stack}{{layer}}", end, layers) for end in layers.get(0, ())]
    places = {name: place for place, name in enumerate(tensor_labels())}
    return sorted(parts, key=lambda part: _place(part, places)), len(layers)


def _part_of_layers(start: str, end: str, layers: dict[int, dict[str, StoredRow]]) -> Part:
    alike = [layers[number][end] for number in range(len(layers))]
    kinds, stored_bytes = ([row.kind for row in alike], [row.stored_bytes for row in alike])
    return Part(f"{start}{end}", tensor_label(end), alike[0].shape, _folded(kinds), _folded(stored_bytes), IN_LAYERS)


def _folded(values: list) -> list:
    return values[:1] if len(set(values)) == 1 else values


def _place(part: Part, places: dict[str, int]) -> tuple[int, int, bool]:
    """Return what to sort by: the stage, the order of the known names, and a matrix before its bias."""
    plain, is_bias = split_name(part.name.partition("{layer}")[2] or part.name)
    return part.stage, places.get(plain, len(places)), is_bias


def _refuse_different(layers: dict[int, dict[str, StoredRow]]) -> None:
    shapes = {number: {end: row.shape for end, row in layer.items()} for number, layer in layers.items()}
    for number in range(len(layers)):
        if shapes.get(number) is None or shapes[number] != shapes[0]:
            raise ValueError(
                say(
                    "Layer {number} is missing, or its tensors have other names or shapes than those of layer 0; "
                    "expected layers that are alike.",
                    number=number,
                )
            )
