"""The tolerances for pictures, each with a change just inside and one just outside."""

import base64
import io

import pytest
from PIL import Image

from tests.notebooks.figure_difference import png_difference, preview_difference, svg_difference

SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
 <metadata>version 1</metadata>
 <defs><path id="m0123456789" d="M 0 0 L 10 10"/></defs>
 <g id="bar"><path d="M 10 20 L 30 40 z" style="fill: #0072b2; opacity: 0.5"/></g>
 <use xlink:href="#m0123456789" x="50" y="60"/>
 <text transform="translate(5 6) scale(0.10 0.10)">query 0.73</text>
</svg>"""


def png(width: int = 100, dark: int = 0, level: int = 255) -> bytes:
    """Draw a white picture of `width` x 100 pixels of which the first `dark` have another level."""
    picture = Image.new("L", (width, 100), 255)
    picture.putdata([level] * dark + [255] * (100 * width - dark))
    file = io.BytesIO()
    picture.save(file, "png")
    return file.getvalue()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("M 10 20", "M 10.4 20"),
        ('x="50"', 'x="50.4"'),
        ("translate(5 6)", "translate(5.4 6)"),
        ("#0072b2", "#0073b3"),
        ("query 0.73", "query 0.74"),
        ("0123456789", "abcdef0123"),
        ("version 1", "version 2"),
    ],
)
def test_svg_changes_that_nobody_sees_are_none(was: str, now: str) -> None:
    assert svg_difference(SVG, SVG.replace(was, now)) is None


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("M 10 20", "M 10.6 20", "stored 10, new 10.6"),
        ("M 10 20", "L 10 20", "the outline differs"),
        ('x="50"', 'x="50.6"', "x: stored 50, new 50.6"),
        ("translate(5 6)", "translate(5 6.6)", "translate: stored 6, new 6.6"),
        ("scale(0.10 ", "scale(0.20 ", "scale"),
        ("#0072b2", "#d55e00", "the colour #0072b2 became #d55e00"),
        ("opacity: 0.5", "opacity: 0.9", "opacity"),
        ("query", "queri", "stored: query 0.73"),
        ("query 0.73", "query 0.77", "became 0.77"),
        (' z"', '"', "the outline differs"),
        ('<g id="bar">', '<g id="bar"><circle/>', "the picture's parts differ"),
        ("</svg>", "<text/></svg>", "stored nothing, new /svg/text"),
        ('href="#m', 'href="#other-m', "href"),
        ('x="50"', 'x="50" fill="red"', "the attributes differ"),
    ],
)
def test_svg_changes_that_can_be_seen_are_told(was: str, now: str, said: str) -> None:
    assert said in (svg_difference(SVG, SVG.replace(was, now, 1)) or "no difference")


def test_png_pixels_may_differ_a_little_or_very_few_of_them_much() -> None:
    assert png_difference(png(), png(dark=5000, level=251)) is None
    assert png_difference(png(), png(dark=10, level=0)) is None


def test_png_changes_that_can_be_seen_are_told() -> None:
    assert "0.50% of the pixels" in (png_difference(png(), png(dark=50, level=200)) or "")
    assert "the size differs" in (png_difference(png(), png(width=101)) or "")


def test_the_small_picture_beside_a_drawing_may_show_other_pixels_but_not_be_empty_or_of_another_size() -> None:
    assert preview_difference(png(dark=100, level=0), png(width=103, dark=5000, level=0)) is None
    assert preview_difference(png(dark=100, level=0), png()) == "the picture is empty"
    assert "the size differs" in (preview_difference(png(), png(width=110, dark=100, level=0)) or "")


def test_one_changed_pixel_of_a_picture_inside_an_svg_is_told() -> None:
    pictures = [base64.b64encode(picture).decode() for picture in (png(), png(dark=1, level=0), png(dark=1, level=252))]
    stored, seen, unseen = (
        SVG.replace("</svg>", f'<image xlink:href="data:image/png;base64,{picture}"/></svg>') for picture in pictures
    )
    assert "of the pixels differ" in (svg_difference(stored, seen) or "")
    assert svg_difference(stored, unseen) is None
