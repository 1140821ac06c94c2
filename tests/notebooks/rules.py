"""Static rules for a stored notebook: each takes it and returns complaints that name the cell and what to do.

EVERY_PAGE holds for all notebooks of the book, CHAPTER for chapters only. The rules for exercises, figures,
markdown, outputs and claims stand in files of their own.
"""

import re
from collections import Counter
from collections.abc import Callable

from markdown_it import MarkdownIt
from nbformat import NotebookNode

from book._tools.notebooks import KERNELSPEC, NOTEBOOK_METADATA, VOLATILE_CELL_METADATA, code_cells, exercises
from tests.notebooks import (
    rules_for_claims,
    rules_for_exercises,
    rules_for_figures,
    rules_for_markdown,
    rules_for_outputs,
)

Rule = Callable[[NotebookNode], list[str]]

MIN_EXERCISES = 4
MIN_QUIZ_QUESTIONS = 3

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){0,3}")


def cell_ids_speak(notebook: NotebookNode) -> list[str]:
    """Ids are links, folder names and what messages quote."""
    ids = [cell.get("id", "") for cell in notebook.cells]
    bad = [name for name in ids if not _KEBAB.fullmatch(name) or _RANDOM_ID.fullmatch(name)]
    twice = [name for name, count in Counter(ids).items() if count > 1]
    return [
        *(f"cell {name!r}: give it an id that says what it does, in kebab-case, like plot-temperature" for name in bad),
        *(f"cell {name}: several cells have this id; each needs its own" for name in twice),
    ]


def metadata_is_stable(notebook: NotebookNode) -> list[str]:
    """Nothing is stored that changes with every run or editor."""
    extra = sorted(set(notebook.metadata) - NOTEBOOK_METADATA)
    complaints = [f"the notebook's metadata holds {key!r}: run `make refresh` to remove it" for key in extra]
    if notebook.metadata.get("kernelspec") != KERNELSPEC:
        complaints.append(f"the notebook's kernelspec is not {KERNELSPEC}: run `make refresh` to set it")
    for cell in notebook.cells:
        for key in sorted(VOLATILE_CELL_METADATA & set(cell.metadata)):
            complaints.append(f"cell {cell.id}: its metadata holds {key!r}: run `make refresh` to remove it")
    return complaints


def page_has_one_title(notebook: NotebookNode) -> list[str]:
    """The first cell is the page's title, and there is no second one."""
    titles = [cell.id for cell, level in _headings(notebook) if level == 1]
    first = notebook.cells[0]
    if titles == [first.id]:
        return []
    return [f"cell {first.id}: the first cell must hold the only level-1 heading; such headings: {titles}"]


def setup_comes_second(notebook: NotebookNode) -> list[str]:
    """Code runs only after the setup cell."""
    if not code_cells(notebook) or (len(notebook.cells) > 1 and notebook.cells[1].id == "setup"):
        return []
    return [f"cell {notebook.cells[1].id}: the second cell must be the setup cell, with the id setup"]


def headings_skip_no_level(notebook: NotebookNode) -> list[str]:
    """A screen reader's table of contents has no holes."""
    complaints, last = [], 0
    for cell, level in _headings(notebook):
        if level > last + 1:
            complaints.append(f"cell {cell.id}: a level-{level} heading follows level {last}; use level {last + 1}")
        last = level
    return complaints


def chapter_has_enough_exercises(notebook: NotebookNode) -> list[str]:
    """A chapter is learned by doing."""
    count = len(exercises(notebook))
    return [] if count >= MIN_EXERCISES else [f"the chapter has {count} exercises; write at least {MIN_EXERCISES}"]


def chapter_has_a_quiz(notebook: NotebookNode) -> list[str]:
    """A quiz names misconceptions."""
    source = "".join(cell.source for cell in notebook.cells if cell.id == "quiz" and cell.cell_type == "markdown")
    count = source.count('<details class="quiz">')
    if count >= MIN_QUIZ_QUESTIONS:
        return []
    wanted = f'a markdown cell with the id quiz and at least {MIN_QUIZ_QUESTIONS} <details class="quiz">'
    return [f"cell quiz: the chapter needs {wanted}; found {count}"]


def chapter_ends_with_summary_and_sources(notebook: NotebookNode) -> list[str]:
    """The reader sees what to keep and where it is from."""
    ids = [cell.id for cell in notebook.cells]
    complaints = []
    if not any(name.startswith("summary") for name in ids):
        complaints.append("the chapter has no summary: add a cell whose id begins with summary")
    if ids.count("sources") != 1:
        complaints.append("the chapter names no sources: add one cell with the id sources")
    return complaints


def chapter_breaks_something(notebook: NotebookNode) -> list[str]:
    """The chapter shows what goes wrong in practice."""
    if any(cell.id.startswith("break-") for cell in notebook.cells):
        return []
    return ["the chapter breaks nothing: add a `Break it` cell whose id begins with break-"]


def _headings(notebook: NotebookNode) -> list[tuple[NotebookNode, int]]:
    """List the headings of all markdown cells with their levels."""
    return [
        (cell, int(token.tag[1]))
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for token in MarkdownIt().parse(cell.source)
        if token.type == "heading_open"
    ]


EVERY_PAGE: tuple[Rule, ...] = (
    cell_ids_speak,
    metadata_is_stable,
    page_has_one_title,
    setup_comes_second,
    headings_skip_no_level,
    *rules_for_markdown.RULES,
    *rules_for_outputs.RULES,
    *rules_for_figures.RULES,
    *rules_for_exercises.RULES,
    *rules_for_claims.RULES,
)
CHAPTER: tuple[Rule, ...] = (
    chapter_has_enough_exercises,
    chapter_has_a_quiz,
    chapter_ends_with_summary_and_sources,
    chapter_breaks_something,
)
