"""The Transformer from the outside in: each view opens the one before, with the boxes of the whole drawing."""

import pytest
from bs4 import BeautifulSoup

from course_lib.figures import draw_outside_in
from course_lib.figures.architecture.column import Box, Label, Line
from course_lib.figures.architecture.layout import BETWEEN, DECODER, WIDTH, lay_out
from course_lib.figures.architecture.views import LAYERS, VIEWS


def of_kind(name, kind):
    return [item for item in VIEWS[name].lay_out().items if isinstance(item, kind)]


def words(name):
    return [" ".join(box.words) for box in of_kind(name, Box) if box.words]


def test_each_view_has_the_boxes_of_the_one_before_opened():
    assert words("box") == ["Transformer"]
    assert words("halves") == ["Encoder: reads", "Decoder: writes"]
    assert sorted(words("stacks")) == sorted(
        f"{half} {level}" for half in ("encoder", "decoder") for level in range(1, LAYERS + 1)
    )
    assert words("layers").count("Add & Norm") == 5
    assert sum("Feed-" in box for box in words("words")) == 3


def test_the_blocks_of_a_layer_are_those_of_the_whole_drawing():
    around = {"Embedding", "+ Positions", "Linear", "Softmax", "N × encoder", "N × decoder"}
    whole = [" ".join(item.words) for item in lay_out("post").items if isinstance(item, Box) and item.words]
    in_layers = [box for box in words("layers") if not box.startswith("one ")]
    assert sorted(in_layers) == sorted(box for box in whole if box not in around)


def test_one_output_of_the_topmost_encoder_reaches_every_decoder():
    decoders = [box for box in of_kind("stacks", Box) if box.words[0].startswith("decoder")]
    ends = [line.points[-1] for line in of_kind("stacks", Line) if line.points[0][0] == BETWEEN]
    assert sorted(ends) == sorted((box.x, box.y + box.height / 2) for box in decoders)


def test_in_attention_every_word_leads_to_every_place_and_above_it_each_to_its_own():
    lines = of_kind("words", Line)
    below = [(line.points[0][0], line.points[-1][0]) for line in lines if len(line.points) == 3]
    places = {start for start, _ in below}
    assert len(places) == 3
    assert sorted(below) == sorted((start, end) for start in places for end in places)
    above = [line for line in lines if len(line.points) == 2]
    assert {line.points[0][0] for line in above} == places
    assert all(start[0] == end[0] for start, end in (line.points for line in above))


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_leaves_the_drawing(name):
    drawing = VIEWS[name].lay_out()
    corners = [(box.x, box.y) for box in of_kind(name, Box)]
    corners += [(box.x + box.width, box.y + box.height) for box in of_kind(name, Box)]
    corners += [point for line in of_kind(name, Line) for point in line.points]
    corners += [(label.x, label.y) for label in of_kind(name, Label)]
    assert all(0 <= x <= WIDTH and -drawing.height <= y <= 0 for x, y in corners)
    assert max(x for x, _ in corners) > DECODER or name == "box"


def test_panels_stand_in_the_order_asked_for_with_a_description_each():
    page = BeautifulSoup(draw_outside_in(["stacks", "box"]).data, "html.parser")
    assert [title.string for title in page.select(".columns p")] == ["1. Six and six", "2. A box"]
    assert [svg["aria-label"] for svg in page.select("svg")] == [VIEWS[name].description for name in ("stacks", "box")]


def test_a_notebook_that_is_not_trusted_shows_one_sentence_and_hides_the_drawings():
    page = BeautifulSoup(draw_outside_in().data, "html.parser")
    page.style.decompose()  # as Jupyter does
    assert page.select_one(".untrusted").get_text() == "The drawings appear when you run this cell."
    assert page.select_one(".drawing")["style"] == "display:none" and len(page.select(".drawing svg")) == len(VIEWS)


def test_an_unknown_view_is_named():
    with pytest.raises(ValueError, match=r"views names 'attic'; the views are 'box', 'halves'"):
        draw_outside_in(["attic"])
