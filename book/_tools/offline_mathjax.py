"""Put MathJax into the built book, so that formulas need no network."""

import shutil
from importlib import resources
from pathlib import Path

from sphinx.application import Sphinx

# What a page can ask for: the program, its fonts, and commands it loads on first use (\textcolor).
NEEDED = [
    "tex-chtml.js",
    "output/chtml/fonts/woff-v2/*.woff",
    "input/tex/extensions/*.js",
]


def copy(app: Sphinx) -> None:
    """Copy the needed files of the package sphinx-mathjax-offline to ``_static/mathjax``."""
    if app.builder.format != "html":
        return
    with resources.as_file(resources.files("sphinx-mathjax-offline") / "static" / "mathjax") as source:
        for pattern in NEEDED:
            for file in source.glob(pattern):
                target = Path(app.outdir, "_static", "mathjax", file.relative_to(source))
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
