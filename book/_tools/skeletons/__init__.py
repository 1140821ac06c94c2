"""The beginnings of an exercise and of a chapter, to be written over where they say TODO.

The exercise is a whole one, tiny and green, so that its author changes something that works.
"""

import re
from pathlib import Path
from string import Template

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

FOLDER = Path(__file__).parent
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NOT_STARTED = "{name}: not started\nWrite your code in place of `raise NotImplementedError`, then run both cells."


class SkeletonError(Exception):
    """A name or a place that cannot be used; the message is one sentence for the person who asked."""


def text(template: str, **values: str) -> str:
    """Return the beginning that stands in a file of this folder, its names filled in."""
    return Template((FOLDER / template).read_text(encoding="utf-8")).substitute(values)


def checked_name(name: str, what: str) -> str:
    """Return the name, or say how names are written."""
    if not NAME.fullmatch(name):
        raise SkeletonError(f'"{name}" is no name for {what}: use small letters, digits and hyphens, as in word-order.')
    return name


def markdown(cell: str, template: str, **values: str) -> NotebookNode:
    """Return a markdown cell of that id."""
    return new_markdown_cell(text(template, **values).rstrip("\n"), id=cell)


def exercise_cells(name: str, function: str, import_check: bool) -> list[NotebookNode]:
    """Return the four cells of an exercise: task, stub, check with its stored output, help."""
    values = {"name": name, "function": function}
    check = f'check("{name}", {function})'
    if import_check:
        check = f"from course_lib.exercises import check, progress\n\n{check}"
    shown = new_output("execute_result", {"text/plain": NOT_STARTED.format(name=name)}, execution_count=1)
    cells = {
        "task": markdown("task", "task.md.txt", **values),
        "stub": new_code_cell(text("stub.py.txt", **values).rstrip("\n")),
        "check": new_code_cell(check, outputs=[shown], execution_count=1),
        "help": markdown("help", "help.md.txt", **values),
    }
    for role, cell in cells.items():
        cell.id = f"ex-{name}-{role}"
        cell.metadata["course"] = {"exercise": name, "role": role}
    return list(cells.values())
