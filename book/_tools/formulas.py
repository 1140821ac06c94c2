"""Set every formula while the book is built, by KaTeX: a page needs no script for them, and no network.

KaTeX's files lie in ``book/_katex``, as its package on npm has them: the program, the style sheet and the fonts. The
program is JavaScript; QuickJS, a small engine that is a Python package, runs it.
"""

import re
import shutil
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import quickjs
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from book._tools.role_symbols import with_roles

LOGGER = logging.getLogger(__name__)
KATEX = Path(__file__).parents[1] / "_katex"
STYLE = "katex/katex.min.css"

# Spread and joined: the engine keeps a long text in pieces, which its binding for Python refuses.
SET_FORMULA = """
function setFormula(formula, isBlock) {
  const options = {
    displayMode: isBlock, output: "htmlAndMathml", throwOnError: true,
    // The colours of roles are classes, which KaTeX sets only if told.
    trust: ({ command }) => command === "\\\\htmlClass",
    strict: (rule) => (rule === "htmlExtension" ? "ignore" : "error"),
  };
  return [...katex.renderToString(formula, options)].join("");
}
"""


def setup(app: Sphinx) -> dict[str, bool]:
    """Make KaTeX known as a renderer of formulas, which ``html_math_renderer`` in _config.yml chooses."""
    app.add_html_math_renderer("katex", (write_inline, None), (write_block, None))
    app.connect("builder-inited", copy_style_and_fonts)
    app.add_css_file(STYLE, priority=400)  # before the book's own styles
    return {"parallel_read_safe": True, "parallel_write_safe": True}


@cache
def engine() -> quickjs.Context:
    """Return the engine with KaTeX in it; loading takes a tenth of a second, once a build."""
    context = quickjs.Context()
    context.eval((KATEX / "katex.min.js").read_text(encoding="utf-8"))
    context.eval(SET_FORMULA)
    return context


@cache
def typeset(formula: str, *, page: str = "", block: bool = False) -> str:
    """Return a page's formula as HTML for the eye, with MathML for the ear; raise ValueError where KaTeX refuses it."""
    marked = with_roles(formula, page)
    try:
        html = engine().get("setFormula")(marked, block)
    except quickjs.JSException as error:
        raise ValueError(str(error).splitlines()[0]) from error
    return html.replace(f"{escape(marked)}</annotation>", f"{escape(formula)}</annotation>")


def typeset_or_warn(translator: Any, node: nodes.Element, *, block: bool) -> str:
    """Return a formula's HTML; warn, which fails a strict build, where KaTeX refuses it, and return its source."""
    try:
        return typeset(node.astext(), page=translator.builder.current_docname, block=block)
    except ValueError as error:
        LOGGER.warning("a formula cannot be set: %s", error, location=node)
        return f"<code>{escape(node.astext())}</code>"


def write_inline(translator: Any, node: nodes.math) -> None:
    """Write a formula that stands in a line of text."""
    opening = translator.starttag(node, "span", "", CLASS="math notranslate nohighlight")
    translator.body.append(f"{opening}{typeset_or_warn(translator, node, block=False)}</span>")
    raise nodes.SkipNode


def write_block(translator: Any, node: nodes.math_block) -> None:
    """Write a formula that stands alone, with its number if it has a label."""
    translator.body.append(translator.starttag(node, "div", CLASS="math notranslate nohighlight"))
    if node["number"]:
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})</span>')
    translator.body.append(f"{typeset_or_warn(translator, node, block=True)}</div>\n")
    raise nodes.SkipNode


def copy_style_and_fonts(app: Sphinx) -> None:
    """Copy what a page needs to show the formulas to ``_static/katex``."""
    if app.builder.format != "html":
        return
    target = Path(app.outdir, "_static", "katex")
    shutil.copytree(KATEX / "fonts", target / "fonts", dirs_exist_ok=True)
    style = (KATEX / "katex.min.css").read_text(encoding="utf-8")
    (target / "katex.min.css").write_text(without_old_fonts(style), encoding="utf-8")


def without_old_fonts(style: str) -> str:
    """Return a style sheet that names fonts in the form woff2 alone: every browser of today reads it."""
    return re.sub(r',url\([^)]*\) format\("(?:woff|truetype)"\)', "", style)
