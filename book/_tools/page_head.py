"""The head of a page: its title, what it says of itself to search engines and to who links to it."""

import re
from dataclasses import dataclass, field
from html import escape, unescape
from textwrap import shorten
from typing import Any
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx.application import Sphinx

MAX_DESCRIPTION = 160
NOT_FOUND = "404"
HIDDEN = {"search", NOT_FOUND}
MARKUP = re.compile(r"<[^>]*>")
# Of its chapter: it says nothing outside the book.
NUMBER = re.compile(r'<span class="section-number">.*?</span>')
# docutils writes one for each page; the theme has its own.
SECOND_VIEWPORT = re.compile(r'<meta[^>]*name="viewport"[^>]*>\s*')


@dataclass(frozen=True)
class PageHead:
    """What layout.html writes into a page's head.

    Attributes:
        title: the page's title, then the book's; the first page's is the book's alone.
        description: its first sentences; Sphinx's `metatags` hold its tag.
        hidden: whether search engines shall leave it out.
        base: where its relative addresses begin, "" for where it stands.
        open_graph: the values of its og: tags, by their names.
    """

    title: str
    description: str
    hidden: bool
    base: str
    open_graph: dict[str, str] = field(default_factory=dict)


def page_head(app: Sphinx, context: dict[str, Any], tree: nodes.document | None) -> PageHead:
    """Return the head of the page that Sphinx is about to write."""
    page, book = context["pagename"], app.config.html_title
    own_title = unescape(MARKUP.sub("", NUMBER.sub("", context.get("title") or page.capitalize())))
    description = describe(tree) or f"{own_title}: {book}"
    hidden = page in HIDDEN
    graph = {"title": own_title, "description": description, "type": "article", "site_name": book}
    if page == app.config.root_doc:
        graph["type"] = "website"
    if address := address_of(app, page):
        graph["url"] = address
    return PageHead(
        title=book if page == app.config.root_doc else f"{own_title} — {book}",
        description=description,
        hidden=hidden,
        base=urlsplit(app.config.html_baseurl).path if page == NOT_FOUND else "",
        open_graph=graph,
    )


def address_of(app: Sphinx, page: str) -> str:
    """Return the public address of a page, "" while the book has none; the first page is the start page."""
    if not app.config.html_baseurl:
        return ""
    return urljoin(app.config.html_baseurl, "" if page == app.config.root_doc else app.builder.get_target_uri(page))


def describe(tree: nodes.document | None) -> str:
    """Return the plain text of the first paragraph that stands directly in a section, shortened; "" without one."""
    for paragraph in tree.findall(nodes.paragraph) if tree else ():
        if isinstance(paragraph.parent, nodes.section):
            return shorten(paragraph.astext(), MAX_DESCRIPTION, placeholder="…")
    return ""


def finish_head(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: nodes.document | None) -> None:
    """Give a page's templates what they need for its head; Sphinx calls this for each page."""
    head = page_head(app, context, tree)
    description = f'<meta name="description" content="{escape(head.description, quote=True)}" />\n'
    context["metatags"] = SECOND_VIEWPORT.sub("", context.get("metatags", "")) + description
    context["page_head"] = head
    context["pageurl"] = "" if head.hidden else address_of(app, page)
