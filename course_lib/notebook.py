"""What every chapter's setup cell does once course_lib can be imported."""

import inspect
import warnings

import torch
from IPython.core.getipython import get_ipython
from IPython.display import Markdown
from matplotlib_inline.backend_inline import set_matplotlib_formats

from course_lib.figures.labels import NO_GLYPH
from course_lib.figures.style import use_course_style
from course_lib.reproducibility import set_seed


def begin_chapter(seed: int = 0) -> None:
    """Seed the generators, print tensors rounded, draw figures in the course's style and as SVG."""
    set_seed(seed)
    torch.set_printoptions(precision=4, sci_mode=False, linewidth=100)
    use_course_style()
    if get_ipython() is not None:
        # SVG is sharp at any size, and leaves Chinese text to the browser's fonts: so it does not matter that
        # matplotlib's own font lacks those glyphs. Without a date, the same picture is the same file.
        warnings.filterwarnings("ignore", message=NO_GLYPH)
        set_matplotlib_formats("svg", metadata={"Date": None})


def show_source(*things: object) -> Markdown:
    """Show the source of functions or classes of the library as it stands, so that page and code never differ."""
    sources = [inspect.getsource(inspect.unwrap(thing)).rstrip() for thing in things]  # type: ignore[arg-type]
    return Markdown("```python\n" + "\n\n\n".join(sources) + "\n```")
