"""Run a notebook's code cells as plain Python, in a process of their own, with shifted seeds.

    python -m tests.notebooks.cells_as_python book/transformer/residual.ipynb 1000

No kernel, and no picture is drawn: only what the cells assert counts. pytest's rewriting of `assert` puts the
compared numbers into the message, so that a failed claim can be mended without running the cell again.
"""

import ast
import json
import os
import subprocess
import sys
import traceback
from contextlib import redirect_stdout
from pathlib import Path
from types import CodeType
from typing import Any

from _pytest.assertion.rewrite import rewrite_asserts
from matplotlib import pyplot
from nbformat import NotebookNode

from book._tools.notebooks import ROOT, code_cells, read
from tests.notebooks.shifted_seeds import shifted_seeds


def failing_with_other_seeds(path: Path, shift: int) -> list[str]:
    """Run a notebook with every seed shifted; return a complaint for each cell that fails."""
    finished = subprocess.run(
        [sys.executable, "-m", __name__, str(path), str(shift)],
        cwd=path.parent,
        env={"OMP_NUM_THREADS": "1", **os.environ, "MPLBACKEND": "agg", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    # Only a process that came to its end wrote a list, be it empty: silence is no sign that all is well.
    return json.loads(finished.stdout) if finished.stdout else [f"it stopped before its end:\n{finished.stderr}"]


def failing_cells(notebook: NotebookNode) -> list[str]:
    """Run all code cells, also those after one that fails; return a complaint for each that fails."""
    complaints = []
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in code_cells(notebook):
        try:
            exec(_with_telling_assertions(cell), names)
        except Exception as error:
            complaints.append(_complaint(cell, error))
        pyplot.close("all")
    return complaints


def _with_telling_assertions(cell: NotebookNode) -> CodeType:
    """Compile a cell so that an assertion that fails tells the numbers it compared."""
    tree = ast.parse(cell.source, cell.id)
    rewrite_asserts(tree, cell.source.encode())
    return compile(tree, cell.id, "exec")


def _complaint(cell: NotebookNode, error: Exception) -> str:
    """Name the cell, quote the line of the cell that failed, and say the error."""
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == cell.id]
    source = cell.source.splitlines()[lines[-1].lineno - 1 : lines[-1].end_lineno] if lines else []
    said = "".join(traceback.format_exception_only(error))
    return "\n".join([f"cell {cell.id}:", *source, said])


if __name__ == "__main__":
    notebook = read(Path(sys.argv[1]))
    with shifted_seeds(int(sys.argv[2])), redirect_stdout(sys.stderr):  # what cells print is no complaint
        found = failing_cells(notebook)
    json.dump(found, sys.stdout)
