"""One setup cell for all notebooks: equal to its template, and able to find the course."""

import subprocess
import sys
from pathlib import Path

import pytest
from nbformat import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from book._tools.notebooks import ROOT, read
from book._tools.repository import configured_address
from book._tools.setup_cell import setup_cell_metadata, setup_cell_text, write_setup_cells, wrong_setup_cells

ADDRESS = "https://github.com/OWNER/NAME"


def test_every_notebook_has_the_templates_setup_cell():
    assert wrong_setup_cells(ROOT, configured_address()) == []


@pytest.fixture
def chapter(tmp_path: Path) -> Path:
    """Give a book of one chapter whose setup cell is right."""
    setup = new_code_cell(setup_cell_text(""), id="setup", metadata=setup_cell_metadata())
    cells = [new_markdown_cell("# Title", id="title"), setup, new_code_cell("1 + 1", id="sum")]
    path = tmp_path / "book" / "part" / "chapter.ipynb"
    path.parent.mkdir(parents=True)
    write(new_notebook(cells=cells), path)
    return path


def edit(chapter: Path, old: str, new: str) -> None:
    """Replace a piece of the stored notebook."""
    text = chapter.read_text(encoding="utf-8")
    assert old in text
    chapter.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_right_setup_cell_gives_no_complaint(chapter, tmp_path):
    assert wrong_setup_cells(tmp_path, "") == []


@pytest.mark.parametrize(
    "old, new",
    [
        ("import torch", "import torch as t"),
        ('"hide-cell"', '"hide-input"'),
        ('"source_hidden": true', '"source_hidden": false'),
        ('"cellView": "form"', '"cellView": "code"'),
    ],
)
def test_a_changed_setup_cell_is_named_with_the_command_that_mends_it(chapter, tmp_path, old, new):
    edit(chapter, old, new)
    (complaint,) = wrong_setup_cells(tmp_path, "")
    assert complaint.startswith("book/part/chapter.ipynb: ")
    assert complaint.endswith("run `make repository`.")
    assert write_setup_cells(tmp_path, "") == [chapter]
    assert wrong_setup_cells(tmp_path, "") == []


def test_a_code_cell_before_the_setup_cell_is_named(chapter, tmp_path):
    edit(chapter, '"cell_type": "markdown"', '"cell_type": "code", "execution_count": null, "outputs": []')
    (complaint,) = wrong_setup_cells(tmp_path, "")
    assert complaint == 'book/part/chapter.ipynb: the first code cell must have the id "setup", not "title".'


def test_another_address_makes_the_setup_cell_wrong(chapter, tmp_path):
    assert wrong_setup_cells(tmp_path, ADDRESS)


def test_writing_touches_nothing_but_the_address_and_back_again_nothing_at_all(chapter, tmp_path):
    before = chapter.read_bytes()
    assert write_setup_cells(tmp_path, "") == []
    write_setup_cells(tmp_path, ADDRESS)
    assert chapter.read_bytes() == before.replace(b'REPOSITORY = \\"\\"', f'REPOSITORY = \\"{ADDRESS}\\"'.encode())
    write_setup_cells(tmp_path, "")
    assert chapter.read_bytes() == before


def test_the_stored_outputs_survive_a_new_address(chapter, tmp_path):
    edit(chapter, '"execution_count": null', '"execution_count": 7')
    write_setup_cells(tmp_path, ADDRESS)
    assert [cell.get("execution_count") for cell in read(chapter).cells] == [None, 7, None]


def test_the_cell_points_nowhere_while_no_address_is_set():
    assert "http" not in setup_cell_text("")


def test_the_cell_fits_a_screen():
    assert len(setup_cell_text("").splitlines()) <= 36


def run_setup_cell(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the cell as a program in `folder`, with Python's own library and nothing installed."""
    bare_python = [sys.executable, "-I", "-S", "-c", setup_cell_text("")]
    return subprocess.run(bare_python, cwd=folder, capture_output=True, text=True, check=False)


def test_the_checkout_is_found_from_a_folder_inside_it(tmp_path):
    (tmp_path / "_config.yml").touch()
    (tmp_path / "torch.py").touch()
    (tmp_path / "course_lib").mkdir()
    (tmp_path / "course_lib" / "__init__.py").touch()
    (tmp_path / "course_lib" / "notebook.py").write_text("begin_chapter = lambda: print('begun', __file__)")
    inside = tmp_path / "book" / "part"
    inside.mkdir(parents=True)
    done = run_setup_cell(inside)
    assert (done.stdout.strip(), done.stderr) == (f"begun {tmp_path / 'course_lib' / 'notebook.py'}", "")


def test_a_folder_that_only_looks_like_the_course_is_no_checkout(tmp_path):
    (tmp_path / "course_lib").mkdir()
    (tmp_path / "course_lib" / "__init__.py").write_text("print('a stranger')")
    inside = tmp_path / "book"
    inside.mkdir()
    done = run_setup_cell(inside)
    assert "stranger" not in done.stdout
    assert "course_lib was not found" in done.stderr
