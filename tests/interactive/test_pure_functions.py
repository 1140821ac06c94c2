"""How the figures' scripts write numbers and words, and where they draw what they show."""

import math
import random
from itertools import combinations, pairwise
from typing import Any

import pytest

from tests.interactive.scripts import scripts

_draw = random.Random(0)
POINTS = [[round(_draw.uniform(-4, 4), 2) for _ in "xy"] for _ in range(12)]


@pytest.mark.parametrize(("value", "text"), [(1.005, "1.00"), (-2.5, "−2.50"), (-0.001, "0.00"), (0, "0.00")])
def test_a_number_has_a_real_minus_and_zero_has_none(value: float, text: str) -> None:
    assert scripts().call("show", value) == text


@pytest.mark.parametrize(("value", "kept"), [(-5, -2), (-2, -2), (0.5, 0.5), (3, 3), (9, 3)])
def test_a_number_out_of_range_becomes_the_nearest_end(value: float, kept: float) -> None:
    assert scripts().call("clamp", value, -2, 3) == kept


def test_a_sentence_takes_its_values_in_any_order() -> None:
    assert scripts().call("say", "{b} after {a}", {"a": "one", "b": 2}) == "2 after one"


def test_sentences_stand_one_after_the_other_without_the_empty_ones() -> None:
    assert scripts().call("together", "One.", "", "Two.") == "One. Two."


@pytest.mark.parametrize(
    ("share", "digits", "text"),
    [
        (0.12345, 4, "0.1235"),
        (0.00004, 4, "< 0.0001"),
        (0, 4, "< 0.0001"),
        (0.00006, 4, "0.0001"),
        (0.99996, 4, "> 0.9999"),
        (0.99994, 4, "0.9999"),
        (1, 3, "> 0.999"),
        (0.0004, 3, "< 0.001"),
        (0.9994, 3, "0.999"),
    ],
)
def test_a_share_is_never_written_as_0_or_1(share: float, digits: int, text: str) -> None:
    assert scripts("shares").call("showShare", share, digits) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.0000321, "3.2 · 10⁻⁵"), (5, "5.0 · 10⁰"), (3.2e-18, "3.2 · 10⁻¹⁸"), (0, "0")]
)
def test_a_tiny_number_is_written_with_a_power_of_ten(value: float, text: str) -> None:
    assert scripts("scientific").call("scientific", value) == text


@pytest.mark.parametrize("position", [-100, -37, -1, 0, 1, 50, 100])
def test_the_scale_around_one_has_equal_factors_in_each_half_and_finds_its_places_again(position: int) -> None:
    scale = "(position) => { const { valueAt, positionOf } = scaleAroundOne(0.05, 50, 100);"
    value, back = scripts("scale_around_one").call(
        scale + "return [valueAt(position), positionOf(valueAt(position))]; }", position
    )
    assert value == float(f"{(0.05 ** (-position / 100) if position < 0 else 50 ** (position / 100)):.3g}")
    assert back == position


@pytest.mark.parametrize(
    ("values", "ticks"),
    [([20, 3e-7], [2, -1, -4, -7]), ([1, 1e-8], [0, -2, -4, -6, -8]), ([1, 1], [1, 0]), ([0, 0.5, 0.02], [0, -1, -2])],
)
def test_powers_of_ten_lie_around_all_values_and_zero_has_no_height(values: list[float], ticks: list[int]) -> None:
    call = """(values) => {
        const { heightOf, ticks } = powersOfTen(values);
        return [ticks, values.map((value) => heightOf(value) ?? "none")]; }"""
    found, heights = scripts("powers_of_ten").call(call, values)
    low = ticks[-1]
    assert found == ticks
    for value, height in zip(values, heights, strict=True):
        assert height == (pytest.approx((math.log10(value) - low) / (ticks[0] - low)) if value else "none")


def test_a_linear_scale_takes_its_ends_to_the_ends_of_the_drawing() -> None:
    scale = "(value) => linearScale([-1, 3], [150, 28])(value)"
    assert [scripts("scales").call(scale, value) for value in (-1, 1, 3)] == [150, 89, 28]


