"""A change of a style, a script or a tool of the book rebuilds its pages; Sphinx alone would leave them stale."""

import os
from types import SimpleNamespace

import pytest

from book._tools.page_extension import pages_to_rebuild


@pytest.fixture
def rebuilt(tmp_path):
    """Return the pages to rebuild when the last build was at the given time."""

    def ask(last_build: float) -> set[str]:
        start_page = tmp_path / "index.html"
        start_page.touch()
        os.utime(start_page, (last_build, last_build))
        pages = SimpleNamespace(found_docs={"book/index"})
        return set(pages_to_rebuild(SimpleNamespace(outdir=tmp_path), pages, set(), set(), set()))

    return ask


def test_a_build_older_than_our_styles_and_tools_is_repeated(rebuilt):
    assert rebuilt(last_build=0) == {"book/index"}


def test_a_build_that_failed_is_repeated(tmp_path):
    pages = SimpleNamespace(found_docs={"book/index"})
    assert set(pages_to_rebuild(SimpleNamespace(outdir=tmp_path), pages, set(), set(), set())) == {"book/index"}


def test_a_build_newer_than_our_styles_and_tools_stands(rebuilt):
    assert rebuilt(last_build=2**33) == set()
