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


def seen(page, selector):
    """Return for each element that matches whether it is printed."""
    return page.eval_on_selector_all(selector, "elements => elements.map((element) => element.checkVisibility())")


def test_answers_of_the_quiz_are_printed_and_closed_hints_and_solutions_are_not(printed):
    assert set(seen(printed, "details.quiz > p")) == {True}
    assert set(seen(printed, "details:is(.hint, .solution) > :not(summary)")) == {False}


def test_the_one_title_has_its_number_and_no_heading_is_cut_from_what_follows(printed):
    assert seen(printed, "h1, h1 > .section-number") == [True, True]
    assert printed.locator("h1").inner_text().split() == ["5", "Softmax", "turns", "scores", "into", "shares"]
    breaks = "headings => headings.map((heading) => getComputedStyle(heading).breakInside)"
    assert set(printed.eval_on_selector_all(".bd-article :is(h2, h3)", breaks)) == {"avoid"}