def test_a_path_breaks_off_where_there_is_no_point() -> None:
    assert scripts("scales").call("pathThrough", [[0, 1], [2, 3], None, [4, 5]]) == "M0 1L2 3M4 5"


def test_the_hull_holds_all_points_and_its_corners_are_some_of_them() -> None:
    corners = scripts("hull").call("hull", POINTS)
    assert all(corner in POINTS for corner in corners)
    for (a, b), (c, d) in pairwise([*corners, corners[0]]):
        assert all((c - a) * (y - b) - (d - b) * (x - a) >= -1e-9 for x, y in POINTS)


def test_the_hull_of_points_on_a_line_are_its_ends() -> None:
    assert scripts("hull").call("hull", [[0, 0], [1, 1], [3, 3], [2, 2]]) == [[0, 0], [3, 3]]


@pytest.mark.parametrize("width", [2, 4])
def test_an_arrow_ends_at_its_tip_and_a_short_one_has_no_head(width: int) -> None:
    outline = scripts("arrows").call("arrowOutline", [30, -40], width)
    assert outline["head"][0] == [30, -40] and len(outline["head"]) == 3
    assert math.dist(outline["end"], [30, -40]) == pytest.approx((8 + 2 * width) / 2)
    assert scripts("arrows").call("arrowOutline", [3, -4], width) == {"end": [3, -4], "head": []}


@pytest.mark.parametrize("words", [["cat", "dog", "horse"], ["人工智能", "她", "美丽"]])
def test_the_names_of_arrows_lie_in_the_drawing_and_not_upon_each_other(words: list[str]) -> None:
    call = "(words, spots) => [labelPlaces(words, spots, { left: -94, right: 235, margin: 30 }), words.map(widthOf)]"
    spots = [[230, -100], [228, -98], [226, -96]]
    places, widths = scripts("words", "label_places").call(call, words, spots)
    for (x, _), wide in zip(places, widths, strict=True):
        assert x - 6 * wide >= -124 and x + 6 * wide <= 265
    for one, other in combinations(range(3), 2):
        apart = [abs(a - b) for a, b in zip(places[one], places[other], strict=True)]
        assert apart[0] >= 6 * (widths[one] + widths[other]) or apart[1] >= 20


def test_a_word_that_occurs_twice_is_told_apart_by_its_place() -> None:
    words = ["the", "ball", "the"]
    assert scripts("words").call("namesApart", words) == ["the (word 1)", "ball", "the (word 3)"]


@pytest.mark.parametrize(("word", "width"), [("ball", 4), ("人工", 4), ("", 0), ("é", 1)])
def test_a_chinese_character_is_as_wide_as_two_letters(word: str, width: int) -> None:
    assert scripts("words").call("widthOf", word) == width


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ([0.2, 0.5, 0.3], {"weight": 0.5, "words": ["b"]}),
        ([0.4, 0.2, 0.4 - 1e-12], {"weight": 0.4, "words": ["a", "c"]}),
        ([0, 0, 0], {"weight": 0, "words": []}),
    ],
)
def test_the_largest_weight_is_named_with_all_its_words(row: list[float], found: dict[str, Any]) -> None:
    assert scripts("weights").call("largestOf", row, ["a", "b", "c"]) == found


@pytest.mark.parametrize(
    ("one", "other", "far"), [("", "", 0), ("ball", "ball", 0), ("bal", "ball", 1), ("kitten", "sitting", 3)]
)
def test_two_words_are_as_far_apart_as_letters_must_change(one: str, other: str, far: int) -> None:
    reader = scripts("words", "word_reader")
    assert reader.call("distance", one, other) == reader.call("distance", other, one) == far


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The ball,", {"words": ["the", "ball"]}),
        ("  the   BALL ", {"words": ["the", "ball"]}),
        (" ", {"problem": "The sentence needs at least one word."}),
        ("the the the", {"problem": "The sentence has 3 words, but the figure has room for 2."}),
    ],
)
def test_a_text_becomes_words_that_the_model_knows(text: str, read: dict[str, Any]) -> None:
    call = "(words, most, text) => wordReader(words, most)(text)"
    assert scripts("words", "word_reader").call(call, ["the", "ball"], 2, text) == read
