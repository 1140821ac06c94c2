"""Cells run as plain Python with shifted seeds: which fail, and what is said of them."""

from pathlib import Path

import nbformat
import pytest
import torch
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.notebooks.cells_as_python import failing_cells, failing_with_other_seeds

SHIFT = 1000
DRAWN = torch.rand(1, generator=torch.Generator().manual_seed(0)).item()
CELLS = {
    "draw": "import torch\ntorch.manual_seed(0)\ndrawn = torch.rand(1).item()\nprint('drawn', drawn)",
    "lucky": f"limit = {DRAWN}\nassert (\n    drawn\n    == limit\n)",
    "every-draw": "assert 0 <= drawn < 1",
    "no-assertion": "def divide(by):\n    return 1 / by\n\n\ndivide(0)",
    "draw-a-figure": "import matplotlib.pyplot as plt\nplt.plot([drawn]);",
    "figures-are-closed": "assert not plt.get_fignums()",
    "files-are-found": "from pathlib import Path\nassert Path('page.ipynb').exists()",
}
ALWAYS_FAILS = "cell no-assertion:\n    return 1 / by\nZeroDivisionError: division by zero\n"


@pytest.fixture
def notebook() -> NotebookNode:
    """Return a notebook with an assertion that holds for the seed 0 only, and a cell that always fails."""
    cells = [new_code_cell(source, id=name) for name, source in CELLS.items()]
    return new_notebook(cells=[new_markdown_cell("# No Python", id="title"), *cells])


def test_each_failing_cell_is_told_with_its_id_its_assertion_and_its_numbers(
    notebook: NotebookNode, tmp_path: Path
) -> None:
    nbformat.write(notebook, tmp_path / "page.ipynb")
    shifted = torch.rand(1, generator=torch.Generator().manual_seed(SHIFT)).item()
    assert failing_with_other_seeds(tmp_path / "page.ipynb", SHIFT) == [
        f"cell lucky:\nassert (\n    drawn\n    == limit\n)\nAssertionError: assert {shifted} == {DRAWN}\n",
        ALWAYS_FAILS,
    ]


def test_nothing_is_said_of_an_assertion_that_holds(
    notebook: NotebookNode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.ipynb").touch()
    assert failing_cells(notebook) == [ALWAYS_FAILS]


def test_a_notebook_that_did_not_run_to_its_end_is_not_taken_for_a_good_one(tmp_path: Path) -> None:
    cells = [new_code_cell("raise SystemExit", id="stop"), new_code_cell("assert False", id="never-reached")]
    nbformat.write(new_notebook(cells=cells), tmp_path / "page.ipynb")
    (stopped,) = failing_with_other_seeds(tmp_path / "page.ipynb", SHIFT)
    assert stopped.startswith("it stopped before its end:")
