"""The arrows: their numbers, their fields, their tips."""

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import torch
from playwright.sync_api import Page, expect

from course_lib.interactive import dot_product_arrows
from tests.interactive.dragging import drag, keeps_a_finger

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]
FIELDS = ("x₁", "x₂", "y₁", "y₂")

TELLING = [
    (1, 0, 3, 1),  # x·y > x·x
    (1, 2, -2, 1),
    (0.1, 0.3, -0.3, 0.1),
    (2, 1, 2, 1),
    (4, 4, -4, -4),
    (1, 2, 1, 2.000001),
    (1e-7, 0, 4, 4),
    (1e-150, 1e-150, 4, -4),
    (-4, 3.999, 0.001, -4),
]
_draw = random.Random(0)
DRAWN = [tuple(round(_draw.uniform(-4, 4), 3) for _ in FIELDS) for _ in range(25)]


def type_in(page: Page, numbers: tuple[float, ...]) -> None:
    """Write one number into each field."""
    for name, number in zip(FIELDS, numbers, strict=True):
        page.get_by_label(name, exact=True).fill(str(number))


def expected(numbers: tuple[float, ...]) -> dict[str, Any]:
    """Compute with torch what the figure shows for non-zero vectors."""
    x, y = torch.tensor(numbers, dtype=torch.float64).view(2, 2)
    dot, lengths = x @ y, torch.stack([x.norm(), y.norm()])
    cross = torch.linalg.det(torch.stack([x, y]))
    return {
        "products": (x * y).tolist(),
        "dot": dot.item(),
        "square": (x @ x).item(),
        "lengths": lengths.tolist(),
        "cosine": torch.cosine_similarity(x / lengths[0], y / lengths[1], dim=0).item(),
        "angle": torch.rad2deg(torch.atan2(cross.abs(), dot)).item(),
        "projection": (y @ (x / lengths[0])).item(),
        "foot": ((x / lengths[0]) * (y @ (x / lengths[0]))).tolist(),
    }


def place_of(page: Page, to: tuple[float, float]) -> tuple[float, float]:
    """Return where on the page these coordinates are now; text of more lines above moves the grid."""
    plane = page.locator("figure svg").bounding_box()
    assert plane is not None
    unit = plane["width"] * 40 / (2 * 196)
    return plane["x"] + plane["width"] / 2 + to[0] * unit, plane["y"] + plane["height"] / 2 - to[1] * unit


def test_all_numbers_agree_with_torch(show: Show, values_of: Values) -> None:
    page = show(dot_product_arrows())
    for numbers in TELLING + DRAWN:
        type_in(page, numbers)
        found = values_of(page)
        for name, value in expected(numbers).items():
            assert found[name] == pytest.approx(value, rel=1e-9, abs=1e-9), (name, numbers)


def test_the_numbers_shown_are_the_numbers_computed(show: Show) -> None:
    page = show(dot_product_arrows(x=(1, 0), y=(3, -1)))
    shown = page.locator("dl div").all_inner_texts()
    assert [text.split("\n")[-1] for text in shown] == [
        "3.00", "0.00", "3.00", "1.00", "1.00", "3.16", "0.95", "18.4°", "3.00",
    ]  # fmt: skip


@pytest.mark.parametrize("zero", [(0, 0, 1, 2), (1, 2, 0, 0), (0, 0, 0, 0)])
def test_a_zero_vector_has_no_cosine_and_no_nan_is_shown(
    show: Show, values_of: Values, zero: tuple[float, ...]
) -> None:
    page = show(dot_product_arrows())
    type_in(page, zero)
    found = values_of(page)
    assert (found["dot"], found["cosine"], found["angle"]) == (0, None, None)
    assert "undefined" in page.locator("dl").last.inner_text()
    assert "NaN" not in page.locator("figure").evaluate("figure => figure.querySelector('.stage').outerHTML")


@pytest.mark.parametrize(
    ("numbers", "word"),
    [
        ((3, 1, 1, 2), "Less than 90° apart: the dot product is positive."),
        ((0.1, 0.7, 2.1, -0.3), "Perpendicular"),
        ((1, 2, -1, -1), "More than 90° apart"),
        ((1, 0, 3, 1), "x·y is larger than x·x"),
        ((2, 1, 2, 1), "Less than 90° apart: the dot product is positive."),
    ],
)
def test_the_sentence_names_the_case(show: Show, numbers: tuple[float, ...], word: str) -> None:
    page = show(dot_product_arrows())
    type_in(page, numbers)
    expect(page.locator(".verdict")).to_contain_text(word)


