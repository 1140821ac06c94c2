"""How long the book takes: a first build, a build after one chapter was edited, all notebooks; what a page weighs."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import nbformat

from benchmarks.results import ROOT, Row, Size

TITLE = "The book"
COPIED = ["book", "course_lib", "tests", "_config.yml", "_toc.yml", "README.md", "pyproject.toml", "LICENSE-text"]
EDITED = "book/foundations/softmax.ipynb"
BUILD = ["jupyter-book", "build", ".", "-W", "-n", "--keep-going", "--quiet"]  # as `make book`
NOTEBOOK_RUN = ["pytest", "-n", "2", "--dist", "loadfile", "-p", "tests.notebooks.comparison"]
NOTEBOOK_RUN += ["--nbval", "--nbval-current-env", "--nbval-cell-timeout", "600", "-q", "book"]


def measure(size: Size, rounds: int) -> list[Row]:
    """Build a copy of the project, edit one chapter, build again; then run all notebooks."""
    del rounds  # minutes in all: once is enough for numbers that no target is set for
    if size == "tiny":
        return weights(ROOT / "_build" / "html" / "book")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_project(folder)
        rows = build_times(folder)
        rows.append(Row("re-run all notebooks, two workers", "seconds", _seconds(folder, NOTEBOOK_RUN)))
    return rows


def copy_project(folder: Path) -> None:
    """Copy what a build needs."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)


def build_times(folder: Path) -> list[Row]:
    """Build, add a sentence to a chapter, build again."""
    rows = [Row("`make book`, from nothing", "seconds", _seconds(folder, BUILD))]
    chapter = folder / EDITED
    notebook = nbformat.read(chapter, as_version=4)
    notebook.cells[0].source += "\n\nOne more sentence."
    nbformat.write(notebook, chapter)
    rows.append(Row("`make book`, after an edit of one chapter", "seconds", _seconds(folder, BUILD)))
    return rows + weights(folder / "_build" / "html" / "book")


def weights(pages: Path) -> list[Row]:
    """Return the median and the largest size of the book's pages."""
    kilobytes = {path.stem: path.stat().st_size / 1000 for path in pages.rglob("*.html")}
    if not kilobytes:
        raise FileNotFoundError("there is no built page: run `make book` first.")
    largest = max(kilobytes, key=lambda name: kilobytes[name])
    return [
        Row("weight of a page", "median", f"{median(kilobytes.values()):.0f} KB"),
        Row(f"weight of the heaviest page, {largest}", "alone", f"{kilobytes[largest]:.0f} KB"),
    ]


def _seconds(folder: Path, command: list[str]) -> str:
    tool = Path(sys.executable).with_name(command[0])
    one_thread_each = {**os.environ, "OMP_NUM_THREADS": "1"}  # as in conftest.py
    begin = perf_counter()
    done = subprocess.run([tool, *command[1:]], cwd=folder, env=one_thread_each, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{(done.stdout + done.stderr)[-2000:]}")
    return f"{perf_counter() - begin:.0f} s"
