"""The scripts of the theme and of the extensions cost a reader little: they come late, and none that is not used."""

import shutil
from pathlib import Path
from typing import Any

from sphinx.errors import ExtensionError

# Scripts written into the page speak to this one at once: it cannot come late.
AT_ONCE = "_static/documentation_options.js"
# Drawn icons and fonts for them; what the pages use of them is in the style sheet.
UNUSED = ["_static/scripts/fontawesome.js", "_static/scripts/fontawesome.js.map", "_static/vendor"]

THEME = "_static/scripts/pydata-sphinx-theme.js"
# The theme measures every box of the page at once, and writes in between: hundreds of layouts, one after the other.
MEASURES_ALL = "e.tabIndex=e.scrollWidth>e.clientWidth||e.scrollHeight>e.clientHeight?0:-1"
MEASURES_WHAT_IS_SEEN = "window.tabStops.observe(e)"  # in book.js


def defer(context: dict[str, Any]) -> None:
    """Let a page's scripts run, in their order, when the page is there."""
    for script in context["script_files"]:
        if script.filename and script.filename != AT_ONCE:
            script.attributes["defer"] = "defer"


def lighten(folder: str | Path) -> None:
    """Drop the theme's unused files from a built book, and let its script leave the measuring to the book's.

    Raises:
        ExtensionError: If the theme's script is not the one that this was written for.
    """
    for name in UNUSED:
        unused = Path(folder, name)
        if unused.is_dir():
            shutil.rmtree(unused)
        else:
            unused.unlink(missing_ok=True)
    theme = Path(folder, THEME)
    script = theme.read_text(encoding="utf-8")
    if MEASURES_WHAT_IS_SEEN in script:
        return
    if script.count(MEASURES_ALL) != 1:
        raise ExtensionError(f"{THEME} sets its tab stops in another way than {__name__} knows.")
    theme.write_text(script.replace(MEASURES_ALL, MEASURES_WHAT_IS_SEEN), encoding="utf-8")
