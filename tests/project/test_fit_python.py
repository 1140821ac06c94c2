"""A Python that cannot make the environment is refused in one sentence, before anything is installed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from book._tools import fit_python
from book._tools.fit_python import complaint

FIT = {
    "command": "python3",
    "version": (3, 11, 0),
    "implementation": "CPython",
    "bits": 64,
    "machine": "Linux x86_64",
    "modules": ["venv", "ensurepip"],
}


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 14, 10)])
def test_each_promised_python_will_do(version):
    assert complaint(**FIT | {"version": version}) == ""


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"version": (2, 7, 18)}, ["3.11 to 3.14", "python3 is CPython 2.7.18", "PYTHON=python3.14"]),
        ({"version": (3, 10, 13)}, ["CPython 3.10.13"]),
        ({"version": (3, 15, 0)}, ["CPython 3.15.0"]),
        ({"implementation": "PyPy"}, ["PyPy 3.11.0"]),
        ({"bits": 32}, ["of 32 bits"]),
        ({"machine": "Darwin x86_64"}, ["Intel", "Colab"]),
        ({"modules": ["venv"]}, ["ensurepip", "apt install python3.11-venv"]),
        ({"modules": []}, ["apt install python3.11-venv"]),
    ],
)
def test_what_is_missing_is_one_sentence_that_says_what_to_do(fault, words):
    said = complaint(**FIT | fault)
    assert [word for word in words if word not in said] == []
    assert said.endswith(".") and "\n" not in said and ". " not in said


def test_this_very_python_will_do():
    done = subprocess.run([sys.executable, fit_python.__file__], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_an_old_python_can_read_the_file():
    """A syntax error would be all that a reader with Python 2 or 3.6 saw; those know neither f-strings nor these."""
    tree = ast.parse(Path(fit_python.__file__).read_text(encoding="utf-8"), feature_version=(3, 4))
    new = ast.JoinedStr | ast.AnnAssign | ast.NamedExpr | ast.Starred
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, new)] == []
    assert [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.returns] == []
    assert Path(fit_python.__file__).read_bytes().isascii()
