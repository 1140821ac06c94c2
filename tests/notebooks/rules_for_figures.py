"""Rules for figures: each says in words what can be seen, and has a caption and a name of its own."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from nbformat import NotebookNode

from book._tools.captions import write_captions
from book._tools.notebooks import code_cells

MAX_PICTURE = 60_000  # characters in base64
MIN_ALT = 20  # characters: less says no more than "a plot"
_FILE_PATH = re.compile(r"\S+\.(svg|png|jpe?g)|\S*/\S+", re.IGNORECASE)


def figures_have_alt_text(notebook: NotebookNode) -> list[str]:
    """Whoever cannot see the figure reads this instead."""
    return [
        f"cell {cell.id}: write mystnb.image.alt, at least {MIN_ALT} characters that say what can be seen; "
        f"found {alt!r}"
        for cell in _cells_with_figures(notebook)
        if len((alt := _mystnb(cell, "image", "alt")).strip()) < MIN_ALT or _FILE_PATH.fullmatch(alt.strip())
    ]


def figures_have_caption_and_name(notebook: NotebookNode) -> list[str]:
    """The caption is read with the figure, the name is what the text links to."""
    return [
        f"cell {cell.id}: its figure has no {key}; write mystnb.figure.{key}"
        for cell in _cells_with_figures(notebook)
        for key in ("caption", "name")
        if not _mystnb(cell, "figure", key).strip()
    ]


def figures_have_a_small_picture(notebook: NotebookNode) -> list[str]:
    """JupyterLab shows no SVG of a notebook that its reader has not run; it shows the picture beside it."""
    return [
        f"cell {cell.id}: its figure has no small picture, or one of more than {MAX_PICTURE} characters: run "
        "`make refresh`, and draw less if that does not help"
        for cell in code_cells(notebook)
        for output in cell.outputs
        if "image/svg+xml" in output.get("data", {}) and not 0 < len(output.data.get("image/png", "")) <= MAX_PICTURE
    ]


def figure_names_are_unique(notebook: NotebookNode) -> list[str]:
    """A link leads to one figure."""
    names = Counter(_mystnb(cell, "figure", "name") for cell in _cells_with_figures(notebook))
    return [
        f"several figures have the name {name!r}; each needs its own (two in one cell: split the cell)"
        for name, count in names.items()
        if name and count > 1
    ]


def captions_stand_below_their_figures(notebook: NotebookNode) -> list[str]:
    """Outside the book nobody sees the metadata in which caption and alt text stand."""
    right = NotebookNode(notebook)
    write_captions(right)
    return [
        f"cell {cell.id}: the cells with captions differ from the metadata from here on: run `make refresh "
        "ONLY=captions`"
        for cell, wanted in zip_longest(notebook.cells, right.cells, fillvalue=NotebookNode(id="at the end"))
        if cell != wanted
    ][:1]


def chaotic_figures_assert_their_claim(notebook: NotebookNode) -> list[str]:
    """Where the curves are not compared, an assertion must hold what the text says of them."""
    return [
        f"cell {cell.id}: it is marked chaotic, so its curves are not compared; assert its claim in the cell"
        for cell in code_cells(notebook)
        if cell.metadata.get("course", {}).get("chaotic") and "assert " not in cell.source
    ]


def _cells_with_figures(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield each cell once for each picture in its outputs."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            if any(kind.startswith("image/") for kind in output.get("data", {})):
                yield cell


def _mystnb(cell: NotebookNode, group: str, key: str) -> str:
    """Return an entry of a cell's settings for the book, empty where there is none."""
    return str(cell.metadata.get("mystnb", {}).get(group, {}).get(key, ""))


RULES = (
    figures_have_alt_text,
    figures_have_a_small_picture,
    figures_have_caption_and_name,
    figure_names_are_unique,
    captions_stand_below_their_figures,
    chaotic_figures_assert_their_claim,
)
