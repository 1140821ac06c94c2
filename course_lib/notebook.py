"""What every chapter's setup cell does once course_lib can be imported."""

import inspect
import io
import warnings

import torch
from IPython.core.getipython import get_ipython
from IPython.core.pylabtools import print_figure
from IPython.display import Markdown
from matplotlib.figure import Figure
from matplotlib_inline.backend_inline import set_matplotlib_formats
from PIL import Image

from course_lib.figures.labels import NO_GLYPH
from course_lib.figures.style import use_course_style
from course_lib.reproducibility import set_seed

PIXELS_TO_THE_INCH = 100
SHADES = 64  # of a figure's picture: enough for ink and its edges, and a tenth of the size


def begin_chapter(seed: int = 0) -> None:
    """Seed the generators, print tensors rounded, draw figures in the course's style, as SVG and as small pictures."""
    set_seed(seed)
    torch.set_printoptions(precision=4, sci_mode=False, linewidth=100)
    use_course_style()
    shell = get_ipython()
    if shell is not None:
        # SVG is sharp at any size, and leaves Chinese text to the browser's fonts: so it does not matter that
        # matplotlib's own font lacks those glyphs. Without a date, the same picture is the same file.
        warnings.filterwarnings("ignore", message=NO_GLYPH)
        set_matplotlib_formats("svg", metadata={"Date": None})
        # JupyterLab shows no SVG of a notebook that its reader has not run yet.
        shell.display_formatter.formatters["image/png"].for_type(Figure, small_picture)  # type: ignore[union-attr]


def small_picture(figure: Figure) -> bytes:
    """Return the figure as a PNG of few kilobytes."""
    drawn = print_figure(figure, "png", dpi=PIXELS_TO_THE_INCH)
    with Image.open(io.BytesIO(drawn)) as picture:
        file = io.BytesIO()
        picture.convert("RGB").quantize(SHADES).save(file, "png", optimize=True)
    return file.getvalue()


def show_source(*things: object) -> Markdown:
    """Show the source of functions or classes of the library as it stands, so that page and code never differ."""
    sources = [inspect.getsource(inspect.unwrap(thing)).rstrip() for thing in things]  # type: ignore[arg-type]
    return Markdown("```python\n" + "\n\n\n".join(sources) + "\n```")
