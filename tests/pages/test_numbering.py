"""Chapters are numbered through all parts, figures of both kinds and exercises by chapter, and nothing else is."""

import pytest
from bs4 import BeautifulSoup

from tests.pages.conftest import chapters, pages


def parsed(built_book, page):
    return BeautifulSoup((built_book / f"{page}.html").read_text(encoding="utf-8"), "lxml")


@pytest.fixture
def number(chapter):
    return chapters().index(chapter) + 1


def texts(article, selector):
    return [tag.get_text().strip().rstrip(".") for tag in article.select(selector)]


def test_a_chapter_has_its_number_before_its_title_and_nowhere_else_in_its_head(chapter, number, built_book):
    page = parsed(built_book, chapter)
    title = page.article.h1.find(string=True, recursive=False)
    assert texts(page.article, "h1 > .section-number") == [str(number)]
    assert page.select_one(".bd-links .current > a").get_text() == f"{number}\N{EN SPACE}{title}"
    assert page.title.string.startswith(title)
    assert page.find("meta", property="og:title")["content"] == title


def test_figures_that_are_drawn_and_those_that_are_html_are_one_series(chapter, number, built_book):
    article = parsed(built_book, chapter).article
    figures = article("figure")
    expected = [f"Figure {number}.{count}" for count in range(1, len(figures) + 1)]
    assert texts(article, "figure > figcaption .caption-number") == expected
    names = [figure["id"] for figure in figures]
    assert all(name.startswith("fig-") for name in names)
    assert [tag["id"] for tag in article(id=True) if tag["id"] in names] == names


def test_exercises_have_the_numbers_that_the_list_of_all_gives_them(chapter, number, built_book):
    exercises = parsed(built_book, chapter).article.select("section.exercise")
    numbers = [f"{number}.{count}" for count in range(1, len(exercises) + 1)]
    kinds = [exercise.select_one(".kind").get_text() for exercise in exercises]
    assert kinds == [f"Exercise {number}" for number in numbers]

    rows = parsed(built_book, "book/reference/exercises").article.select("tbody tr > td:first-child")
    listed = {
        row.a["href"].partition("#")[2]: row.get_text().split()[0]
        for row in rows
        if f"/{chapter.rpartition('/')[2]}.html" in row.a["href"]
    }
    assert listed == {exercise["id"]: number for exercise, number in zip(exercises, numbers, strict=True)}


@pytest.mark.parametrize("other", [page for page in pages() if page not in chapters()])
def test_a_page_outside_the_chapters_has_no_numbers(other, built_book):
    assert parsed(built_book, other).select(".bd-article :is(.section-number, .caption-number)") == []
