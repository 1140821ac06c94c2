"""Styles that a cell's output carries for Jupyter stand in the page's head: HTML allows them nowhere else."""

import re
from typing import Any

import tinycss2
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

STYLE = re.compile(r"<style>\s*(.*?)\s*</style>\s*", re.DOTALL)
OF_PAGE = "page_styles"


class PageStyles(SphinxPostTransform):
    """Takes the styles out of the outputs of a page: each rule once, whichever figures bring it."""

    formats = ("html",)
    default_priority = 600  # after myst_nb has chosen each output's form

    def run(self, **options: object) -> None:
        """Move them to the document, where `give_to_head` finds them."""
        rules: dict[str, None] = {}
        for output in self.document.findall(nodes.raw):
            if "<style>" in output.astext():
                for style in STYLE.findall(output.astext()):
                    rules |= dict.fromkeys(rules_of(style))
                output.children = [nodes.Text(STYLE.sub("", output.astext()))]
        self.document[OF_PAGE] = ["\n".join(rules)] if rules else []


def rules_of(style: str) -> list[str]:
    """Return the rules of a style sheet, each with all that is nested in it."""
    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    return [rule.serialize() for rule in rules]


def give_to_head(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: nodes.document | None) -> None:
    """Let layout.html write a page's styles; Sphinx calls this for each page."""
    context["page_styles"] = tree.get(OF_PAGE, []) if tree else []
