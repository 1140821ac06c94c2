"""The drawing of the Transformer: true to the paper, lit where asked, with links for the chapters that are written."""

from itertools import pairwise

import pytest
import yaml
from bs4 import BeautifulSoup

from book._tools.notebooks import ROOT
from course_lib.figures import draw_architecture
from course_lib.figures.architecture.column import Box, Label, Line
from course_lib.figures.architecture.layout import BETWEEN, ENCODER, lay_out
from course_lib.figures.architecture.parts import CHAPTERS

INPUTS = ["Embedding", "+ Positions"]
OUTPUTS = ["Linear", "Softmax"]
BOXES = {
    ("post", "encoder"): [*INPUTS, "Self-attention", "Add & Norm", "Feed-forward", "Add & Norm"],
    ("post", "decoder"): [
        *INPUTS,
        "Masked self-attention",
        "Add & Norm",
        "Cross-attention",
        "Add & Norm",
        "Feed-forward",
        "Add & Norm",
        *OUTPUTS,
    ],
    ("pre", "encoder"): [*INPUTS, "Norm", "Self-attention", "+", "Norm", "Feed-forward", "+", "Norm"],
    ("pre", "decoder"): [
        *INPUTS,
        "Norm",
        "Masked self-attention",
        "+",
        "Norm",
        "Cross-attention",
        "+",
        "Norm",
        "Feed-forward",
        "+",
        "Norm",
        *OUTPUTS,
    ],
}
ENCODER_LAYER, DECODER_LAYER = BOXES["post", "encoder"][2:], BOXES["post", "decoder"][2:-2]
LIT = {
    "embeddings": ["Embedding"] * 2,
    "positions": ["+ Positions"] * 2,
    "self-attention": ["Self-attention", "Masked self-attention"],
    "masked self-attention": ["Masked self-attention"],
    "cross-attention": ["Cross-attention"],
    "residual": ["Add & Norm"] * 5,
    "feed-forward": ["Feed-forward"] * 2,
    "encoder": ["", *ENCODER_LAYER, "N × encoder"],
    "decoder": ["", *DECODER_LAYER, "N × decoder"],
    "output": OUTPUTS,
}


def soup(**arguments):
    return BeautifulSoup(draw_architecture(**arguments).data, "html.parser")


def lit_boxes(drawn):
    """Return the words of each lit box, and nothing for a frame."""
    return [" ".join(text.string for text in group("text")) for group in drawn.select("svg > g > g.lit:has(> rect)")]


def items(norm, kind):
    return [item for item in lay_out(norm).items if isinstance(item, kind)]


def on_edge(point, box):
    """Tell whether a point lies on a box's edge, for words on the lower or upper side of their line."""
    (x, y), right, bottom = point, box.x + box.width, box.y + box.height
    within = box.x <= x <= right and box.y <= y <= bottom
    return within and (x in (box.x, right) or y in (box.y, bottom))


def line_of(label):
    """Return the box that a line of words fills."""
    return Box(label.x - 30.0, label.y - 9.0, 60.0, 18.0, (label.words,), label.parts)


def on_line(point, line):
    """Tell whether a point lies on a level or upright part of a line."""
    x, y = point
    return any(min(a, c) <= x <= max(a, c) and min(b, d) <= y <= max(b, d) for (a, b), (c, d) in pairwise(line.points))


@pytest.mark.parametrize(("norm", "column"), BOXES)
def test_each_column_stacks_the_blocks_of_the_paper(norm, column):
    is_left = column == "encoder"
    boxes = [box for box in items(norm, Box) if box.kind in ("box", "plus") and (box.x < BETWEEN) == is_left]
    boxes.sort(key=lambda box: -box.y)
    assert [" ".join(box.words) for box in boxes] == BOXES[norm, column]
    assert all(above.y + above.height < below.y for below, above in pairwise(boxes))


@pytest.mark.parametrize("norm", ["post", "pre"])
def test_every_arrow_leads_from_something_to_something(norm):
    boxes = [*items(norm, Box), *map(line_of, items(norm, Label))]
    lines = items(norm, Line)
    for line in lines:
        others = [other for other in lines if other is not line]
        starts = [box for box in boxes if on_edge(line.points[0], box)] + [
            other for other in others if on_line(line.points[0], other)
        ]
        ends = [box for box in boxes if on_edge(line.points[-1], box)]
        if not line.has_tip:
            ends += [other for other in others if on_line(line.points[-1], other)]
        assert starts and ends, line


