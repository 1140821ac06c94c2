"""Room is kept for Chinese letters also where matplotlib measures them too narrow, as it does up to 3.10."""

import re

import matplotlib.pyplot as plt
import pytest

from course_lib.figures import labels


@pytest.fixture
def narrow_boxes(monkeypatch):
    """Measure every letter as 0.6 of the font's size."""
    monkeypatch.setattr(labels, "measured_width", lambda text: 0.6 * text.get_fontsize() * len(text.get_text()))


def test_the_browser_draws_chinese_letters_as_wide_as_high(narrow_boxes):
    text = plt.figure().text(0, 0, "ab人工", fontsize=10)
    assert labels.browser_width(text) == pytest.approx(0.6 * 20 + 20)
    assert labels.unseen_width(text) == pytest.approx(0.4 * 20)
    assert text.get_text() == "ab人工"


def test_the_axis_name_moves_away_from_row_labels_that_are_wider_than_measured(narrow_boxes):
    axes = plt.subplots()[1]
    axes.set_yticks([0, 1], ["人工智能", "a"], fontsize=10)
    before = axes.yaxis.labelpad
    labels.make_room_for_row_labels(axes)
    assert axes.yaxis.labelpad == pytest.approx(before + 16)


@pytest.mark.parametrize("where", ["from current font.", "from font(s) DejaVu Sans."])  # 3.8, later
def test_a_missing_glyph_is_known_in_the_wording_of_each_matplotlib(where):
    assert re.match(labels.NO_GLYPH, rf"Glyph 27880 (\N{{CJK UNIFIED IDEOGRAPH-6CE8}}) missing {where}")


def test_the_figure_of_axes_in_a_part_of_a_figure_is_the_whole_figure():
    whole = plt.figure()
    axes = whole.subfigures(1, 2)[0].subplots()
    assert labels.figure_of(axes) is labels.figure_of(axes.title) is whole
