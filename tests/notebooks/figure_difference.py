"""Compare two pictures: SVG by structure, coordinates and colours; PNG by pixels."""

import base64
import io
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from PIL import Image, ImageChops

from tests.notebooks.text_difference import text_difference

# Coordinates in an SVG may differ by this much, in user units (72 to the inch).
COORDINATE = 0.5
# Each of a colour's red, green, blue and opacity may differ by this much, of 255.
COLOUR_LEVELS = 4
# The share of a PNG's pixels that may differ by more than COLOUR_LEVELS; one changed letter is 1 %.
PNG_SHARE = 0.001
# The same for a picture inside an SVG, where a single pixel can be a cell of a heatmap.
EMBEDDED_SHARE = 0.0

# The width and height of the small picture beside an SVG may differ by this share.
PREVIEW_SIZE = 0.05

_LENGTHS = frozenset(
    (
        "d",
        "points",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "width",
        "height",
        "viewBox",
    )
)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_DATA_IMAGE = "data:image/png;base64,"
# matplotlib's ids end in a hash over all digits of what they name: it changes where no change can be seen.
_HASHED_ID = re.compile(r"(?<=[#\"(])[a-z]+[0-9a-f]{10}(?=[\")])")


def svg_difference(stored: str, new: str) -> str | None:
    """Say where two SVG pictures first differ by more than the tolerances, or return None."""
    if stored == new:
        return None
    elements = itertools.zip_longest(_elements(stored), _elements(new))
    for (was_path, was), (now_path, now) in ((a or ("nothing", None), b or ("nothing", None)) for a, b in elements):
        if was is None or now is None or was_path != now_path:
            return f"the picture's parts differ: stored {was_path}, new {now_path}"
        if difference := _element_difference(was, now):
            return f"at {was_path}: {difference}"
    return None


def png_difference(stored: bytes, new: bytes, allowed_share: float = PNG_SHARE) -> str | None:
    """Say by how much two PNG pictures differ beyond the tolerances, or return None."""
    was, now = (Image.open(io.BytesIO(data)).convert("RGBA") for data in (stored, new))
    if was.size != now.size:
        return f"the size differs: stored {was.size}, new {now.size} pixels"
    differing = Image.new("L", was.size)
    for channel in ImageChops.difference(was, now).split():
        differing = ImageChops.lighter(differing, channel.point(lambda level: 255 * (level > COLOUR_LEVELS)))
    share = differing.histogram()[255] / (was.width * was.height)
    if share <= allowed_share:
        return None
    limit = f"more than {COLOUR_LEVELS} levels ({allowed_share:.2%} is allowed)"
    return f"{share:.2%} of the pixels differ by {limit}"


def preview_difference(stored: bytes, new: bytes) -> str | None:
    """Say what is wrong with the small picture beside an SVG: it has another size, or is empty.

    What it shows is compared in the SVG. Another processor draws other pixels, and a machine without the letters of a
    language draws boxes in their place.
    """
    was, now = (Image.open(io.BytesIO(data)).convert("L") for data in (stored, new))
    if any(abs(one - other) > PREVIEW_SIZE * one for one, other in zip(was.size, now.size, strict=True)):
        return f"the size differs: stored {was.size}, new {now.size} pixels"
    lightest, darkest = now.getextrema()[1], now.getextrema()[0]
    return "the picture is empty" if lightest == darkest else None


def _elements(svg: str) -> Iterator[tuple[str, ET.Element]]:
    """Yield each element after its place in the tree; without metadata, which names matplotlib's version."""

    def walk(element: ET.Element, above: str) -> Iterator[tuple[str, ET.Element]]:
        tag = element.tag.rpartition("}")[2]
        name = element.get("id")
        path = f"{above}/{tag}" + (f"#{name}" if name else "")
        yield path, element
        for child in element:
            if child.tag.rpartition("}")[2] != "metadata":
                yield from walk(child, path)

    yield from walk(ET.fromstring(_number_ids(svg)), "")


def _number_ids(svg: str) -> str:
    """Replace each hashed id, and what refers to it, by its number in the order of appearance."""
    numbers: dict[str, str] = {}
    return _HASHED_ID.sub(lambda found: numbers.setdefault(found.group(), f"generated-{len(numbers) + 1}"), svg)


def _element_difference(was: ET.Element, now: ET.Element) -> str | None:
    """Compare two elements' attributes, own text and the text that follows them."""
    if was.keys() != now.keys():
        return f"the attributes differ: stored {sorted(was.keys())}, new {sorted(now.keys())}"
    for name in was.attrib:
        if difference := _attribute_difference(name, was.attrib[name], now.attrib[name]):
            return f"{name.rpartition('}')[2]}: {difference}"
    return text_difference(was.text or "", now.text or "") or text_difference(was.tail or "", now.tail or "")


def _attribute_difference(name: str, stored: str, new: str) -> str | None:
    if stored == new:
        return None
    if stored.startswith(_DATA_IMAGE) and new.startswith(_DATA_IMAGE):
        pictures = (base64.b64decode(value.removeprefix(_DATA_IMAGE)) for value in (stored, new))
        return png_difference(*pictures, allowed_share=EMBEDDED_SHARE)
    if name in _LENGTHS:
        return _coordinate_difference(stored, new)
    if name == "transform":
        return _transform_difference(stored, new)
    return _style_difference(stored, new)


def _coordinate_difference(stored: str, new: str) -> str | None:
    """Compare coordinates: the same commands, and each number within COORDINATE."""
    if _NUMBER.sub("0", stored).split() != _NUMBER.sub("0", new).split():
        return "the outline differs"
    pairs = zip(_NUMBER.findall(stored), _NUMBER.findall(new), strict=True)
    for was, now in pairs:
        if abs(float(was) - float(now)) > COORDINATE:
            return f"stored {was}, new {now} (± {COORDINATE} is allowed)"
    return None


def _transform_difference(stored: str, new: str) -> str | None:
    """Compare moves as coordinates, factors (scale, matrix) as printed numbers."""
    steps = [re.findall(r"(\w+)\(([^)]*)\)", value) for value in (stored, new)]
    if [step for step, _ in steps[0]] != [step for step, _ in steps[1]]:
        return f"stored {stored}, new {new}"
    for (step, was), (_, now) in zip(*steps, strict=True):
        compare = _coordinate_difference if step in ("translate", "rotate") else text_difference
        if difference := compare(was, now):
            return f"{step}: {difference}"
    return None


def _style_difference(stored: str, new: str) -> str | None:
    """Compare colours by level, all else as text."""
    colours = [_COLOUR.findall(value) for value in (stored, new)]
    if len(colours[0]) == len(colours[1]):
        for was, now in zip(*colours, strict=True):
            levels = zip(bytes.fromhex(was[1:]), bytes.fromhex(now[1:]), strict=True)
            if any(abs(one - other) > COLOUR_LEVELS for one, other in levels):
                return f"the colour {was} became {now}"
        stored, new = (_COLOUR.sub("#", value) for value in (stored, new))
    return text_difference(stored, new)
