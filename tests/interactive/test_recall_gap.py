"""The gap: the numbers are those given, and bars, curves, arcs and sentences show them."""

from collections.abc import Callable
from itertools import pairwise
from math import floor, log10
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from course_lib.interactive import recall_gap

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]

# Made up, but as such measurements look.
GAPS = [1, 2, 4, 8, 16, 32, 64]
ACCURACY = {
    "RNN": [1.0, 1.0, 0.97, 0.71, 0.3, 0.12, 0.11],
    "GRU": [1.0, 1.0, 1.0, 0.99, 0.93, 0.61, 0.22],
    "LSTM": [1.0, 1.0, 1.0, 1.0, 0.97, 0.78, 0.35],
    "attention": [1.0, 1.0, 1.0, 1.0, 1.0, 0.99, 0.99],
}
KEPT = {"RNN": 0.75, "GRU": 0.9, "LSTM": 0.94, "attention": 0.999}
GRADIENT = {name: [0.31 * kept**gap for gap in GAPS] for name, kept in KEPT.items()}
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def scientific(number: float) -> str:
    """Write a number as the figure does."""
    digits, power = f"{number:.1e}".split("e")
    return f"{digits} · 10{str(int(power)).translate(RAISED)}"


def at_every_gap(page: Page) -> Any:
    """Move the slider from its start to its end, yielding the gap at each place."""
    page.get_by_role("slider").press("Home")
    for gap in GAPS:
        yield gap
        page.keyboard.press("ArrowRight")


def drawings(page: Page) -> list[Locator]:
    """Return the row of tokens, the chart of the accuracy, and that of the gradient."""
    return page.get_by_role("img").all()


def test_at_every_gap_each_model_has_the_numbers_given_and_its_path(show: Show, values_of: Values) -> None:
    page = show(recall_gap(GAPS, ACCURACY, GRADIENT, chance=0.1))
    for gap in at_every_gap(page):
        found = values_of(page)
        assert found["gap"] == gap
        assert [model["name"] for model in found["models"]] == list(ACCURACY)
        for model in found["models"]:
            at = GAPS.index(gap)
            assert model["accuracy"] == pytest.approx(ACCURACY[model["name"]][at], abs=1e-6)
            assert model["gradient"] == pytest.approx(GRADIENT[model["name"]][at], rel=5e-4)
            assert model["steps"] == (1 if model["name"] == "attention" else gap + 1)
    assert gap == 64


def test_bars_and_texts_show_the_numbers_at_every_gap(show: Show) -> None:
    page = show(recall_gap(GAPS, ACCURACY, GRADIENT, chance=0.1))
    for gap in at_every_gap(page):
        at, texts = GAPS.index(gap), page.locator(".columns > div").nth(1).inner_text()
        for name in ACCURACY:
            assert f"{name}\n{ACCURACY[name][at]:.2f}\n{scientific(GRADIENT[name][at])}" in texts
        widths = page.locator(".track").evaluate_all(
            "all => all.map(track => track.querySelector('rect').getBBox().width / track.clientWidth)"
        )
        assert widths == pytest.approx([curve[at] for curve in ACCURACY.values()], abs=0.01)


def test_the_markers_lie_on_the_curves_at_every_gap(show: Show) -> None:
    page = show(recall_gap(GAPS, ACCURACY, GRADIENT))
    powers = [log10(norm) for curve in GRADIENT.values() for norm in curve]
    lowest = floor(min(powers))
    _, accuracy, gradient = drawings(page)
    for gap in at_every_gap(page):
        at = GAPS.index(gap)
        for chart, heights in (
            (accuracy, [curve[at] for curve in ACCURACY.values()]),
            (gradient, [(log10(curve[at]) - lowest) / (0 - lowest) for curve in GRADIENT.values()]),
        ):
            dots = chart.locator("circle").evaluate_all(
                "all => all.map(dot => [dot.cx.baseVal.value, dot.cy.baseVal.value])"
            )
            x = 50 + (gap - 1) / 63 * (322 - 50)
            assert [dot[0] for dot in dots] == pytest.approx([x] * 4, abs=1e-3)
            assert [(150 - dot[1]) / (150 - 28) for dot in dots] == pytest.approx(heights, abs=1e-3)
            for curve, dot in zip(chart.locator("path").all(), dots, strict=True):
                corners = curve.get_attribute("d").replace("M", "L").split("L")[1:]
                assert [float(part) for part in corners[at].split()] == pytest.approx(dot, abs=1e-3)
            expect(chart.locator(".number")).to_have_text(f"gap {gap}")


