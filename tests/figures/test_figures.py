"""Figures draw what they are given and refuse labels that do not match."""

import pytest
import torch

from course_lib.figures import (
    draw_arrows,
    draw_bars,
    draw_curves,
    draw_histogram,
    draw_patch_attention,
    draw_strips,
    draw_timeline,
)
from tests.figures.drawn_cells import values_of


def test_bars_have_the_heights_given_and_say_them():
    axes = draw_bars(["a", "b"], [1.5, -2.0], digits=1)
    assert [bar.get_height() for bar in axes.patches] == [1.5, -2.0]
    assert {text.get_text() for text in axes.texts} == {"1.5", "−2.0"}


def test_bars_refuse_labels_that_do_not_match():
    with pytest.raises(ValueError, match="labels has 1 entries and values has 2"):
        draw_bars(["a"], [1.0, 2.0])


def test_strips_show_every_measurement_and_its_median_from_the_top():
    axes = draw_strips({"one": [3.0, 1.0, 2.0], "two": [-1.0, 5.0]}, value_axis="bits")
    assert [label.get_text() for label in axes.get_yticklabels()] == ["one", "two"] and axes.yaxis_inverted()
    _, *drawn = [line.get_xdata() for line in axes.lines]  # the first is the line at 0
    assert [list(xs) for xs in drawn] == [[3.0, 1.0, 2.0], [2.0, 2.0], [-1.0, 5.0], [2.0, 2.0]]


def test_curves_are_named_and_refuse_a_wrong_number_of_points():
    axes = draw_curves([1.0, 2.0], {"one": [3.0, 4.0], "two": [5.0, 6.0]}, x_axis="x", y_axis="y", log="x")
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["one", "two"]
    assert axes.get_xscale() == "log" and axes.get_yscale() == "linear"
    with pytest.raises(ValueError, match="curve 'one' has 1 points and x has 2"):
        draw_curves([1.0, 2.0], {"one": [3.0]}, x_axis="x", y_axis="y")


def test_arrows_end_where_the_vectors_end_and_carry_their_labels():
    axes = draw_arrows({"x": (1.0, 2.0), "y": (-3.0, 0.5)}, beside=["y"])
    tips = [text.xy for text in axes.texts if text.arrow_patch]
    assert tips == [(1.0, 2.0), (-3.0, 0.5)]
    assert [text.get_text() for text in axes.texts if text.get_text()] == ["x", "y"]


def test_a_histogram_counts_every_value():
    axes = draw_histogram(torch.arange(10.0), value_axis="value", bins=5)
    assert sum(bar.get_height() for bar in axes.patches) == 10


def test_a_timeline_says_every_event_and_sets_one_off():
    axes = draw_timeline([("1990", "one"), ("2000", "two")], highlight="two")
    texts = {text.get_text(): text.get_fontweight() for text in axes.texts}
    assert list(texts) == ["1990", "one", "2000", "two"]
    assert texts["one"] == "normal" and texts["two"] == "bold"


def test_weights_of_patches_stand_in_reading_order_and_must_be_as_many():
    weights = torch.arange(6.0)
    _, overlay = draw_patch_attention(torch.rand(4, 6, 3), weights, patch=2)
    assert values_of(overlay).tolist() == [[0, 1, 2], [3, 4, 5]]
    with pytest.raises(ValueError, match="weights has 5 entries for 2 × 3 patches"):
        draw_patch_attention(torch.rand(4, 6, 3), weights[:5], patch=2)
