"""Read what a person sees in the axes of an SVG by matplotlib: curves, their looks, the legend, scales, words."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_KIND = re.compile(r"[A-Za-z][A-Za-z0-9.]*(?=_\d+$)")  # line2d_7, patch_2, matplotlib.axis_1
_LOOK = re.compile(r"(?:stroke|fill|stroke-dasharray): *([^;]+)")

_RAISED = re.compile("(?<=10)[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LEVEL = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


@dataclass(frozen=True)
class Curve:
    """A line, its look (colours and dashes), and the height of its right end, counted downwards."""

    look: str
    end: float


def all_axes(figure: ET.Element) -> Iterator[ET.Element]:
    """Yield matplotlib's axes."""
    return (element for element in figure.iter() if re.fullmatch(r"axes_\d+", element.get("id", "")))


def _children(parent: ET.Element, kind: str) -> list[ET.Element]:
    """Return the direct children that matplotlib gave ids of this kind."""
    return [child for child in parent if _kind(child) == kind]


def _kind(element: ET.Element) -> str:
    found = _KIND.match(element.get("id", ""))
    return found.group() if found else element.tag.rpartition("}")[2]


def parts(axes: ET.Element) -> dict[str, int]:
    """Count what is drawn, by its kind."""
    return dict(sorted(Counter(map(_kind, axes)).items()))


def curves(axes: ET.Element) -> list[Curve]:
    """Return the lines in the order in which they were drawn; a line of markers alone counts as well."""
    found = []
    for line in _children(axes, "line2d"):
        paths = [child for child in line if child.tag.endswith("}path")]
        numbers = [float(number) for path in paths for number in _NUMBER.findall(path.get("d", ""))]
        markers = [(float(use.get("x", 0)), float(use.get("y", 0))) for use in line.iter() if use.tag.endswith("}use")]
        points = list(zip(numbers[::2], numbers[1::2], strict=True)) or markers
        if points:
            found.append(Curve(_look(line), max(points, key=lambda point: point[0])[1]))
    return found


def looks(axes: ET.Element) -> list[str]:
    """Return colours and dashes of the curves, in their order."""
    return [curve.look for curve in curves(axes)]


def _look(element: ET.Element) -> str:
    """Return colours and dashes of an element, or of the first part of it that has any."""
    styles = (part.get("style", "") for part in element.iter())
    return next((", ".join(_LOOK.findall(style)) for style in styles if _LOOK.search(style)), "")


def legend(axes: ET.Element) -> list[str]:
    """Return the entries of the legend, each with the look of what stands before it; its place may differ."""
    entries, look = [], ""
    for part in (part for legend in _children(axes, "legend") for part in legend):
        if _kind(part) == "text":
            entries.append(f"{''.join(part.itertext()).strip()} ({look})")
        look = _look(part)
    return entries


def scales(axes: ET.Element) -> list[str]:
    """Say of each axis what its labelled ticks tell: words, numbers, or numbers on a logarithmic scale."""
    return [_scale(_labelled_ticks(axis)) for axis in _children(axes, "matplotlib.axis")]


def _labelled_ticks(axis: ET.Element) -> list[tuple[tuple[float, float], str]]:
    """Return place and label of each tick that has one."""
    ticks = []
    for tick in [*_children(axis, "xtick"), *_children(axis, "ytick")]:
        places = [(float(use.get("x", 0)), float(use.get("y", 0))) for use in tick.iter() if use.tag.endswith("}use")]
        for text in _children(tick, "text"):
            ticks.append((places[0] if places else (0.0, 0.0), _label(text)))
    return ticks


def _label(text: ET.Element) -> str:
    """Return what a label says; an exponent, which matplotlib sets higher, after `^`."""
    spans = [span for span in text.iter() if span.tag.endswith("}tspan")]
    if not spans:
        return _RAISED.sub(lambda found: f"^{found.group().translate(_LEVEL)}", "".join(text.itertext()).strip())
    heights = [float(span.get("y", 0)) for span in spans]
    raised = [number for number, height in enumerate(heights) if height < heights[0] - 1]
    parts = [span.text or "" for span in spans]
    return "".join(parts) if not raised else f"{''.join(parts[: raised[0]])}^{''.join(parts[raised[0] :])}"


def _scale(ticks: list[tuple[tuple[float, float], str]]) -> str:
    """Tell the scale by where the numbers stand: in steps of their differences, or of their logarithms."""
    values = [_value(label) for _, label in ticks]
    if not ticks:
        return "unlabelled"
    if None in values:
        return "words"
    if any("^" in label for _, label in ticks):
        return "logarithmic"
    numbers = [value for value in values if value is not None]
    if len(numbers) < 3 or min(numbers) <= 0:
        return "linear"
    along = [sum(place) for place, _ in ticks]  # ticks of one axis share the other coordinate
    linear, logarithmic = (_bend(along, steps) for steps in (numbers, [log10(number) for number in numbers]))
    return "logarithmic" if logarithmic < linear else "linear"


def _value(label: str) -> float | None:
    """Read a tick's number; None for a word."""
    power = label.replace("−", "-").replace(" · ", "×").rpartition("10^")
    try:
        if power[1]:
            return float(power[0].rstrip("×") or 1) * 10.0 ** float(power[2])
        return float(power[2])
    except ValueError:
        return None


def _bend(places: list[float], values: list[float]) -> float:
    """Return how far the points (value, place) lie from the straight line through the first and the last."""
    slope = (places[-1] - places[0]) / (values[-1] - values[0])
    return max(abs(places[0] + slope * (v - values[0]) - p) for p, v in zip(places, values, strict=True))


def words(element: ET.Element) -> Iterator[str]:
    """Yield all that is written except ticks that are numbers."""
    if _kind(element) in ("xtick", "ytick") and all(
        _value(_label(text)) is not None for text in _children(element, "text")
    ):
        return
    if element.tag.endswith("}text"):
        yield "".join(element.itertext()).strip()
    for child in element:
        yield from words(child)
