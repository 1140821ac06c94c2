"""Figures draw what they are given and refuse labels that do not match."""

import matplotlib.pyplot as plt
import pytest
import torch

from course_lib.figures import draw_arrows, draw_bars, draw_curves, draw_heatmap, draw_histogram


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_bars_have_the_heights_given_and_say_them():
    axes = draw_bars(["a", "b"], [1.5, -2.0], digits=1)
    assert [bar.get_height() for bar in axes.patches] == [1.5, -2.0]
    assert {text.get_text() for text in axes.texts} == {"1.5", "−2.0"}


def test_bars_refuse_labels_that_do_not_match():
    with pytest.raises(ValueError, match="labels has 1 entries and values has 2"):
        draw_bars(["a"], [1.0, 2.0])


def test_a_heatmap_names_both_axes_and_writes_every_value():
    axes = draw_heatmap(torch.tensor([[0.25, 0.75]]), ["word"], ["left", "right"])
    assert axes.get_ylabel() == "query" and axes.get_xlabel() == "key"
    assert [text.get_text() for text in axes.texts] == ["0.25", "0.75"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["left", "right"]


@pytest.mark.parametrize("values", [[[0.0, 1.0]], [[0.0, -1.0]]])
def test_zero_is_white_whatever_the_sign_of_the_others(values):
    image = draw_heatmap(torch.tensor(values), ["row"], ["a", "b"]).images[0]
    assert image.to_rgba(0.0)[:3] == pytest.approx((1, 1, 1), abs=0.01)


def test_more_looks_like_more():
    image = draw_heatmap(torch.tensor([[0.0, 0.5, 1.0]]), ["row"], ["a", "b", "c"]).images[0]
    brightness = [sum(image.to_rgba(value)[:3]) for value in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert brightness == sorted(brightness, reverse=True) and len(set(brightness)) == 5


def test_a_heatmap_refuses_tokens_that_do_not_match_the_shape():
    with pytest.raises(ValueError, match=r"matrix has shape \[2, 2\], but there are 2 row labels and 3 column"):
        draw_heatmap(torch.zeros(2, 2), ["a", "b"], ["a", "b", "c"])


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
