"""One style sheet for the whole book, of those of the theme, of the extensions and of the book itself.

It is made when all pages are there, of what they and their scripts use; see unused_rules.py and icon_font.py.
"""

import hashlib
import posixpath
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils.nodes import document
from sphinx.application import Sphinx

from book._tools.icon_font import with_smaller_font, without_spare_icons
from book._tools.unused_rules import Use, without_unused
from book._tools.without_scripts import following_the_system

BUNDLE, WITHOUT_SCRIPTS = "_static/style.css", "_static/style_without_scripts.css"
# The theme writes these into every page by itself; book/_templates leaves them out.
OF_THE_THEME = ["_static/basic.css", "_static/styles/pydata-sphinx-theme.css"]
ICONS = "_static/vendor/fontawesome/webfonts/fa-solid-900.ttf"
ADDRESS = re.compile(r"""url\(\s*["']?(?!data:|[a-z]+:|#|/)([^"')]+)["']?\s*\)""")


class StyleBundle:
    """Replaces the style sheets of every page by one, and writes that at the end of the build."""

    def __init__(self) -> None:
        """Begin with no style sheets: the first page brings their names."""
        self.parts: list[str] = []

    def take_over(self, app: Sphinx, page: str, template: str, context: dict[str, Any], tree: document | None) -> None:
        """Note the page's style sheets, and tell layout.html what it writes in their place."""
        names = [str(sheet.filename) for sheet in sorted(context["css_files"], key=lambda sheet: sheet.priority)]
        for name in [*OF_THE_THEME, *names]:
            if name not in self.parts:
                self.parts.append(name)
        version = digest(app.outdir, self.parts)
        context["style_sheet"] = f"{BUNDLE}?v={version}"
        context["style_sheet_without_scripts"] = f"{WITHOUT_SCRIPTS}?v={version}"

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the bundle, if any page was written."""
        if exception is None and self.parts:
            folder = Path(app.outdir)
            style = "\n".join(moved(folder, part) for part in self.parts)
            style = without_unused(without_spare_icons(style), use_of(folder))
            (folder / WITHOUT_SCRIPTS).write_text(following_the_system(style), encoding="utf-8")
            (folder / BUNDLE).write_text(with_smaller_font(style, folder / ICONS), encoding="utf-8")


def digest(folder: str | Path, parts: Iterable[str]) -> str:
    """Return what stands for the parts' contents, so that a browser does not keep an old bundle."""
    texts = (Path(folder, part).read_bytes() for part in parts if Path(folder, part).exists())
    return hashlib.sha256(b"".join(texts)).hexdigest()[:8]


def moved(folder: Path, part: str) -> str:
    """Return a part's text, with the addresses in it as they are from the bundle's place."""
    here, there = posixpath.dirname(part), posixpath.dirname(BUNDLE)
    text = (folder / part).read_text(encoding="utf-8")
    return ADDRESS.sub(lambda found: f"url({posixpath.relpath(posixpath.join(here, found[1]), there)})", text)


def use_of(folder: Path) -> Use:
    """Return what the pages and scripts under a folder use."""
    use = Use()
    for page in folder.rglob("*.html"):
        use.add_page(page.read_text(encoding="utf-8"))
    for script in folder.joinpath("_static").rglob("*.js"):
        use.add_script(script.read_text(encoding="utf-8"))
    return use
