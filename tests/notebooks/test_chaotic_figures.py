"""Of a chaotic figure another wiggle passes; a lost curve, another axis, legend or order of the ends does not."""

import io
from collections.abc import Callable, Iterator

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes

from course_lib.figures import draw_curves, use_course_style
from tests.notebooks.chaotic_figures import chaotic_figure_difference

STEPS = [1.0, 2.0, 3.0, 4.0]
CURVES = {"plain": [1.0, 0.9, 0.9, 0.8], "with residual": [1.0, 0.5, 0.2, 0.1]}

Change = Callable[[Axes], object]


@pytest.fixture(autouse=True)
def course_style() -> Iterator[None]:
    """Draw as the chapters do, and leave the settings as they were."""
    with plt.rc_context():
        use_course_style()
        yield
    plt.close("all")


def svg(change: Change = lambda axes: None, curves: dict[str, list[float]] = CURVES, log: str = "") -> str:
    """Draw the curves, change what is drawn, and return the SVG."""
    axes = draw_curves(STEPS, curves, x_axis="step", y_axis="loss", log=log)
    change(axes)
    file = io.StringIO()
    axes.figure.savefig(file, format="svg")
    plt.close(axes.figure)
    return file.getvalue()


def swapped_legend(axes: Axes) -> None:
    axes.legend(axes.lines, ["with residual", "plain"])


def swapped_looks(axes: Axes) -> None:
    one, other = axes.lines
    dashes = one.get_linestyle(), other.get_linestyle()
    one.set_linestyle(dashes[1])
    other.set_linestyle(dashes[0])


OTHER = {
    "another wiggle": {"plain": [1.0, 0.7, 1.1, 0.9], "with residual": [1.0, 0.3, 0.4, 0.0]},
    "other limits": {"plain": [3.0, 2.9, 2.8, 2.8], "with residual": [3.0, 1.0, 0.6, 0.1]},
    "curves that cross on the way": {"plain": [0.5, 0.9, 0.9, 0.8], "with residual": [1.0, 0.5, 0.2, 0.1]},
    "ends that meet": {"plain": [1.0, 0.5, 0.2, 0.11], "with residual": [1.0, 0.9, 0.5, 0.13]},
}


@pytest.mark.parametrize("curves", OTHER.values(), ids=OTHER.keys())
def test_other_heights_pass(curves: dict[str, list[float]]) -> None:
    assert chaotic_figure_difference(svg(), svg(curves=curves)) is None


def test_the_legend_may_stand_elsewhere() -> None:
    assert chaotic_figure_difference(svg(), svg(lambda axes: axes.legend(loc="lower left"))) is None


def test_a_logarithmic_axis_may_have_other_limits() -> None:
    lower = {name: [height / 1000 for height in heights] for name, heights in CURVES.items()}
    assert chaotic_figure_difference(svg(log="y"), svg(curves=lower, log="y")) is None


REFUSED: dict[str, tuple[Change, str]] = {
    "a lost curve": (lambda axes: axes.lines[1].remove(), "the number of curves differs: stored 2, new 1"),
    "a swapped legend": (swapped_legend, "the entries of the legend differ"),
    "a lost legend": (lambda axes: axes.get_legend().remove(), "the entries of the legend differ"),
    "swapped dashes": (swapped_looks, "the looks differ"),
    "another colour": (lambda axes: axes.lines[0].set_color("red"), "the looks differ"),
    "other dashes": (lambda axes: axes.lines[0].set_linestyle(":"), "the looks differ"),
    "a logarithmic axis": (lambda axes: axes.set_yscale("log"), "stored ['linear', 'linear'], new ['linear', 'log"),
    "words as ticks": (lambda axes: axes.set_xticks(STEPS, ["a", "b", "c", "d"]), "new ['words', 'linear']"),
    "no ticks": (lambda axes: axes.set_xticks([]), "new ['unlabelled', 'linear']"),
    "a bar more": (lambda axes: axes.bar([2], [0.5]), "the parts differ"),
    "axes more": (lambda axes: axes.twinx(), "the number of axes differs: stored 1, new 2"),
    "another name of an axis": (lambda axes: axes.set_ylabel("gain"), "stored: loss"),
}


@pytest.mark.parametrize(("change", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_no_processor_changes_is_refused(change: Change, said: str) -> None:
    assert said in str(chaotic_figure_difference(svg(), svg(change)))


def test_swapped_ends_are_refused() -> None:
    swapped = dict(zip(CURVES, reversed(CURVES.values()), strict=True))
    said = str(chaotic_figure_difference(svg(), svg(curves=swapped)))
    assert said == (
        "axes 1: the curve (none, #1f1c18) ended above the curve (none, 7.4,3.2, #1f1c18), and ends below it now"
    )
    assert "ended above" in str(chaotic_figure_difference(svg(curves=swapped), svg()))


def test_runs_of_one_thing_may_change_places() -> None:
    def in_one_look(axes: Axes) -> None:
        for line in axes.lines:
            line.set(color="black", linestyle="-")
        axes.get_legend().remove()

    swapped = dict(zip(CURVES, reversed(CURVES.values()), strict=True))
    assert chaotic_figure_difference(svg(in_one_look), svg(in_one_look, swapped)) is None


def test_the_scale_is_told_without_powers_of_ten() -> None:
    def named(axes: Axes) -> None:
        axes.set_xticks(STEPS, [f"{step:.0f}" for step in STEPS])
        axes.minorticks_off()

    stored, new = svg(named), svg(named, log="x")
    assert "new ['logarithmic', 'linear']" in str(chaotic_figure_difference(stored, new))


def test_points_without_a_line_are_a_curve() -> None:
    def points(axes: Axes) -> None:
        axes.lines[0].set(linestyle="", marker="o")

    swapped = dict(zip(CURVES, reversed(CURVES.values()), strict=True))
    assert "ended above" in str(chaotic_figure_difference(svg(points), svg(points, swapped)))
