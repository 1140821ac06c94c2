"""Say below each drawn figure what stands in its cell's metadata: Jupyter, Colab and GitHub do not show that.

The book takes caption and alt text from the metadata and leaves these cells out.
"""

from html import escape

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

SUFFIX = "-caption"
LEFT_OUT = "remove-cell"
SUMMARY = "What the picture shows"


def write_captions(notebook: NotebookNode) -> None:
    """Put a cell with caption and alt text after each figure's cell, in the place of those that stood there."""
    others = [cell for cell in notebook.cells if not is_caption(cell)]
    notebook.cells = [cell for other in others for cell in (other, *captions_of(other))]


def is_caption(cell: NotebookNode) -> bool:
    """Tell whether `write_captions` has made the cell."""
    return cell.id.endswith(SUFFIX) and LEFT_OUT in cell.metadata.get("tags", [])


def captions_of(cell: NotebookNode) -> list[NotebookNode]:
    """Return the cell that describes a cell's figure; none where the metadata has no caption or no alt text."""
    said = cell.metadata.get("mystnb", {})
    caption, alt = said.get("figure", {}).get("caption", ""), said.get("image", {}).get("alt", "")
    if not caption or not alt:
        return []
    # Underscores, as captions themselves use stars.
    text = f"_{caption}_\n\n<details><summary>{SUMMARY}</summary>{escape(alt, quote=False)}</details>"
    return [new_markdown_cell(text, id=f"{cell.id}{SUFFIX}", metadata={"tags": [LEFT_OUT]})]
