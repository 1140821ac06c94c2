"""A page is light: what a browser fetches before it is there, compressed as a server sends it, fonts left out."""

import gzip

import pytest
from bs4 import BeautifulSoup

from book._tools.late_figures import FOLDER
from book._tools.link_checker import addresses
from tests.pages.conftest import chapters

KIB = 1024
MOST_OF_A_PAGE = {"book/index": 160 * KIB}
MOST_OF_A_CHAPTER = 250 * KIB
MOST_OF_A_MODEL = 300 * KIB


def weight(path) -> int:
    """Return how many bytes a server sends for a file."""
    return len(gzip.compress(path.read_bytes(), 6))


def loaded_by(path):
    """Return the files that a page makes the browser fetch, itself among them; a style sheet's fonts are left out."""
    tree = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    names = {address.partition("?")[0] for address, is_load in addresses(tree) if is_load}
    return {path, *((path.parent / name).resolve() for name in names if not name.startswith(("data:", "#")))}


def test_a_page_is_light(built_book, page):
    if page == "search":
        pytest.skip("it loads the index of the whole book")
    parts = {part.name: weight(part) for part in loaded_by(built_book / f"{page}.html")}
    assert len(parts) > 5
    assert sum(parts.values()) <= MOST_OF_A_PAGE.get(page, MOST_OF_A_CHAPTER), sorted(parts.items(), key=str)


def test_a_model_that_a_page_loads_later_is_light_enough_for_a_phone(built_book):
    models = list((built_book / FOLDER).glob("*.js"))
    assert models
    assert [model.name for model in models if weight(model) > MOST_OF_A_MODEL] == []
    pages = [(built_book / f"{chapter}.html").read_text(encoding="utf-8") for chapter in chapters()]
    assert [model.name for model in models if not any(model.name in page for page in pages)] == []
