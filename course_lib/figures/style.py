"""The look shared by every figure of the book: colours with fixed meanings, fonts, sizes."""

import re
from dataclasses import dataclass
from types import MappingProxyType

import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import LogFormatterSciNotation

# Ink on paper; the only other colours are those of the four roles, told apart with any colour vision. The page puts
# its own tokens in the place of exactly these values (book/_tools/figure_svg.py), so no two names share one.
COLOURS = MappingProxyType(
    {
        "query": "#07479a",
        "key": "#ab4100",
        "value": "#087a58",
        "output": "#97507e",
        "ink": "#1f1c18",
        "neutral": "#5d574d",
        "faint": "#c4bcab",
        "pale": "#f3f0e7",
        "paper": "#fbfaf6",
        # Numbers on a cell of ink: on a faint one, on a middle one, on a strong one.
        "on faint": "#000000",
        "on middle": "#010101",
        "on strong": "#ffffff",
    }
)

WIDEST = 4.6  # inches: on a phone a point is then a pixel, and the smallest label 11 of them
SMALLEST = 11.0  # points of a label

# Weights are ink: 0 is the paper, 1 is ink at full strength. Only the opacity differs, so that ink may turn light.
WEIGHT_COLOURS = LinearSegmentedColormap.from_list("weights", [f"{COLOURS['ink']}00", f"{COLOURS['ink']}ff"])


@dataclass(frozen=True)
class CurveLook:
    """How a curve differs from those before it, without a colour: no curve has a role."""

    colour: str
    dashes: str
    marker: str


CURVES = (
    CurveLook(COLOURS["ink"], "-", "o"),
    CurveLook(COLOURS["ink"], "--", "s"),
    CurveLook(COLOURS["ink"], ":", "D"),
    CurveLook(COLOURS["neutral"], "-", "^"),
    CurveLook(COLOURS["ink"], "-.", "v"),
    CurveLook(COLOURS["neutral"], "--", "X"),
)

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_POWER = re.compile(r"\$\\mathdefault\{(?:(\d+)\\times)?10\^\{(-?\d+)\}\}\$")


class PowersOfTen(LogFormatterSciNotation):
    """Label a logarithmic axis 10⁻³: raised digits of the font's own, as matplotlib's are too small for a phone."""

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Return the label of a tick; empty where matplotlib writes none."""
        found = _POWER.fullmatch(super().__call__(x, pos))
        if found is None:
            return ""
        return f"{found[1]} · " * (found[1] is not None) + f"10{found[2].translate(_RAISED)}"


def use_course_style() -> None:
    """Set matplotlib's defaults for the book: legible at phone width, the same file on every run."""
    plt.rcParams.update(
        {
            "figure.figsize": (WIDEST, 3.2),
            "figure.facecolor": COLOURS["paper"],
            "savefig.facecolor": COLOURS["paper"],
            "axes.facecolor": "none",
            "figure.constrained_layout.use": True,
            "font.size": 12,
            "axes.titlesize": 12,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "text.color": COLOURS["ink"],
            "axes.labelcolor": COLOURS["ink"],
            "xtick.labelcolor": COLOURS["ink"],
            "ytick.labelcolor": COLOURS["ink"],
            "axes.edgecolor": COLOURS["neutral"],
            "xtick.color": COLOURS["neutral"],
            "ytick.color": COLOURS["neutral"],
            "axes.prop_cycle": cycler(color=[COLOURS["ink"], COLOURS["neutral"]]),
            "savefig.pad_inches": 0.02,
            "lines.linewidth": 2,
            # Simplified paths drop points by rounding: another processor would draw with other points.
            "path.simplify": False,
            "legend.frameon": False,
            "legend.fontsize": 11,
            "legend.handlelength": 2.8,
            # Text stays text: sharp, searchable, and in Chinese without a font of our own.
            "svg.fonttype": "none",
            "svg.hashsalt": "course_lib",
        }
    )
