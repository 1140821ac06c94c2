"""What a web server needs beside the pages: a start page, robots.txt, sitemap.xml once the book has an address."""

import posixpath
import re
from pathlib import Path
from xml.sax.saxutils import escape

from sphinx.application import Sphinx

from book._tools.page_head import HIDDEN, address_of

START_PAGE_NAME = "index.html"
ADDRESS = re.compile(r'(?<=[\s"])((?:href|src|action|data-content_root)=")(?!#|/|[a-z]+:)([^"#?]*)')
SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{places}
</urlset>
"""


def write_site_files(app: Sphinx, exception: Exception | None) -> None:
    """Write them into the built book; Sphinx calls this at the end of the build."""
    if exception is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir)
    first = app.builder.get_target_uri(app.config.root_doc)
    start_page = moved_to_root(folder.joinpath(first).read_text(encoding="utf-8"), posixpath.dirname(first))
    (folder / START_PAGE_NAME).write_text(start_page, encoding="utf-8")
    robots = "User-agent: *\nAllow: /\n"
    if app.config.html_baseurl:
        (folder / "sitemap.xml").write_text(sitemap(app), encoding="utf-8")
        robots += f"Sitemap: {app.config.html_baseurl}sitemap.xml\n"
    (folder / "robots.txt").write_text(robots, encoding="utf-8")


def moved_to_root(page: str, folder: str) -> str:
    """Return a page of a folder as it must be one level up: each relative address leads to where it led."""

    def moved(found: re.Match[str]) -> str:
        attribute, address = found.groups()
        target = posixpath.normpath(posixpath.join(folder, address))
        return f"{attribute}{'./' if target == '.' else target}"

    return ADDRESS.sub(moved, page)


def sitemap(app: Sphinx) -> str:
    """Return the list of all pages for search engines."""
    pages = sorted(page for page in app.env.found_docs if page not in HIDDEN)
    places = (f"<url><loc>{escape(address_of(app, page))}</loc></url>" for page in pages)
    return SITEMAP.format(places="\n".join(places))
