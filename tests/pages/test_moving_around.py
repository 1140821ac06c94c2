"""Finding one's way in the built book: the start page, search, and the keyboard alone."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from book._tools.notebooks import read

pytestmark = pytest.mark.browser

FOCUS_SCRIPT = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    return {
        isBody: element === document.body,
        // A link inside a drawing is framed by the stroke of its own rectangles.
        isSeen: style.outlineStyle !== "none" || style.boxShadow !== "none" ||
            [...element.querySelectorAll(":scope > rect")].some((box) => getComputedStyle(box).stroke !== "none"),
        html: element.outerHTML.slice(0, 200),
    };
}"""


class QuietHandler(SimpleHTTPRequestHandler):
    """Serve files without a line in the log for each."""

    def log_message(self, format, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def served_book(built_book):
    """Give the address of the built book on a local web server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=built_book)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(params=["from disk", "over http"])
def address(request, built_book):
    """Give the address of the book, opened from disk and served."""
    return built_book.as_uri() if request.param == "from disk" else request.getfixturevalue("served_book")


@pytest.fixture
def chapter_page(built_book, open_page, chapter):
    """Give a chapter opened from disk, and close it."""
    page = open_page((built_book / f"{chapter}.html").as_uri()).page
    yield page
    page.close()


def test_the_start_page_leads_into_the_book(address, open_page):
    opened = open_page(f"{address}/index.html")
    opened.page.locator("a.right-next").click()
    opened.page.wait_for_url("**/book/foundations/tools.html")
    assert opened.complaints == []
    opened.page.close()


def test_search_finds_a_chapter_by_a_word_of_its_title(chapter, chapter_path, address, open_page):
    title = read(chapter_path).cells[0].source.partition("\n")[0].removeprefix("# ")
    word = max(title.split(), key=len)
    opened = open_page(f"{address}/search.html?q={word}")
    opened.page.wait_for_selector(f'#search-results a[href*="{chapter}.html"]')
    assert opened.complaints == []
    opened.page.close()


def test_the_first_tab_shows_a_link_that_skips_to_the_text(chapter_page):
    chapter_page.keyboard.press("Tab")
    link = chapter_page.locator("#pst-skip-link a")
    assert link.evaluate("element => element === document.activeElement")
    # The theme lets the link slide in: on a busy machine it may not have arrived yet.
    inside = "link => link.getBoundingClientRect().top >= 0"
    chapter_page.wait_for_function(inside, arg=link.element_handle())
    chapter_page.keyboard.press("Enter")
    # The browser says its new address a moment after the key: reading it at once loses the race when it is busy.
    chapter_page.wait_for_url("**#main-content")


def test_the_focus_is_seen_at_every_stop_of_the_tab_key(chapter_page):
    stops = 0
    while True:
        chapter_page.keyboard.press("Tab")
        stop = chapter_page.evaluate(FOCUS_SCRIPT)
        if stop["isBody"]:
            break
        assert stop["isSeen"], stop["html"]
        stops += 1
    assert stops > 10


def test_hints_and_solutions_open_with_the_keyboard(chapter_page):
    for summary in chapter_page.locator("details:is(.hint, .solution, .quiz) > summary").all():
        summary.focus()
        chapter_page.keyboard.press("Enter")
        assert summary.evaluate("element => element.parentElement.open")
