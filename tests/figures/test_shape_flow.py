"""The drawn flow of shapes says every shape where it belongs, and stays readable."""

from itertools import combinations, pairwise

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch

from course_lib.figures import COLOURS, draw_shape_flow
from tests.figures.passes import SOURCE, TARGET, record

LONG = "das_Maulwurfsgangbaugeräusch"


def texts_in(axes, left, right):
    """Return the texts of one column, from the bottom up, without the layers' names."""
    column = [text for text in axes.texts if left < text.get_position()[0] < right and not text.get_rotation()]
    return [text.get_text() for text in sorted(column, key=lambda text: text.get_position()[1]) if text.get_text()]


def boxes_of(axes):
    """Return boxes, frames and words as rectangles in inches."""
    return [patch.get_bbox() for patch in axes.patches if isinstance(patch, FancyBboxPatch)]


def arrows_of(axes):
    """Return where each arrow comes from and where its tip is, in inches."""
    return [(text.xyann, text.xy) for text in axes.texts if getattr(text, "arrow_patch", None) is not None]


def box_named(axes, name):
    """Return the rectangles, from the bottom up, that hold a text of this beginning."""
    places = [text.get_position() for text in axes.texts if text.get_text().startswith(name)]
    return [
        min((box for box in boxes_of(axes) if box.contains(*place)), key=lambda box: box.height) for place in places
    ]


SELF = ["weights [2, 3, {n}, {n}]", "V [2, 3, {n}, 4]", "K [2, 3, {n}, 4]", "Q [2, 3, {n}, 4]"]
FEED_FORWARD = ["hidden [2, {n}, 20]", "Feed-forward"]
CROSS = ["weights [2, 3, 5, 6]", "V [2, 3, 6, 4]", "K [2, 3, 6, 4]", "Q [2, 3, 5, 4]", "Cross-attention"]


def test_every_shape_stands_in_its_column_in_the_order_of_the_flow():
    axes = draw_shape_flow(record(), SOURCE, TARGET)
    middle = axes.get_xlim()[1] / 2
    encoder_layer = [*SELF, "Self-attention", "[2, {n}, 12]", *FEED_FORWARD, "[2, {n}, 12]"]
    decoder_layer = [
        *[*SELF, "self-attention", "Masked", "[2, {n}, 12]"],
        *[*CROSS, "[2, {n}, 12]"],
        *[*FEED_FORWARD, "[2, {n}, 12]"],
    ]
    bottom = ["ids [2, {n}]", "+ positions", "Embedding", "[2, {n}, 12]"]
    encoder = [text.format(n=6) for text in [*bottom, *encoder_layer, *encoder_layer, "memory [2, {n}, 12]"]]
    decoder = [text.format(n=5) for text in [*bottom, *decoder_layer, *decoder_layer, "logits [2, {n}, 37]", "Linear"]]
    assert texts_in(axes, 0, middle)[len(SOURCE) :] == encoder
    assert texts_in(axes, middle, 2 * middle)[len(TARGET) :] == decoder
    names = [text.get_text() for text in axes.texts if text.get_rotation()]
    assert names == ["encoder.layers.0", "encoder.layers.1", "decoder.layers.0", "decoder.layers.1"]


@pytest.mark.parametrize("num_layers", [1, 2, 3])
def test_the_memory_goes_to_the_cross_attention_of_each_decoder_layer(num_layers):
    axes = draw_shape_flow(record(num_layers=num_layers), SOURCE, TARGET)
    (memory,) = box_named(axes, "memory")
    paths = [line.get_xydata() for line in axes.lines if line.get_xydata()[0][0] == memory.x1]
    assert all(memory.y0 < path[0][1] < memory.y1 for path in paths)
    tips = dict(arrows_of(axes))
    ends = [tips[tuple(path[-1])] for path in paths]
    takers = box_named(axes, "Cross-attention")
    assert ends == [(box.x0, (box.y0 + box.y1) / 2) for box in takers] and len(takers) == num_layers


def test_every_box_but_the_last_hands_on_to_the_one_above():
    axes = draw_shape_flow(record(), SOURCE, TARGET)
    upright = [(start, tip) for start, tip in arrows_of(axes) if start[0] == tip[0]]
    assert len(upright) == 1 + 6 + 1 + 8 and all(start[1] < tip[1] for start, tip in upright)
    boxes = boxes_of(axes)
    assert all(any(tip[1] == box.y0 and box.x0 < tip[0] < box.x1 for box in boxes) for _, tip in upright)


