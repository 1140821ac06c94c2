"""Read the exercises out of a chapter's notebook: task, stub, check with its stored output, solution."""

import ast
import linecache
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from book._tools.notebooks import exercises, read

ROLES = ("task", "stub", "check", "help")
SOLUTION = re.compile(
    r'<details class="solution">.*?^```(?:python|py)[ \t]*\n(?P<code>.*?)^```.*?</details>',
    re.DOTALL | re.MULTILINE,
)


class FaultyNotebookError(AssertionError):
    """An exercise in a notebook lacks a part, or has it twice."""


@dataclass(frozen=True)
class NotebookExercise:
    """One exercise as it stands in a notebook. `imports` are those of the code cells up to the check."""

    name: str
    chapter: str
    function: str
    heading: str
    task: str
    imports: str
    stub: str
    solution: str
    stored_output: str

    def define(self, source: str) -> Callable[..., Any]:
        """Run the notebook's imports and a source; return the function it defines."""
        return define(f"{self.imports}\n{source}", self.function, f"<{self.chapter}: {self.name}>")


def define(source: str, function: str, file: str, names: dict[str, Any] | None = None) -> Callable[..., Any]:
    """Run a source and return the function of that name; errors show its lines as those of `file`."""
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    namespace = {"__name__": "__main__"} | (names or {})
    exec(compile(source, file, "exec"), namespace)
    if function not in namespace:
        raise FaultyNotebookError(f"{file} defines no function {function}.")
    return namespace[function]


def read_exercises(path: Path) -> list[NotebookExercise]:
    """Return the exercises of one notebook, in order; `FaultyNotebookError` says what one lacks."""
    notebook = read(path)
    return [_read_one(path.stem, notebook, name, cells) for name, cells in exercises(notebook).items() if name]


def _read_one(chapter: str, notebook: NotebookNode, name: str, cells: list[NotebookNode]) -> NotebookExercise:
    where = f"{chapter}: exercise {name}"
    roles = [cell.metadata.course.get("role") for cell in cells]
    if sorted(map(str, roles)) != sorted(ROLES):
        raise FaultyNotebookError(f"{where} has cells {roles}; one each of {', '.join(ROLES)} is expected.")
    task, stub, check, help_ = (cells[roles.index(role)] for role in ROLES)
    code = SOLUTION.findall(help_.source)
    if len(code) != 1:
        raise FaultyNotebookError(
            f'{where} has {len(code)} solutions; its help cell needs one <details class="solution"> with a '
            "fenced python block."
        )
    return NotebookExercise(
        name=name,
        chapter=chapter,
        function=_checked_function(check.source, name, where),
        heading=task.source.partition("\n")[0],
        task=task.source,
        imports=_imports(notebook, check),
        stub=stub.source,
        solution=code[0],
        stored_output="".join(output.get("data", {}).get("text/plain", "") for output in check.outputs),
    )


def _checked_function(source: str, name: str, where: str) -> str:
    """Return f of `check("name", f)`."""
    match [line for line in ast.parse(source).body if not isinstance(line, ast.ImportFrom)]:
        case [ast.Expr(ast.Call(ast.Name("check"), [ast.Constant(checked), ast.Name(function)]))] if checked == name:
            return function
    raise FaultyNotebookError(f'{where}: the check cell must read check("{name}", function), not {source!r}.')


def _imports(notebook: NotebookNode, last: NotebookNode) -> str:
    """Return the imports at the top level of the code cells up to `last`: a reader's cell has them."""
    cells = notebook.cells[: notebook.cells.index(last)]
    bodies = [ast.parse(cell.source).body for cell in cells if cell.cell_type == "code"]
    imports = [node for body in bodies for node in body if isinstance(node, ast.Import | ast.ImportFrom)]
    return "\n".join(ast.unparse(node) for node in imports)
