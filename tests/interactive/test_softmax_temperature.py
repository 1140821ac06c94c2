"""The shares: equal to course_lib's softmax for every score and temperature that can be set."""

import random
from collections.abc import Callable
from typing import Any

import pytest
import torch
from playwright.sync_api import Page, expect

from course_lib.attention import softmax
from course_lib.interactive import softmax_temperature

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]
TOKENS = ("人", "工", "智", "能")

_draw = random.Random(0)
STATES = [
    ((9, 6, 3, 1), 0.05),
    ((9, 6, 3, 1), 20),
    ((0, 0, 0, 0), 1),
    ((1000, 999, 998, 0), 1),
    ((1e6, -1e6, 1e6, 0), 0.05),
    ((-1e6, -1e6, -1e6, -999999.9), 0.05),
    *[(tuple(round(_draw.gauss(0, 8), 2) for _ in TOKENS), round(20 ** _draw.uniform(-1, 1), 3)) for _ in range(26)],
]


def shares(scores: tuple[float, ...], temperature: float) -> list[float]:
    """Compute the shares with course_lib."""
    return softmax(torch.tensor(scores, dtype=torch.float64) / temperature).tolist()


def type_in(page: Page, scores: tuple[float, ...], temperature: float) -> None:
    """Write scores and temperature into their fields."""
    for token, score in zip(TOKENS, scores, strict=True):
        page.get_by_label(f"Score of {token}").fill(str(score))
    page.get_by_label("Temperature", exact=True).fill(str(temperature))


def test_all_shares_agree_with_course_lib(show: Show, values_of: Values) -> None:
    page = show(softmax_temperature())
    for scores, temperature in STATES:
        type_in(page, scores, temperature)
        found = values_of(page)
        assert (found["scores"], found["temperature"]) == (list(scores), temperature)
        assert found["shares"] == pytest.approx(shares(scores, temperature), rel=1e-6, abs=1e-12), (
            scores,
            temperature,
        )
        assert found["largest"] == pytest.approx(max(shares(scores, temperature)), abs=1e-9)
        assert found["sum"] == pytest.approx(1, abs=1e-12)


def test_the_slider_is_logarithmic_with_1_in_the_middle(show: Show, values_of: Values) -> None:
    page = show(softmax_temperature())
    slider = page.get_by_role("slider")
    seen = {}
    for key in ("Home", *["PageUp"] * 7, "End"):
        slider.press(key)
        found = values_of(page)
        seen[int(slider.input_value())] = found["temperature"]
        assert found["shares"] == pytest.approx(shares((9, 6, 3, 1), found["temperature"]), abs=1e-9)
        assert page.get_by_label("Temperature", exact=True).input_value() == str(found["temperature"]).removesuffix(
            ".0"
        )
        expect(slider).to_have_attribute("aria-valuetext", f"temperature {found['temperature']:g}")
    assert (seen[-100], seen[0], seen[100]) == (0.05, 1, 20)
    assert any(0 < position < 100 for position in seen)
    assert all(value == pytest.approx(20 ** (position / 100), rel=5e-3) for position, value in seen.items())


def test_at_the_ends_stand_argmax_and_uniform_and_the_shares_are_near_them(show: Show, values_of: Values) -> None:
    page = show(softmax_temperature({"a": 2.0, "b": 1.0, "c": 0.0}))
    slider = page.get_by_role("slider")
    slider.press("Home")
    assert values_of(page)["shares"] == pytest.approx([1, 0, 0], abs=1e-8)
    slider.press("End")
    assert values_of(page)["shares"] == pytest.approx([1 / 3] * 3, abs=0.02)
    expect(page.locator(".stage")).to_contain_text("all to the largest (argmax)")
    expect(page.locator(".stage")).to_contain_text("towards equal shares")


def test_the_bars_and_the_text_are_the_shares(show: Show, values_of: Values) -> None:
    page = show(softmax_temperature())
    widths = page.locator(".track").evaluate_all(
        "all => all.map(track => track.querySelector('.bar').getBBox().width / track.clientWidth)"
    )
    assert widths == pytest.approx(values_of(page)["shares"], abs=1e-3)
    text = page.locator(".stage").inner_text()
    assert all(f"{share:.4f}" in text for share in shares((9, 6, 3, 1), 1))
    assert page.locator("dl").inner_text().split("\n") == [
        "largest share",
        "0.9500 (人)",
        "sum of the shares",
        "1.000",
    ]


