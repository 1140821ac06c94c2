"""The comparison plugin, run on two small notebooks: one unchanged, one in which nearly all cells differ."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode, v4

from book._tools.notebooks import ROOT
from book._tools.refresh import refresh

# The cells as `make refresh` stored them …
STORED = {
    "setup": """
        import sys
        import matplotlib.pyplot as plt
        from matplotlib_inline.backend_inline import set_matplotlib_formats
        plt.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "test", "figure.figsize": (2, 1.5)})
        set_matplotlib_formats("svg", metadata={"Date": None})""",
    "change-number": "print('rows: 3'); print('loss', 0.731)",
    "change-last-digit": "print('loss', 0.731)",
    "change-word": "print('the cat sat')",
    "lose-result": "'text'",
    "change-colour": "plt.bar([0, 1], [1, 2], color='#0072B2');",
    "change-height": "plt.bar([0, 1], [1, 2]);",
    "change-height-little": "plt.bar([0, 1], [1, 2]);",
    "change-letter": "plt.xlabel('query');",
    "change-heatmap": "plt.imshow([[0, 1], [1, 0]], interpolation='nearest');",
    "lose-figure": "plt.plot([0, 1]);",
    "redraw": "shown = display('first', display_id=True); shown.update('second: 0.731')",
    "change-redraw": "shown = display('first', display_id=True); shown.update('second: 0.731')",
    "print-to-stderr": "print('careful', file=sys.stderr)",
    "ignore-output": "# NBVAL_IGNORE_OUTPUT\nprint('any')",
    "never-run": "late = 1",
    "raise": "late",
    "chaotic-number": "print('loss', 0.731)",
    "chaotic-word": "print('loss', 0.731)",
    "chaotic-curve": "plt.plot([0, 2, 1]);",
    "chaotic-scale": "plt.plot([1, 20, 100]);",
    "change-pixels": "set_matplotlib_formats('png'); plt.bar([0, 1], [1, 2]);",
}
# … and the changes made to their source since.
CHANGES = {
    "change-number": ("0.731", "0.913"),
    "change-last-digit": ("0.731", "0.732"),
    "change-word": ("cat", "dog"),
    "lose-result": ("'text'", "None"),
    "change-colour": ("#0072B2", "#D55E00"),
    "change-height": ("[1, 2]", "[1.1, 2]"),
    "change-height-little": ("[1, 2]", "[1.001, 2]"),
    "change-letter": ("query", "queri"),
    "change-heatmap": ("[1, 0]", "[1, 0.1]"),
    "lose-figure": ("plt.plot([0, 1]);", "pass"),
    "change-redraw": ("0.731", "0.913"),
    "raise": ("late", "late / 0"),
    "chaotic-number": ("0.731", "0.913"),
    "chaotic-word": ("loss', 0.731", "gain', 0.913"),
    "chaotic-curve": ("[0, 2, 1]", "[0, 7, 3]"),
    "chaotic-scale": (";", "; plt.yscale('log');"),
    "change-pixels": ("[1, 2]", "[1.2, 2]"),
}
# Cells that are wrong as they are, however they are stored.
WRONG_ANYWAY = ("print-to-stderr", "ignore-output")


def small_notebook() -> NotebookNode:
    """Make a notebook of the stored cells, not yet run."""
    sources = {name: "\n".join(line.strip() for line in code.splitlines()) for name, code in STORED.items()}
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source, id=name) for name, source in sources.items()])
    for cell in notebook.cells:
        if cell.id.startswith("chaotic-"):
            cell.metadata.course = {"chaotic": True}
    return notebook


def break_cells(notebook: NotebookNode) -> None:
    """Change sources and the stored execution count, and leave the stored outputs."""
    for cell in notebook.cells:
        cell.source = cell.source.replace(*CHANGES.get(cell.id, ("", "")))
        if cell.id == "never-run":
            cell.execution_count = None


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Run the plugin as `make test` does, in a project of its own; return its folder and the report."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("book/part", "elsewhere"):
        (root / folder).mkdir(parents=True)
    stored = root / "elsewhere/stored.ipynb"
    nbformat.write(small_notebook(), stored)
    refresh(stored)
    notebook = nbformat.read(stored, as_version=4)
    unchanged = NotebookNode({**notebook, "cells": [cell for cell in notebook.cells if cell.id not in WRONG_ANYWAY]})
    nbformat.write(unchanged, root / "book/part/unchanged.ipynb")
    break_cells(notebook)
    nbformat.write(notebook, root / "book/part/broken.ipynb")
    options = "-p tests.notebooks.comparison --nbval --nbval-current-env -n 2 --dist loadfile --junitxml report.xml"
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-c",
            ROOT / "pyproject.toml",
            "--rootdir",
            root,
            *options.split(),
            ".",
        ],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
    )
    return root, ended.stdout + ended.stderr


@pytest.fixture(scope="module")
def failures(run: tuple[Path, str]) -> dict[str, dict[str, str]]:
    """Return, for each notebook, each cell's failure message; an empty one for a cell that passed."""
    found: dict[str, dict[str, str]] = {}
    for case in ET.parse(run[0] / "report.xml").iter("testcase"):
        complaint = "".join(element.text or "" for element in case if element.tag in ("failure", "error"))
        found.setdefault(case.get("classname", ""), {})[case.get("name", "")] = complaint
    return found


