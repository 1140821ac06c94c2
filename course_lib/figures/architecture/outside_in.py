"""Write the views of the Transformer, each opened a little further, as panels of one figure without script."""

from collections.abc import Sequence
from html import escape

from IPython.display import HTML

from course_lib.figures.architecture.layout import WIDTH
from course_lib.figures.architecture.page import STYLES
from course_lib.figures.architecture.svg import EDGE, group
from course_lib.figures.architecture.views import VIEWS, View
from course_lib.language import say

_PAGE = """\
<figure class="course-figure course-architecture">
<style>
{css}</style>
<figcaption><strong>{title}</strong> {order}</figcaption>
<p class="untrusted">{untrusted}</p>
<div class="drawing" style="display:none">
<div class="columns">
{panels}
</div>
</div>
</figure>"""
_PANEL = """\
<div><p style="font-weight:600">{title}</p>
<svg role="img" aria-label="{description}" viewBox="{view}">
{drawing}
</svg></div>"""


def draw_outside_in(views: Sequence[str] = tuple(VIEWS)) -> HTML:
    """Draw the Transformer several times, from a box that translates down to the ways of single words.

    The boxes are those of `draw_architecture`, which shows all of it at once.

    Args:
        views: which drawings, in which order: "box", "halves", "stacks", "layers", "words".

    Raises:
        ValueError: a name that is no view.
    """
    for name in views:
        if name not in VIEWS:
            raise ValueError(
                say("views names {name!r}; the views are {views}.", name=name, views=", ".join(map(repr, VIEWS)))
            )
    return HTML(
        _PAGE.format(
            css="".join(file.read_text(encoding="utf-8") for file in STYLES),
            title=escape(say("The Transformer, from the outside in")),
            order=escape(say("Read each drawing from the bottom up.")),
            untrusted=escape(say("The drawings appear when you run this cell.")),
            panels="\n".join(_panel(number, VIEWS[name]) for number, name in enumerate(views, start=1)),
        )
    )


def _panel(number: int, view: View) -> str:
    drawing = view.lay_out()
    top = drawing.height + EDGE
    return _PANEL.format(
        title=escape(say("{number}. {title}", number=number, title=say(view.title))),
        description=escape(say(view.description)),
        view=f"{-EDGE:g} {-top:g} {WIDTH + 2 * EDGE:g} {top + 2 * EDGE:g}",
        drawing="\n".join(group(item, ()) for item in drawing.items),
    )
