"""Cut the theme's icon font down to the icons that the book's style sheet names: its own has thousands."""

import base64
import io
import logging
import re
from pathlib import Path

from fontTools import subset

# It would report each of its steps.
logging.getLogger(subset.__name__).setLevel(logging.WARNING)

# A character for private use, which only an icon font has: written out, or as its number.
ICON = re.compile(r"\\([ef][0-9a-f]{3})|([\ue000-\uf8ff])")
FACE = re.compile(r"@font-face\s*\{[^}]*Font Awesome[^}]*\}")
# The theme's signs beside words that say the same, before a note's title or behind a link to elsewhere; and that of a
# list of contents that is folded away, as this book's never is.
SPARE = re.compile(r'--pst-icon-[\w-]+:[^;}]*;?|(?<=[{;])\s*content:\s*"(?:\\f107|\uf107)";?')
FAMILY = "Font Awesome 6 Free"


def icons_in(style: str) -> set[int]:
    """Return the code points of the icons that a style sheet names."""
    return {int(number, 16) if number else ord(character) for number, character in ICON.findall(style)}


def without_spare_icons(style: str) -> str:
    """Return a style sheet that names no icon but those that buttons and links are known by."""
    return SPARE.sub("", style)


def smaller_font(font: Path, icons: set[int]) -> bytes:
    """Return the font with these icons alone, as WOFF."""
    options = subset.Options(flavor="woff", layout_features=[], name_IDs=[0, 1, 13], notdef_outline=True)
    with subset.load_font(font, options) as loaded:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=icons)
        subsetter.subset(loaded)
        written = io.BytesIO()
        subset.save_font(loaded, written, options)
    return written.getvalue()


def with_smaller_font(style: str, font: Path) -> str:
    """Return a style sheet that holds the icons it names, in the place of the theme's icon fonts."""
    data = base64.b64encode(smaller_font(font, icons_in(style))).decode("ascii")
    face = f'@font-face{{font-family:"{FAMILY}";font-weight:900;src:url(data:font/woff;base64,{data}) format("woff")}}'
    return f"{FACE.sub('', style)}\n{face}\n"
