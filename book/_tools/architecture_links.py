"""Make links of the parts of the drawn Transformer: its stored output names chapters, and only here they have pages."""

import re
from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

_PART = re.compile(r'<g class="part" data-chapter="([^"]+)" data-label="([^"]+)"([^>]*)>(.*?)</g>', re.DOTALL)


class ArchitectureLinks(SphinxPostTransform):
    """Write the links into the HTML of each such drawing; the link checker finds those that lead nowhere."""

    formats = ("html",)
    default_priority = 300  # when each output has its one final form

    def run(self, **_: Any) -> None:
        """Go through the page's HTML outputs."""
        for raw in [*self.document.findall(nodes.raw)]:
            if 'class="part" data-chapter=' in raw.astext():
                raw.replace_self(nodes.raw("", with_links(raw.astext(), self._address), format="html"))

    def _address(self, chapter: str) -> str:
        return self.app.builder.get_relative_uri(self.env.docname, f"book/{chapter}") or "#"  # of this page: its top


def with_links(output: str, address: Callable[[str], str]) -> str:
    """Return the drawing's HTML with a link for each part to its chapter's page, whose address the function gives."""

    def link(part: re.Match[str]) -> str:
        chapter, label, current, boxes = part.groups()
        return f'<a href="{address(chapter)}" aria-label="{label}"{current}><title>{label}</title>{boxes}</a>'

    return _PART.sub(link, output)
