"""The theme's scripts wait for the text, and the slow loop in one of them is replaced."""

import pytest
from sphinx.errors import ExtensionError

from book._tools.theme_scripts import MEASURES_ALL, MEASURES_WHAT_IS_SEEN, THEME, lighten


@pytest.fixture
def script(tmp_path):
    """Return the place of the theme's script in an empty book."""
    path = tmp_path / THEME
    path.parent.mkdir(parents=True)
    return path


def test_the_slow_loop_is_replaced_once_however_often_the_book_is_built(script, tmp_path):
    script.write_text(f"boxes.forEach(e=>{{{MEASURES_ALL}}})", encoding="utf-8")
    for _ in range(2):
        lighten(tmp_path)
        assert script.read_text(encoding="utf-8") == f"boxes.forEach(e=>{{{MEASURES_WHAT_IS_SEEN}}})"


def test_another_script_than_the_known_one_stops_the_build(script, tmp_path):
    script.write_text("something else", encoding="utf-8")
    with pytest.raises(ExtensionError, match="sets its tab stops in another way"):
        lighten(tmp_path)


def test_what_no_page_uses_is_dropped(built_book):
    assert not list(built_book.glob("_static/**/fontawesome*.js")) + list(built_book.glob("_static/**/fa-*"))


def test_scripts_with_an_address_do_not_hold_a_page_up(built_book, page):
    text = (built_book / f"{page}.html").read_text(encoding="utf-8")
    scripts = [tag.partition(">")[0] for tag in text.split("<script ")[1:]]
    at_once = [tag for tag in scripts if "src=" in tag and "defer" not in tag]
    assert [tag for tag in at_once if "documentation_options.js" not in tag] == []


def test_the_search_is_loaded_by_its_own_page_alone(built_book, page):
    text = (built_book / f"{page}.html").read_text(encoding="utf-8")
    assert ("searchindex.js" in text) == (page == "search")