def test_the_frame_of_a_layer_holds_the_boxes_of_its_blocks():
    boxes = boxes_of(draw_shape_flow(record(), SOURCE, TARGET))
    held = [sum(within(box, frame) for box in boxes if box is not frame) for frame in boxes]
    assert [number for number in held if number] == [2, 2, 3, 3]


def test_queries_keys_and_values_have_the_colours_of_their_roles():
    axes = draw_shape_flow(record(), SOURCE, TARGET)
    for letter, role in (("Q", "query"), ("K", "key"), ("V", "value")):
        colours = {to_hex(text.get_color()) for text in axes.texts if text.get_text().startswith(f"{letter} [")}
        assert colours == {COLOURS[role]}


def test_the_words_stand_below_in_reading_order():
    axes = draw_shape_flow(record(), SOURCE, TARGET)
    words = [text for text in axes.texts if text.get_text() in SOURCE + TARGET]
    assert [text.get_text() for text in words] == SOURCE + TARGET
    (ids, _) = box_named(axes, "ids")
    assert all(text.get_position()[1] < ids.y0 for text in words)
    first_line = [
        box
        for text in words
        for box in box_named(axes, text.get_text())
        if text.get_position()[1] == words[0].get_position()[1] and box.x0 < ids.x1
    ]
    assert first_line[0].x0 + first_line[-1].x1 == pytest.approx(ids.x0 + ids.x1)
    for one, other in [*pairwise(words[: len(SOURCE)]), *pairwise(words[len(SOURCE) :])]:
        (x, y), (next_x, next_y) = one.get_position(), other.get_position()
        assert (y == next_y and x < next_x) or y > next_y


CASES = {
    "the book's": ({"d_model": 512, "num_heads": 8, "d_ff": 2048}, SOURCE, TARGET),
    "one layer": ({"num_layers": 1}, SOURCE, TARGET),
    "large": ({"batch": 128, "d_model": 128, "num_heads": 64, "d_ff": 1024, "num_layers": 1}, SOURCE, TARGET),
    "Chinese": ({}, ["老", "鼹鼠", "在", "挖", "一个很长的隧道", "<eos>"], TARGET),
    "a long word": ({}, ["the", LONG, "digs", LONG, "home", "<eos>"], TARGET),
    "many words": ({"source": 14, "target": 1, "num_layers": 1}, ["word"] * 14, ["<bos>"]),
}


@pytest.fixture(params=CASES)
def drawn(request):
    """Draw one case."""
    sizes, source, target = CASES[request.param]
    return draw_shape_flow(record(**sizes), source, target)


@pytest.mark.browser
def test_no_text_covers_another_in_the_browser(drawn, colliding_texts):
    assert colliding_texts() == []


@pytest.mark.parametrize("drawn", sorted(CASES.keys() - {"Chinese"}), indirect=True)  # the font's own letters only
def test_every_text_is_clear_of_all_edges_and_lines(drawn):
    figure = drawn.figure
    figure.draw_without_rendering()
    to_inches = drawn.transData.inverted()
    lines = [line.get_path() for line in drawn.lines]
    for text in drawn.texts:
        if not text.get_text():
            continue
        area = text.get_window_extent().transformed(to_inches)
        assert all(box.count_overlaps([area]) == 0 or within(area, box) for box in boxes_of(drawn)), text.get_text()
        assert not any(line.intersects_bbox(area, filled=False) for line in lines), text.get_text()
        assert within(area, drawn.viewLim), text.get_text()


def within(area, box):
    """Say whether one rectangle lies inside another."""
    return box.x0 <= area.x0 and area.x1 <= box.x1 and box.y0 <= area.y0 and area.y1 <= box.y1


def test_a_chinese_word_has_room_for_letters_as_wide_as_high():
    word = "一个很长的隧道"
    axes = draw_shape_flow(record(), [word, *SOURCE[1:]], TARGET)
    (box,) = box_named(axes, word)
    (text,) = [text for text in axes.texts if text.get_text() == word]
    assert 72 * box.width > len(word) * text.get_fontsize()


def test_no_box_crosses_another(drawn):
    for one, other in combinations(boxes_of(drawn), 2):
        assert not one.overlaps(other) or within(one, other) or within(other, one)


def test_text_is_readable_on_a_phone():
    axes = draw_shape_flow(record(d_model=512, num_heads=8, d_ff=2048), SOURCE, TARGET)
    width = plt.gcf().get_size_inches()[0] + 0.2  # what a notebook puts around a figure
    pixels = 358 / (72 * width)  # a page 390 pixels wide leaves this much for a figure
    assert min(text.get_fontsize() for text in axes.texts) * pixels >= 9
