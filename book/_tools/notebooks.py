"""Find the book's notebooks and read them; say which of their metadata is never stored."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "book"

# The only kernel a stored notebook names: Colab, JupyterLab and CI all know it. The name is the one that JupyterLab
# writes when it saves, so that saving changes nothing.
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# What a notebook as a whole may say of itself; the rest (the state of widgets …) depends on the run. Without its
# language nbconvert would make a script of it that no Python takes.
NOTEBOOK_METADATA = frozenset({"kernelspec", "language_info", "mystnb"})
# What editors and runs leave in cells.
VOLATILE_CELL_METADATA = frozenset(
    {"execution", "ExecuteTime", "executionInfo", "collapsed", "scrolled", "outputId", "colab", "vscode"}
)


def find_notebooks(book: Path = BOOK) -> list[Path]:
    """List the notebooks under `book`, sorted; folders that begin with `_` or `.` hold no pages."""
    return sorted(
        path
        for path in book.rglob("*.ipynb")
        if not any(folder.startswith(("_", ".")) for folder in path.relative_to(book).parts[:-1])
    )


def is_chapter(path: Path, book: Path = BOOK) -> bool:
    """Tell a chapter (`book/<part>/<name>.ipynb`) from an index page or a notebook outside the parts."""
    return path.name != "index.ipynb" and len(path.resolve().relative_to(book.resolve()).parts) == 2


def read(path: Path) -> NotebookNode:
    """Read a notebook in nbformat 4; raise nbformat's ValidationError where it is none."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the notebook's code cells, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def exercises(notebook: NotebookNode) -> dict[str, list[NotebookNode]]:
    """Return each exercise's cells, in order, by the exercise's name."""
    found: dict[str, list[NotebookNode]] = {}
    for cell in notebook.cells:
        if {"exercise", "role"} & set(cell.metadata.get("course", {})):
            found.setdefault(cell.metadata.course.get("exercise", ""), []).append(cell)
    return found
