"""The built book, the list of its pages, and one visit of each page in each mode, shared by the tests."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
HTML = ROOT / "_build" / "html"
MODES = {
    "desktop light": {"dark": False, "width": 1280},
    "desktop dark": {"dark": True, "width": 1280},
    "phone light": {"dark": False, "width": 360},
}
FACTS_SCRIPT = (Path(__file__).parent / "page_facts.js").read_text(encoding="utf-8")


def pages() -> list[str]:
    """Return the name of every page: those of the table of contents, and the search page."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [chapter["file"] for part in contents["parts"] for chapter in part["chapters"]]
    return [contents["root"], *chapters, "search"]


def chapters() -> list[str]:
    """Return the name of every page that is a chapter: a notebook, but not the landing page."""
    return [page for page in pages()[1:] if (ROOT / f"{page}.ipynb").exists()]


@pytest.fixture
def chapter_path(chapter: str) -> Path:
    """Return the notebook of a chapter."""
    return ROOT / f"{chapter}.ipynb"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for ``page``, ``mode`` or ``chapter`` once for each of them."""
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", pages())
    if "mode" in metafunc.fixturenames:
        metafunc.parametrize("mode", MODES)
    if "chapter" in metafunc.fixturenames:
        metafunc.parametrize("chapter", chapters())


def run_jupyter_book(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the book in ``folder`` strictly, as `make book` does."""
    command = [
        Path(sys.executable).with_name("jupyter-book"),
        "build",
        ".",
        "-W",
        "-n",
        "--keep-going",
        "--quiet",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def is_stale() -> bool:
    """Tell whether any source of the book is newer than the last build."""
    start_page = HTML / "index.html"  # written anew by each build
    sources = [ROOT / "_config.yml", ROOT / "_toc.yml", *(ROOT / "book").rglob("*")]
    times = [file.stat().st_mtime for file in sources if file.is_file() and file.suffix != ".pyc"]
    return not start_page.exists() or max(times) > start_page.stat().st_mtime


@pytest.fixture(scope="session")
def built_book() -> Path:
    """Return the folder of the built book; build it if it is missing or older than a source."""
    HTML.parent.mkdir(exist_ok=True)
    with (HTML.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests run in several processes
        if is_stale():
            result = run_jupyter_book(ROOT)
            if result.returncode:
                (HTML / "index.html").unlink(missing_ok=True)  # stays stale for the next run
                pytest.fail(f"The book does not build:\n{result.stderr}", pytrace=False)
    return HTML


@dataclass(frozen=True)
class Visit:
    """What one visit of a page found: see page_facts.js for the facts."""

    requests: list[str]
    complaints: list[str]
    violations: list[str]
    facts: dict[str, Any]


def axe_violations(page: Page, *, contrast: bool) -> list[str]:
    """Return what axe finds; ``contrast=False`` leaves out the slow check of colours, the same at every width."""
    options = {
        "preload": False,  # axe would fetch the style sheets, which a browser refuses for a page from disk
        "resultTypes": ["violations"],
        "rules": {"color-contrast": {"enabled": contrast}, "label-content-name-mismatch": {"enabled": True}},
    }
    found = Axe().run(page, options=options).response["violations"]
    return [f"{violation['id']}: {node['html']}" for violation in found for node in violation["nodes"]]


@pytest.fixture(scope="session")
def visit(built_book: Path, open_page: Callable[..., Any]) -> Callable[[str, str], Visit]:
    """Give ``visit(page, mode)``, which opens the page from disk once however many tests ask."""

    @cache
    def visit_once(page: str, mode: str) -> Visit:
        opened = open_page((built_book / f"{page}.html").as_uri(), **MODES[mode])
        # What is far from the screen is laid out late: here all of it is looked at, as a reader who goes there sees it.
        opened.page.add_style_tag(content="* { content-visibility: visible !important; }")
        opened.page.wait_for_timeout(100)
        facts = opened.page.evaluate(FACTS_SCRIPT)
        requests, complaints = list(opened.requests), list(opened.complaints)
        violations = axe_violations(opened.page, contrast=mode != "phone light")
        opened.page.close()
        return Visit(requests, complaints, violations, facts)

    return visit_once


@pytest.fixture
def build_small_book(tmp_path: Path) -> Callable[..., Any]:
    """Give ``build({"book/index.md": text}, key=value)``: the real configuration, but other pages."""

    def build(files: dict[str, str], **changes: Any) -> subprocess.CompletedProcess[str]:
        config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8")) | changes
        contents = {"format": "jb-book", "root": "book/index"}
        if others := [name for name in files if "index." not in name]:
            chapters = [{"file": str(Path(name).with_suffix(""))} for name in others]
            contents["parts"] = [{"caption": "Part", "numbered": 1, "chapters": chapters}]
        (tmp_path / "book").mkdir()
        for folder in ("_static", "_templates"):
            (tmp_path / "book" / folder).symlink_to(ROOT / "book" / folder)
        (tmp_path / "book" / "references.bib").touch()
        (tmp_path / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        (tmp_path / "_toc.yml").write_text(yaml.safe_dump(contents), encoding="utf-8")
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return run_jupyter_book(tmp_path)

    return build
