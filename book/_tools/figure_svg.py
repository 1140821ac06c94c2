"""Turn the SVG that a notebook stores into one that belongs to the page: its colours, its font, its ids."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from course_lib.figures.patches import PHOTOGRAPH
from course_lib.figures.style import COLOURS

# The page's own colours (tokens.css) for those that figures are drawn in.
TOKENS = {
    COLOURS["query"]: "query",
    COLOURS["key"]: "key",
    COLOURS["value"]: "value",
    COLOURS["output"]: "output",
    COLOURS["ink"]: "ink",
    COLOURS["neutral"]: "ink-2",
    COLOURS["faint"]: "line",
    COLOURS["pale"]: "sheet",
    COLOURS["paper"]: "paper",
    COLOURS["on faint"]: "on-faint",
    COLOURS["on middle"]: "on-middle",
    COLOURS["on strong"]: "on-strong",
}

_SVG, _HREF = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_DECIMALS = re.compile(r"-?\d+\.\d{3,}")
# matplotlib up to 3.10 writes `font: bold 12px 'DejaVu Sans', …`, later versions one property after the other.
_SHORT_FONT, _FONT_FAMILY = re.compile(r"font: (?:(\w+) )?([\d.]+)px [^;]*"), re.compile(r"font-family: [^;]*;? ?")
_REFERENCE = re.compile(r"(?<=url\(#)[^)]+(?=\))")
_DROPPED = {"metadata", "style", "title"}


def page_svg(text: str, alt: str, name: str) -> str:
    """Return the SVG as a part of a page.

    Args:
        text: what matplotlib wrote.
        alt: what can be seen, for those who cannot see it.
        name: begins all ids, so that they are the page's only ones.

    Raises:
        ValueError: a colour that `COLOURS` does not have; in the dark it could not be seen.
    """
    root = ET.fromstring(text)
    _drop(root)
    _empty_ground(root)
    used = {target for value in _values(root) for target in _REFERENCE.findall(value)}
    used |= {element.get(_HREF, "").removeprefix("#") for element in root.iter()} - {""}
    for element in root.iter():
        _rename(element, used, name)
        for key, value in [*element.items()]:
            element.set(key, _on_page(value))
    root.attrib.pop("version", None)
    width = float(root.attrib["viewBox"].split()[2])
    del root.attrib["width"], root.attrib["height"]
    root.attrib.update({"class": "figure-svg", "style": f"--w: {width:.0f}", "role": "img", "aria-label": alt})
    ET.register_namespace("", _SVG.strip("{}"))
    return ET.tostring(root, encoding="unicode").replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)


def _drop(root: ET.Element) -> None:
    """Take away what a page has once, or would not show: the drawing's own style would hold for all of them."""
    for parent in [*root.iter()]:
        for child in [*parent]:
            if child.tag.removeprefix(_SVG) in _DROPPED:
                parent.remove(child)
    for parent in [*root.iter()]:
        for child in [*parent]:
            if child.tag == f"{_SVG}defs" and not len(child):
                parent.remove(child)


def _empty_ground(root: ET.Element) -> None:
    """Take away the card behind the drawing: the page's own ground shows."""
    ground = root.find(f".//{_SVG}g[@id='patch_1']")
    if ground is not None:
        ground.clear()


def _values(root: ET.Element) -> Iterator[str]:
    return (value for element in root.iter() for value in element.attrib.values())


def _rename(element: ET.Element, used: set[str], name: str) -> None:
    """Keep only the ids that something refers to, under the figure's name; mark pictures that are drawn in ink."""
    own = element.attrib.pop("id", "")
    if own in used:
        element.set("id", f"{name}-{own}")
    if element.tag == f"{_SVG}image" and not own.startswith(PHOTOGRAPH):
        element.set("class", "ink")
    if target := element.attrib.pop(_HREF, ""):
        element.set("href", f"#{name}-{target[1:]}" if target.startswith("#") else target)
    for key, value in [*element.items()]:
        element.set(key, _REFERENCE.sub(lambda found: f"{name}-{found[0]}", value))


def _on_page(value: str) -> str:
    """Return an attribute with the page's colours and font, and with no more digits than can be seen."""
    if value.startswith("data:"):
        return value
    value = _SHORT_FONT.sub(lambda found: f"font-size: {found[2]}px; font-weight: {found[1] or 'normal'}", value)
    value = _FONT_FAMILY.sub("", value)
    value = _COLOUR.sub(lambda found: _token(found[0].lower()), value)
    value = _DECIMALS.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), value)
    return " ".join(value.split())


def _token(colour: str) -> str:
    if colour not in TOKENS:
        raise ValueError(f"the figure is drawn in {colour}; take a colour of course_lib.figures.COLOURS.")
    return f"var(--{TOKENS[colour]}, {colour})"
