"""The head of a page: its description, and the start page that leads into the book."""

from html import escape
from pathlib import Path
from textwrap import shorten
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

MAX_DESCRIPTION = 160
START_PAGE_NAME = "index.html"

START_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{title}: the start page.">
<meta http-equiv="refresh" content="0; url={first}">
<title>{title}</title>
<link rel="icon" href="_static/favicon.svg">
</head>
<body><main><h1>{title}</h1><p><a href="{first}">Open the book</a></p></main></body>
</html>
"""


def description_tag(app: Sphinx, context: dict[str, Any], tree: nodes.document | None) -> str:
    """Return the meta tag that describes the page: its first paragraph, else its title and the book's."""
    text = first_paragraph(tree) if tree else ""
    text = text or f"{context.get('title') or context['pagename'].capitalize()}: {app.config.html_title}"
    text = shorten(text, MAX_DESCRIPTION, placeholder="…")
    return f'<meta name="description" content="{escape(text, quote=True)}" />\n'


def first_paragraph(tree: nodes.document) -> str:
    """Return the plain text of the first paragraph that stands directly in a section."""
    for paragraph in tree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section):
            return paragraph.astext().replace("\n", " ")
    return ""


def write_start_page(app: Sphinx, exception: Exception | None) -> None:
    """Write the ``index.html`` that leads to the first page, before Jupyter Book writes a bare one."""
    if exception is None and app.builder.format == "html":
        first = app.builder.get_target_uri(app.config.root_doc)
        page = START_PAGE.format(lang=app.config.language, title=escape(app.config.html_title), first=first)
        Path(app.outdir, START_PAGE_NAME).write_text(page, encoding="utf-8")
