"""Put each figure's SVG into the page itself: an image of its own could follow neither the page's colours nor font."""

from pathlib import Path, PurePosixPath
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from book._tools.figure_svg import page_svg

LOGGER = logging.getLogger(__name__)
OUTPUTS = "jupyter_execute"  # the folder in which myst-nb leaves what the cells have drawn


class InlinedFigures(SphinxPostTransform):
    """Replace each drawing of a cell by its SVG; its caption, number and anchor stay where they are."""

    formats = ("html",)
    default_priority = 1  # before Sphinx collects the pictures that it copies

    def run(self, **_: Any) -> None:
        """Go through the page's pictures."""
        for number, image in enumerate([*self.document.findall(nodes.image)], start=1):
            path = PurePosixPath(image["uri"])
            if path.suffix == ".svg" and OUTPUTS in path.parts:
                text = Path(self.app.srcdir, image["uri"].lstrip("/")).read_text(encoding="utf-8")
                try:
                    svg = page_svg(text, image.get("alt", ""), f"figure-{number}")
                except ValueError as error:
                    LOGGER.warning("%s", error, location=image)
                    continue
                image.replace_self(nodes.raw("", svg, format="html"))