def test_keyboard_alone_changes_scores_and_presses_the_presets(show: Show, values_of: Values) -> None:
    page = show(softmax_temperature())
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("ArrowUp")
    assert values_of(page)["scores"] == pytest.approx([10.1, 6, 3, 1])
    expected = {"Start": [9, 6, 3, 1], "Equal scores": [1, 1, 1, 1], "Large gap": [1000, 0, 0, 0]}
    for _ in range(3):
        page.keyboard.press("Tab")
    for name, scores in expected.items():
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()
        page.keyboard.press("Enter")
        assert values_of(page)["scores"] == scores
        assert values_of(page)["shares"] == pytest.approx(shares(tuple(scores), 1), abs=1e-12)


def test_ties_and_equal_scores_are_said(show: Show) -> None:
    page = show(softmax_temperature())
    page.get_by_role("button", name="Equal scores").click()
    expect(page.locator(".verdict")).to_have_text("Equal scores: each share is 1/4, at every temperature.")
    type_in(page, (5, 5, 0, 0), 1)
    expect(page.locator(".verdict")).to_contain_text("人 and 工 have the largest share")


def test_no_share_is_shown_as_exactly_0_or_1(show: Show) -> None:
    page = show(softmax_temperature())
    page.get_by_role("button", name="Large gap").click()
    text = page.locator(".stage").inner_text()
    assert "> 0.9999" in text and "< 0.0001" in text and "0.0000" not in text


@pytest.mark.parametrize(
    ("field", "typed", "complaint"),
    [
        ("Score of 工", "", "Score of 工 needs a number from −1000000 to 1000000. The figure keeps 6."),
        ("Score of 工", "1e7", "Score of 工 needs a number from −1000000 to 1000000. The figure keeps 6."),
        ("Temperature", "0", "Temperature needs a number from 0.05 to 20. The figure keeps 1."),
        ("Temperature", "-1", "Temperature needs a number from 0.05 to 20. The figure keeps 1."),
    ],
)
def test_a_bad_field_is_named_and_the_last_valid_value_kept(
    show: Show, values_of: Values, field: str, typed: str, complaint: str
) -> None:
    page = show(softmax_temperature())
    before = values_of(page)
    page.get_by_label(field, exact=True).fill(typed)
    expect(page.get_by_role("alert")).to_have_text(complaint)
    assert values_of(page) == before
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("alert")).to_be_empty()
    expect(page.get_by_label(field, exact=True)).not_to_have_value(typed)


def test_tokens_are_text_not_html_and_long_ones_fit_on_a_phone(show: Show) -> None:
    page = show(softmax_temperature({"<b>'\"&": 1, "translations": 2}), width=360)
    expect(page.locator("label").filter(has_text="<b>'\"&")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    narrowest = page.locator(".track").evaluate_all("all => Math.min(...all.map(track => track.clientWidth))")
    assert narrowest >= 60


def test_the_fallback_says_the_start_in_numbers(show: Show) -> None:
    page = show(softmax_temperature({"<i>": 2, "b": 1}, temperature=0.5), java_script_enabled=False)
    assert page.locator("figure tr").all_inner_texts() == [
        "token\tscore\tshare",
        "<i>\t2\t0.8808",
        "b\t1\t0.1192",
    ]
    assert "temperature 0.5" in page.locator("figure .fallback").inner_text()


@pytest.mark.parametrize(
    ("scores", "temperature", "message"),
    [
        ({"a": 1}, 1, r"two to eight tokens; got 1"),
        ({str(at): at for at in range(9)}, 1, r"two to eight tokens; got 9"),
        ({"a": 1, "": 2}, 1, r"1 to 12 characters; got ''"),
        ({"a": 1, "b": float("nan")}, 1, r"score of 'b' must be a number from -1e6 to 1e6; got nan"),
        ({"a": 1, "b": 2e6}, 1, r"score of 'b'"),
        ({"a": 1, "b": 2}, 0, r"temperature must be from 0.05 to 20; got 0"),
        ({"a": 1, "b": 2}, float("nan"), r"temperature must be"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(scores: dict[str, float], temperature: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        softmax_temperature(scores, temperature)
