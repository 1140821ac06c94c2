"""Run a notebook in a fresh kernel, and bring what it stores into the one form that is committed."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, DeadKernelError
from nbformat import NotebookNode

from book._tools.notebooks import KERNELSPEC, NOTEBOOK_METADATA, VOLATILE_CELL_METADATA, code_cells

CELL_TIMEOUT = 120  # seconds, as in the Makefile's --nbval-cell-timeout


class CellFailed(Exception):
    """A cell did not run to its end; the message names the cell and quotes the exception's last line."""


def kernel_environment() -> dict[str, str]:
    """Return the environment for a chapter's kernel, for `refresh` and for the tests alike.

    It is this process's own, except that figures go into the notebook: the tests' MPLBACKEND=agg would leave every
    chapter without figures. One thread is enough, as in the tests, if nothing else is said.
    """
    return {"OMP_NUM_THREADS": "1", **os.environ, "MPLBACKEND": "module://matplotlib_inline.backend_inline"}


def execute(notebook: NotebookNode, folder: Path) -> None:
    """Run all cells in a kernel that works in `folder`, keeping their outputs; raise CellFailed."""
    options = {"timeout": CELL_TIMEOUT, "startup_timeout": CELL_TIMEOUT, "record_timing": False}
    client = NotebookClient(notebook, kernel_name="python3", **options)
    # What a kernel itself says of its start is of no use; what cells print to stderr is kept as an output.
    with client.setup_kernel(env=kernel_environment(), cwd=str(folder), stderr=subprocess.DEVNULL):
        notebook.metadata.language_info = NotebookNode(_language(client))
        for index, cell in enumerate(notebook.cells):
            try:
                client.execute_cell(cell, index)
            except (CellControlSignal, DeadKernelError) as error:
                raise CellFailed(f"cell {cell.id}: {_last_line(error)}") from error


def _language(client: NotebookClient) -> dict[str, Any]:
    """Return what the kernel says of its language, as JupyterLab stores it too."""
    reply = client.wait_for_reply(client.kc.kernel_info())
    return dict(reply["content"]["language_info"])


def normalise(notebook: NotebookNode) -> None:
    """Bring what depends on the run into its one stored form; cells, their ids and their order stay."""
    for key in set(notebook.metadata) - NOTEBOOK_METADATA:
        del notebook.metadata[key]
    notebook.metadata.kernelspec = NotebookNode(KERNELSPEC)
    for cell in notebook.cells:
        for key in VOLATILE_CELL_METADATA & set(cell.metadata):
            del cell.metadata[key]
    for count, cell in enumerate(code_cells(notebook), start=1):
        cell.execution_count = count
        cell.outputs = list(_merge_neighbours(cell.outputs))
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count


def _merge_neighbours(outputs: list[NotebookNode]) -> Iterator[NotebookNode]:
    """Join streams of one name that follow each other: where the kernel cuts them is chance."""
    last: NotebookNode | None = None
    for output in outputs:
        if last is not None and output.output_type == "stream" and output.name == last.get("name"):
            last.text += output.text
        else:
            last = output
            yield output


def _last_line(error: Exception) -> str:
    """Say an exception in one line: for a cell's own exception, its name and last line."""
    name, text = getattr(error, "ename", type(error).__name__), getattr(error, "evalue", str(error))
    return ": ".join([name, *text.strip().splitlines()[-1:]])
