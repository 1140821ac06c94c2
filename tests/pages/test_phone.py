"""On a phone every figure can be read, code wraps and keeps its rows, and no box of code scrolls."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

WIDTH, SMALLEST = 390, 11

# The height of the smallest letters of each drawing, in pixels of the screen.
SMALLEST_LABELS = """() => [...document.querySelectorAll("svg.figure-svg")].map(svg => {
    const texts = [...svg.querySelectorAll("text, tspan")].filter(text => text.textContent.trim());
    const scale = svg.getScreenCTM().a;
    return [svg.getAttribute("aria-label"),
        Math.min(...texts.map(text => parseFloat(getComputedStyle(text).fontSize) * scale))];
})"""
OUTSIDE = """() => [...document.querySelectorAll("svg.figure-svg text")].filter(text => {
    const box = text.getBoundingClientRect();
    return box.left < 0 || box.right > innerWidth;
}).map(text => text.textContent)"""
# Whatever stands in a box of code, and whatever box of a cell cuts its contents off or scrolls.
SCROLLING = """() => [
    ...document.querySelectorAll(".bd-article :is(pre, .highlight)"),
    ...[...document.querySelectorAll(".bd-article :is(.cell, .cell_output)")]
        .filter(box => getComputedStyle(box).overflowX !== "visible"),
].filter(box => box.clientWidth && box.scrollWidth > box.clientWidth + 1).map(box => box.textContent.slice(0, 80))"""
# Lines that are wrapped must go on to the right of where they begin.
FALLS_BACK = """() => [...document.querySelectorAll("pre .long")].filter(line => {
    const range = document.createRange();
    range.selectNodeContents(line);
    const rows = [...range.getClientRects()].filter(box => box.width > 0);
    const first = Math.min(...rows.map(box => box.top));
    const start = Math.min(...rows.filter(box => box.top < first + 5).map(box => box.left));
    return rows.some(box => box.top > first + 5 && box.left < start - 1);
}).map(line => line.textContent)"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """Give a phone's screen."""
    context = browser.new_context(viewport={"width": WIDTH, "height": 844}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def opened(page: str, built_book: Path, phone: BrowserContext) -> Iterator[Page]:
    """Open a page of the book."""
    tab = phone.new_page()
    tab.goto((built_book / f"{page}.html").as_uri(), wait_until="load")
    yield tab
    tab.close()


@pytest.mark.browser
def test_every_figure_can_be_read_and_no_box_of_code_scrolls(opened: Page) -> None:
    too_small = [(alt, size) for alt, size in opened.evaluate(SMALLEST_LABELS) if size < SMALLEST]
    assert too_small == []
    assert opened.evaluate(OUTSIDE) == []
    assert opened.evaluate(SCROLLING) == []
    assert opened.evaluate(FALLS_BACK) == []


@pytest.mark.browser
def test_no_code_has_a_scrollbar_where_scrollbars_are_shown(built_book: Path, browser_with_scrollbars: Browser) -> None:
    tab = browser_with_scrollbars.new_page(viewport={"width": WIDTH, "height": 844})
    tab.goto((built_book / "book/attention/single-head.html").as_uri(), wait_until="load")
    bars = """() => [...document.querySelectorAll(".bd-article :is(pre, .cell, .cell_output, .highlight)")]
        .filter(box => box.offsetHeight - box.clientHeight > 10).map(box => box.textContent.slice(0, 80))"""
    assert tab.evaluate(bars) == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_figure_follows_the_page_into_the_dark_with_scripts_and_without(
    built_book: Path, browser: Browser, scheme: str, scripts: bool
) -> None:
    context = browser.new_context(color_scheme=scheme, java_script_enabled=scripts)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto((built_book / "book/attention/single-head.html").as_uri(), wait_until="load")
    figure = tab.locator("svg.figure-svg").first
    looks = [
        figure.locator("text").first.evaluate("text => getComputedStyle(text).fill"),
        tab.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"),
        figure.evaluate("svg => getComputedStyle(svg).backgroundColor"),
    ]
    inks = {"light": "rgb(93, 87, 77)", "dark": "rgb(170, 162, 148)"}
    papers = {"light": "rgb(251, 250, 246)", "dark": "rgb(23, 21, 18)"}
    assert looks == [inks[scheme], papers[scheme], "rgba(0, 0, 0, 0)"]
    context.close()
