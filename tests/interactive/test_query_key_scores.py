"""Two words that ask each other: every number is the one that course_lib computes."""

import random
from collections.abc import Callable
from typing import Any

import pytest
import torch
from playwright.sync_api import Page, expect

from course_lib.attention import scaled_dot_product_attention
from course_lib.interactive import query_key_scores
from course_lib.interactive.figures.query_key_scores import KEY, QUERY

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]

START, SAME, ZEROS = "Different: one-way", "Same vectors: symmetric", "Queries of zeros"
FIELDS = [
    f"{role} of {word}, component {component}"
    for word in ("creature", "fluffy")
    for role in ("query", "key")
    for component in (1, 2, 3)
]
LINES = "texts => texts.map(text => new Set([...text.children].map(part => part.getBoundingClientRect().top)).size)"
_draw = random.Random(0)
STATES = [
    (10.0,) * 12,
    (10.0, -10.0) * 6,
    (0.001, 0, -0.001) * 4,
    *[tuple(round(_draw.uniform(-10, 10), 3) for _ in FIELDS) for _ in range(12)],
]


def type_in(page: Page, numbers: tuple[float, ...]) -> None:
    """Write one number into each field."""
    for name, number in zip(FIELDS, numbers, strict=True):
        page.get_by_label(name, exact=True).fill(str(number))


def compare(found: dict[str, Any], query: Any, key: Any) -> None:
    """Compare all numbers of a state with those of course_lib."""
    assert (found["query"], found["key"]) == ([list(vector) for vector in query], [list(vector) for vector in key])
    queries, keys = (torch.tensor(vectors, dtype=torch.float64) for vectors in (query, key))
    weights = scaled_dot_product_attention(queries, keys, torch.eye(2, dtype=torch.float64), return_weights=True)[1]
    expected = {
        "products": queries[:, None] * keys,
        "scores": queries @ keys.mT,
        "scaled": queries @ keys.mT / queries.shape[-1] ** 0.5,
        "weights": weights,
    }
    for name, values in expected.items():
        torch.testing.assert_close(torch.tensor(found[name], dtype=torch.float64), values, rtol=1e-6, atol=1e-12)


def test_all_numbers_agree_with_course_lib(show: Show, values_of: Values) -> None:
    page = show(query_key_scores())
    compare(values_of(page), QUERY, KEY)
    for numbers in STATES:
        type_in(page, numbers)
        creature, fluffy = numbers[:6], numbers[6:]
        compare(values_of(page), (creature[:3], fluffy[:3]), (creature[3:], fluffy[3:]))


@pytest.mark.parametrize("width", [2, 4])
def test_other_widths_agree_too(show: Show, values_of: Values, width: int) -> None:
    query, key = [[[_draw.gauss(0, 2) for _ in range(width)] for _ in "ab"] for _ in "qk"]
    page = show(query_key_scores(("a", "b"), query, key), width=360)
    compare(values_of(page), query, key)
    assert page.get_by_role("spinbutton").count() == 4 * width
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_start_is_one_way_and_the_same_vectors_are_symmetric(show: Show, values_of: Values) -> None:
    page = show(query_key_scores())
    sentence = page.locator(".verdict")
    expect(sentence).to_contain_text("“creature” asks “fluffy”: 2.89. “fluffy” asks “creature”: −0.58.")
    page.get_by_role("button", name=SAME).click()
    compare(values_of(page), QUERY, QUERY)
    assert values_of(page)["scaled"][0][1] == values_of(page)["scaled"][1][0]
    expect(sentence).to_contain_text("one vector as query and as key: both directions score the same, 2.31.")
    page.get_by_role("button", name=ZEROS).click()
    compare(values_of(page), [[0, 0, 0]] * 2, KEY)
    assert values_of(page)["weights"] == [[0.5, 0.5]] * 2
    expect(sentence).to_contain_text("A query of zeros asks for nothing")
    page.get_by_role("button", name=START).click()
    compare(values_of(page), QUERY, KEY)
    assert [page.get_by_label(name).input_value() for name in FIELDS[:6]] == ["3", "0", "1", "0", "2", "1"]


def test_the_same_score_by_chance_is_called_chance(show: Show) -> None:
    page = show(query_key_scores(("a", "b"), [[1, 2], [3, 4]], [[2, 0], [4, 1]]))
    expect(page.locator(".verdict")).to_contain_text("happen to score the same, 4.24.")


def test_the_tables_show_the_numbers_computed_and_name_query_and_key(show: Show) -> None:
    page = show(query_key_scores())
    asks = page.get_by_role("table", name="What the query of creature makes of each key")
    assert asks.get_by_role("columnheader").all_inner_texts() == ["creature asks", "key of creature", "key of fluffy"]
    rows = [row.inner_text().split("\n") for row in asks.get_by_role("row").all()[1:]]
    assert [[" ".join(part for part in rows[at][1:])] for at in range(3)] == [
        ["3 · 0 = 0.00 3 · 2 = 6.00"],
        ["0 · 2 = 0.00 0 · 0.5 = 0.00"],
        ["1 · 1 = 1.00 1 · −1 = −1.00"],
    ]
    numbers = [row.get_by_role("cell").all_inner_texts() for row in asks.get_by_role("row").all()[4:]]
    assert numbers == [["1.00", "5.00"], ["0.58", "2.89"], ["0.09", "0.91"]]
    assert asks.locator("text=sum, Q · K").count() == 1


