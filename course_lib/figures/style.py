"""The look shared by every figure of the book: colours with fixed meanings, fonts, sizes."""

from types import MappingProxyType

import matplotlib.pyplot as plt
from matplotlib.colors import LinearSegmentedColormap

# Okabe and Ito's palette, told apart with any colour vision. A role keeps its colour in the whole book.
COLOURS = MappingProxyType(
    {
        "query": "#0072B2",
        "key": "#D55E00",
        "value": "#009E73",
        "output": "#B0558A",
        "neutral": "#555555",
        "faint": "#BBBBBB",
    }
)

# More looks like more: 0 is white, the largest value is darkest.
WEIGHT_COLOURS = LinearSegmentedColormap.from_list("weights", ["#FFFFFF", "#56B4E9", "#0072B2", "#002B45"])
# For values of either sign: 0 is white, below is orange, above is blue.
SIGNED_COLOURS = LinearSegmentedColormap.from_list("signed", ["#8A3D00", "#D55E00", "#FFFFFF", "#0072B2", "#00446B"])


def use_course_style() -> None:
    """Set matplotlib's defaults for the book: legible at phone width, the same file on every run."""
    plt.rcParams.update(
        {
            "figure.figsize": (5.8, 3.4),
            "figure.facecolor": "white",
            "figure.constrained_layout.use": True,
            "font.size": 12,
            "axes.titlesize": 12,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.prop_cycle": plt.cycler(
                color=[COLOURS[role] for role in ("query", "key", "value", "output", "neutral")]
            ),
            "lines.linewidth": 2,
            # Simplified paths drop points by rounding: another processor would draw with other points.
            "path.simplify": False,
            "legend.frameon": False,
            "legend.fontsize": 11,
            # Text stays text: sharp, searchable, and in Chinese without a font of our own.
            "svg.fonttype": "none",
            "svg.hashsalt": "course_lib",
        }
    )
