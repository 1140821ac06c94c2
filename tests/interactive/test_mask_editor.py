"""The mask editor: its weights are those of course_lib, for every preset, for random cells and for an empty row."""

import random
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import sqrt
from typing import Any

import pytest
import torch
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from torch import Tensor

from course_lib.attention import causal_mask, padding_mask, scaled_dot_product_attention, softmax
from course_lib.interactive import mask_editor
from course_lib.interactive.figures.mask_editor import PAD, SCORES, TOKENS

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]

PADDING = padding_mask(torch.tensor([[1, 2, 3, 4, 0]]), pad_id=0)[0, 0].expand(5, 5)
PRESETS = {
    "No mask": torch.ones(5, 5, dtype=torch.bool),
    "Padding": PADDING,
    "Causal": causal_mask(5),
    "Padding and causal": PADDING & causal_mask(5),
}
EXTREME = tuple(tuple(99.0 if row == column else -99.0 for column in range(5)) for row in range(5))
NUMBERS_STICK_OUT = """cells => Math.max(...cells.flatMap(cell => [...cell.children].map(
    number => (number.getBoundingClientRect().width - cell.getBoundingClientRect().width) / 2)))"""
# Of each number its plain ground: how far it goes beyond the digits, and how far it stays off the cell's edges.
PLAIN_GROUND = """cells => cells.map(cell => { const edge = cell.getBoundingClientRect();
    return [...cell.children].map(number => {
        const digits = document.createRange(), ground = number.getBoundingClientRect();
        digits.selectNodeContents(number);
        const { left, right } = digits.getBoundingClientRect();
        return { colour: getComputedStyle(number).backgroundColor, left: ground.left, right: ground.right,
            beyond: Math.min(left - ground.left, ground.right - right),
            aside: Math.min(ground.left - edge.left, edge.right - ground.right),
            above: ground.top - edge.top, below: edge.bottom - ground.bottom, height: ground.height };
    }); })"""
_draw = random.Random(0)
DRAWN = tuple(tuple(_draw.gauss(0, 3) for _ in TOKENS) for _ in TOKENS)


def weights_of(scores: Sequence[Sequence[float]], mask: Tensor, wrong: bool) -> Tensor:
    """Compute with course_lib what the figure shows."""
    exact = torch.tensor(scores, dtype=torch.float64)
    if wrong:
        return softmax(exact) * mask
    axes = torch.eye(len(exact), dtype=torch.float64)
    return scaled_dot_product_attention(exact * sqrt(len(exact)), axes, axes, mask, return_weights=True)[1]


def compare(found: dict[str, Any], scores: Sequence[Sequence[float]], mask: Tensor, wrong: bool = False) -> None:
    """Compare all numbers of a state with those of course_lib."""
    expected = weights_of(scores, mask, wrong)
    assert (found["mask"], found["wrong"]) == (mask.tolist(), wrong)
    torch.testing.assert_close(torch.tensor(found["weights"], dtype=torch.float64), expected, rtol=1e-6, atol=1e-12)
    assert found["sums"] == pytest.approx(expected.sum(-1).tolist(), rel=1e-6, abs=1e-12)


def cell(page: Page, row: int, column: int) -> Locator:
    """Find the button of one query and one key."""
    return page.get_by_role("row").nth(row + 1).get_by_role("gridcell").nth(column).get_by_role("button")


def totals(page: Page) -> list[str]:
    """Read the sums at the right end of the rows."""
    return [row.get_by_role("gridcell").last.inner_text() for row in page.get_by_role("row").all()[1:]]


@pytest.mark.parametrize("scores", [SCORES, DRAWN, EXTREME], ids=["default", "drawn", "extreme"])
def test_every_preset_agrees_with_course_lib_both_ways(show: Show, values_of: Values, scores: Any) -> None:
    page = show(mask_editor(TOKENS, scores))
    compare(values_of(page), scores, PRESETS["No mask"])
    for wrong in (False, True):
        page.get_by_label("Zero after softmax (wrong)").set_checked(wrong)
        for name, mask in PRESETS.items():
            page.get_by_role("button", name=name, exact=True).click()
            compare(values_of(page), scores, mask, wrong)


