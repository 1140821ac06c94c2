"""Figures draw what they are given and refuse labels that do not match."""

import matplotlib.pyplot as plt
import pytest
import torch

from course_lib.figures import (
    draw_arrows,
    draw_bars,
    draw_curves,
    draw_heatmap,
    draw_histogram,
    draw_patch_attention,
    draw_timeline,
    draw_word_map,
)


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


@pytest.mark.parametrize("seed", range(5))
def test_labels_of_a_word_map_do_not_cover_each_other(seed):
    words = [f"word {number}" for number in range(16)]
    clusters = torch.randn(4, 6, generator=torch.Generator().manual_seed(seed)) * 3
    matrix = clusters.repeat_interleave(4, dim=0) + 0.2 * torch.randn(16, 6, generator=torch.Generator().manual_seed(9))
    axes = draw_word_map(matrix, words, {"all": words})
    labels = [text for text in axes.texts if text.get_text()]  # the others are lines that lead to a point
    boxes = [label.get_window_extent() for label in labels]
    assert [label.get_text() for label in labels] == words
    assert not any(one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place])


def test_a_word_map_is_the_same_for_vectors_seen_in_a_mirror():
    words = ["a", "b", "c", "d"]
    matrix = torch.randn(4, 5, generator=torch.Generator().manual_seed(0))
    first = draw_word_map(matrix, words, {"all": words}).collections[0].get_offsets()
    again = draw_word_map(matrix.flip(dims=[1]), words, {"all": words}).collections[0].get_offsets()
    assert abs(abs(first) - abs(again)).max() < 1e-5


def test_a_timeline_says_every_event_and_sets_one_off():
    axes = draw_timeline([("1990", "one"), ("2000", "two")], highlight="two")
    texts = {text.get_text(): text.get_fontweight() for text in axes.texts}
    assert list(texts) == ["1990", "one", "2000", "two"]
    assert texts["one"] == "normal" and texts["two"] == "bold"


def test_patches_are_laid_over_the_picture_in_reading_order_and_must_be_as_many():
    weights = torch.arange(6.0)
    _, overlay = draw_patch_attention(torch.rand(4, 6, 3), weights, patch=2)
    assert overlay.images[1].get_array().tolist() == [[0, 1, 2], [3, 4, 5]]
    with pytest.raises(ValueError, match="weights has 5 entries for 2 × 3 patches"):
        draw_patch_attention(torch.rand(4, 6, 3), weights[:5], patch=2)
