"""Turn a figure's data, its fallback text and its JavaScript file into one `HTML` output."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from IPython.display import HTML

from course_lib.language import translation

_PARTS = Path(__file__).parent
_FIGURES = _PARTS.with_name("figures")

# The parts that every figure has.
EVERYWHERE = ("language", "numbers", "figure")

# JupyterLab's own shortcuts would take the arrow keys from a slider.
_KEYS_STAY_HERE = ' data-lm-suppress-shortcuts="true"'

# Where a script says a sentence, its template is a literal.
_SAID = re.compile(r'\bsay(?:Parts)?\(\s*("(?:[^"\\]|\\.)*")')

_TRAILING_COMMENT = re.compile(r"(?<=[;,{(\[]) // .*$")

# The script starts every figure of its name that has not been started yet. It does not ask where it stands:
# `document.currentScript` is null where a notebook evaluates scripts apart from their place.
_PAGE = """\
<figure class="course-figure" data-course-figure="{name}" data-initial="{data}"{translations}{keys_stay_here}>
<style>
{css}
</style>
<figcaption><strong>{title}</strong> {instruction}</figcaption>
<div class="fallback">{fallback}</div>
<script>
(() => {{
"use strict";
{script}
for (const root of document.querySelectorAll('[data-course-figure="{name}"]:not([data-ready])'))
start(openFigure(root));
}})();
</script>
</figure>"""


def interactive_figure(
    name: str,
    *,
    title: str,
    instruction: str,
    data: Mapping[str, Any],
    fallback: str,
    parts: Sequence[str] = (),
    styles: Sequence[Path] = (),
) -> HTML:
    """Return the figure whose script is `name`.js, started with `data`; the same text on every run.

    The output has no ids and defines nothing outside its own function, so a page may show it twice.

    Args:
        name: the figure's function in Python and its `.js` file; the file defines `start(figure)`.
        title: what the figure shows; HTML, so that d_k can have its subscript.
        instruction: what the reader does with it, one line of plain text.
        data: the initial state, anything JSON can hold but NaN and infinity.
        fallback: HTML with the initial state's values, seen where scripts are off. The caller escapes it.
        parts: names of `.js` files that stand before the figure's own and define what it uses. A script's look stands
            in a `.css` file beside it, if it needs one.
        styles: other style sheets, before the figure's own.
    """
    paths = [*(_PARTS / f"{part}.js" for part in (*EVERYWHERE, *parts)), _FIGURES / f"{name}.js"]
    scripts = [_without_comments(path) for path in paths]
    *own, last = (path.with_suffix(".css") for path in paths)
    sheets = [path for path in (*own, *styles, last) if path.exists()]
    return HTML(
        _PAGE.format(
            name=name.replace("_", "-"),
            keys_stay_here=_KEYS_STAY_HERE,
            data=_in_attribute(data),
            translations=_translations(scripts),
            title=title,
            instruction=escape(instruction),
            fallback=fallback,
            css="".join(map(_squeezed, sheets)),
            script="\n".join(scripts),
        )
    )


def _translations(scripts: Iterable[str]) -> str:
    """Return the attribute that gives the scripts their sentences in the reader's language: nothing in English."""
    templates = [json.loads(literal) for script in scripts for literal in _SAID.findall(script)]
    translated = {template: translation(template) for template in templates if translation(template) != template}
    return f' data-translations="{_in_attribute(translated)}"' if translated else ""


def _in_attribute(data: Mapping[str, Any]) -> str:
    return escape(json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def _without_comments(path: Path) -> str:
    """Return a script with one line for each statement and no comments: each notebook stores its own copy."""
    lines = [_TRAILING_COMMENT.sub("", line.strip()) for line in path.read_text(encoding="utf-8").splitlines()]
    script = "\n".join(line for line in lines if line and not line.startswith("//"))
    # Where a bracket opens or closes, or a comma stands, the statement goes on.
    return re.sub(r"(?<=[(\[{,])\n", "", re.sub(r",?\n(?=[)\]}])", "", script))


def _squeezed(path: Path) -> str:
    """Return a style sheet without comments and without spaces beside its signs."""
    plain = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\s*([{};,])\s*|(:)\s+", r"\1\2", plain).replace(";}", "}").strip()