def test_random_clicks_agree_with_course_lib(show: Show, values_of: Values) -> None:
    page, mask, draw = show(mask_editor(TOKENS, DRAWN)), PRESETS["Causal"].clone(), random.Random(1)
    page.get_by_role("button", name="Causal", exact=True).click()
    for _ in range(30):
        row, column = draw.randrange(5), draw.randrange(5)
        cell(page, row, column).click()
        mask[row, column] ^= True
        compare(values_of(page), DRAWN, mask)


def test_a_row_that_may_attend_to_nothing_gets_zeros_and_the_figure_says_so(show: Show, values_of: Values) -> None:
    page, mask = show(mask_editor()), PRESETS["No mask"].clone()
    mask[1] = False
    for column in range(5):
        cell(page, 1, column).click()
    compare(values_of(page), SCORES, mask)
    assert values_of(page)["weights"][1] == [0, 0, 0, 0, 0]
    expect(page.locator(".verdict")).to_contain_text("“ball” may attend to nothing: the weights are set to 0.")
    assert totals(page) == ["1.00", "0", "1.00", "1.00", "1.00"]
    assert "NaN" not in page.get_by_role("grid").inner_text()


def test_pads_in_front_leave_a_causal_row_empty(show: Show, values_of: Values) -> None:
    page = show(mask_editor((PAD, "a", "b"), [[1, 2, 3]] * 3))
    page.get_by_role("button", name="Padding and causal").click()
    assert values_of(page)["weights"][0] == [0, 0, 0]
    expect(page.locator(".verdict")).to_contain_text(f"“{PAD}” may attend to nothing")


def test_zero_after_softmax_shows_and_names_the_rows_that_no_longer_sum_to_1(show: Show, values_of: Values) -> None:
    page = show(mask_editor())
    page.get_by_label("Zero after softmax (wrong)").check()
    expect(page.locator(".verdict")).to_contain_text("changes nothing yet")
    page.get_by_role("button", name="Causal", exact=True).click()
    assert (
        totals(page)
        == [f"{total:.2f}" for total in values_of(page)["sums"]]
        == ["0.40", "0.40", "0.62", "0.87", "1.00"]
    )
    expect(page.locator(".verdict")).to_contain_text("of “The”, “ball”, “is” and “blue” no longer sum to 1")
    assert page.get_by_role("grid").locator(".problem").all_inner_texts() == ["0.40", "0.40", "0.62", "0.87"]
    page.get_by_label("Zero after softmax (wrong)").uncheck()
    assert totals(page) == ["1.00"] * 5
    expect(page.get_by_role("grid").locator(".problem")).to_have_count(0)


def test_a_cell_shows_score_and_weight_and_a_blocked_one_is_hatched_too(show: Show) -> None:
    page = show(mask_editor())
    page.get_by_role("button", name="Causal", exact=True).click()
    one, other = cell(page, 1, 0), cell(page, 1, 3)
    assert one.inner_text().split() == ["0.9", "0.35"]
    assert other.inner_text().split() == ["−∞", "0"]
    assert "gradient" in other.evaluate("cell => getComputedStyle(cell).backgroundImage")
    assert "gradient" not in one.evaluate("cell => getComputedStyle(cell).backgroundImage")
    page.get_by_label("Zero after softmax (wrong)").check()
    assert other.inner_text().split() == ["1.9", "0"]


def test_the_axes_say_which_is_query_and_which_is_key(show: Show) -> None:
    page = show(mask_editor())
    assert page.get_by_role("columnheader").all_inner_texts() == ["query ↓", *TOKENS, "sum"]
    assert page.get_by_role("rowheader").all_inner_texts() == list(TOKENS)
    expect(page.locator(".stage")).to_contain_text("key →")
    expect(page.get_by_role("grid")).to_have_accessible_name(
        "Attention weights: a row for each query, a column for each key"
    )


