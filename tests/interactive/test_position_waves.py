"""The waves, the hand and the dot products: equal to course_lib's positions at every place."""

import re
from collections.abc import Callable
from math import atan2, cos, degrees, pi, sin
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course_lib.interactive import position_waves
from course_lib.positions import sinusoidal_positions

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]
LAST = 60
LINE = re.compile(r"[ML]([\d.e-]+) ([\d.e-]+)")
BAR = re.compile(r"M([\d.]+) ([\d.]+)V([\d.]+)")


def choose(page: Page, pair: int, place: int) -> None:
    """Move both sliders."""
    for slider, value in zip(page.get_by_role("slider").all(), (pair, place), strict=True):
        slider.fill(str(value))


@pytest.mark.parametrize("d_model", [4, 32, 512])
def test_waves_and_dot_products_equal_the_sinusoidal_positions(show: Show, values_of: Values, d_model: int) -> None:
    vectors = sinusoidal_positions(LAST + 1, d_model).double()
    page = show(position_waves(d_model, pair=0, place=0))
    for pair in {0, 1, d_model // 4, d_model // 2 - 1}:
        for place in (0, 1, 29, LAST):
            choose(page, pair, place)
            found = values_of(page)
            assert (found["pair"], found["place"]) == (pair, place)
            assert found["sines"] == pytest.approx(vectors[:, 2 * pair].tolist(), abs=1e-6)
            assert found["cosines"] == pytest.approx(vectors[:, 2 * pair + 1].tolist(), abs=1e-6)
            # Up to 256 products are summed: 1e-6 of the largest sum, which is d_model / 2.
            expected = (vectors @ vectors[place]).tolist()
            assert found["products"] == pytest.approx(expected, abs=1e-6 * d_model / 2)
            assert found["wavelength"] == pytest.approx(2 * pi * 10_000 ** (2 * pair / d_model), rel=1e-12)


def test_the_dot_product_depends_on_the_distance_only(show: Show, values_of: Values) -> None:
    page = show(position_waves(place=0))
    by_distance = values_of(page)["products"]
    rows = page.locator("dl").last.inner_text()
    for place in (1, 30, LAST):
        choose(page, 3, place)
        products = values_of(page)["products"]
        assert products == pytest.approx([by_distance[abs(place - other)] for other in range(LAST + 1)], abs=1e-9)
        assert page.locator("dl").last.inner_text() == rows
    shown = [float(line) for line in rows.split("\n")[1::2]]
    assert shown == pytest.approx([by_distance[distance] for distance in (0, 1, 5, 20)], abs=0.006)


@pytest.mark.parametrize(("pair", "place"), [(0, 0), (0, 2), (2, 15), (3, 6), (15, LAST)])
def test_the_hand_stands_at_the_pair_s_angle(show: Show, values_of: Values, pair: int, place: int) -> None:
    page = show(position_waves(pair=pair, place=place))
    tip = page.locator("svg[aria-label^=Clock] line").evaluate(
        "line => [line.x2.baseVal.value - line.x1.baseVal.value, line.y1.baseVal.value - line.y2.baseVal.value]"
    )
    angle = place * 10_000 ** (-2 * pair / 32)
    assert [length / 74 for length in tip] == pytest.approx([sin(angle), cos(angle)], abs=1e-5)
    assert values_of(page)["degrees"] == round(degrees(atan2(tip[0], tip[1]))) % 360
    sine, cosine = (f"{value:.3f}".replace("-", "−") for value in (sin(angle), cos(angle)))
    assert page.locator("dl").nth(1).inner_text().split("\n")[1::2] == [
        sine,
        cosine,
        f"{round(degrees(angle)) % 360}°",
    ]


def test_curves_markers_and_bars_show_the_numbers(show: Show, values_of: Values) -> None:
    page = show(position_waves(pair=1, place=7))
    found = values_of(page)
    waves, products = page.locator("svg[aria-label^='Sine and']"), page.locator("svg[aria-label^='Dot product']")
    for which, name in enumerate(("sines", "cosines")):
        points = LINE.findall(waves.locator("path").nth(which).get_attribute("d") or "")
        heights = [(89 - float(y)) / 61 for _, y in points]
        assert heights[::4] == pytest.approx(found[name], abs=1e-6)
        dot = waves.locator("circle").nth(which)
        assert [float(dot.get_attribute(at) or "") for at in ("cx", "cy")] == pytest.approx(
            [float(number) for number in points[4 * 7]]
        )
    bars = BAR.findall(products.locator("path").get_attribute("d") or "")
    unit = (150 - 28) / 16
    assert [(float(floor) - float(top)) / unit for _, floor, top in bars] == pytest.approx(found["products"], abs=1e-6)
    expect(products.locator("line").last).to_have_attribute("x1", bars[7][0])


def test_bars_below_zero_stay_in_the_picture(show: Show, values_of: Values) -> None:
    page = show(position_waves(4))
    products = values_of(page)["products"]
    assert min(products) < 0
    bars = BAR.findall(page.locator("svg[aria-label^='Dot product'] path").get_attribute("d") or "")
    tops = [float(top) for *_, top in bars]
    assert max(tops) <= 150 and min(tops) >= 28
    assert [float(top) > float(floor) for _, floor, top in bars] == [product < 0 for product in products]


def test_the_wavelength_is_said_in_words(show: Show) -> None:
    page = show(position_waves(pair=0, place=10))
    verdict = page.locator(".verdict")
    expect(verdict).to_have_text(
        "Pair 0, components 0 and 1, turns once in 6.3 places. At place 10 it has made 1.59 turns."
    )
    choose(page, 15, 10)
    expect(verdict).to_have_text(
        "Pair 15, components 30 and 31, turns once in 35333 places. At place 10 it has made 0.0003 turns."
    )
    choose(page, 15, 0)
    expect(verdict).to_contain_text("At place 0 it has made 0.00 turns.")


def test_keyboard_alone_moves_both_sliders_and_each_says_its_value(show: Show, values_of: Values) -> None:
    page = show(position_waves())
    pair, place = page.get_by_role("slider").all()
    page.keyboard.press("Tab")
    expect(pair).to_be_focused()
    for key, value, said in (
        ("Home", 0, "6.3 places"),
        ("ArrowRight", 1, "11.2 places"),
        ("End", 15, "35333 places"),
        ("ArrowUp", 15, "35333 places"),
    ):
        page.keyboard.press(key)
        assert values_of(page)["pair"] == value
        expect(pair).to_have_attribute("aria-valuetext", f"pair {value}, wavelength {said}")
    page.keyboard.press("Tab")
    expect(place).to_be_focused()
    for key, value in (("End", 60), ("ArrowLeft", 59), ("Home", 0), ("ArrowDown", 0)):
        page.keyboard.press(key)
        assert values_of(page)["place"] == value
        expect(place).to_have_attribute("aria-valuetext", f"place {value}")


def test_a_screen_reader_hears_wavelength_numbers_and_angle(show: Show) -> None:
    page = show(position_waves(pair=3, place=6))
    page.get_by_role("slider", name="place t").press("ArrowRight")
    expect(page.locator("figure output")).to_have_text(
        "Pair 3, components 6 and 7, turns once in 35.3 places. At place 7 it has made 0.20 turns. "
        "Sine 0.947, cosine 0.320, the hand at 71 degrees."
    )


def test_on_a_phone_the_sliders_stay_in_sight(show: Show) -> None:
    page = show(position_waves(), width=360)
    page.set_viewport_size({"width": 360, "height": 500})
    for slider in page.get_by_role("slider").all():
        box = slider.bounding_box()
        assert box is not None and box["y"] >= 0 and box["y"] + box["height"] <= 500


def test_the_fallback_says_the_start_and_the_dot_products_in_numbers(show: Show) -> None:
    page = show(position_waves(pair=2, place=15), java_script_enabled=False)
    vectors = sinusoidal_positions(61, 32).double()
    rows = page.locator("figure tr").all_inner_texts()[1:]
    assert rows == [f"{distance}\t{float(vectors[7] @ vectors[7 + distance]):.3f}" for distance in (0, 1, 5, 20)]
    sine, cosine = vectors[15, 4:6].tolist()
    expect(page.locator(".fallback")).to_contain_text(
        f"wavelength of 19.9 places. At place 15 its sine is −{-sine:.3f}, its cosine {cosine:.3f}."
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((5,), r"^d_model must be an even number from 4 to 512; got 5\.$"),
        ((2, 0), r"d_model must be an even number from 4 to 512; got 2"),
        ((514,), r"d_model must be an even number from 4 to 512; got 514"),
        ((32, 16), r"^pair must be from 0 to 15 where d_model is 32; got 16\.$"),
        ((32, -1), r"pair must be from 0 to 15 .*; got -1"),
        ((32, 0, 61), r"^place must be from 0 to 60; got 61\.$"),
        ((32, 0, -1), r"place must be from 0 to 60; got -1"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(arguments: tuple[int, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        position_waves(*arguments)
