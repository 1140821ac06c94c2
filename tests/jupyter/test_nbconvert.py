"""Notebooks can be converted: to a script that Python takes, to a page and to slides."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from book._tools.notebooks import BOOK

CHAPTER = BOOK / "attention" / "masking.ipynb"

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