def test_arrow_keys_move_within_the_grid_and_space_and_enter_toggle(show: Show, values_of: Values) -> None:
    page, mask = show(mask_editor()), PRESETS["No mask"].clone()
    for _ in range(6):
        page.keyboard.press("Tab")
    expect(cell(page, 0, 0)).to_be_focused()
    for keys, place in [
        (["ArrowUp", "ArrowLeft"], (0, 0)),
        (["ArrowDown", "ArrowDown", "ArrowRight"], (2, 1)),
        (["End"], (2, 4)),
        (["ArrowRight", "ArrowUp"], (1, 4)),
        (["Home"], (1, 0)),
        (["Control+End", "ArrowDown"], (4, 4)),
        (["Control+Home"], (0, 0)),
    ]:
        for key in keys:
            page.keyboard.press(key)
        expect(cell(page, *place)).to_be_focused()
        page.keyboard.press("Space" if sum(place) % 2 else "Enter")
        mask[place] ^= True
        compare(values_of(page), SCORES, mask)
    cell(page, 3, 2).click()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(cell(page, 3, 2)).to_be_focused()
    assert page.locator("[role=grid] [tabindex='0']").count() == 1


def test_a_screen_reader_gets_query_key_weight_and_state_of_each_cell(show: Show) -> None:
    page = show(mask_editor())
    open_one = page.get_by_role("button", name=re.compile(r"0\.39 for query ball, key blue$"))
    expect(open_one).to_have_attribute("aria-pressed", "true")
    open_one.click()
    blocked = page.get_by_role("button", name=re.compile(r"0, blocked, for query ball, key blue$"))
    expect(blocked).to_have_attribute("aria-pressed", "false")
    expect(page.locator("output")).to_have_text(
        "ball may not attend to blue. Blocked weights are 0, and the open cells of each row share 1. "
        "Weights of ball: The 0.23, ball 0.43, is 0.13, blue 0, ‹pad› 0.21; sum 1.00."
    )
    page.get_by_role("button", name="Causal", exact=True).click()
    expect(page.locator("output")).to_contain_text("Causal. Blocked weights are 0")
    expect(page.locator("output")).to_contain_text("Weights of The: The 1.00, ball 0,")


def test_the_preset_that_is_on_is_marked_as_pressed(show: Show) -> None:
    page = show(mask_editor())
    pressed = page.locator(".stage > div").first.locator("[aria-pressed=true]")
    expect(pressed).to_have_text("No mask")
    page.get_by_role("button", name="Causal", exact=True).click()
    expect(pressed).to_have_text("Causal")
    cell(page, 0, 4).click()
    expect(pressed).to_have_count(0)
    cell(page, 0, 4).click()
    expect(pressed).to_have_text("Causal")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("words", [5, 6])
def test_on_a_phone_the_numbers_of_a_blocked_cell_stand_on_one_plain_plate(show: Show, words: int, theme: str) -> None:
    scores = [row + (1.0,) * (words - 5) for row in (*SCORES, SCORES[0])[:words]]
    page = show(mask_editor((*TOKENS, "sky")[:words], scores), theme=theme, width=360)
    page.get_by_role("button", name="Causal", exact=True).click()
    paper = page.locator("figure").evaluate("figure => getComputedStyle(figure).backgroundColor")
    plates = page.get_by_role("grid").locator("button[aria-pressed=false]").evaluate_all(PLAIN_GROUND)
    assert len(plates) == words * (words - 1) / 2
    for score, weight in plates:
        assert score["colour"] == weight["colour"] == paper
        assert (score["left"], score["right"]) == (weight["left"], weight["right"])
        assert score["above"] + score["height"] == weight["above"]
        assert min(score["beyond"], weight["beyond"]) >= 2.5
        assert score["aside"] >= 1 and min(score["above"], weight["below"]) >= 4  # the border and some hatching stay


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_blocked_cells_and_wrong_sums(show: Show, theme: str) -> None:
    page = show(mask_editor(), theme=theme)
    page.get_by_role("button", name="Padding and causal").click()
    page.get_by_label("Zero after softmax (wrong)").check()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_without_pads_only_the_masks_that_differ_are_offered(show: Show) -> None:
    page = show(mask_editor(("a", "b"), [[1, 2], [3, 4]]))
    assert page.locator(".stage > div").first.locator("button").all_inner_texts() == ["No mask", "Causal"]


