"""Many heat maps share one scale, are labelled at the outer edge, and refuse what does not match."""

import pytest
import torch

from course_lib.figures import draw_heatmaps
from course_lib.figures.squares import Squares
from tests.figures.drawn_cells import largest_of, values_of

SENTENCES = [["5", "2", "1", "‹pad›", "‹pad›"], ["1", "3", "1", "4", "‹pad›"]]
HEADS = [f"head {head}" for head in range(8)]
WEIGHTS = torch.rand(2, 8, 5, 5, generator=torch.Generator().manual_seed(0)).softmax(dim=-1)


def texts(labels):
    return [label.get_text() for label in labels]


def test_every_panel_shows_its_map_under_its_title_on_one_scale():
    panels = draw_heatmaps(WEIGHTS, SENTENCES, SENTENCES, HEADS)
    for group, weights in zip(panels, WEIGHTS, strict=True):
        assert [axes.get_title() for axes in group] == HEADS
        for axes, expected in zip(group, weights.double(), strict=True):
            assert values_of(axes).tolist() == expected.tolist()
            assert largest_of(axes) == 1


def test_without_a_fixed_end_the_scale_reaches_the_largest_of_all_and_has_both_signs_everywhere():
    maps = torch.tensor([[[[1.0]], [[-5.0]]]])
    ((first, second),) = draw_heatmaps(maps, [["a"]], [["a"]], ["one", "two"], largest=None)
    assert largest_of(first) == largest_of(second) == 5
    assert isinstance(first.collections[0], Squares) and isinstance(second.collections[0], Squares)


def test_tokens_stand_at_the_outer_edge_of_their_group():
    for group, tokens in zip(draw_heatmaps(WEIGHTS, SENTENCES, SENTENCES, HEADS), SENTENCES, strict=True):
        for place, axes in enumerate(group):
            assert texts(axes.get_yticklabels()) == (tokens if place in (0, 4) else [])
            assert axes.get_ylabel() == ("query" if place in (0, 4) else "")
            assert texts(axes.get_xticklabels()) == (tokens if place >= 4 else [])
            assert axes.get_xlabel() == ("key" if place >= 4 else "")


@pytest.mark.parametrize(("panels", "columns"), [(1, [1]), (4, [4]), (5, [3, 2]), (6, [3, 3]), (7, [4, 3])])
def test_at_most_four_panels_stand_side_by_side_in_even_rows(panels, columns):
    (group,) = draw_heatmaps(WEIGHTS[:1, :panels], SENTENCES[:1], SENTENCES[:1], HEADS[:panels])
    rows = [axes.get_subplotspec().rowspan.start for axes in group]
    assert [rows.count(row) for row in sorted(set(rows))] == columns
    assert sum(bool(axes.get_xlabel()) for axes in group) == columns[0]  # each column of panels says its tokens once


def test_groups_are_named_and_their_tokens_may_differ_in_number():
    panels = draw_heatmaps(
        [torch.eye(2)[None], torch.eye(3)[None]],
        [["a", "b"], ["c", "d", "e"]],
        [["a", "b"], ["c", "d", "e"]],
        ["only"],
        names=["first", "second"],
    )
    assert [group[0].get_ylabel() for group in panels] == ["first\nquery", "second\nquery"]


def test_small_panels_hold_no_numbers_unless_asked():
    ((axes,),) = draw_heatmaps(torch.eye(2)[None, None], [["a", "b"]], [["a", "b"]], ["t"])
    assert texts(axes.texts) == []
    ((axes,),) = draw_heatmaps(torch.eye(2)[None, None], [["a", "b"]], [["a", "b"]], ["t"], digits=0)
    assert texts(axes.texts) == ["1", "0", "0", "1"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"titles": HEADS[:7]}, r"group 0 of maps has shape \[8, 5, 5\], but 7 titles"),
        ({"rows": [SENTENCES[0], SENTENCES[1][:4]]}, r"group 1 of maps has shape .* 4 row labels"),
        ({"rows": SENTENCES[:1]}, "maps has 2 groups, rows has 1"),
        ({"names": ["one"]}, "names 1 entries"),
        ({"per_row": 8}, "per_row is 8; give 1 to 4"),
        ({"maps": WEIGHTS * 20}, "largest is 1, but a value of size"),
        ({"maps": WEIGHTS.where(WEIGHTS < 0.2, torch.nan)}, "matrix holds nan at row"),
    ],
)
def test_a_grid_refuses_what_does_not_match(change, message):
    given = {"maps": WEIGHTS, "rows": SENTENCES, "columns": SENTENCES, "titles": HEADS, **change}
    with pytest.raises(ValueError, match=message):
        draw_heatmaps(**given)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("panels", "tokens"),
    [
        (2, ["the", "mole", "roamed", "the", "verdant", "meadow"]),
        (3, ["the", "mole", "roamed", "the", "verdant", "meadow"]),
        (5, ["机器", "学习", "的", "注意力机制"]),
        (8, SENTENCES[0]),
    ],
)
def test_no_text_covers_another_in_the_browser(panels, tokens, colliding_texts):
    maps = torch.eye(len(tokens)).expand(2, panels, -1, -1)
    draw_heatmaps(maps, [tokens] * 2, [tokens] * 2, HEADS[:panels], names=["sentence 1", "sentence 2"])
    assert colliding_texts() == []
