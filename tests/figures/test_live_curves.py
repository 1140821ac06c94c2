"""Live curves promise: shown once, drawn anew with each point, on axes that stay."""

import matplotlib.pyplot as plt
import pytest

from course_lib.figures import LiveCurves, live_curves


class Shown:
    """Stands for what a notebook shows: remembers how many points each drawing had."""

    def __init__(self, figure):
        """Remember the first drawing."""
        self.drawings = []
        self.update(figure)

    def update(self, figure):
        """Remember one more drawing."""
        self.drawings.append([list(line.get_ydata()) for line in figure.axes[0].lines])


@pytest.fixture
def curves(monkeypatch):
    monkeypatch.setattr(live_curves, "display", lambda figure, display_id: Shown(figure))
    return LiveCurves(["loss", "right"], x_axis="step", y_axis="share", x_end=10)


def test_the_figure_is_shown_empty_and_again_with_each_point(curves):
    curves.add(0, 1.0, 0.0)
    curves.add(5, 0.5, 0.25)
    assert curves._shown.drawings == [[[], []], [[1.0], [0.0]], [[1.0, 0.5], [0.0, 0.25]]]
    assert list(curves.axes.lines[1].get_xdata()) == [0, 5]


def test_the_axes_and_the_names_stay_as_they_are(curves):
    def look():
        names = [text.get_text() for text in curves.axes.get_legend().get_texts()]
        return curves.axes.get_xlim(), curves.axes.get_ylim(), names

    before = look()
    curves.add(5, 0.5, 0.25)
    assert look() == before == ((0, 10), (0, 1.05), ["loss", "right"])


def test_the_cell_does_not_show_the_figure_a_second_time_at_its_end(curves):
    assert plt.get_fignums() == []


def test_outside_of_a_notebook_the_points_are_kept(capsys):
    curves = LiveCurves(["loss"], x_axis="step", y_axis="loss", x_end=10)
    curves.add(1, 0.9)
    assert list(curves.axes.lines[0].get_ydata()) == [0.9]


def test_a_point_with_too_few_values_is_refused(curves):
    with pytest.raises(ValueError, match=r"got 1 values; expected 2, one for each curve\."):
        curves.add(1, 0.9)
