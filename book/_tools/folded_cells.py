"""A folded cell's heading as HTML allows it, and called what it says; myst_nb writes paragraphs and another name."""

from html import escape

from docutils.nodes import Element
from myst_nb.sphinx_ import HideCodeCellNode, depart_HideCellInput
from sphinx.util.docutils import SphinxTranslator

HTML = """\
<details class="admonition hide {classes}">
<summary>
<span class="collapsed admonition-title">{show}</span>
<span class="expanded admonition-title">{hide}</span>
</summary>
"""


def open_cell(translator: SphinxTranslator, node: Element) -> None:
    """Write what stands before a folded cell."""
    show, hide = escape(node["prompt_show"]), escape(node["prompt_hide"])
    translator.body.append(HTML.format(classes=" ".join(node["classes"]), show=show, hide=hide))


FOLDED_CELL = HideCodeCellNode
WRITTEN_BY = (open_cell, depart_HideCellInput)
