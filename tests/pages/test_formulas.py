"""Formulas are set while the book is built: a page shows them without a script, in their line or in the middle."""

import pytest

from book._tools.formulas import typeset, without_old_fonts
from tests.conftest import BROWSER_FLAGS, find_browser
from tests.pages.conftest import pages

# Of each formula that stands alone and does not scroll: the room to its left and to its right.
ROOM_SCRIPT = """() => [...document.querySelectorAll("div.math")]
    .filter((block) => block.scrollWidth <= block.clientWidth)
    .map((block) => {
        const box = block.getBoundingClientRect();
        const parts = [...block.querySelectorAll(".katex-html > *")].map((part) => part.getBoundingClientRect());
        return [parts[0].left - box.left, box.right - parts.at(-1).right];
    })"""
SCROLLING_SCRIPT = """() => [...document.querySelectorAll("span.math, span.math *")]
    .filter((part) => part.scrollWidth > part.clientWidth && /auto|scroll/.test(getComputedStyle(part).overflowX))
    .map((part) => part.outerHTML)"""


@pytest.fixture
def page_with_scrollbars(browser, built_book):
    """Give a chapter full of formulas in a browser that shows scrollbars: Playwright hides them unless asked."""
    with browser.browser_type.launch(
        executable_path=find_browser(), args=BROWSER_FLAGS, ignore_default_args=["--hide-scrollbars"]
    ) as seen:
        page = seen.new_page()
        page.goto((built_book / "book/foundations/softmax.html").as_uri())
        yield page


def test_a_formula_is_there_for_the_eye_and_for_a_screen_reader():
    text = typeset(r"\sqrt{d_k}")
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML">' in text
    assert '<span class="katex-html" aria-hidden="true">' in text


def test_only_a_formula_that_stands_alone_is_a_block():
    assert "katex-display" in typeset("x", block=True)
    assert "katex-display" not in typeset("x")


@pytest.mark.parametrize("wrong", [r"\sqr{2}", r"\frac{1}{", "a_b_c"])
def test_what_katex_refuses_is_an_error_with_its_reason(wrong):
    with pytest.raises(ValueError, match=r"KaTeX|LaTeX"):
        typeset(wrong)


def test_a_misspelt_command_fails_the_build_and_names_the_page_and_the_line(build_small_book):
    result = build_small_book({"book/index.md": "# Title\n\nOne line.\n\nA root, $\\sqr{2}$.\n"})
    assert result.returncode != 0
    assert (
        "index.md:5: WARNING: a formula cannot be set: ParseError: KaTeX parse error: Undefined control sequence: \\sqr"
        in (result.stderr)
    )


def test_a_formula_with_a_label_shows_its_number_where_it_is_named(build_small_book, tmp_path):
    text = "# Title\n\nSee {eq}`root`.\n\n$$\nx = \\sqrt{2}\n$$ (root)\n"
    result = build_small_book({"book/index.md": text})
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "_build/html/book/index.html").read_text(encoding="utf-8")
    assert '<span class="eqno">(1)</span>' in page
    assert 'href="#equation-root">(1)</a>' in page


def test_the_style_sheet_names_fonts_that_are_there(built_book):
    folder = built_book / "_static" / "katex"
    assert "woff2" in without_old_fonts('src:url(a.woff2) format("woff2"),url(a.woff) format("woff")')
    style = (folder / "katex.min.css").read_text(encoding="utf-8")
    named = {part.partition(")")[0] for part in style.split("url(")[1:]}
    assert named == {f"fonts/{font.name}" for font in (folder / "fonts").iterdir()}


def test_no_page_loads_a_script_for_formulas(built_book):
    for page in pages():
        assert "mathjax" not in (built_book / f"{page}.html").read_text(encoding="utf-8").lower(), page
    assert not (built_book / "_static" / "mathjax").exists()


@pytest.mark.browser
def test_no_formula_in_a_line_has_a_scrollbar(page_with_scrollbars):
    assert page_with_scrollbars.locator("span.math").count() > 50
    assert page_with_scrollbars.evaluate(SCROLLING_SCRIPT) == []


@pytest.mark.browser
def test_a_formula_that_stands_alone_stands_in_the_middle(page_with_scrollbars):
    rooms = page_with_scrollbars.evaluate(ROOM_SCRIPT)
    assert len(rooms) > 5
    assert [(left, right) for left, right in rooms if abs(left - right) > 2] == []
