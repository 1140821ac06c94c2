"""Keep every notebook's setup cell equal to the one template, setup_cell.txt.

The cell makes course_lib importable wherever the notebook is opened. `make repository` writes it, folded.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat

from book._tools.notebooks import code_cells, find_notebooks, read

TEMPLATE = Path(__file__).with_name("setup_cell.txt")
CELL_ID = "setup"
TAG = "hide-cell"  # folds it in the built page
FOLDED = {"jupyter": {"source_hidden": True}, "cellView": "form"}  # folds it in JupyterLab, and on Colab
COMMAND = "make repository"


def setup_cell_text(address: str) -> str:
    """Return the setup cell of a course published at `address`, which is "" as long as it is nowhere."""
    template = TEMPLATE.read_text(encoding="utf-8").rstrip("\n")
    return template.replace('REPOSITORY = ""', f'REPOSITORY = "{address}"')


def setup_cell_metadata(tags: Iterable[str] = ()) -> dict[str, Any]:
    """Return the metadata that fold the cell wherever it is opened; it keeps the tags it has."""
    return {"tags": list(dict.fromkeys([*tags, TAG])), **FOLDED}


def wrong_setup_cells(root: Path, address: str) -> list[str]:
    """Return one sentence for each notebook whose setup cell is missing, too late or not the template's."""
    found = ((path, _complaint(path, address)) for path in find_notebooks(root / "book"))
    return [f"{path.relative_to(root).as_posix()}: {complaint}" for path, complaint in found if complaint]


def _complaint(path: Path, address: str) -> str:
    cells = code_cells(read(path))
    if not cells:
        return ""
    first = cells[0]
    if first.id != CELL_ID:
        return f'the first code cell must have the id "{CELL_ID}", not "{first.id}".'
    if first.source != setup_cell_text(address):
        return f"the setup cell differs from the template; run `{COMMAND}`."
    if not setup_cell_metadata(first.metadata.get("tags", [])).items() <= first.metadata.items():
        return f"the setup cell is not folded in the page, in JupyterLab and on Colab; run `{COMMAND}`."
    return ""


def write_setup_cells(root: Path, address: str) -> list[Path]:
    """Write the template into each notebook's first code cell, if its id is "setup"; return what changed.

    A notebook that is right already is not written again, so that its bytes stay as they are.
    """
    changed = []
    for path in find_notebooks(root / "book"):
        if _complaint(path, address).endswith(f"`{COMMAND}`."):
            notebook = read(path)
            cell = code_cells(notebook)[0]
            cell.source = setup_cell_text(address)
            cell.metadata.update(setup_cell_metadata(cell.metadata.get("tags", [])))
            nbformat.write(notebook, path)
            changed.append(path)
    return changed