@pytest.fixture(scope="module")
def broken(failures: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return the messages of the notebook whose cells were changed."""
    return failures["book.part.broken.ipynb"]


def test_a_refreshed_notebook_passes_and_only_the_book_is_collected(
    failures: dict[str, dict[str, str]],
) -> None:
    assert set(failures) == {"book.part.broken.ipynb", "book.part.unchanged.ipynb"}
    assert failures["book.part.unchanged.ipynb"] == dict.fromkeys(set(STORED) - set(WRONG_ANYWAY), "")


def test_nbval_itself_raises_no_warning(run: tuple[Path, str]) -> None:
    assert re.findall(r"\w*Warning\b|warnings summary", run[1]) == [], run[1]


def test_a_changed_number_fails_and_names_chapter_cell_and_both_values(broken: dict[str, str]) -> None:
    assert "book/part/broken.ipynb, cell change-number" in broken["change-number"]
    assert "stored: loss 0.731\nnew:    loss 0.913" in broken["change-number"]


@pytest.mark.parametrize("cell", ["setup", "change-last-digit", "change-height-little", "redraw"])
def test_a_difference_within_the_tolerance_passes(broken: dict[str, str], cell: str) -> None:
    assert broken[cell] == ""


@pytest.mark.parametrize("cell", ["chaotic-number", "chaotic-curve"])
def test_in_a_chaotic_cell_numbers_and_heights_may_differ(broken: dict[str, str], cell: str) -> None:
    assert broken[cell] == ""


def test_in_a_chaotic_cell_a_changed_word_fails(broken: dict[str, str]) -> None:
    assert "stored: loss #\nnew:    gain #" in broken["chaotic-word"]


def test_of_a_display_that_is_redrawn_the_last_state_is_compared(broken: dict[str, str]) -> None:
    assert "0.731" in broken["change-redraw"] and "0.913" in broken["change-redraw"]


def test_a_changed_word_fails(broken: dict[str, str]) -> None:
    assert "stored: the cat sat\nnew:    the dog sat" in broken["change-word"]


@pytest.mark.parametrize("cell", ["lose-result", "lose-figure"])
def test_a_missing_output_fails(broken: dict[str, str], cell: str) -> None:
    assert "the outputs differ in number or kind" in broken[cell]


@pytest.mark.parametrize(
    ("cell", "said", "ending"),
    [
        ("change-colour", "the colour #0072b2 became #d55e00", "svg"),
        ("change-height", "± 0.5 is allowed", "svg"),
        ("change-letter", "stored: query\nnew:    queri", "svg"),
        ("change-heatmap", "of the pixels differ", "svg"),
        ("chaotic-scale", "the scales differ", "svg"),
        ("change-pixels", "of the pixels differ", "png"),
    ],
)
def test_a_changed_figure_fails_and_is_left_beside_the_stored_one(
    run: tuple[Path, str], broken: dict[str, str], cell: str, said: str, ending: str
) -> None:
    page = f"_build/figure-differences/part/broken/{cell}/compare.html"
    assert said in broken[cell]
    assert page in broken[cell]
    text = (run[0] / page).read_text()
    pictures = [(run[0] / page).with_name(f"{which}.{ending}") for which in ("stored", "new")]
    assert all(f'src="{picture.name}"' in text for picture in pictures)
    assert pictures[0].read_bytes() != pictures[1].read_bytes()


def test_a_cell_that_prints_to_stderr_fails_though_it_always_did(broken: dict[str, str]) -> None:
    assert "prints to stderr; mend what it warns of:\ncareful" in broken["print-to-stderr"]


@pytest.mark.parametrize("cell", ["never-run", "ignore-output"])
def test_a_cell_that_is_never_compared_fails_and_says_to_refresh(broken: dict[str, str], cell: str) -> None:
    assert "run `make refresh`" in broken[cell]


def test_a_cell_that_raises_fails_with_its_error(broken: dict[str, str]) -> None:
    assert "cell raise" in broken["raise"]
    assert "division by zero" in broken["raise"]
