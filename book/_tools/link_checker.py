"""Find what is broken in a folder of built pages: dead links, missing anchors, loads from another host."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

CSS_LOAD = re.compile(r"""(?:@import\s+(?:url\()?|url\()\s*["']?([^"')\s;]+)""")
# Attributes by which a tag makes the browser fetch something when the page opens.
LOADS = {
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "image": "href",
    "img": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "video": "src",
}
LINKS_TO_OTHER_PAGES = {
    "alternate",
    "author",
    "canonical",
    "license",
    "next",
    "prev",
    "search",
}


def find_problems(folder: str | Path) -> list[str]:
    """Return one sentence for each broken link, missing anchor or load from another host under ``folder``."""
    folder = Path(folder).resolve()

    @cache
    def parse(file: Path) -> BeautifulSoup:
        return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")

    @cache
    def anchors(file: Path) -> set[str]:
        return {name for tag in parse(file)(True) for key in ("id", "name") if (name := tag.get(key))}

    problems = []
    for page in sorted(folder.rglob("*.html")):
        if "_static" in page.relative_to(folder).parts:
            continue  # parts of the theme, not pages
        for address, is_load in addresses(parse(page)):
            if reason := why_broken(address, is_load, page, folder, anchors):
                problems.append(f"{page.relative_to(folder)}: {address} {reason}")
    for sheet in sorted(folder.rglob("*.css")):
        for address in CSS_LOAD.findall(sheet.read_text(encoding="utf-8")):
            if is_elsewhere(address):
                problems.append(f"{sheet.relative_to(folder)}: {address} is loaded from another host")
    return problems


def addresses(page: BeautifulSoup) -> Iterator[tuple[str, bool]]:
    """Yield every address of a page, with whether the browser loads it by itself."""
    for tag in page(True):
        if tag.name in ("a", "area") and tag.get("href"):
            yield tag["href"], False
        elif address := tag.get(LOADS.get(tag.name, "")):
            yield address, not is_link_to_page(tag)
        for address in CSS_LOAD.findall(tag.get("style", "") + (tag.text if tag.name == "style" else "")):
            yield address, True
        for part in tag.get("srcset", "").split(","):
            if part.strip():
                yield part.split()[0], True


def is_link_to_page(tag: Tag) -> bool:
    """Tell a ``<link>`` that names another page from one that is loaded."""
    return tag.name == "link" and bool(LINKS_TO_OTHER_PAGES & set(tag.get("rel", [])))


def is_elsewhere(address: str) -> bool:
    """Tell whether an address leads to another host."""
    return bool(urlsplit(address).netloc)


def why_broken(address: str, is_load: bool, page: Path, folder: Path, anchors) -> str | None:
    """Return what is wrong with an address on a page, or None."""
    parts = urlsplit(address)
    if is_elsewhere(address):
        return "is loaded from another host" if is_load else None
    if parts.scheme:  # data:, mailto:, javascript:
        return None
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_relative_to(folder):
        return "leads out of the book"
    if not target.is_file():
        return "leads to a file that is not there"
    if parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in anchors(target):
        return "leads to an anchor that is not there"
    return None
