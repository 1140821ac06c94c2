"""The arrows that ask each other: shares and new vectors as course_lib has them, tips that can be moved."""

import random
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
import torch
from playwright.sync_api import Page, expect

from course_lib.attention import scaled_dot_product_attention
from course_lib.interactive import self_attention_plane
from tests.interactive.dragging import drag, keeps_a_finger

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]
Vectors = list[list[float]]
SCALE, MARGIN, LOW, HIGH = 47, 30, -2, 5
START = [[0, 0], [2, 1], [1, 0], [1, 2]]

TELLING: list[Vectors] = [
    [[0, 0], [0, 0], [0, 0]],
    [[5, 5], [5, 4.9]],
    [[5, 5], [-2, -2], [5, -2], [-2, 5]],
    [[1, 1], [2, 2], [3, 3]],  # one line
    [[1, 2], [1, 2], [1, 2], [0, 1]],
    [[1e-9, 0], [0, 1e-150], [1, 1]],
]
_draw = random.Random(0)
DRAWN = [[[round(_draw.uniform(LOW, HIGH), 3) for _ in range(2)] for _ in range(2 + at % 4)] for at in range(16)]


def figure_of(vectors: Vectors) -> Any:
    """Return the figure of words named a, b, …"""
    return self_attention_plane("abcde"[: len(vectors)], vectors, asks=len(vectors) - 1)


def is_what_course_lib_computes(found: dict[str, Any]) -> bool:
    """Say whether scores, shares and new vectors follow from the vectors."""
    x = torch.tensor(found["vectors"], dtype=torch.float64)
    outputs, shares = scaled_dot_product_attention(x, x, x, return_weights=True)
    expected = {"scores": x @ x.T / 2**0.5, "shares": shares, "outputs": outputs}
    return all(
        torch.allclose(torch.tensor(found[name], dtype=torch.float64), numbers, rtol=1e-9, atol=1e-9)
        for name, numbers in expected.items()
    )


def lies_in(corners: Vectors, point: list[float]) -> bool:
    """Say whether no side of the area has the point on its other side."""
    turns = [
        (c - a) * (point[1] - b) - (d - b) * (point[0] - a) for (a, b), (c, d) in pairwise([*corners, *corners[:1]])
    ]
    return all(turn > -1e-9 for turn in turns)


