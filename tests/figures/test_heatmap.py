"""The heat map says what it draws, refuses what it cannot draw, and stays legible with every kind of token."""

import matplotlib.pyplot as plt
import pytest
import torch
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle

from course_lib.figures import COLOURS, draw_heatmap
from course_lib.figures.labels import size_of
from course_lib.figures.style import WIDEST
from tests.figures.drawn_cells import largest_of

LONG = ["the", "miniature", "mole", "roamed", "the", "verdant", "meadow", "by", "the", "lake"]


def labels(axes):
    return [label.get_text() for label in axes.get_xticklabels()]


def test_a_heatmap_names_both_axes_and_writes_every_value():
    axes = draw_heatmap(torch.tensor([[0.25, 0.75]]), ["word"], ["left", "right"])
    assert axes.get_ylabel() == "query" and axes.get_xlabel() == "key"
    assert [text.get_text() for text in axes.texts] == ["0.25", "0.75"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["left", "right"]


def opacities(axes):
    """Return how strong the ink of each cell is."""
    mesh = axes.collections[0]
    return mesh.to_rgba(mesh.get_array())[..., 3].flatten().tolist()


def test_a_weight_is_ink_as_strong_as_the_weight():
    axes = draw_heatmap(torch.tensor([[0.0, 0.25, 1.0]]), ["row"], ["a", "b", "c"], largest=1.0)
    assert opacities(axes) == pytest.approx([0, 0.25, 1], abs=0.01)
    assert to_hex(axes.collections[0].to_rgba(1.0)) == COLOURS["ink"]


def test_signed_numbers_are_squares_whose_area_is_their_size_filled_above_0_and_hollow_below():
    axes = draw_heatmap(torch.tensor([[1.0, -4.0, 0.0, 2.0]]), ["row"], ["a", "b", "c", "d"], digits=None)
    axes.figure.draw_without_rendering()
    filled, hollow = axes.collections
    assert [offset[0] for offset in filled.get_offsets()] == [0, 3]
    assert [offset[0] for offset in hollow.get_offsets()] == [1]
    one, two, four = (*filled.get_sizes(), *hollow.get_sizes())
    assert two / one == pytest.approx(2) and four / one == pytest.approx(4)
    assert to_hex(filled.get_facecolor()[0]) == COLOURS["ink"] and len(hollow.get_facecolor()) == 0


def test_the_largest_square_stays_in_its_cell_and_leaves_its_number_free():
    axes = draw_heatmap(torch.tensor([[9.0, -9.0], [-9.0, 9.0]]), ["a", "b"], ["a", "b"])
    renderer = axes.figure.canvas.get_renderer()
    axes.figure.draw_without_rendering()
    width, height = size_of(axes)
    side, _, y = axes.collections[0].place.square(width / 2, height / 2)
    lower_edge = height / 2 * (y + 0.5) + side / 2  # below the cell's upper edge, in points
    number = axes.texts[0].get_window_extent(renderer).height * 72 / axes.figure.dpi
    assert 0 < side < width / 2 and lower_edge + number <= height / 2


def test_cells_too_small_for_squares_become_a_picture_from_paper_to_ink():
    axes = draw_heatmap(torch.linspace(-1, 1, 1200).reshape(10, 120), [""] * 10, [""] * 120, digits=None)
    (picture,) = axes.images
    assert not axes.collections
    assert picture.to_rgba([-1.0, 0.0, 1.0])[:, 3] == pytest.approx([0, 0.5, 1], abs=0.01)


@pytest.mark.parametrize(
    ("share", "colour"), [(0.45, "on faint"), (0.47, "on middle"), (0.59, "on middle"), (0.61, "on strong")]
)
def test_a_number_can_be_read_on_its_cell_in_light_and_in_dark(share, colour):
    axes = draw_heatmap(torch.tensor([[share]]), ["a"], ["a"], largest=1.0)
    assert axes.texts[0].get_color() == COLOURS[colour]
    for paper, ink, written in (
        ("#fbfaf6", "#1f1c18", {"on faint": "#000", "on middle": "#000", "on strong": "#fff"}),
        ("#171512", "#ece6da", {"on faint": "#fff", "on middle": "#000", "on strong": "#000"}),
    ):
        mixed = [(1 - share) * one + share * other for one, other in zip(to_rgb(paper), to_rgb(ink), strict=True)]
        assert contrast(mixed, to_rgb(written[colour])) >= 4.5


def contrast(one, other):
    """Return the contrast of two colours as WCAG 2 defines it."""
    lights = sorted(
        sum(
            share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
            for share, part in zip((0.2126, 0.7152, 0.0722), colour, strict=True)
        )
        for colour in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


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
    assert tuple(cell.get_center()) == (1, 0) and cell.get_hatch()
    assert to_hex(cell.get_facecolor()) == COLOURS["pale"]
    assert [text.get_text() for text in axes.texts] == ["3.00", "−∞", "1.00", "2.00"]
    assert largest_of(axes) == 3


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
    assert draw_heatmap(torch.rand(10, 10), LONG, LONG).figure.get_figwidth() <= WIDEST


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
def test_two_heatmaps_one_above_the_other_keep_clear_of_each_other(colliding_texts):
    _, (upper, lower) = plt.subplots(2, 1, figsize=(WIDEST, 7))
    draw_heatmap(torch.eye(4), LONG[:4], LONG[:4], title="upper", axes=upper)
    draw_heatmap(torch.eye(3), ["注意力机制"] * 3, ["注意力机制"] * 3, title="lower", axes=lower)
    assert colliding_texts() == []
