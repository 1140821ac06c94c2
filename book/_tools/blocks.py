"""Tell exercises and "Break it" from the main thread: each becomes a section of its own class, no longer than it is."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from book._tools.numbering import chapter_number

_KIND = re.compile(r"^(Exercise|Break it)(: )")
_FACTS = re.compile(r"( \()((easy|medium|hard), [^()]*)(\))$")


class Blocks(SphinxPostTransform):
    """Class the sections, end them where the block ends, number exercises, set off kind and facts in their headings.

    A section runs on to the next heading; an exercise ends with its solution, and "Break it" with its last cell
    whose metadata says `"course": {"block": "break"}`, or with the section where none does. What follows there belongs
    to the main thread. The heading's text stays whole, for search and for the list of contents; an exercise gets the
    chapter's number and its own, if the page is a chapter.
    """

    formats = ("html",)
    default_priority = 1

    def run(self, **_: Any) -> None:
        """Go through the page's sections."""
        chapter = chapter_number(self.env, self.env.docname)
        exercises = count(1)
        for section in [*self.document.findall(nodes.section)]:
            title = section.next_node(nodes.title)
            found = _KIND.match(title.astext()) if title is not None and title.parent is section else None
            if found and title is not None:
                is_exercise = found[1] == "Exercise"
                section["classes"].append("exercise" if is_exercise else "break")
                _end(section, _after_solution(section) if is_exercise else _after_break(section))
                number = f"{chapter}.{next(exercises)}" if chapter and is_exercise else ""
                title[:] = [*_set_off(title, number)]


def _after_solution(section: nodes.section) -> int:
    """Return the place after the solution's closing tag, or the section's end where there is none."""
    opening, begun = 'class="solution"', False
    for place, node in enumerate(section):
        text = node.astext() if isinstance(node, nodes.raw) else ""
        if not begun and opening in text:
            begun, text = True, text.partition(opening)[2]  # the last hint's closing tag may stand before it
        if begun and "</details>" in text:
            return place + 1
    return len(section)


def _after_break(section: nodes.section) -> int:
    """Return the place after the last cell that says that the block includes it, or the section's end."""
    cells = [
        place
        for place, node in enumerate(section)
        if isinstance(node, nodes.container) and node.get("cell_metadata", {}).get("course", {}).get("block") == "break"
    ]
    return cells[-1] + 1 if cells else len(section)


def _end(section: nodes.section, place: int) -> None:
    """Move what comes after the block to behind its section."""
    rest = section[place:]
    del section[place:]
    parent = section.parent
    index = parent.index(section) + 1
    parent[index:index] = rest


def _set_off(title: nodes.title, number: str) -> Iterator[nodes.Node]:
    """Yield the heading's parts: its kind with its number, the title itself, and an exercise's level and minutes."""
    *others, last = title.children
    facts = _FACTS.search(last.astext()) if isinstance(last, nodes.Text) else None
    if facts:
        others.append(nodes.Text(last.astext()[: facts.start()]))
    else:
        others.append(last)
    found = _KIND.match(others[0].astext())
    assert found is not None
    others[0] = nodes.Text(others[0].astext()[found.end() :])
    yield nodes.inline("", f"{found[1]} {number}".rstrip(), classes=["kind"])
    yield nodes.inline("", found[2], classes=["unseen"])
    yield nodes.inline("", "", *others, classes=["name"])
    if facts:
        yield nodes.inline("", facts[1], classes=["unseen"])
        yield nodes.inline("", facts[2], classes=["facts", facts[3]])
        yield nodes.inline("", facts[4], classes=["unseen"])