def button(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


def tip(page: Page, word: str) -> Any:
    return page.get_by_role("slider", name=f"Tip of {word}")


def place_of(page: Page, to: tuple[float, float]) -> tuple[float, float]:
    """Return where on the page these coordinates are now."""
    plane = page.locator("figure svg[role=group]").bounding_box()
    assert plane is not None
    unit = plane["width"] / (HIGH - LOW + 2 * MARGIN / SCALE)
    right, up = ((number - LOW + MARGIN / SCALE) * unit for number in to)
    return plane["x"] + right, plane["y"] + plane["height"] - up


def test_all_shares_and_new_vectors_agree_with_course_lib(show: Show, values_of: Values) -> None:
    page = show(*map(figure_of, TELLING + DRAWN))
    for at, vectors in enumerate(TELLING + DRAWN):
        found = values_of(page.locator("figure").nth(at))
        assert found["vectors"] == vectors
        assert is_what_course_lib_computes(found), vectors
        assert all(sum(row) == pytest.approx(1, abs=1e-12) for row in found["shares"])


def test_the_shaded_area_holds_all_words_and_all_new_vectors(show: Show, values_of: Values) -> None:
    page = show(*map(figure_of, TELLING + DRAWN))
    for at in range(len(TELLING + DRAWN)):
        found = values_of(page.locator("figure").nth(at))
        assert all(corner in found["vectors"] for corner in found["hull"])
        assert all(lies_in(found["hull"], point) for point in [*found["vectors"], *found["outputs"]]), found


def test_the_default_is_the_running_example_and_blue_asks(show: Show, values_of: Values) -> None:
    page = show(self_attention_plane())
    assert values_of(page)["vectors"] == START and values_of(page)["asks"] == 3
    expect(page.locator(".verdict")).to_have_text("“blue” looks most at itself, 0.63.")
    text = page.locator(".stage").inner_text().replace("\u00a0", " ")
    assert "New vector of “blue”: 0.02 · the + 0.31 · ball + 0.04 · is + 0.63 · blue = (1.29, 1.58)." in text


def test_the_table_holds_the_shares_and_the_row_that_asks_stands_out(show: Show, values_of: Values) -> None:
    page = show(self_attention_plane())
    for asks, word in enumerate(["the", "ball", "is", "blue"]):
        button(page, word).click()
        found = values_of(page)
        assert found["asks"] == asks
        rows = page.get_by_role("row").all()[1:]
        for place, row in enumerate(rows):
            cells = row.get_by_role("cell")
            assert cells.all_inner_texts() == [f"{share:.2f}" for share in found["shares"][place]]
            expect(row.get_by_role("button")).to_have_attribute("aria-pressed", str(place == asks).lower())
            expect(cells.first).to_have_css("font-weight", "700" if place == asks else "400")
        expect(page.locator("figure .note").first).to_contain_text(f"new vector of “{word}”")


def test_the_arrows_end_where_the_vectors_end_and_the_asking_one_is_the_clearest(show: Show, values_of: Values) -> None:
    page = show(self_attention_plane())
    found = values_of(page)
    tips = page.locator("svg[role=group] polygon[style*='fill:']").evaluate_all(
        "all => all.map(head => head.getAttribute('points').split(' ')[0].split(',').map(Number))"
    )
    ends = [place for place in (tips[1:]) if place != [0]]  # the area comes first; a zero vector has no head
    drawn = [vector for vector in found["vectors"] if any(vector)] + found["outputs"]
    assert len(ends) == len(drawn)
    for end, (x, y) in zip(ends, drawn, strict=True):
        assert end == pytest.approx([x * SCALE, -y * SCALE], abs=1e-9)
    opacities = page.locator("svg[role=group] line[stroke-dasharray]").evaluate_all(
        "all => all.map(line => Number(line.style.opacity))"
    )
    assert opacities.index(max(opacities)) == found["asks"] and opacities.count(1) == 1


@pytest.mark.parametrize("touch", [False, True])
def test_every_tip_can_be_dragged_and_stops_at_the_edge(show: Show, values_of: Values, touch: bool) -> None:
    page = show(self_attention_plane(), has_touch=touch, width=390)
    for word, to, end in (
        ("blue", (-1.5, 3.0), "(−1.5,\u00a03.0)"),
        ("ball", (5.6, -1.2), "(5.0,\u00a0−1.2)"),
        ("the", (0.5, -0.5), "(0.5,\u00a0−0.5)"),
    ):
        drag(tip(page, word), partial(place_of, page, to), touch)
        expect(tip(page, word)).to_have_attribute("aria-valuetext", end)  # a finger's way takes until the next frame
    assert values_of(page)["vectors"] == [[0.5, -0.5], [5, -1.2], [1, 0], [-1.5, 3]]
    assert values_of(page)["asks"] == 3
    assert is_what_course_lib_computes(values_of(page))


def test_only_the_tips_keep_a_finger_from_scrolling(show: Show) -> None:
    page = show(self_attention_plane())
    assert keeps_a_finger(tip(page, "blue")) and not keeps_a_finger(page.locator("figure svg[role=group]"))


def test_arrow_keys_move_a_tip_by_a_tenth_and_with_shift_by_one(show: Show, values_of: Values) -> None:
    page = show(self_attention_plane())
    blue = tip(page, "blue")
    for keys, expected in (
        (["ArrowUp"], [1, 2.1]),
        (["ArrowLeft"] * 3, [0.7, 2.1]),
        (["Shift+ArrowRight", "ArrowDown"], [1.7, 2]),
        (["Shift+ArrowDown"] * 6, [1.7, -2]),
    ):
        for key in keys:
            blue.press(key)
        assert values_of(page)["vectors"] == [*START[:3], expected]
        expect(blue).to_have_attribute(
            "aria-valuetext", f"({expected[0]:.1f},\u00a0{expected[1]:.1f})".replace("-", "−")
        )
    assert is_what_course_lib_computes(values_of(page))


def test_the_slider_makes_all_vectors_longer_together_and_keeps_their_directions(show: Show, values_of: Values) -> None:
    page = show(self_attention_plane())
    slider = page.get_by_role("slider", name="Length of the longest vector")
    start = torch.tensor(START, dtype=torch.float64)
    for key in ("End", "PageDown", "Home", "PageUp"):
        slider.press(key)
        found = values_of(page)
        vectors = torch.tensor(found["vectors"], dtype=torch.float64)
        longest = vectors.norm(dim=-1).max()
        assert longest.item() == pytest.approx(float(slider.input_value()), abs=1e-9)
        assert torch.allclose(vectors, start * longest / 5**0.5, atol=1e-9)
        assert vectors.max() <= HIGH + 1e-9 and is_what_course_lib_computes(found)


def test_long_words_see_themselves_or_a_longer_one_and_short_ones_become_the_plain_mean(
    show: Show, values_of: Values
) -> None:
    page = show(self_attention_plane())
    slider = page.get_by_role("slider", name="Length of the longest vector")
    slider.press("End")
    shares = values_of(page)["shares"]
    assert shares[1][1] > 0.98 and shares[3][3] > 0.98 and shares[2][1] > 0.95
    slider.press("Home")
    assert torch.tensor(values_of(page)["shares"]).sub(1 / 4).abs().max() < 0.01
    expect(page.locator(".verdict")).to_contain_text("nearly the plain mean")


def test_each_preset_shows_what_it_says_and_start_leads_back(show: Show, values_of: Values) -> None:
    page = show(self_attention_plane())
    button(page, "is").click()
    button(page, "All the same length").click()
    found = values_of(page)
    assert torch.tensor(found["vectors"]).norm(dim=-1).tolist() == pytest.approx([2] * 4)
    assert all(max(row) == row[place] for place, row in enumerate(found["shares"]))
    button(page, "One long vector").click()
    found = values_of(page)
    assert [row.index(max(row)) for row in found["shares"][:3]] == [1, 1, 1]
    expect(page.locator(".verdict")).to_contain_text("“the” looks most at “ball”, 0.82: a longer vector")
    button(page, "Opposed").click()
    shares = values_of(page)["shares"]
    assert max(shares[one][other] for one in range(4) for other in range(4) if (one + other) % 2) < 0.01
    button(page, "Start").click()
    assert values_of(page)["vectors"] == START and values_of(page)["asks"] == 3


@pytest.mark.parametrize("count", [2, 3, 5])
def test_the_presets_fit_any_number_of_words(show: Show, values_of: Values, count: int) -> None:
    page = show(figure_of([[1, at] for at in range(count)]))
    for name in ("All the same length", "One long vector", "Opposed"):
        button(page, name).click()
        numbers = [number for vector in values_of(page)["vectors"] for number in vector]
        assert len(numbers) == 2 * count and min(numbers) >= LOW and max(numbers) <= HIGH
        assert is_what_course_lib_computes(values_of(page))


@pytest.mark.parametrize(
    ("vectors", "said"),
    [
        (
            [[1, 2], [0, 0]],
            "“b” is a zero vector. All its scores are 0: it shares equally, and becomes the plain mean.",
        ),
        ([[0.1, 0], [0, 0.1]], "All shares of “b” are nearly equal: its new vector is nearly the plain mean."),
        ([[2, 0], [0, 3]], "“b” sees nearly nothing but itself: its new vector is nearly its old one."),
        ([[0, 1], [1, 1]], "“b” looks most at itself, 0.67."),
        ([[3, 3], [1, 1]], "“b” looks most at “a”, 0.94: a longer vector in its direction scores more than itself."),
        (
            [[5, 5], [1, 1]],
            "“b” sees nearly nothing but “a”: a longer vector in its direction scores more than itself.",
        ),
    ],
)
def test_the_sentence_names_the_case(show: Show, vectors: Vectors, said: str) -> None:
    expect(show(figure_of(vectors)).locator(".verdict")).to_have_text(said)


def test_vectors_that_are_all_zero_have_no_length_to_change(show: Show, values_of: Values) -> None:
    page = show(figure_of([[0, 0], [0, 0]]))
    page.get_by_role("slider", name="Length of the longest vector").press("End")
    assert values_of(page)["vectors"] == [[0, 0], [0, 0]]
    assert "NaN" not in page.locator("figure").evaluate("figure => figure.querySelector('.stage').outerHTML")


def test_the_screen_reader_hears_the_case_and_the_sum(show: Show) -> None:
    page = show(self_attention_plane())
    button(page, "Opposed").click()
    expect(page.locator("output")).to_have_text(
        "Opposed. “blue” looks most at itself, 0.66. New vector of “blue”: 0.00 · the + 0.34 · ball + 0.00 · is + "
        "0.66 · blue = (−1.28, −1.36)."
    )
    button(page, "Start").click()
    expect(page.locator("svg[role=group]")).to_have_attribute(
        "aria-label",
        "Arrows of the words and, dashed, of their new vectors: the from (0.0,\u00a00.0) to (1.00,\u00a00.75); ball "
        "from (2.0,\u00a01.0) to (1.59,\u00a01.21); is from (1.0,\u00a00.0) to (1.34,\u00a00.89); blue from "
        "(1.0,\u00a02.0) to (1.29,\u00a01.58).",
    )


@pytest.mark.parametrize("width", [1000, 390])
def test_labels_stay_on_the_plane_and_apart_and_are_at_least_11_pixels_high(show: Show, width: int) -> None:
    page = show(self_attention_plane(), figure_of(TELLING[2]), figure_of(TELLING[0]), width=width)
    page.locator("figure").first.get_by_role("slider", name="Length of the longest vector").press("Home")
    for plane in page.locator("svg[role=group]").all():
        boxes = plane.locator("> g > text").evaluate_all(
            """all => all.map(text => text.getBoundingClientRect())
                .map(box => [box.left, box.top + 4, box.right, box.bottom - 4])"""
        )
        edge = plane.bounding_box()
        assert boxes and edge is not None
        for at, (left, top, right, bottom) in enumerate(boxes):
            assert edge["x"] - 1 <= left and right <= edge["x"] + edge["width"] + 1
            assert edge["y"] - 4 <= top and bottom <= edge["y"] + edge["height"] + 4
            assert all(left >= box[2] or right <= box[0] or top >= box[3] or bottom <= box[1] for box in boxes[:at])
        sizes = plane.locator("text").evaluate_all(
            "all => all.map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
        )
        assert min(sizes) >= 11


@pytest.mark.parametrize("word", ["W" * 8, "人" * 8, "<b>'\"&"])
def test_words_are_text_not_html_and_long_ones_fit_on_a_phone(show: Show, word: str) -> None:
    page = show(self_attention_plane([word, "b", "c", "d", "e"], [[1, at] for at in range(5)], asks=0), width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    expect(button(page, word)).to_have_text(word)
    expect(page.locator(".verdict")).to_contain_text(f"“{word}”")


def test_the_fallback_says_the_start_in_numbers(show: Show) -> None:
    page = show(self_attention_plane(), java_script_enabled=False)
    assert page.locator("figure tr").all_inner_texts() == [
        "asks \\ looks at\tthe\tball\tis\tblue\tvector\tnew vector",
        "the\t0.25\t0.25\t0.25\t0.25\t(0, 0)\t(1.00, 0.75)",
        "ball\t0.02\t0.61\t0.07\t0.30\t(2, 1)\t(1.59, 1.21)",
        "is\t0.11\t0.45\t0.22\t0.22\t(1, 0)\t(1.34, 0.89)",
        "blue\t0.02\t0.31\t0.04\t0.63\t(1, 2)\t(1.29, 1.58)",
    ]
    assert page.evaluate("document.documentElement.scrollWidth") == 1000


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"words": ["a"], "vectors": [[1, 2]]}, r"^words must hold 2 to 5 different words; got \['a'\]\.$"),
        ({"words": ["a", "a"], "vectors": [[1, 2]] * 2}, r"^words must hold 2 to 5 different words; got"),
        ({"words": "abcdef", "vectors": [[1, 2]] * 6}, r"^words must hold 2 to 5 different words; got"),
        ({"words": ["a", ""], "vectors": [[1, 2]] * 2}, r"1 to 8 characters that can be seen; got ''\.$"),
        ({"words": ["a", "b" * 9], "vectors": [[1, 2]] * 2}, r"1 to 8 characters"),
        ({"features": ["a"]}, r"^features must name the two axes; got \['a'\]\.$"),
        ({"vectors": [[1, 2]] * 3}, r"^vectors must hold one vector for each of the 4 words; got 3\.$"),
        ({"vectors": [[1, 2]] * 3 + [[1, 2, 3]]}, r"^The vector of 'blue' must be two numbers from -2 to 5, .*\.$"),
        ({"vectors": [[1, 2]] * 3 + [[1, 5.1]]}, r"got \[1, 5\.1\]\.$"),
        ({"vectors": [[1, 2]] * 3 + [[1, float("nan")]]}, r"got \[1, nan\]\.$"),
        ({"asks": 4}, r"^asks must be from 0 to 3; got 4\.$"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        self_attention_plane(**given)
