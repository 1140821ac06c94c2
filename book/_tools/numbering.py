"""Number what Sphinx leaves without a number: the figures that cells write as HTML, in one series with the drawn ones.

Chapters are numbered by ``_toc.yml``, drawn figures by Sphinx. Here the other figures become known to Sphinx, which
counts them all in the order of the page, and get their numbers written into them.
"""

import re
from collections.abc import Iterable
from typing import Any

from docutils import nodes
from docutils.nodes import make_id
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

FIGURE = re.compile(r"(?P<tag><figure [^>]*)>(?P<title>.*?<figcaption><strong>.*?</strong>) ", re.DOTALL)
NAME = re.compile(r'class="course-figure(?: course-)?(?P<kind>[^"]*)"(?: data-course-figure="(?P<name>[^"]*)")?')


class HtmlFigure(nodes.General, nodes.Element):
    """Stands round a cell's output that is a figure while figures are counted."""


def chapter_number(env: BuildEnvironment, page: str) -> str:
    """Return the number of a chapter, "" for a page that is none; known when all pages have been read."""
    return ".".join(map(str, env.toc_secnumbers.get(page, {}).get("") or ()))


def find_figures(app: Sphinx, tree: nodes.document) -> None:
    """Let Sphinx count the figures among a page's outputs, which get an anchor by it; at the end of its reading."""
    for bundle in [*tree.findall(is_bundle)]:
        if found := NAME.search(bundle.astext()):
            figure = HtmlFigure()
            name = unused_id(tree, f"fig-{make_id(found['name'] or found['kind'])}")
            figure["ids"].append(name)
            tree.ids[name] = figure
            bundle.replace_self(figure)
            figure += bundle


def is_bundle(node: nodes.Node) -> bool:
    """Tell whether a node is one output of a cell in all its forms."""
    return isinstance(node, nodes.container) and node.get("nb_element") == "mime_bundle"


def unused_id(tree: nodes.document, name: str) -> str:
    """Return the name, or with the first number from 2 on that makes it new to the page."""
    names = (f"{name}-{count}" if count > 1 else name for count in range(1, len(tree.ids) + 2))
    return next(name for name in names if name not in tree.ids)


def number_chapters_alone(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Take the numbers from figures outside the chapters: "Figure 1" would be taken for one of the first chapter."""
    for page, numbers in env.toc_fignumbers.items():
        if not chapter_number(env, page):
            numbers.pop("figure", None)
    return []


class HtmlFigureNumbers(SphinxPostTransform):
    """Writes anchor and number into each figure that is HTML: what it shows, then "Figure 7.2", then what to do."""

    formats = ("html",)
    default_priority = 700  # after late_figures and page_styles have made the output as short as it will be

    def run(self, **_: Any) -> None:
        """Go through the page's figures."""
        numbers = self.env.toc_fignumbers.get(self.env.docname, {}).get("figure", {})
        for figure in [*self.document.findall(HtmlFigure)]:
            name = figure["ids"][0]
            for output in figure.findall(nodes.raw):
                number = ".".join(map(str, numbers.get(name, ())))
                output.children = [nodes.Text(numbered(output.astext(), name, number))]
            figure["ids"] = []  # or what takes its place would have the anchor as well
            figure.replace_self(figure.children)


def numbered(output: str, name: str, number: str) -> str:
    """Return a figure's HTML with its anchor, and with its number if it has one."""
    label = f'<span class="caption-number">Figure {number}</span> · ' if number else ""
    return FIGURE.sub(lambda figure: f'{figure["tag"]} id="{name}">{figure["title"]} {label}', output, count=1)
