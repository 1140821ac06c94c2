"""The reference promises a place for every package of the library, and every page of it is in the book."""

import pkgutil
import re
from pathlib import Path

import course_lib

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "book" / "reference"
PAGES = sorted((REFERENCE / "library").glob("*.md"))


def described(text: str) -> set[str]:
    """Return the packages whose docstrings a page shows, or those of one of their modules."""
    return set(re.findall(r"automodule:: course_lib\.(\w+)", text))


def test_every_package_stands_on_one_page() -> None:
    packages = {found.name for found in pkgutil.iter_modules(course_lib.__path__) if found.ispkg}
    on_pages = [described(page.read_text(encoding="utf-8")) for page in PAGES]
    assert set().union(*on_pages) == packages
    assert sum(map(len, on_pages)) == len(packages)


def test_every_page_is_in_the_table_of_contents_and_in_the_list_of_the_library() -> None:
    contents = (ROOT / "_toc.yml").read_text(encoding="utf-8")
    listed = (REFERENCE / "library.md").read_text(encoding="utf-8")
    for page in PAGES:
        assert f"file: book/reference/library/{page.stem}\n" in contents
        assert f"(library/{page.name})" in listed


def test_a_page_says_which_packages_it_describes() -> None:
    text = ".. automodule:: course_lib.text\n\n.. automodule:: course_lib.demonstrations.recall\n"
    assert described(text) == {"text", "demonstrations"}