def test_is_pad_names_the_pads_whatever_they_are_called(show: Show, values_of: Values) -> None:
    page = show(mask_editor(("a", "b", "a"), [[0, 0, 0]] * 3, is_pad=[False, True, True]))
    page.get_by_role("button", name="Padding", exact=True).click()
    assert values_of(page)["mask"] == [[True, False, False]] * 3
    expect(page.get_by_role("button", name="1.00 for query a 3, key a 1")).to_have_count(1)


def test_words_are_text_not_html_and_long_ones_fit_on_a_phone(show: Show) -> None:
    words = ["<b>'\"&", "W" * 10, "人" * 10, "M" * 10, "人工智能", "ball"]
    page = show(mask_editor(words, [[-9, -10, -9.9, -8, -9, -9.9]] * 6), width=360)
    assert page.get_by_role("rowheader").first.inner_text() == "<b>'\"&"
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    boxes = [head.bounding_box() for head in page.get_by_role("columnheader").all()[1:-1]]
    assert all(one["x"] + one["width"] <= other["x"] for one, other in pairwise(boxes))
    # Less than the gap between two cells: the numbers of neighbours stay apart.
    assert page.get_by_role("grid").locator("button").evaluate_all(NUMBERS_STICK_OUT) <= 1.5


def test_the_fallback_shows_both_ends_in_numbers(show: Show) -> None:
    tables = show(mask_editor(), java_script_enabled=False).locator("figure table")
    assert tables.count() == 2
    assert tables.first.locator("tr").nth(2).inner_text().split() == ["ball", "0.14", "0.26", "0.08", "0.39", "0.13"]
    assert tables.last.locator("tr").nth(2).inner_text().split() == ["ball", "0.35", "0.65", "×", "×", "×"]
    assert tables.last.locator("tr").nth(5).inner_text().split() == [PAD, "0.28", "0.23", "0.19", "0.31", "×"]
    assert f"<th>{PAD}</th><td>×</td><td>×</td></tr>" in mask_editor((PAD, "a"), [[1, 2], [3, 4]]).data


@pytest.mark.parametrize(
    ("tokens", "scores", "is_pad", "message"),
    [
        (["a"], [[1]], None, r"^tokens must hold two to 6 words; got 1\.$"),
        (["a"] * 7, [[1] * 7] * 7, None, r"^tokens must hold two to 6 words; got 7\.$"),
        (["a", ""], [[1, 2]] * 2, None, r"^Each token must have 1 to 10 characters; got ''\.$"),
        (["a", "b" * 11], [[1, 2]] * 2, None, r"^Each token must have 1 to 10 characters; got 'b+'\.$"),
        (["a", "b"], [[1, 2]], None, r"^scores must hold 2 rows of 2 numbers, one per token; got rows of \[2\]\.$"),
        (["a", "b"], [[1, 2], [3]], None, r"^scores must hold 2 rows of 2 numbers.*; got rows of \[2, 1\]\.$"),
        (["a", "b"], [[1, 2], [3, float("-inf")]], None, r"^Each score must be .*, before any mask; got -inf\.$"),
        (["a", "b"], [[1, 2], [3, float("nan")]], None, r"^Each score must be a number from -99 to 99.*; got nan\.$"),
        (["a", "b"], [[1, 2], [3, 100]], None, r"^Each score must be a number from -99 to 99.*; got 100\.$"),
        (["a", "b"], [[1, 2]] * 2, [True], r"^is_pad must hold 2 times True or False, once per token; got \[True\]\.$"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(tokens: Any, scores: Any, is_pad: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        mask_editor(tokens, scores, is_pad=is_pad)
