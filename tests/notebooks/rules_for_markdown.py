"""Rules for markdown cells: Jupyter, Colab and GitHub show what they hold as well as the built page does."""

from copy import deepcopy
from functools import cache

import yaml
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from nbformat import NotebookNode

from book._tools.notebooks import ROOT
from book._tools.slides import mark_slides

# What only the book's parser knows, with what to write instead.
BOOK_ONLY = {
    "colon_fence": "a directive: write its words as a paragraph",
    "directive": "a directive: write its words as a paragraph",
    "dl": "a definition list: write a list or a table",
    "math_block_label": "a formula's label: leave it out",
    "myst_block_break": "a block break: begin a new cell",
    "myst_line_comment": "a comment: leave it out",
    "myst_role": "a role: write plain Markdown, to cite a paper [Names (year)](../reference/references.md#KEY)",
    "myst_target": "a target: leave it out, and link to the heading",
    "span": "attributes: leave them out",
    "substitution_block": "a substitution: write out what it stands for",
    "substitution_inline": "a substitution: write out what it stands for",
}


def links_have_a_text(notebook: NotebookNode) -> list[str]:
    """Jupyter and Colab show a link without a text as nothing; only the built page fills in its target's title."""
    return [
        f"cell {cell.id}: the link to {link.attrs['href']} has no text; write the title it leads to"
        for cell in markdown_cells(notebook)
        for link in links(parse(cell.source))
        if not words(link)
    ]


def markdown_is_plain(notebook: NotebookNode) -> list[str]:
    """Jupyter, Colab and GitHub show a role or a directive as raw text; only the built page makes words of it."""
    return [
        f"cell {cell.id}: {node.content.strip() or node.type!r} stands in {BOOK_ONLY[kind(node)]}"
        for cell in markdown_cells(notebook)
        for node in nodes(parse(cell.source))
        if kind(node) in BOOK_ONLY
    ]


def slides_begin_with_headings(notebook: NotebookNode) -> list[str]:
    """Without it nbconvert makes one slide of a whole chapter."""
    right = deepcopy(notebook)
    mark_slides(right)
    return [
        f"cell {cell.id}: its metadata slideshow is {cell.metadata.get('slideshow')}: run `make refresh ONLY=captions`"
        for cell, wanted in zip(notebook.cells, right.cells, strict=True)
        if cell.metadata != wanted.metadata
    ]


def markdown_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the notebook's markdown cells, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


@cache
def book_parser() -> MarkdownIt:
    """Return the parser that the book is built with."""
    extensions = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["parse"]["myst_enable_extensions"]
    return create_md_parser(MdParserConfig(enable_extensions=set(extensions)), RendererHTML)


def parse(text: str) -> SyntaxTreeNode:
    """Read Markdown as the book does, so that code and formulas hold neither links nor roles."""
    return SyntaxTreeNode(book_parser().parse(text))


def nodes(tree: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    """Return all nodes below the root."""
    return list(tree.walk(include_self=False))


def kind(node: SyntaxTreeNode) -> str:
    """Return a node's type; a directive in backticks is no mere block of code."""
    return "directive" if node.type == "fence" and node.info.startswith("{") else node.type


def links(tree: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    """Return all links of a text, wherever they stand."""
    return [node for node in nodes(tree) if node.type == "link"]


def words(node: SyntaxTreeNode) -> str:
    """Return the words of a link or a heading, without their markup."""
    return "".join(part.content for part in nodes(node) if part.type in {"text", "code_inline", "math_inline"})


RULES = (links_have_a_text, markdown_is_plain, slides_begin_with_headings)
