"""The page of exercises is read from the chapters, so that the two cannot drift apart."""

import nbformat
import pytest
from bs4 import BeautifulSoup

from book._tools.exercise_list import Exercise, read_chapter

LIST_PAGE = "# Exercises\n\nAll of them.\n\n```{exercise-list}\n```\n"


def chapter(*headings: str) -> str:
    """Return a notebook with one exercise for each heading."""
    cells = [nbformat.v4.new_markdown_cell("# A chapter\n\nIts first paragraph.", id="title")]
    for number, heading in enumerate(headings):
        metadata = {"course": {"exercise": f"e{number}", "role": "task"}}
        cells.append(nbformat.v4.new_markdown_cell(f"## Section {number}", id=f"section-{number}"))
        task = nbformat.v4.new_markdown_cell(f"{heading}\n\nDo it.", id=f"ex-e{number}-task", metadata=metadata)
        cells.append(task)
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells))


def test_an_exercise_is_read_from_its_heading(tmp_path):
    path = tmp_path / "chapter.ipynb"
    path.write_text(chapter("### Exercise: `softmax` of a row (medium, 10 minutes)"), encoding="utf-8")
    read = read_chapter(path)
    assert read.title == "A chapter"
    assert read.exercises == [
        Exercise("`softmax` of a row", "medium", 10, "exercise-softmax-of-a-row-medium-10-minutes")
    ]


@pytest.mark.parametrize(
    "heading", ["### Exercise: no brackets", "### A task (easy, 5 minutes)", "### Exercise: x (5 minutes)"]
)
def test_a_heading_that_cannot_be_read_is_reported_with_its_cell(tmp_path, heading):
    path = tmp_path / "chapter.ipynb"
    path.write_text(chapter(heading), encoding="utf-8")
    assert read_chapter(path).unreadable == ["ex-e0-task"]


def test_a_heading_that_cannot_be_read_fails_the_strict_build(build_small_book):
    result = build_small_book({"book/index.md": LIST_PAGE, "book/a.ipynb": chapter("### Exercise")})
    assert result.returncode != 0
    assert "cell ex-e0-task: an exercise's first line must read" in result.stderr


def test_the_list_links_each_exercise_with_its_effort(build_small_book, tmp_path):
    headings = ["### Exercise: add $a_1$ (easy, 1 minute)", "### Exercise: `f(x)`, again (hard, 25 minutes)"]
    result = build_small_book({"book/index.md": LIST_PAGE, "book/a.ipynb": chapter(*headings)})
    assert result.returncode == 0, result.stderr
    page = BeautifulSoup((tmp_path / "_build/html/book/index.html").read_text(encoding="utf-8"), "html.parser")
    rows = [[cell.text.strip() for cell in row("td")] for row in page.article.select("tbody tr")]
    assert [row[1:] for row in rows] == [["easy", "1"], ["hard", "25"]]
    assert [link["href"].partition("#")[0] for link in page.article.select("tbody a")] == ["a.html", "a.html"]


def test_without_exercises_the_list_is_empty(build_small_book):
    result = build_small_book({"book/index.md": LIST_PAGE})
    assert result.returncode == 0, result.stderr


def test_the_book_lists_every_exercise_of_its_chapters(built_book, chapter_path):
    page = (built_book / "book/reference/exercises.html").read_text(encoding="utf-8")
    links = [link["href"] for link in BeautifulSoup(page, "html.parser").article("a", class_="reference")]
    cells = nbformat.read(chapter_path, as_version=4).cells
    tasks = [cell for cell in cells if cell.metadata.get("course", {}).get("role") == "task"]
    assert sum(f"/{chapter_path.stem}.html#exercise" in link for link in links) == len(tasks)
