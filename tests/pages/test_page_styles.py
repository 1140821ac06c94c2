"""What a notebook's outputs and folded cells bring is valid HTML on a page."""

from bs4 import BeautifulSoup

from book._tools.page_styles import rules_of


def read(built_book, name):
    """Return a parsed page of the book."""
    return BeautifulSoup((built_book / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def test_styles_of_figures_stand_in_the_head_and_each_once(built_book):
    page = read(built_book, "book/attention/single-head")
    assert len(page.select("figure.course-figure")) > 1
    assert page.body("style") == []
    (style,) = [style.text for style in page.head("style") if "course-figure" in style.text]
    rules = rules_of(style)
    assert len(rules) == len(set(rules)) > 10
    assert all(f"[data-course-figure={name}]" in style for name in ("query-key-scores", "attention-explorer"))


def test_a_folded_cell_is_called_what_its_heading_says(built_book, page):
    for heading in read(built_book, page).select("details.hide > summary"):
        assert "aria-label" not in heading.attrs
        assert heading("p") == []
        assert heading.text.split()[0] == "Show"
