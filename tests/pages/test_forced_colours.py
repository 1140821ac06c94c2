"""Where the system forces its colours upon a page, what is chosen is still told from what is not."""

import pytest

pytestmark = pytest.mark.browser

GROUND = "button => getComputedStyle(button).backgroundColor"


@pytest.fixture
def chapter_page(request, built_book, open_page):
    """Give a chapter as a reader with forced colours sees it."""
    page = open_page((built_book / f"book/attention/{request.param}.html").as_uri()).page
    page.emulate_media(forced_colors="active")
    yield page
    page.close()


@pytest.mark.parametrize("chapter_page", ["masking"], indirect=True)
def test_a_pressed_button_of_a_figure_has_another_ground(chapter_page):
    pressed = chapter_page.locator('.course-figure button[aria-pressed="true"]').first
    others = chapter_page.locator('.course-figure button[aria-pressed="false"]').first
    assert pressed.evaluate(GROUND) != others.evaluate(GROUND)


@pytest.mark.parametrize("chapter_page", ["single-head"], indirect=True)
def test_only_the_scores_to_compare_are_framed(chapter_page):
    ink = "cells => cells.map((cell) => getComputedStyle(cell).borderTopColor)"
    framed = chapter_page.locator(".scaled.compared").evaluate_all(ink)
    others = chapter_page.locator(".scaled:not(.compared)").evaluate_all(ink)
    assert len(framed) == len(others) == 2 and not set(framed) & set(others)


@pytest.mark.parametrize("chapter_page", ["masking"], indirect=True)
def test_a_drawn_figure_keeps_its_own_colours_on_the_paper_that_they_are_made_for(chapter_page):
    style = chapter_page.locator(".figure-svg").first.evaluate(
        "svg => [getComputedStyle(svg).forcedColorAdjust, getComputedStyle(svg).backgroundColor]"
    )
    assert style == ["none", "rgb(251, 250, 246)"]
