"""Store the sections of the book that the chapter on real readers searches: `python -m book._tools.book_sections`.

They are a snapshot, with plain text only. A test holds that their titles still stand in the book; where one no longer
does, store them anew and run `make refresh` for that chapter.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from book._tools.notebooks import ROOT, read
from course_lib.tiny_corpora.this_book import SECTIONS

UNTIL = "real-models"  # the part that searches the ones before it
# What ends every chapter answers no question.
LEFT_OUT = {"Summary", "Quiz", "What comes next, and sources", "Questions this course answers"}
EXERCISE_PARTS = {"task", "help"}
HEADING = re.compile(r"^(#+) (.*)$", re.MULTILINE)
# Formulas, code, tables and what is folded are not read by a model of sentences.
NO_PROSE = re.compile(r"<details.*?</details>|```.*?```|\$\$.*?\$\$|^\|.*\|$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKS = re.compile(r"^\s*(?:[-#>]|\d+\.) +|[*`$\\{}]", re.MULTILINE)


def chapters(root: Path = ROOT) -> Iterator[Path]:
    """Yield the notebooks of the chapters before the part on real models, in the order of the book."""
    for part in yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))["parts"]:
        for chapter in part["chapters"]:
            notebook = root / f"{chapter['file']}.ipynb"
            if notebook.parent.name == UNTIL:
                return
            yield notebook


def sections_of(notebook: Path) -> list[dict[str, str]]:
    """Return the sections of a chapter: page, title and plain text."""
    found: list[dict[str, str]] = []
    for cell in read(notebook).cells:
        if cell.cell_type != "markdown" or cell.metadata.get("course", {}).get("role") in EXERCISE_PARTS:
            continue
        before, *rest = HEADING.split(cell.source)
        if found:
            found[-1]["text"] += f"\n{before}"
        for level, title, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            if len(level) > 1:
                page = f"{notebook.parent.name}/{notebook.stem}"
                found.append({"page": page, "title": plain(title), "text": text})
    return [section | {"text": plain(section["text"])} for section in found if section["title"] not in LEFT_OUT]


def plain(text: str) -> str:
    """Return the prose of some Markdown on one line, without marks."""
    return " ".join(MARKS.sub("", LINK.sub(r"\1", NO_PROSE.sub(" ", text))).split())


def main() -> None:
    """Write the file."""
    rows = [section for notebook in chapters() for section in sections_of(notebook)]
    SECTIONS.write_text(json.dumps(rows, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(rows)} sections stored")


if __name__ == "__main__":
    main()
