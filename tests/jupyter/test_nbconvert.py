"""Notebooks can be converted: to a script that Python takes, to a page and to slides."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from book._tools.notebooks import BOOK, ROOT, code_cells, read

CHAPTER = BOOK / "attention" / "masking.ipynb"
SLIDES = re.compile(r"<section>\s*<section>")

pytestmark = pytest.mark.audit


def convert(kind: str, folder: Path) -> Path:
    """Convert the chapter and return the one file that this makes."""
    pytest.importorskip("nbconvert", reason="`make audit` installs nbconvert")
    command = [sys.executable, "-m", "nbconvert", "--to", kind, "--output-dir", folder, CHAPTER]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


def test_a_script_is_python_with_all_of_the_code(tmp_path: Path) -> None:
    script = convert("script", tmp_path)
    assert script.suffix == ".py"
    ast.parse(script.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["html", "slides"])
def test_a_page_and_slides_hold_every_figure(kind: str, tmp_path: Path) -> None:
    page = convert(kind, tmp_path)
    text = page.read_text(encoding="utf-8")
    assert page.suffix == ".html"
    assert text.count("<svg") + text.count("data:image/svg+xml") >= 2
    assert text.count("<summary>What the picture shows</summary>") == 2


def test_each_section_has_a_slide_of_its_own(tmp_path: Path) -> None:
    text = convert("slides", tmp_path).read_text(encoding="utf-8")
    sections = [cell for cell in read(CHAPTER).cells if cell.source.startswith(("# ", "## "))]
    assert len(SLIDES.findall(text)) == len([cell for cell in sections if cell.cell_type == "markdown"]) > 5


def test_a_script_runs_and_says_what_the_notebook_says(tmp_path: Path) -> None:
    script = convert("script", tmp_path)
    environment = {**os.environ, "MPLBACKEND": "agg", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    said = subprocess.run([sys.executable, script], env=environment, check=True, capture_output=True, text=True)
    printed = [output.text for cell in code_cells(read(CHAPTER)) for output in cell.outputs if "text" in output]
    assert said.stdout == "".join(printed)
