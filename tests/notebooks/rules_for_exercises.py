"""Rules for exercises: task, stub, check and help, with hints and one solution, stored as not started."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token
from nbformat import NotebookNode

from book._tools.notebooks import exercises

ROLES = {"task": "markdown", "stub": "code", "check": "code", "help": "markdown"}
MINUTES = re.compile(r"\b\d+\s*(min|minutes?)\b", re.IGNORECASE)
DIFFICULTY = re.compile(r"\b(easy|medium|hard)\b", re.IGNORECASE)

_DETAILS = re.compile(r'<details(?: class="(?P<kind>[^"]*)")?[^>]*>|</details>')
_HTML_HEADING = re.compile(r"<h[1-6]\b", re.IGNORECASE)


def exercises_have_their_four_cells(notebook: NotebookNode) -> list[str]:
    """Task, stub, check and help, in this order, of the right type and under the right ids."""
    complaints = []
    for name, cells in exercises(notebook).items():
        roles = [cell.metadata.course.get("role") for cell in cells]
        if roles != list(ROLES):
            complaints.append(f"exercise {name}: its cells are {roles}; they must be {list(ROLES)}, in this order")
        for cell, role in zip(cells, roles, strict=True):
            if cell.id != f"ex-{name}-{role}":
                complaints.append(f"cell {cell.id}: it is the {role} of {name}; its id must be ex-{name}-{role}")
            if cell.cell_type != ROLES.get(role, cell.cell_type):
                complaints.append(f"cell {cell.id}: a {role} must be a {ROLES[role]} cell")
    unmarked = [cell.id for cell in notebook.cells if cell.id.startswith("ex-") and "course" not in cell.metadata]
    marking = '"course": {"exercise": NAME, "role": ROLE}'
    return complaints + [f"cell {name}: an exercise's cell needs the metadata {marking}" for name in unmarked]


def tasks_say_minutes_and_difficulty(notebook: NotebookNode) -> list[str]:
    """The reader chooses with open eyes."""
    wanted = {"minutes (such as 5 minutes)": MINUTES, "difficulty (easy, medium or hard)": DIFFICULTY}
    return [
        f"cell {cell.id}: the task does not say its {what}"
        for cell in _cells(notebook, "task")
        for what, pattern in wanted.items()
        if not pattern.search(cell.source)
    ]


def help_holds_hints_then_one_solution(notebook: NotebookNode) -> list[str]:
    """Two or three hints, then one solution, which is one fenced block of Python."""
    complaints = []
    for cell in _cells(notebook, "help"):
        kinds = [found["kind"] for found in _DETAILS.finditer(_html(cell)) if found.group() != "</details>"]
        if kinds not in (["hint", "hint", "solution"], ["hint", "hint", "hint", "solution"]):
            wanted = 'two or three <details class="hint">, then one <details class="solution">'
            complaints.append(f"cell {cell.id}: it must hold {wanted}; found {kinds}")
        fences = [token for kind, token in _inside_details(cell) if kind == "solution" and token.type == "fence"]
        if [fence.info.strip() for fence in fences] != ["python"]:
            found = [fence.info.strip() for fence in fences]
            complaints.append(
                f"cell {cell.id}: the solution must be one block fenced as ```python, after a blank line; found {found}"
            )
    return complaints


def details_hold_no_heading(notebook: NotebookNode) -> list[str]:
    """A heading inside what is folded away breaks the page's outline."""
    return [
        f"cell {cell.id}: a heading stands inside <details>; make it bold text"
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        and any(token.type == "heading_open" or _is_html_heading(token) for _, token in _inside_details(cell))
    ]


def checks_are_stored_as_not_started(notebook: NotebookNode) -> list[str]:
    """Nobody is told that what they have not begun is wrong."""
    complaints = []
    for cell in _cells(notebook, "check"):
        expected = f"{cell.metadata.course.get('exercise')}: not started"
        shown = [output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", [])]
        if len(shown) != 1 or not shown[0].startswith(expected):
            complaints.append(f"cell {cell.id}: its one stored output must begin with {expected!r}; found {shown}")
    return complaints


def _cells(notebook: NotebookNode, role: str) -> list[NotebookNode]:
    """Return the cells that have this role in an exercise."""
    return [
        cell for cells in exercises(notebook).values() for cell in cells if cell.metadata.course.get("role") == role
    ]


def _html(cell: NotebookNode) -> str:
    """Return the raw HTML of a markdown cell, without its code blocks."""
    return "\n".join(token.content for token in _tokens(cell) if token.type.startswith("html_"))


def _tokens(cell: NotebookNode) -> list[Token]:
    """Return the cell's markdown tokens; those inside a line stand after it."""
    return [token for block in MarkdownIt().parse(cell.source) for token in (block, *(block.children or ()))]


def _inside_details(cell: NotebookNode) -> list[tuple[str, Token]]:
    """List what stands inside <details>, each with the class of the innermost one around it."""
    inside: list[tuple[str, Token]] = []
    open_kinds: list[str] = []
    for token in _tokens(cell):
        if token.type.startswith("html_"):
            for found in _DETAILS.finditer(token.content):
                if found.group() != "</details>":
                    open_kinds.append(found["kind"] or "")
                elif open_kinds:
                    open_kinds.pop()
        if open_kinds:
            inside.append((open_kinds[-1], token))
    return inside


def _is_html_heading(token: Token) -> bool:
    return token.type.startswith("html_") and bool(_HTML_HEADING.search(token.content))


RULES = (
    exercises_have_their_four_cells,
    tasks_say_minutes_and_difficulty,
    help_holds_hints_then_one_solution,
    details_hold_no_heading,
    checks_are_stored_as_not_started,
)
