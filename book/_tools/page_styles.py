"""Styles that a cell's output carries for Jupyter stand in the page's head: HTML allows them nowhere else."""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

STYLE = re.compile(r"<style>\s*(.*?)\s*</style>\s*", re.DOTALL)
OF_PAGE = "page_styles"


class PageStyles(SphinxPostTransform):
    """Takes the styles out of the outputs of a page, each once."""

    formats = ("html",)
    default_priority = 600  # after myst_nb has chosen each output's form

    def run(self, **options: object) -> None:
        """Move them to the document, where `give_to_head` finds them."""
        styles: dict[str, None] = {}
        for output in self.document.findall(nodes.raw):
            if "<style>" in output.astext():
                styles |= dict.fromkeys(STYLE.findall(output.astext()))
                output.children = [nodes.Text(STYLE.sub("", output.astext()))]
        self.document[OF_PAGE] = list(styles)


def give_to_head(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: nodes.document | None) -> None:
    """Let layout.html write a page's styles; Sphinx calls this for each page."""
    context["page_styles"] = tree.get(OF_PAGE, []) if tree else []
