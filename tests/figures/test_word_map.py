"""Words stand where PCA puts them, under labels that can be read; arrows lead from one word to what it becomes."""

import pytest
import torch

from course_lib.figures import COLOURS, draw_moves, draw_word_map
from course_lib.figures.principal_plane import principal_plane

WORDS = ["badger", "hare", "agent", "spy", "atom", "gram", "mole"]
GROUPS = {"animals": WORDS[:2], "spies": WORDS[2:4], "chemistry": WORDS[4:6]}
VECTORS = torch.randn(7, 16, generator=torch.Generator().manual_seed(1))
ENDS = {f"mole, {place}": 0.5 * (VECTORS[6] + VECTORS[row]) for row, place in ((0, "garden"), (2, "agency"))}


def labels_of(axes):
    return [text for text in axes.texts if text.get_text()]  # the others are lines and arrows


def arrows_of(axes):
    return [text for text in axes.texts if text.arrow_patch and text.arrowprops["arrowstyle"] == "-|>"]


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


@pytest.mark.parametrize("seed", range(5))
def test_the_plane_has_one_sign_of_two_on_every_processor(seed):
    directions = principal_plane(torch.randn(9, 6, generator=torch.Generator().manual_seed(seed))).directions
    assert all(line[line.abs().argmax()] > 0 for line in directions)


def test_a_word_map_refuses_words_without_a_row_and_more_groups_than_markers():
    with pytest.raises(ValueError, match=r"\['vole'\] are not among the 7 words"):
        draw_word_map(VECTORS, WORDS, {"animals": ["badger", "vole"]})
    with pytest.raises(ValueError, match="there are 6 groups; give at most 5"):
        draw_word_map(VECTORS, WORDS, {word: [word] for word in WORDS[:6]})


def test_a_line_to_a_far_label_ends_before_its_letters():
    words = [f"word {number}" for number in range(12)]
    crowd = torch.randn(12, 6, generator=torch.Generator().manual_seed(0))
    crowd[0] += 100  # all others are crowded into one place
    axes = draw_word_map(crowd, words, {"all": words})
    axes.figure.draw_without_rendering()
    box_of = {text.xy: text.get_window_extent() for text in labels_of(axes)}
    lines = [text for text in axes.texts if text.arrow_patch]
    assert lines
    for line in lines:
        drawn = line.arrow_patch.get_transform().transform_path(line.arrow_patch.get_path())
        assert not any(box_of[line.xy].contains(*point) for point in drawn.vertices)


def test_every_arrow_begins_at_the_word_and_ends_at_its_named_vector():
    axes = draw_moves(VECTORS, WORDS, GROUPS, start="mole", ends=ENDS)
    places = {text.get_text(): text.xy for text in labels_of(axes)}
    assert set(places) == {*WORDS, *ENDS}
    assert [arrow.xy for arrow in arrows_of(axes)] == [places[label] for label in ENDS]
    assert {arrow.xyann for arrow in arrows_of(axes)} == {places["mole"]}
    # A projection keeps middles: each end lies half way to its word.
    for label, word in (("mole, garden", "badger"), ("mole, agency", "agent")):
        middle = [(a + b) / 2 for a, b in zip(places["mole"], places[word], strict=True)]
        assert places[label] == pytest.approx(middle, abs=1e-5)


def test_moves_can_be_seen_in_full_and_are_no_group():
    far = {"away": VECTORS[6] + 50}
    groups = {**GROUPS, "fourth": ["mole"]}
    axes = draw_moves(VECTORS, WORDS, groups, start="mole", ends=far)
    (arrow,) = arrows_of(axes)
    axes.figure.draw_without_rendering()
    assert axes.viewLim.contains(*arrow.xy) and axes.viewLim.contains(*arrow.xyann)
    assert arrow.arrowprops["color"] == COLOURS["output"]
    colours = [tuple(points.get_edgecolor()[0]) for points in axes.collections if points.get_label() in groups]
    assert len(colours) == 4 and tuple(arrow.arrow_patch.get_facecolor()) not in colours


def test_moves_are_drawn_to_scale_and_the_same_on_every_run():
    first, again = (draw_moves(VECTORS, WORDS, GROUPS, start="mole", ends=ENDS) for _ in range(2))
    assert first.get_aspect() == 1
    assert [text.get_position() for text in first.texts] == [text.get_position() for text in again.texts]


def test_moves_refuse_an_end_of_another_width_or_with_the_name_of_a_word():
    with pytest.raises(ValueError, match=r"the end 'x' has shape \[8\]; expected \[16\]"):
        draw_moves(VECTORS, WORDS, GROUPS, start="mole", ends={"x": torch.zeros(8)})
    with pytest.raises(ValueError, match="'spy' names both a word and the end"):
        draw_moves(VECTORS, WORDS, GROUPS, start="mole", ends={"spy": VECTORS[0]})
    with pytest.raises(ValueError, match=r"\['vole'\] are not among"):
        draw_moves(VECTORS, WORDS, GROUPS, start="vole", ends=ENDS)


@pytest.mark.browser
def test_no_label_of_a_move_covers_another_in_the_browser(colliding_texts):
    ends = {**ENDS, "鼹鼠，实验室": 0.5 * (VECTORS[6] + VECTORS[4])}
    draw_moves(VECTORS, WORDS, GROUPS, start="mole", ends=ends, title="moves")
    assert colliding_texts() == []