def test_the_screen_reader_hears_dot_product_cosine_and_angle(show: Show) -> None:
    page = show(dot_product_arrows())
    type_in(page, (1, 0, 2, 2))
    expect(page.locator("output")).to_contain_text("dot product 2.00, cosine 0.71, angle 45 degrees. Less")


@pytest.mark.parametrize("at", range(4))
def test_arrow_keys_move_by_a_tenth_and_with_shift_by_one(show: Show, values_of: Values, at: int) -> None:
    page = show(dot_product_arrows())
    start = [3.0, 1.0, 1.0, 2.0]
    for _ in range(at + 1):
        page.keyboard.press("Tab")
    for key, change in (
        ("ArrowUp", 0.1),
        ("Shift+ArrowDown", -1.0),
        ("Shift+ArrowUp", 1.0),
        ("ArrowDown", -0.1),
    ):
        page.keyboard.press(key)
        start[at] += change
        assert values_of(page)["x"] + values_of(page)["y"] == pytest.approx(start, abs=1e-12)
    for _ in range(10):
        page.keyboard.press("Shift+ArrowUp")
    assert (values_of(page)["x"] + values_of(page)["y"])[at] == 4


@pytest.mark.parametrize("touch", [False, True])
def test_both_tips_can_be_dragged_and_the_fields_follow(show: Show, values_of: Values, touch: bool) -> None:
    page = show(dot_product_arrows(), has_touch=touch, width=360)
    for tip, to in (("x", (-2.5, 3.0)), ("y", (9.0, -1.2))):
        drag(page.locator(f"[data-tip={tip}]"), partial(place_of, page, to), touch)
    assert values_of(page)["x"] == [-2.5, 3]
    assert values_of(page)["y"] == [4, -1.2]
    assert [page.get_by_label(name, exact=True).input_value() for name in FIELDS] == [
        "-2.5",
        "3",
        "4",
        "-1.2",
    ]


def test_on_a_phone_nothing_above_or_in_the_plane_grows_while_an_arrow_is_dragged(show: Show) -> None:
    page = show(dot_product_arrows(), width=360)
    lines, planes = set(), set()

    def look() -> None:
        lines.add(page.locator(".verdict").bounding_box()["height"])
        planes.add(
            page.locator("figure svg").evaluate(
                "plane => [plane, plane.querySelector('text')].map(each => each.getBoundingClientRect())"
                ".map(({ top, width, height }) => `${top} ${width} ${height}`).join()"
            )
        )

    page.mouse.move(*place_of(page, (1, 2)))
    page.mouse.down()
    for to in ((1, 2), (0.5, -1), (-3, 1), (-1, 3), (0, 0), (4, 2)):
        page.mouse.move(*place_of(page, to), steps=3)
        look()
    page.mouse.up()
    assert len(lines) > 1  # the sentence has more lines in some cases than in others
    assert len(planes) == 1


def test_only_the_tips_keep_a_finger_from_scrolling(show: Show) -> None:
    page = show(dot_product_arrows())
    for tip in ("x", "y"):
        assert keeps_a_finger(page.locator(f"[data-tip={tip}]"))
    assert not keeps_a_finger(page.locator("figure svg"))


@pytest.mark.parametrize("typed", ["", "9", "-4.1"])
def test_a_bad_field_is_named_and_the_last_valid_value_kept(show: Show, values_of: Values, typed: str) -> None:
    page = show(dot_product_arrows())
    before, field = values_of(page), page.get_by_label("x₂", exact=True)
    field.fill(typed)
    expect(page.get_by_role("alert")).to_have_text("x₂ needs a number from −4 to 4. The figure keeps 1.")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert values_of(page) == before
    field.fill("0.5")
    expect(page.get_by_role("alert")).to_be_empty()
    assert values_of(page)["x"] == [3, 0.5]


def test_the_fallback_says_the_start_in_numbers(show: Show) -> None:
    text = show(dot_product_arrows(), java_script_enabled=False).locator("figure").inner_text()
    assert "products are 3.00 and 2.00; their sum, the dot product, is 5.00" in text
    assert "cosine is 0.71, the angle 45 degrees: less than 90 degrees apart." in text
    assert "cosine is undefined" in dot_product_arrows(x=(0, 0)).data
    assert "The dot product, is −" not in text and "is −5.00" in dot_product_arrows(y=(-1, -2)).data


@pytest.mark.parametrize("bad", [(1,), (1, 2, 3), (5, 1), (float("nan"), 1), (float("inf"), 1)])
def test_bad_arguments_are_refused_in_one_sentence(bad: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"^y must be two numbers from -4 to 4, .*; got .*\.$"):
        dot_product_arrows(y=bad)
