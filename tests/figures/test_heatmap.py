"""The heat map says what it draws, refuses what it cannot draw, and stays legible with every kind of token."""

import matplotlib.pyplot as plt
import pytest
import torch
from matplotlib.patches import Rectangle

from course_lib.figures import draw_heatmap

LONG = ["the", "miniature", "mole", "roamed", "the", "verdant", "meadow", "by", "the", "lake"]


def labels(axes):
    return [label.get_text() for label in axes.get_xticklabels()]


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


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_heatmap_refuses_numbers_without_a_colour(bad):
    with pytest.raises(ValueError, match=rf"matrix holds {bad} at row 1, column 0; give finite numbers, or −inf"):
        draw_heatmap(torch.tensor([[0.0, 1.0], [bad, 0.0]]), ["a", "b"], ["a", "b"])


def test_a_value_beyond_the_scale_is_refused_and_rounding_is_not():
    with pytest.raises(ValueError, match="largest is 1, but a value of size"):
        draw_heatmap(torch.tensor([[1.2]]), ["a"], ["a"], largest=1.0)
    draw_heatmap(torch.tensor([[1.0001]]), ["a"], ["a"], largest=1.0)


def test_a_blocked_score_is_hatched_and_grey_and_leaves_the_scale_alone():
    axes = draw_heatmap(torch.tensor([[3.0, -torch.inf], [1.0, 2.0]]), ["a", "b"], ["a", "b"])
    (cell,) = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    red, green, blue, _ = cell.get_facecolor()
    assert tuple(cell.get_center()) == (1, 0) and cell.get_hatch()
    assert red == green == blue < 1
    assert [text.get_text() for text in axes.texts] == ["3.00", "−∞", "1.00", "2.00"]
    assert axes.images[0].get_clim() == (0, 3)


def test_a_row_or_a_matrix_that_is_all_blocked_can_be_drawn():
    blocked = torch.full((2, 2), -torch.inf)
    assert len(draw_heatmap(blocked, ["a", "b"], ["a", "b"]).patches) == 4


def test_what_rounds_to_zero_has_no_sign():
    axes = draw_heatmap(torch.tensor([[-0.001, -1.0]]), ["a"], ["a", "b"])
    assert [text.get_text() for text in axes.texts] == ["0.00", "−1.00"]


def test_the_same_token_may_come_twice():
    tokens = ["the", "mole", "saw", "the", "mole"]
    axes = draw_heatmap(torch.eye(5), tokens, tokens)
    assert labels(axes) == tokens and [label.get_text() for label in axes.get_yticklabels()] == tokens


def test_a_figure_stays_narrow_enough_for_a_phone():
    assert draw_heatmap(torch.rand(10, 10), LONG, LONG).figure.get_figwidth() < 6.5


@pytest.mark.browser
@pytest.mark.parametrize(
    "tokens",
    [LONG, LONG + LONG[:6], ["人工智能", "学习", "的", "注意力机制"], ["注意力机制"] * 12],
    ids=["ten", "sixteen", "Chinese", "many Chinese"],
)
def test_no_text_covers_another_in_the_browser(tokens, colliding_texts):
    size = len(tokens)
    scores = torch.linspace(-9, 9, size * size).reshape(size, size)
    draw_heatmap(scores, tokens, tokens, title="scores")
    assert colliding_texts() == []


@pytest.mark.browser
def test_two_heatmaps_side_by_side_keep_clear_of_each_other(colliding_texts):
    _, (left, right) = plt.subplots(1, 2, figsize=(6.4, 3.4))
    draw_heatmap(torch.eye(4), LONG[:4], LONG[:4], title="left", axes=left)
    draw_heatmap(torch.eye(3), ["注意力机制"] * 3, ["注意力机制"] * 3, title="right", axes=right)
    assert colliding_texts() == []
