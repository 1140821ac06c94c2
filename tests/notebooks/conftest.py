"""A minimal chapter that keeps every rule, for tests that then break one."""

import pytest
from nbformat import NotebookNode, v4

from book._tools.captions import write_captions
from book._tools.notebooks import KERNELSPEC
from book._tools.slides import mark_slides

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>query</text></svg>'
PICTURE = "iVBORw0KGgo="
QUESTION = '<details class="quiz"><summary>True?</summary>\n\nNo.\n\n</details>\n\n'
HINT = '<details class="hint"><summary>Hint</summary>\n\nThink.\n\n</details>\n\n'
SOLUTION = (
    '<details class="solution"><summary>Solution</summary>\n\n```python\n# no heading\n'
    "def f(x):\n    return x\n```\n\n</details>\n"
)


@pytest.fixture
def chapter() -> NotebookNode:
    """Return a new chapter with outputs, as `make refresh` would store it."""
    cells = [
        v4.new_markdown_cell("# A chapter", id="title"),
        v4.new_code_cell("import course_lib", id="setup"),
        v4.new_markdown_cell("## A section", id="section"),
        v4.new_code_cell("print('hello')", id="say-hello", outputs=[v4.new_output("stream", text="hello\n")]),
        figure_cell("plot-weights"),
        figure_cell("plot-scores"),
        v4.new_code_cell("HTML(…)", id="move-it", outputs=[display({"text/html": f"<div>{SVG}</div>"})]),
        v4.new_code_cell("print('nan')", id="break-the-scale"),
        *(cell for name in ("dot", "scale", "softmax", "mask") for cell in exercise_cells(name)),
        v4.new_markdown_cell("## Summary", id="summary"),
        v4.new_markdown_cell(QUESTION * 3, id="quiz"),
        v4.new_markdown_cell("A paper.", id="sources"),
    ]
    counts = iter(range(1, len(cells) + 1))
    for cell in cells:
        if cell.cell_type == "code":
            cell.execution_count = next(counts)
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": dict(KERNELSPEC)})
    write_captions(notebook)
    mark_slides(notebook)
    return notebook


@pytest.fixture
def cells(chapter: NotebookNode) -> dict[str, NotebookNode]:
    """Return the chapter's cells by their ids."""
    return {cell.id: cell for cell in chapter.cells}


def display(data: dict[str, str]) -> NotebookNode:
    """Make an output that shows `data`."""
    return v4.new_output("display_data", data=data)


def figure_cell(name: str) -> NotebookNode:
    """Make a cell with one figure and all that is said about it."""
    figure = {"caption": "What the figure shows.", "name": f"fig-{name}"}
    metadata = {"mystnb": {"image": {"alt": "A line that rises from 0 to 3."}, "figure": figure}}
    shown = display({"image/svg+xml": SVG, "image/png": PICTURE})
    return v4.new_code_cell("plot()", id=name, metadata=metadata, outputs=[shown])


def exercise_cells(name: str) -> list[NotebookNode]:
    """Make the four cells of an exercise."""
    report = v4.new_output("execute_result", data={"text/plain": f"{name}: not started. Write it above."})
    cells = {
        "task": v4.new_markdown_cell(f"### Exercise: {name} (easy, 5 minutes)"),
        "stub": v4.new_code_cell(f"def {name}(x):\n    raise NotImplementedError"),
        "check": v4.new_code_cell(f'check("{name}", {name})', outputs=[report]),
        "help": v4.new_markdown_cell(HINT * 2 + SOLUTION),
    }
    for role, cell in cells.items():
        cell.update(id=f"ex-{name}-{role}")
        cell.metadata.course = NotebookNode(exercise=name, role=role)
    return list(cells.values())
