"""Write the drawing as HTML that needs no script: an SVG, and over it the parts that the built book makes links of."""

from collections.abc import Collection, Iterable
from functools import reduce
from html import escape
from pathlib import Path

from IPython.display import HTML

from course_lib.figures.architecture.column import Box, Norm
from course_lib.figures.architecture.layout import WIDTH, Drawing, lay_out
from course_lib.figures.architecture.parts import CHAPTERS, parts_of_same_chapter, refuse_unknown_part
from course_lib.figures.architecture.svg import EDGE, group, rectangle
from course_lib.language import say

STYLES = (
    # Light and dark, fonts, the frame around a figure; a drawing in it.
    Path(__file__).parents[2] / "interactive" / "parts" / "figure.css",
    Path(__file__).parents[2] / "interactive" / "parts" / "drawing.css",
    Path(__file__).with_name("architecture.css"),
)
_COLUMNS = (
    "The Transformer, read from the bottom up. Left, the encoder: source words, embedding, plus positions, then N "
    "layers of self-attention and a feed-forward block. Right, the decoder: target words so far, embedding, plus "
    "positions, then N layers of masked self-attention, cross-attention and a feed-forward block; then linear, "
    "softmax, the next word."
)
_NORMS = {
    "post": "A residual path leads around each block; where it joins again, the sum is normalised.",
    "pre": "A residual path leads around each block; each block’s input is normalised, and the sum only at the top of "
    "each stack.",
}
_BETWEEN = (
    "An arrow leads from the encoder’s output into each cross-attention, which makes its keys and values from it; its "
    "queries come from the decoder."
)
_HERE, _THERE = "{parts}: you are in this chapter", "{parts}: go to the chapter"
_PAGE = """\
<figure class="course-figure course-architecture">
<style>
{css}</style>
<figcaption><strong>{title}</strong> {lit}<span class="choose">{choose}</span>
</figcaption>
<p class="untrusted">{untrusted}</p>
<div class="drawing" style="display:none">
<svg role="group" aria-label="{title}" viewBox="{view}">
<g role="img" aria-label="{description}">
{drawing}
</g>
{links}
</svg>
</div>
</figure>"""


def draw_architecture(here: str = "", highlight: Collection[str] | None = None, norm: Norm = "post") -> HTML:
    """Draw the whole encoder-decoder Transformer (Vaswani et al. 2017, figure 1) with some of its parts lit.

    In the built book each part leads to its chapter. Elsewhere there are no links: in JupyterLab and on Colab the
    chapters' pages do not stand beside the notebook. The output is the same on every run, without script and ids.

    Args:
        here: the part whose chapter shows the figure; its link says that the reader is there.
        highlight: the parts to be lit, named as in `CHAPTERS` (parts.py); without it, whatever the chapter of `here`
            explains. Where this names no part, all are lit.
        norm: "post" as in the paper, or "pre" as in GPT-2 and later.

    Raises:
        ValueError: a name that is no part, or another norm.
    """
    if norm not in _NORMS:
        raise ValueError(say("norm must be 'post' or 'pre'; got {norm!r}.", norm=norm))
    lit = _parts_to_light(here, highlight)
    drawing = lay_out(norm)
    sentence = say("Lit: {parts}.", parts=", ".join(map(say, lit))) if lit else ""
    description = " ".join([*map(say, (_COLUMNS, _NORMS[norm], _BETWEEN)), *([sentence] if lit else [])])
    top = drawing.height + EDGE
    return HTML(
        _PAGE.format(
            css="".join(file.read_text(encoding="utf-8") for file in STYLES),
            title=escape(say("The Transformer")),
            choose=escape(say("Choose a part to go to its chapter.")),
            lit=f"{escape(sentence)} " if lit else "",
            view=f"{-EDGE:g} {-top:g} {WIDTH + 2 * EDGE:g} {top + EDGE:g}",
            description=escape(description),
            drawing="\n".join(group(item, lit) for item in drawing.items),
            links="\n".join(_links(drawing, CHAPTERS.get(here, ""))),
            untrusted=escape(say("The drawing appears when you run this cell.")),
        )
    )


def _parts_to_light(here: str, highlight: Collection[str] | None) -> list[str]:
    """Return the parts that are lit, in the order of `CHAPTERS`; none if all are."""
    if here:
        refuse_unknown_part("here", here)
    if highlight is None:
        return parts_of_same_chapter(here) if here else []
    if isinstance(highlight, str):
        raise ValueError(
            say(
                "highlight must be a list of parts; got the text {highlight!r}: write [{highlight!r}].",
                highlight=highlight,
            )
        )
    for name in highlight:
        refuse_unknown_part("highlight", name)
    return [name for name in CHAPTERS if name in highlight]


def _both(first: str, second: str) -> str:
    return say("{first} and {second}", first=first, second=second)


def _links(drawing: Drawing, current: str) -> Iterable[str]:
    """Yield what becomes the link to each chapter: it covers all boxes whose first part leads there."""
    boxes = [item for item in drawing.items if isinstance(item, Box) and item.kind != "frame"]
    for chapter in dict.fromkeys(CHAPTERS.values()):
        parts = reduce(_both, (say(name) for name, leads_to in CHAPTERS.items() if leads_to == chapter))
        name = escape(say(_HERE if chapter == current else _THERE, parts=parts))
        here = ' aria-current="page"' if chapter == current else ""
        covered = "".join(rectangle(box) for box in boxes if CHAPTERS[box.parts[0]] == chapter)
        yield f'<g class="part" data-chapter="{chapter}" data-label="{name}"{here}>{covered}</g>'