def test_the_arcs_are_one_jump_and_one_hop_a_token(show: Show) -> None:
    page = show(recall_gap(GAPS, ACCURACY, GRADIENT))
    row = drawings(page)[0]
    for gap in at_every_gap(page):
        jump, hops, tokens = (path.get_attribute("d") for path in row.locator("path").all())
        assert (jump.count("M"), hops.count("M"), tokens.count("M")) == (1, gap + 1, gap)
        steps = f"RNN, GRU, LSTM: {gap + 1} steps."
        expect(page.get_by_text(steps, exact=True)).to_be_visible()
        expect(page.get_by_text("attention: 1 step.", exact=True)).to_be_visible()
        expect(row).to_have_attribute(
            "aria-label", f"Token A, a gap of {gap}, then the query. attention: 1 step. {steps}"
        )
        # From the first token's middle to the query's, and inside the drawing.
        query = row.locator("g").last.evaluate("group => group.transform.baseVal[0].matrix.e")
        assert jump.split()[0] == "M16" and float(jump.split()[-2]) == query <= 330 - 13
        assert float(hops.split()[-2]) == query


@pytest.mark.parametrize(
    ("direct", "jumping"),
    [(None, ["Attention", "RNN+attention"]), (["LSTM"], ["LSTM"]), ([], [])],
)
def test_models_jump_by_their_name_or_as_told(
    show: Show, values_of: Values, direct: list[str] | None, jumping: list[str]
) -> None:
    curves = {"LSTM": [1, 0.5], "Attention": [1, 1], "RNN+attention": [1, 0.9]}
    page = show(recall_gap([0, 9], curves, curves, direct=direct))
    assert [model["name"] for model in values_of(page)["models"] if model["steps"] == 1] == jumping
    jump = drawings(page)[0].locator("path").first.get_attribute("d")
    assert bool(jump) == bool(jumping)


def test_with_attention_alone_no_hop_is_drawn_and_with_gap_0_a_step_is_one(show: Show, values_of: Values) -> None:
    page = show(recall_gap([0, 5], {"attention": [1, 1]}, {"attention": [1, 0.5]}))
    assert drawings(page)[0].locator("path").nth(1).get_attribute("d") == ""
    page = show(recall_gap([0, 5], {"RNN": [1, 1]}, {"RNN": [1, 0.5]}))
    page.get_by_role("slider").press("Home")
    assert values_of(page)["models"][0]["steps"] == 1
    expect(page.get_by_text("RNN: 1 step.", exact=True)).to_be_visible()


def test_a_gradient_of_0_is_said_and_left_out_of_the_curve(show: Show) -> None:
    page = show(recall_gap([1, 2, 3, 4], {"RNN": [1, 1, 1, 1]}, {"RNN": [1e-3, 0, 1e-5, 1e-6]}))
    gradient = drawings(page)[2]
    assert gradient.locator("path").get_attribute("d").count("M") == 2
    page.get_by_role("slider").press("Home")
    expect(gradient.locator("circle")).to_have_attribute("visibility", "visible")
    page.get_by_role("slider").press("ArrowRight")
    expect(gradient.locator("circle")).to_have_attribute("visibility", "hidden")
    assert page.locator(".columns > div").nth(1).inner_text().endswith("RNN\n1.00\n0")
    assert "NaN" not in page.locator(".stage").evaluate("stage => stage.outerHTML")


