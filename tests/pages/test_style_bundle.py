"""The one style sheet of the book shows every page as the sheets it is made of do, and holds the icons it names."""

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from book._tools.icon_font import icons_in
from book._tools.style_bundle import BUNDLE, OF_THE_THEME, WITHOUT_SCRIPTS

# As the theme and the extensions would load them.
PARTS = [
    *OF_THE_THEME,
    "_static/pygments.css",
    "_static/styles/sphinx-book-theme.css",
    "_static/copybutton.css",
    "_static/mystnb.*.css",
    "_static/katex/katex.min.css",
    *(f"_static/{name}.css" for name in ("tokens", "text", "formulas", "icons", "cells", "folded_cells")),
    *(f"_static/{name}.css" for name in ("blocks", "figures", "frame", "far_away", "paper")),
]
PROPERTIES = [
    *("display", "position", "float", "visibility", "overflow-x", "white-space", "z-index", "opacity"),
    *("color", "background-color", "font-family", "font-size", "font-weight", "line-height", "text-align"),
    *("margin-top", "margin-bottom", "padding-top", "padding-left", "border-top-width", "border-left-color"),
]
STYLES_SCRIPT = """(properties) => [...document.querySelectorAll("body, body *")].map((element) => {
    const style = getComputedStyle(element);
    const name = element.tagName + "." + element.getAttribute("class") + ": ";
    return name + properties.map((name) => style.getPropertyValue(name)).join("; ");
})"""
SWAP_SCRIPT = """async (addresses) => {
    const bundle = document.querySelector('link[rel="stylesheet"]');
    for (const address of addresses) {
        const sheet = Object.assign(document.createElement("link"), {rel: "stylesheet", href: address});
        const loaded = new Promise((done) => sheet.addEventListener("load", done));
        bundle.before(sheet);
        await loaded;
    }
    bundle.remove();
}"""


@pytest.mark.browser
@pytest.mark.parametrize("name", ["book/foundations/softmax", "book/reference/library/attention", "search"])
@pytest.mark.parametrize(
    "screen", [{"dark": False, "width": 390}, {"dark": True, "width": 1280}], ids=["phone", "dark"]
)
def test_a_page_looks_as_its_parts_would_show_it(name, screen, built_book, open_page):
    page = open_page((built_book / f"{name}.html").as_uri(), **screen).page
    page.add_style_tag(content="* { transition: none !important; animation: none !important; }")
    seen = page.evaluate(STYLES_SCRIPT, PROPERTIES)
    sheets = [next(built_book.glob(part)).as_uri() for part in PARTS]
    page.evaluate(SWAP_SCRIPT, sheets)
    expected = page.evaluate(STYLES_SCRIPT, PROPERTIES)
    page.close()
    assert len(seen) > 100
    assert [pair for pair in zip(seen, expected, strict=True) if pair[0] != pair[1]] == []


def test_a_page_names_no_other_style_sheet_but_that_for_readers_without_scripts(built_book, page):
    text = (built_book / f"{page}.html").read_text(encoding="utf-8")
    sheets = re.findall(r'<link[^>]*rel="stylesheet"[^>]*href="([^"?]*)', text)
    assert [sheet.removeprefix("../" * page.count("/")) for sheet in sheets] == [BUNDLE, WITHOUT_SCRIPTS]


def test_every_icon_that_the_style_sheet_names_is_in_its_font_and_no_other(built_book):
    style = (built_book / BUNDLE).read_text(encoding="utf-8")
    (data,) = re.findall(r"data:font/woff;base64,([^)]*)\)", style)
    font = TTFont(io.BytesIO(base64.b64decode(data)))
    assert set(font.getBestCmap()) == icons_in(style)
    assert len(icons_in(style)) <= 14
    assert len(data) < 4000
