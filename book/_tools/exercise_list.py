"""The directive ``{exercise-list}``: the book's exercises by chapter, read from the chapters."""

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from docutils import nodes
from docutils.statemachine import StringList
from myst_parser.mdit_to_docutils.base import default_slugify
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from book._tools.numbering import chapter_number

LOGGER = logging.getLogger(__name__)
HEADING = re.compile(r"#+ (?P<title>Exercise: (?P<name>.+) \((?P<difficulty>[^,()]+), (?P<minutes>\d+) minutes?\))$")
LISTED = "listed-exercise"  # the class of a link in the list
MATH = re.compile(r"\$[^$]*\$")  # MyST leaves formulas out of a heading's anchor


@dataclass(frozen=True)
class Exercise:
    """One exercise as its heading announces it."""

    name: str
    difficulty: str
    minutes: int
    anchor: str


@dataclass(frozen=True)
class Chapter:
    """The title of a chapter, its exercises, and the ids of task cells whose heading cannot be read."""

    title: str
    exercises: list[Exercise]
    unreadable: list[str]


def read_chapter(path: Path) -> Chapter:
    """Read the exercises of one notebook, in its order."""
    cells = nbformat.read(path, as_version=4).cells
    headings = (line for cell in cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    title = next((line[2:] for line in headings if line.startswith("# ")), path.stem)
    exercises, unreadable = [], []
    for cell in cells:
        if cell.metadata.get("course", {}).get("role") != "task":
            continue
        if match := HEADING.match(cell.source.partition("\n")[0].strip()):
            anchor = default_slugify(MATH.sub("", match["title"]))
            exercises.append(Exercise(match["name"], match["difficulty"], int(match["minutes"]), anchor))
        else:
            unreadable.append(cell.get("id", "?"))
    return Chapter(title, exercises, unreadable)


def as_markdown(chapter: Chapter, link: str) -> list[str]:
    """Write one chapter as a heading and a table; ``link`` leads to the chapter's file."""
    rows = [
        f"| [{exercise.name}]({link}#{exercise.anchor}){{.{LISTED}}} | {exercise.difficulty} | {exercise.minutes} |"
        for exercise in chapter.exercises
    ]
    header = ["| Exercise | Difficulty | Minutes |", "| :--- | :--- | ---: |"]
    return [f"## {chapter.title}", "", *header, *rows, ""]


class ExerciseList(SphinxDirective):
    """List all exercises of the chapters named in the table of contents; nothing if there are none."""

    def run(self) -> list[nodes.Node]:
        """Read every notebook of the book and return one section with a table for each that has exercises."""
        lines = []
        here = posixpath.dirname(self.env.docname)
        for docname in self.env.config.external_site_map:
            path = Path(self.env.doc2path(docname))
            if path.suffix != ".ipynb" or not path.exists():
                continue
            self.env.note_dependency(str(path))
            chapter = read_chapter(path)
            for cell_id in chapter.unreadable:
                expected = "'### Exercise: its name (easy, 5 minutes)'"
                LOGGER.warning(
                    f"cell {cell_id}: an exercise's first line must read {expected}",
                    location=docname,
                )
            if chapter.exercises:
                lines += as_markdown(chapter, posixpath.relpath(f"{docname}.ipynb", here))
        box = nodes.Element()
        self.state.nested_parse(StringList(lines), self.content_offset, box, match_titles=True)
        return box.children


class ExerciseNumbers(SphinxPostTransform):
    """Writes before each exercise of the list the number that it has in its chapter."""

    formats = ("html",)
    default_priority = 1

    def run(self, **_: Any) -> None:
        """Go through the list's links, which are not yet resolved: they name their chapters."""
        listed: Counter[str] = Counter()
        for link in [*self.document.findall(is_listed)]:
            chapter = link["reftarget"]
            listed[chapter] += 1
            if number := chapter_number(self.env, chapter):
                link.parent.insert(link.parent.index(link), nodes.Text(f"{number}.{listed[chapter]} "))


def is_listed(node: nodes.Node) -> bool:
    """Tell whether a node is the list's link to an exercise."""
    return isinstance(node, addnodes.pending_xref) and LISTED in node["classes"]
