"""Every notebook of the book keeps the rules."""

from pathlib import Path

import pytest

from book._tools.notebooks import ROOT, find_notebooks, is_chapter, read
from tests.notebooks.rules import CHAPTER, EVERY_PAGE, Rule

CASES = [
    pytest.param(path, rule, id=f"{path.relative_to(ROOT)}-{rule.__name__}")
    for path in find_notebooks()
    for rule in (EVERY_PAGE + CHAPTER if is_chapter(path) else EVERY_PAGE)
]


def test_the_book_has_notebooks() -> None:
    assert CASES


@pytest.mark.parametrize(("path", "rule"), CASES)
def test_a_notebook_keeps_the_rule(path: Path, rule: Rule) -> None:
    complaints = rule(read(path))
    assert not complaints, "\n".join([f"{path.relative_to(ROOT)}:", *complaints])
