"""The model in the page: examples first, and the model when its figure nears the screen."""

import re

import pytest
from playwright.sync_api import expect

from book._tools.late_figures import FIGURE, FOLDER, drop_unused

pytestmark = pytest.mark.browser
CHAPTER = "book/transformer/translation"


@pytest.fixture
def opened(built_book, open_page):
    """Give the chapter with the translator, opened from disk at its beginning."""
    found = open_page((built_book / f"{CHAPTER}.html").as_uri(), width=390)
    yield found
    found.page.close()


def loaded_models(opened):
    """Return the models that the page has fetched."""
    return [address for address in opened.requests if FOLDER in address]


def test_far_from_the_figure_nothing_is_loaded_and_examples_are_shown(opened):
    figure = opened.page.locator("figure[data-late]")
    expect(figure.locator("td").first).to_be_attached()
    assert loaded_models(opened) == []


def test_near_the_figure_its_model_is_loaded_once_and_translates(opened):
    figure = opened.page.locator("figure[data-late]")
    figure.scroll_into_view_if_needed()
    expect(figure.get_by_role("button", name="Next")).to_be_visible()
    figure.get_by_role("button", name="Next").click()
    expect(figure).to_have_attribute("data-values", re.compile('"step":1'))
    assert len(loaded_models(opened)) == 1
    assert opened.complaints == []


def test_a_light_figure_keeps_its_data_in_the_page(built_book):
    page = (built_book / "book/foundations/softmax.html").read_text(encoding="utf-8")
    assert FIGURE.search(page)
    assert "data-late" not in page


def test_the_file_of_a_figure_that_is_gone_is_deleted(tmp_path):
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    for name in ("shown.js", "gone.js"):
        (folder / name).touch()
    (tmp_path / "page.html").write_text('<figure class="course-figure" data-late="shown.js">', encoding="utf-8")
    drop_unused(tmp_path)
    assert [file.name for file in folder.iterdir()] == ["shown.js"]
