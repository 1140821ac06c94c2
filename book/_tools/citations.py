"""Let a chapter cite by a plain link to an entry of the bibliography, `references.md#KEY`, which Jupyter shows too."""

from docutils.nodes import document
from sphinx.application import Sphinx


def offer_anchors(app: Sphinx, tree: document) -> None:
    """Tell MyST the anchors of the page's bibliography: it looks for a link's `#KEY` among the headings alone."""
    for place, listed in app.env.get_domain("cite").bibliographies.items():
        if place.docname == app.env.docname:
            anchors = {key: (None, entry["ids"][0], key) for key, entry in listed.citation_nodes.items()}
            app.env.metadata[place.docname].setdefault("myst_slugs", {}).update(anchors)
