"""Say in each notebook where a slide begins: without it nbconvert makes one slide of a whole chapter."""

import re

from nbformat import NotebookNode

HEADING = re.compile(r"(#{1,3}) ")
KIND = {1: "slide", 2: "slide", 3: "subslide"}


def mark_slides(notebook: NotebookNode) -> None:
    """Let a slide begin with each title and section, and one below it with each exercise and each "Break it"."""
    for cell in notebook.cells:
        heading = HEADING.match(cell.source) if cell.cell_type == "markdown" else None
        if heading:
            cell.metadata.slideshow = NotebookNode(slide_type=KIND[len(heading[1])])
        else:
            cell.metadata.pop("slideshow", None)
