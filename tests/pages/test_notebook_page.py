"""A chapter's page: figures stand in it as SVG, exercises and "Break it" are told apart and end where they end."""

import json

import nbformat
import pytest
from bs4 import BeautifulSoup

from book._tools.captions import write_captions
from book._tools.notebooks import KERNELSPEC
from course_lib.figures import COLOURS

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90" width="300pt" height="90pt">'
    '<text style="fill: {colour}">query</text></svg>'
)
TASK = "# Chapter\n\nText.\n\n## Section\n\nText.\n\n### Exercise: use `x` twice (easy, 4 minutes)\n\nDo it."
HELP = (
    '<details class="hint"><summary>Hint</summary>\n\nThink.\n\n</details>\n'
    '<details class="solution"><summary>Solution</summary>\n\nThis.\n\n</details>\n\nThe main thread goes on.'
)
BREAK = '### Break it: "all is well"\n\nIt is not.'


def notebook(colour=COLOURS["query"]):
    shown = nbformat.v4.new_output("display_data", {"image/svg+xml": SVG.format(colour=colour), "text/plain": "Figure"})
    figure = {"mystnb": {"image": {"alt": "Three bars."}, "figure": {"caption": "The caption.", "name": "fig-bars"}}}
    cells = [
        nbformat.v4.new_markdown_cell(TASK),
        nbformat.v4.new_markdown_cell(HELP),
        nbformat.v4.new_code_cell("draw()", outputs=[shown], execution_count=1, metadata=figure),
        nbformat.v4.new_markdown_cell(BREAK),
        nbformat.v4.new_code_cell("broken()", execution_count=2, metadata={"course": {"block": "break"}}),
        nbformat.v4.new_markdown_cell("Back to the main thread."),
    ]
    made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC})
    write_captions(made)
    return json.dumps(made)


@pytest.fixture
def article(build_small_book, tmp_path):
    """Return the built page of a small chapter."""
    result = build_small_book({"book/index.md": "# Title\n\nText.\n", "book/chapter.ipynb": notebook()})
    assert result.returncode == 0, result.stderr
    text = (tmp_path / "_build/html/book/chapter.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser").article


def test_a_chapter_holds_its_figure_and_its_blocks_end_where_they_end(article):
    figure = article.find("figure", id="fig-bars")
    assert figure.find("svg", role="img")["aria-label"] == "Three bars." and not figure.find("img")
    assert "Figure 1.1. The caption." in figure.figcaption.get_text()

    assert article.get_text().count("The caption.") == 1, "the cell for Jupyter stands in the page"

    exercise, broken = article.select("section.exercise, section.break")
    assert "This." in exercise.get_text() and "main thread" not in exercise.get_text()
    assert exercise.find_next_sibling("p").get_text() == "The main thread goes on."
    assert "broken()" in broken.get_text() and "main thread" not in broken.get_text()

    heading = exercise.h3
    assert heading.get_text().startswith("Exercise 1.1: use x twice (easy, 4 minutes)")
    assert [span.get_text() for span in heading.select(".kind, .name, .facts")] == [
        "Exercise 1.1",
        "use x twice",
        "easy, 4 minutes",
    ]
    assert heading.select_one(".facts")["class"] == ["facts", "easy"]
    assert broken.h3.select_one(".name").get_text() == "“all is well”"


def test_every_solution_is_folded_away_with_its_code(chapter, built_book):
    page = BeautifulSoup((built_book / f"{chapter}.html").read_text(encoding="utf-8"), "lxml")
    solutions = page.select("section.exercise > details.solution")
    assert len(solutions) == len(page.select("section.exercise"))
    assert all(solution.find("pre") for solution in solutions)


def test_a_figure_in_a_foreign_colour_fails_the_build_and_is_named(build_small_book):
    result = build_small_book({"book/index.md": "# Title\n\nText.\n", "book/chapter.ipynb": notebook("#ff0000")})
    assert result.returncode != 0
    assert "chapter.ipynb" in result.stderr and "the figure is drawn in #ff0000" in result.stderr
