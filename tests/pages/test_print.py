"""On paper a frame stays with the code in it, and what was far from the screen is there."""

import pytest

pytestmark = pytest.mark.browser

# Of each frame in print: whether it may be cut in two, and whether something in it may not.
FRAMES_SCRIPT = """() => [...document.querySelectorAll(".bd-article div.cell_input")].map((frame) => ({
    frame: getComputedStyle(frame).breakInside,
    inner: [...frame.querySelectorAll("*")].map((part) => getComputedStyle(part).breakInside),
}))"""


@pytest.fixture
def printed(built_book, open_page):
    """Give a chapter as it is printed."""
    page = open_page((built_book / "book/foundations/softmax.html").as_uri()).page
    page.emulate_media(media="print")
    yield page
    page.close()


def test_no_frame_stays_empty_at_the_end_of_a_page(printed):
    frames = printed.evaluate(FRAMES_SCRIPT)
    assert len(frames) > 10
    assert {frame["frame"] for frame in frames} == {"avoid"}
    assert {inner for frame in frames for inner in frame["inner"]} == {"auto"}


def test_all_of_the_text_is_laid_out(printed):
    script = """() => [...document.querySelectorAll(".bd-article *")]
        .filter((part) => getComputedStyle(part).contentVisibility !== "visible").length"""
    assert printed.evaluate(script) == 0
