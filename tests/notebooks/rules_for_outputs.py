"""Rules for stored outputs: complete, without errors, and the same on every machine."""

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from book._tools.notebooks import ROOT, code_cells

# Data in base64 may spell anything: it is left out before looking for words.
_BASE64 = re.compile(r"[A-Za-z0-9+/=]{200,}")
_ADDRESS_IN_MEMORY = re.compile(r"0x[0-9a-fA-F]{8,}")
_ABSOLUTE_PATH = re.compile(
    rf"(?<![\w.])(/home/|/root/|/Users/|/tmp/|/var/folders/|[A-Z]:\\Users\\|{re.escape(str(ROOT))}/)"
)
_OTHER_HOST = re.compile(r"https?://[^\s\"'<>)]+")
# Names of XML languages: they look like addresses, but nothing is fetched from there.
_NAMESPACES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/", "http://www.w3.org/1998/Math/MathML")


def cells_were_run_in_order(notebook: NotebookNode) -> list[str]:
    """Counts run 1, 2, 3 …: stored outputs come from one run from top to bottom."""
    return [
        f"cell {cell.id}: its execution count is {cell.execution_count}, not {expected}: run `make refresh`"
        for expected, cell in enumerate(code_cells(notebook), start=1)
        if cell.execution_count != expected
    ]


def code_cells_hold_code(notebook: NotebookNode) -> list[str]:
    """An empty cell is never run."""
    return [f"cell {cell.id}: it is empty; remove it" for cell in code_cells(notebook) if not cell.source.strip()]


def figures_stand_alone(notebook: NotebookNode) -> list[str]:
    """A plotting call at a cell's end returns its axes, and their name would be printed beside the figure."""
    return [
        f"cell {cell.id}: it prints {content[:40]!r}; end its last line with `;`"
        for cell, kind, content in _texts(notebook)
        if kind == "text/plain" and re.match(r"\W*(<Axes|<matplotlib|Text\()", content)
    ]


def nothing_failed(notebook: NotebookNode) -> list[str]:
    """No reader starts from a traceback or a warning."""
    complaints = []
    for cell in code_cells(notebook):
        for output in cell.outputs:
            if output.output_type == "error":
                complaints.append(f"cell {cell.id}: a stored {output.ename}; mend it, or catch and print the error")
            elif output.get("name") == "stderr":
                complaints.append(f"cell {cell.id}: a stored output on stderr; mend what it warns of")
    return complaints


def outputs_name_no_address_in_memory(notebook: NotebookNode) -> list[str]:
    """`<… object at 0x7f…>` differs from run to run."""
    return [
        f"cell {cell.id}: the output holds {found.group()}; print what stays, or end the line with `;`"
        for cell, _, text in _texts(notebook)
        if (found := _ADDRESS_IN_MEMORY.search(text))
    ]


def outputs_name_no_path_of_this_machine(notebook: NotebookNode) -> list[str]:
    """A home or temporary folder means nothing to the reader."""
    return [
        f"cell {cell.id}: the output holds a path of this machine ({found.group()}…); print a relative one"
        for cell, _, text in _texts(notebook)
        if (found := _ABSOLUTE_PATH.search(text))
    ]


def html_fetches_nothing(notebook: NotebookNode) -> list[str]:
    """A page works without a network, and tells no other host that it is read."""
    return [
        f"cell {cell.id}: its HTML names another host ({address}); store what it needs in the book"
        for cell, kind, text in _texts(notebook)
        if kind == "text/html"
        for address in _OTHER_HOST.findall(text)
        if not address.startswith(_NAMESPACES)
    ]


def figures_hold_no_date(notebook: NotebookNode) -> list[str]:
    """The same figure is the same file."""
    return [
        f'cell {cell.id}: its SVG holds the date it was made; set metadata={{"Date": None}} for SVG figures'
        for cell, kind, text in _texts(notebook)
        if kind == "image/svg+xml" and "<dc:date>" in text
    ]


def _texts(notebook: NotebookNode) -> Iterator[tuple[NotebookNode, str, str]]:
    """Yield each stored text with its cell and kind, without data in base64."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            parts = {"stream": output.text} if output.output_type == "stream" else output.get("data", {})
            for kind, content in parts.items():
                yield cell, kind, _BASE64.sub("", str(content))


RULES = (
    cells_were_run_in_order,
    code_cells_hold_code,
    figures_stand_alone,
    nothing_failed,
    outputs_name_no_address_in_memory,
    outputs_name_no_path_of_this_machine,
    html_fetches_nothing,
    figures_hold_no_date,
)
