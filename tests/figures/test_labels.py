"""Room is kept for Chinese letters also where matplotlib measures them too narrow, as it does up to 3.10."""

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