@pytest.mark.parametrize("norm", ["post", "pre"])
def test_keys_and_values_of_cross_attention_come_from_the_encoder_and_are_made_in_the_decoder(norm):
    (frame,) = [box for box in items(norm, Box) if box.kind == "frame" and box.parts == ("decoder",)]
    lines = [line for line in items(norm, Line) if "cross-attention" in line.parts]
    (memory,) = [line for line in lines if line.points[0][0] == ENCODER]
    entries = {line.role: line for line in lines if line.role}
    assert set(entries) == {"query", "key", "value"}
    for role, entry in entries.items():
        assert entry.points[0][0] > frame.x
        (way,) = [line for line in lines if not line.role and line.points[-1] == entry.points[0]]
        assert (way.points[0] == memory.points[-1]) == (role != "query")


@pytest.mark.parametrize("norm", ["post", "pre"])
def test_a_residual_path_leads_around_each_block(norm):
    ways = [line.points for line in items(norm, Line) if "residual" in line.parts and len(line.points) == 4]
    blocks = [box for box in items(norm, Box) if set(box.parts) & set(LIT) - {"residual", "embeddings", "positions"}]
    blocks = [box for box in blocks if box.kind == "box" and "output" not in box.parts and "Norm" not in box.words[0]]
    assert len(ways) == len(blocks) == 5
    for way, block in zip(ways, blocks, strict=True):
        assert way[0][1] > block.y + block.height and way[-1][1] < block.y
        assert not block.x <= way[1][0] <= block.x + block.width


@pytest.mark.parametrize("part", CHAPTERS)
def test_a_highlighted_part_is_lit_and_nothing_else(part):
    assert sorted(lit_boxes(soup(highlight=[part]))) == sorted(LIT[part])


def test_nothing_named_lights_everything():
    assert len(lit_boxes(soup())) == len(items("post", Box)) == len(lit_boxes(soup(highlight=())))


def test_the_chapters_own_parts_are_lit_unless_others_are_named():
    assert lit_boxes(soup(here="cross-attention")) == lit_boxes(soup(highlight=["decoder", "cross-attention"]))
    assert len(lit_boxes(soup(here="cross-attention"))) > 1
    assert lit_boxes(soup(here="decoder", highlight=["output"])) == OUTPUTS


def test_the_inputs_of_attention_have_the_colours_of_their_roles():
    drawn = soup(highlight=["cross-attention"])
    for role, name in (("query", "Q"), ("key", "K"), ("value", "V")):
        assert [text.string for text in drawn.select(f"g.lit.{role} text")] == [name, f"{name}: {role}"]


def test_the_description_says_what_is_lit_and_which_norm():
    (picture,) = soup(here="residual", norm="pre").select("[role=img]")
    assert picture["aria-label"].endswith("Lit: residual.")
    assert "each block’s input is normalised" in picture["aria-label"]
    assert "Lit" not in soup().text


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"highlight": ["decoder", "atention"]}, r"highlight names 'atention'; the parts are 'embeddings', .*'output'"),
        ({"here": "position"}, "here names 'position'; the parts are 'embeddings', 'positions'"),
        ({"highlight": "decoder"}, r"highlight must be a list of parts; got the text 'decoder': write \['decoder'\]"),
        ({"norm": "rms"}, "norm must be 'post' or 'pre'; got 'rms'"),
    ],
)
def test_a_name_that_is_no_part_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        draw_architecture(**arguments)


def test_every_chapter_that_explains_a_part_stands_in_the_table_of_contents():
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    files = {chapter["file"] for part in contents["parts"] for chapter in part["chapters"]}
    assert {f"book/{chapter}" for chapter in CHAPTERS.values()} <= files


def test_every_chapter_is_linked_once():
    parts = [part["data-chapter"] for part in soup().select(".part")]
    assert sorted(parts) == sorted(set(CHAPTERS.values()))


def test_each_box_leads_to_one_chapter():
    drawn = soup()
    boxes = [box for box in items("post", Box) if box.kind != "frame"]
    assert len(drawn.select(".part rect")) == len(boxes)
    (residual,) = drawn.select("[data-chapter='transformer/residual']")
    assert len(residual("rect")) == 5


def test_the_link_of_this_chapter_says_that_the_reader_is_there():
    (current,) = soup(here="cross-attention").select("[aria-current=page]")
    assert current["data-chapter"] == "transformer/decoder"
    assert current["data-label"] == "cross-attention and decoder: you are in this chapter"
    assert not soup().select("[aria-current]")


def test_the_output_needs_no_script_no_id_and_no_other_host_and_is_small():
    text = draw_architecture(here="decoder", norm="pre").data
    assert not any(word in text for word in ("<script", " id=", "http:", "https:", "\n\n"))
    assert len(text.encode()) < 19_000
