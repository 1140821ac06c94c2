"""The drawing of the Transformer on a page of the real theme: its links are there, lead to pages, and are checked."""

import json

import nbformat
import pytest
from playwright.sync_api import expect

from course_lib.figures import draw_architecture
from course_lib.figures.architecture.parts import CHAPTERS
from tests.pages.conftest import axe_violations


@pytest.fixture
def build(build_small_book):
    """Give ``build(*left out)``: a book whose decoder's chapter shows the drawing, with links to all the others."""
    output = nbformat.v4.new_output(
        "execute_result", {"text/html": draw_architecture("decoder").data}, execution_count=1
    )
    cells = [
        nbformat.v4.new_markdown_cell("# Decoder\n\nText.", id="title"),
        nbformat.v4.new_code_cell("draw_architecture('decoder')", outputs=[output], execution_count=1, id="draw"),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    pages = {f"book/{chapter}.md": f"# {chapter}\n\nText.\n" for chapter in CHAPTERS.values()}
    del pages["book/transformer/decoder.md"]
    pages["book/transformer/decoder.ipynb"] = json.dumps(notebook)
    return lambda *left_out: build_small_book(
        {"book/index.md": "# Title\n\nText.\n", **{name: text for name, text in pages.items() if name not in left_out}}
    )


@pytest.mark.browser
def test_the_links_are_there_in_light_and_dark_and_lead_to_the_chapters(build, tmp_path, open_page):
    result = build()
    assert result.returncode == 0, result.stderr
    chapter = tmp_path / "_build" / "html" / "book" / "transformer" / "decoder.html"
    for dark in (False, True):
        opened = open_page(chapter.as_uri(), dark=dark, width=360)
        figure = opened.page.locator(".course-architecture")
        assert axe_violations(opened.page, contrast=True) == []
        assert figure.get_by_role("link").count() == len(set(CHAPTERS.values()))
        expect(figure.get_by_text("Choose a part")).to_be_visible()
        expect(figure.locator("[aria-current]")).to_have_attribute("href", "#")
        figure.locator("a[href='../foundations/embeddings.html'] rect").first.click()
        expect(opened.page).to_have_url((chapter.parents[1] / "foundations" / "embeddings.html").as_uri())
        assert opened.complaints == []
        opened.page.close()


def test_a_link_to_a_chapter_that_is_not_there_fails_the_build(build):
    result = build("book/transformer/encoder.md")
    assert result.returncode != 0
    assert "decoder.html: encoder.html leads to a file that is not there" in result.stderr
