"""Re-run notebooks and store their outputs: `python -m book._tools.refresh [changed | captions | PATH …]`.

Without an argument all notebooks of the book run; with `changed` those that the change in git touches; a
folder stands for the notebooks in it. With `captions` none runs: only the cells below the figures, and where
slides begin, are written anew.
"""

import sys
import time
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from book._tools.captions import write_captions
from book._tools.changes import touched_notebooks
from book._tools.execution import CellFailed, execute, normalise
from book._tools.notebooks import ROOT, find_notebooks, read
from book._tools.slides import mark_slides


def main(arguments: list[str]) -> int:
    """Refresh the notebooks that the arguments name; return 1 where a cell failed, 2 for a wrong argument."""
    if arguments == ["captions"]:
        for path in find_notebooks():
            if store(read(path), path):
                print(f"{path.relative_to(ROOT)}: captions and slides stored anew")
        return 0
    try:
        notebooks = select(arguments)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if not notebooks:
        print("Nothing to refresh.")
    succeeded = [refresh_and_report(path) for path in notebooks]  # one that fails stops none after it
    return int(not all(succeeded))


def select(arguments: list[str]) -> list[Path]:
    """Turn the arguments into notebooks; raise ValueError for one that is none and no folder of them."""
    if not arguments:
        return find_notebooks()
    if arguments == ["changed"]:
        return touched_notebooks(find_notebooks())
    chosen: list[Path] = []
    for argument in arguments:
        path = Path(argument).resolve()
        found = find_notebooks(path) if path.is_dir() else [path] * (path.suffix == ".ipynb" and path.is_file())
        if not found:
            raise ValueError(f"{argument} is neither a notebook nor a folder with notebooks; give one, or `changed`.")
        chosen += found
    return chosen


def refresh_and_report(path: Path) -> bool:
    """Refresh one notebook, print one line about it, and tell whether it ran to its end."""
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    began = time.monotonic()
    try:
        state = "stored anew" if refresh(path) else "unchanged"
    except CellFailed as error:
        print(f"{name}: FAILED, nothing stored: {error}", flush=True)
        return False
    print(f"{name}: {state} ({time.monotonic() - began:.1f} s)", flush=True)
    return True


def refresh(path: Path) -> bool:
    """Run one notebook and store its outputs where they differ; return whether they did.

    Raises CellFailed, and then leaves the file as it was.
    """
    notebook = read(path)
    execute(notebook, path.parent)
    normalise(notebook)
    return store(notebook, path)


def store(notebook: NotebookNode, path: Path) -> bool:
    """Store a notebook with what follows from its text and metadata; return whether its file differed."""
    write_captions(notebook)
    mark_slides(notebook)
    text = nbformat.writes(notebook).rstrip("\n") + "\n"
    if text == path.read_text(encoding="utf-8"):
        return False
    path.write_text(text, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