def test_the_level_of_guessing_is_a_dashed_line_only_where_it_is_given(show: Show) -> None:
    page = show(recall_gap(GAPS, ACCURACY, GRADIENT, chance=0.25))
    line = page.locator(".track line").first
    assert line.evaluate("line => line.getBBox().x / line.ownerSVGElement.clientWidth") == pytest.approx(0.25, abs=0.01)
    level = drawings(page)[1].locator("line[stroke-dasharray]")
    assert level.evaluate("line => (150 - line.y1.baseVal.value) / 122") == pytest.approx(0.25, abs=1e-3)
    expect(page.locator(".stage")).to_contain_text("dashed: guessing")
    silent = show(recall_gap(GAPS, ACCURACY, GRADIENT))
    assert silent.locator(".track line, [role=img] line[stroke-dasharray]").count() == 0
    expect(silent.locator(".stage")).not_to_contain_text("guessing")


def test_keys_move_the_slider_and_the_screen_reader_hears_all_numbers(show: Show, values_of: Values) -> None:
    page = show(recall_gap(GAPS, ACCURACY, GRADIENT))
    page.keyboard.press("Tab")
    slider = page.get_by_role("slider", name="between token A and the query")
    expect(slider).to_be_focused()
    for key, gap in (("End", 64), ("ArrowUp", 64), ("ArrowLeft", 32), ("Home", 1), ("ArrowRight", 2)):
        page.keyboard.press(key)
        assert values_of(page)["gap"] == gap
        expect(slider).to_have_attribute("aria-valuetext", f"gap {gap}")
    expect(page.locator("output")).to_have_text(
        "Gap 2. attention: 1 step. RNN, GRU, LSTM: 3 steps. "
        "Accuracy: RNN 1.00, GRU 1.00, LSTM 1.00, attention 1.00. "
        "Gradient: RNN 1.7 times 10 to the power −1, GRU 2.5 times 10 to the power −1, "
        "LSTM 2.7 times 10 to the power −1, attention 3.1 times 10 to the power −1."
    )


def test_the_scale_has_powers_of_ten_around_all_gradients(show: Show) -> None:
    page = show(recall_gap([1, 2], {"RNN": [1, 0]}, {"RNN": [20, 3e-7]}))
    assert drawings(page)[2].locator("text").all_text_contents()[1:5] == ["10²", "10⁻¹", "10⁻⁴", "10⁻⁷"]
    flat = show(recall_gap([1, 2], {"RNN": [1, 0]}, {"RNN": [1, 1]}))
    assert drawings(flat)[2].locator("text").all_text_contents()[1:3] == ["10¹", "10⁰"]


def test_on_a_phone_everything_is_stacked_and_the_slider_stays_in_sight(show: Show) -> None:
    page = show(recall_gap(GAPS, ACCURACY, GRADIENT, chance=0.1), width=360)
    boxes = [part.bounding_box() for part in page.locator(".columns > *").all()]
    assert len(boxes) == 4
    for upper, lower in pairwise(boxes):
        assert upper is not None and lower is not None
        assert lower["y"] >= upper["y"] + upper["height"] and lower["x"] == upper["x"]
    assert page.locator(".track").evaluate_all("all => Math.min(...all.map(track => track.clientWidth))") >= 56
    page.set_viewport_size({"width": 360, "height": 500})
    slider = page.get_by_role("slider").bounding_box()
    assert slider is not None and slider["y"] + slider["height"] <= 500


def test_names_are_text_and_the_longest_input_fits_on_a_phone(show: Show) -> None:
    names = ["<b>'\"&", "W" * 16, "M" * 16, "attention WW", "w w w w w w "]
    curves = {name: [1, 0.5, 0] for name in names}
    page = show(recall_gap([0, 999, 1000], curves, {name: [1e30, 1, 1e-30] for name in names}), width=360)
    page.get_by_role("slider").press("End")
    expect(page.locator(".columns")).to_contain_text("<b>'\"&")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator(".track").evaluate_all("all => Math.min(...all.map(track => track.clientWidth))") >= 56
    edge = page.locator("figure").bounding_box()
    for text in page.locator("figure :is(text, span:not(.spoken))").all():
        box = text.bounding_box()
        assert edge is not None and (box is None or edge["x"] <= box["x"] <= box["x"] + box["width"] <= edge["x"] + 328)