def test_each_product_of_the_start_stands_on_one_line_beside_its_component(show: Show) -> None:
    page = show(query_key_scores())
    products = page.get_by_role("row", name="component").get_by_role("cell")
    assert products.evaluate_all(LINES) == [1] * 12


@pytest.mark.parametrize("width", [1000, 360])
def test_the_rows_are_named_after_the_components_each_on_one_line(show: Show, width: int) -> None:
    numbers = [[-9.99] * 4] * 2
    page = show(query_key_scores(query=numbers, key=numbers), width=width)
    names = page.get_by_role("rowheader").all()[:4]
    assert [name.inner_text() for name in names] == [f"component {number}" for number in (1, 2, 3, 4)]
    assert all(name.bounding_box()["height"] < 24 for name in names)


def test_the_framed_scores_are_those_of_one_word_asking_the_other(show: Show) -> None:
    page = show(query_key_scores())
    framed = page.get_by_role("cell").evaluate_all(
        """cells => cells.filter(cell => parseFloat(getComputedStyle(cell).borderLeftWidth)
            && getComputedStyle(cell).borderLeftColor !== 'rgba(0, 0, 0, 0)').map(cell => cell.textContent)"""
    )
    assert framed == ["2.89", "−0.58"]


def test_the_bars_are_the_weights(show: Show, values_of: Values) -> None:
    page = show(query_key_scores())
    widths = page.locator(".track").evaluate_all(
        "all => all.map(track => track.querySelector('.bar').getBBox().width / track.getBoundingClientRect().width)"
    )
    assert widths == pytest.approx([weight for row in values_of(page)["weights"] for weight in row], abs=1e-3)


def test_keyboard_alone_changes_a_component_and_presses_the_presets(show: Show, values_of: Values) -> None:
    page = show(query_key_scores())
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("ArrowDown")
    assert values_of(page)["query"] == [[3.9, 0, 1], [1, -1, 1]]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert values_of(page)["key"] == values_of(page)["query"]


def test_the_screen_reader_hears_both_scores_and_all_weights(show: Show) -> None:
    page = show(query_key_scores())
    page.get_by_label("key of fluffy, component 2").fill("1")
    expect(page.locator("output")).to_have_text(
        "“creature” asks “fluffy”: 2.89. “fluffy” asks “creature”: −0.58. "
        "Each word asks with its query and answers with its key. "
        "Weights of creature: creature 0.09, fluffy 0.91. Weights of fluffy: creature 0.36, fluffy 0.64."
    )


@pytest.mark.parametrize("typed", ["", "11", "-10.1"])
def test_a_bad_field_is_named_and_the_last_valid_value_kept(show: Show, values_of: Values, typed: str) -> None:
    page = show(query_key_scores())
    before = values_of(page)
    page.get_by_label("query of fluffy, component 2").fill(typed)
    expect(page.get_by_role("alert")).to_have_text(
        "query of fluffy, component 2 needs a number from −10 to 10. The figure keeps -1."
    )
    assert values_of(page) == before
    page.get_by_role("button", name=START).click()
    expect(page.get_by_role("alert")).to_be_empty()


@pytest.mark.parametrize("width", [3, 4])
def test_words_are_text_not_html_and_long_ones_fit_on_a_phone(show: Show, width: int) -> None:
    numbers = [[-9.99] * width] * 2
    page = show(query_key_scores(("<b>'\"&", "W" * 10), numbers, numbers), width=360)
    expect(page.get_by_role("columnheader", name="<b>'\"& asks")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    fields = page.locator("input").evaluate_all("all => Math.min(...all.map(field => field.clientWidth))")
    assert fields >= 60


def test_the_fallback_says_the_start_in_numbers(show: Show) -> None:
    page = show(query_key_scores(), java_script_enabled=False, width=360)
    lines = page.locator("figure .fallback p").all_inner_texts()
    assert len(lines) == 5
    assert lines[2] == "creature asks fluffy: 3 · 2 + 0 · 0.5 + 1 · −1 = 5.00; divided by √3: 2.89; weight 0.91."
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert "&lt;b&gt; asks" in query_key_scores(("<b>", "a")).data


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((["a"],), r"^words must be two different words; got \['a'\]\.$"),
        ((["a", "a"],), r"^words must be two different words; got \['a', 'a'\]\.$"),
        ((["a", ""],), r"^Each word must have 1 to 10 characters; got ''\.$"),
        ((["a", "b" * 11],), r"^Each word must have 1 to 10 characters"),
        ((["a", "b"], [[1, 2]]), r"^query must hold two vectors of 2 to 4 numbers each; got lengths \[2\]\.$"),
        ((["a", "b"], [[1, 2], [1]]), r"^query must hold .*; got lengths \[2, 1\]\.$"),
        ((["a", "b"], [[1], [1]]), r"^query must hold .*; got lengths \[1, 1\]\.$"),
        ((["a", "b"], [[1] * 5] * 2), r"^query must hold .*; got lengths \[5, 5\]\.$"),
        ((["a", "b"], [[1, 2]] * 2, [[1, 2, 3]] * 2), r"^key must have as many components as query, 2; got 3\.$"),
        ((["a", "b"], [[1, 2]] * 2, [[1, 11]] * 2), r"^Each component of key must be .* -10 to 10; got 11\.$"),
        ((["a", "b"], [[1, float("nan")]] * 2), r"^Each component of query must be .*; got nan\.$"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(arguments: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        query_key_scores(*arguments)
