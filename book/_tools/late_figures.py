"""A figure that carries a trained model leaves it in a file of its own, which the page loads as the figure nears.

Until then the page shows what it shows without scripts: examples, computed when the notebook ran. The notebook keeps
the model in its output, for Jupyter. A script can be loaded from disk as well; data alone could not.
"""

import hashlib
import json
import re
from html import unescape
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

FOLDER = "_static/figures"
HEAVY = 50_000  # characters of data; all but the models are below a third of it
FIGURE = re.compile(
    r'<figure class="course-figure" data-course-figure="(?P<name>[^"]*)" data-initial="(?P<data>[^"]*)"'
    r"(?P<between>.*?)<script>(?P<script>.*?)</script>",
    re.DOTALL,
)

# The figure gets its name and its data only now: the script starts every figure of its name.
LATE = """\
for (const figure of document.querySelectorAll('[data-late="{file}"]'))
Object.assign(figure.dataset, {{ courseFigure: {name}, initial: {data} }});
{script}"""


class LateFigures(SphinxPostTransform):
    """Moves the data and the script of each heavy figure out of its page."""

    formats = ("html",)
    default_priority = 500  # after myst_nb has chosen each output's form

    def run(self, **options: object) -> None:
        """Write the files, and where each figure stands, its name."""
        for output in self.document.findall(nodes.raw):
            if "data-course-figure=" in output.astext():
                text = FIGURE.sub(self.move_out, output.astext())
                output.children = [nodes.Text(text)]
                output.rawsource = text

    def move_out(self, figure: re.Match[str]) -> str:
        """Return the figure's HTML without its data and script if it is heavy, after writing these to a file."""
        if len(figure["data"]) < HEAVY:
            return figure[0]
        file = f"{hashlib.sha256(figure[0].encode()).hexdigest()[:12]}.js"
        folder = Path(self.app.outdir, FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        name, data = (json.dumps(unescape(figure[key]), ensure_ascii=False) for key in ("name", "data"))
        late = LATE.format(file=file, name=name, data=data, script=figure["script"].strip())
        (folder / file).write_text(late + "\n", encoding="utf-8")
        return f'<figure class="course-figure" data-late="{file}"{figure["between"]}'


def drop_unused(folder: str | Path) -> None:
    """Delete the files of figures that no page shows any more: an earlier build wrote them."""
    pages = [page.read_text(encoding="utf-8") for page in Path(folder).rglob("*.html")]
    for file in Path(folder, FOLDER).glob("*.js"):
        if not any(f'data-late="{file.name}"' in page for page in pages):
            file.unlink()