def test_the_fallback_says_both_ends_in_numbers(show: Show) -> None:
    curves = {"<i>": [1, 0.5, 0.25], "b": [1, 1, 0.999]}
    page = show(recall_gap([1, 5, 9], curves, {"<i>": [0.5, 0.1, 3e-7], "b": [1, 1, 1]}), java_script_enabled=False)
    assert page.locator("figure tr").all_inner_texts() == [
        "model\taccuracy, gap 1\taccuracy, gap 9\tgradient, gap 1\tgradient, gap 9",
        "<i>\t1.00\t0.25\t5.0e-01\t3.0e-07",
        "b\t1.00\t1.00\t1.0e+00\t1.0e+00",
    ]


CURVE = {"RNN": [0.5, 0.25]}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1], CURVE, CURVE), r"^gaps must hold 2 to 24 numbers; got 1\.$"),
        ((range(25), CURVE, CURVE), r"^gaps must hold 2 to 24 numbers; got 25\.$"),
        (([2, 2], CURVE, CURVE), r"^gaps must grow and be from 0 to 1000; got \[2, 2\]\.$"),
        (([-1, 2], CURVE, CURVE), r"^gaps must grow and be from 0 to 1000; got \[-1, 2\]\.$"),
        (([1, 1001], CURVE, CURVE), r"^gaps must grow and be from 0 to 1000"),
        (([1, 2], {}, {}), r"^accuracy must hold one to 6 models; got 0\.$"),
        (([1, 2], {name: [1, 1] for name in "abcdefg"}, CURVE), r"^accuracy must hold one to 6 models; got 7\.$"),
        (([1, 2], CURVE, {"GRU": [1, 1]}), r"^accuracy and gradient must hold the same models; got RNN and GRU\.$"),
        (([1, 2], {"": [1, 1]}, {"": [1, 1]}), r"^Each model's name must have 1 to 16 characters; got ''\.$"),
        (([1, 2], {"a" * 17: [1, 1]}, {"a" * 17: [1, 1]}), r"^Each model's name must have 1 to 16 characters"),
        (([1, 2, 3], CURVE, CURVE), r"^The accuracy of 'RNN' must hold 3 numbers, one a gap; got 2\.$"),
        (([1, 2], CURVE, {"RNN": [1]}), r"^The gradient of 'RNN' must hold 2 numbers, one a gap; got 1\.$"),
        (([1, 2], {"RNN": [1, 1.1]}, CURVE), r"^The accuracy of 'RNN' must be from 0 to 1; got 1\.1\.$"),
        (([1, 2], {"RNN": [1, -0.1]}, CURVE), r"^The accuracy of 'RNN' must be from 0 to 1; got -0\.1\.$"),
        (([1, 2], CURVE, {"RNN": [1, -1]}), r"^The gradient of 'RNN' must be from 0 to 1e\+30; got -1\.$"),
        (([1, 2], CURVE, {"RNN": [1, float("nan")]}), r"^The gradient of 'RNN' must be .*; got nan\.$"),
        (([1, 2], CURVE, {"RNN": [1, float("inf")]}), r"^The gradient of 'RNN' must be .*; got inf\.$"),
        (([1, 2], CURVE, {"RNN": [0, 0]}), r"^gradient must hold a number above 0; got none\.$"),
        (([1, 2], CURVE, CURVE, 1.5), r"^chance must be from 0 to 1; got 1\.5\.$"),
        (([1, 2], CURVE, CURVE, float("nan")), r"^chance must be from 0 to 1; got nan\.$"),
        (([1, 2], CURVE, CURVE, None, ["GRU"]), r"^direct must name models of accuracy, which are RNN; got 'GRU'\.$"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(arguments: tuple, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        recall_gap(*arguments)
