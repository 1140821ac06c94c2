"""Rules for claims about trained models: each names a control, which `make test-claims` puts in the model's place."""

import ast

from nbformat import NotebookNode

from book._tools.notebooks import code_cells
from tests.claims.controls import KINDS
from tests.claims.trial import controls_of


def claims_have_controls(notebook: NotebookNode) -> list[str]:
    """A claim that nothing could refute says nothing."""
    complaints = []
    for cell in notebook.cells:
        course = cell.metadata.get("course", {})
        if "claim" not in course and "control" not in course:
            continue
        if not isinstance(course.get("claim"), str) or not course.claim.endswith("."):
            complaints.append(f"cell {cell.id}: say in one sentence what it claims, in the metadata course.claim")
        if not controls_of(cell):
            complaints.append(f"cell {cell.id}: its claim has no control; name one in the metadata course.control")
        kinds = [control.get("is") for control in controls_of(cell)]
        complaints += [
            f"cell {cell.id}: {kind!r} is no kind of control; choose one of tests/claims/controls.py"
            for kind in kinds
            if kind not in KINDS
        ]
        if len(set(kinds)) < len(kinds):
            complaints.append(f"cell {cell.id}: two of its controls are of one kind; keep one, or join their lines")
        for control in controls_of(cell):
            complaints += [f"cell {cell.id}: {what}" for what in _wrong_lines(control)]
    return complaints


def claims_are_asserted(notebook: NotebookNode) -> list[str]:
    """Only an assertion can fail."""
    claiming = [cell for cell in notebook.cells if "claim" in cell.metadata.get("course", {})]
    asserting = [cell.id for cell in code_cells(notebook) if "assert" in cell.source]
    return [f"cell {cell.id}: it claims something and asserts nothing" for cell in claiming if cell.id not in asserting]


def _wrong_lines(control: NotebookNode) -> list[str]:
    """Say what is wrong with the lines that put a control in place."""
    lines = control.get("run")
    if not isinstance(lines, list) or not any(isinstance(line, str) and line.strip() for line in lines):
        return [f"its control {control.get('is')!r} runs nothing; write lines of Python into course.control.run"]
    try:
        ast.parse("\n".join(lines))
    except (SyntaxError, TypeError) as error:
        return [f"the lines of its control {control.get('is')!r} are no Python: {error}"]
    return []


RULES = (claims_have_controls, claims_are_asserted)
