"""Scores over d_k: the embedded numbers are torch's, and so is what the figure makes of them."""

from collections.abc import Callable
from math import sqrt
from typing import Any

import pytest
import torch
from playwright.sync_api import Page, expect

from course_lib.attention import softmax
from course_lib.interactive import score_spread
from course_lib.interactive.figures.score_spread import WIDTHS, drawn_scores

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]


def expected(scores: torch.Tensor) -> dict[str, Any]:
    """Compute with course_lib and torch what a panel shows."""
    weights = softmax(scores)
    jacobian = torch.autograd.functional.jacobian(softmax, scores)
    return {
        "scores": scores.tolist(),
        "weights": weights.tolist(),
        "spread": scores.std().item(),
        "largest": weights.max().item(),
        "norm": torch.linalg.matrix_norm(jacobian).item(),
    }


@pytest.mark.parametrize(("seed", "keys"), [(0, 16), (1, 2), (2, 32)])
def test_both_panels_agree_with_course_lib_at_every_width(show: Show, values_of: Values, seed: int, keys: int) -> None:
    page = show(score_spread(seed, keys))
    page.get_by_role("slider").press("Home")
    for d_k, scores in zip(WIDTHS, drawn_scores(seed, keys), strict=True):
        found = values_of(page)
        assert found["width"] == d_k
        for panel, divisor in (("plain", 1), ("scaled", sqrt(d_k))):
            for name, value in expected(torch.tensor(scores, dtype=torch.float64) / divisor).items():
                assert found[panel][name] == pytest.approx(value, rel=1e-9, abs=1e-9), (panel, name, d_k)
        page.keyboard.press("ArrowRight")


def test_a_tiny_jacobian_keeps_its_digits(show: Show, values_of: Values) -> None:
    page = show(score_spread(seed=1))
    page.get_by_role("slider").press("End")
    weights = softmax(torch.tensor(drawn_scores(1, 16)[-1], dtype=torch.float64))
    # One weight rounds to 1: on the diagonal, 1 − p must be the sum of the others.
    rest = torch.stack([weights[torch.arange(16) != at].sum() for at in range(16)])
    jacobian = -torch.outer(weights, weights)
    jacobian.diagonal().copy_(weights * rest)
    found = values_of(page)["plain"]["norm"]
    assert found == pytest.approx(torch.linalg.matrix_norm(jacobian).item(), rel=1e-9, abs=0)
    assert 0 < found < 1e-16


def test_the_embedded_scores_are_torchs_to_seven_digits() -> None:
    generator = torch.Generator().manual_seed(5)
    query = torch.randn(1024, generator=generator, dtype=torch.float64)
    key = torch.randn(4, 1024, generator=generator, dtype=torch.float64)
    for d_k, scores in zip(WIDTHS, drawn_scores(5, 4), strict=True):
        assert scores == pytest.approx((query[:d_k] * key[:, :d_k]).sum(dim=-1).tolist(), rel=1e-6)


def test_with_the_default_seed_dividing_brings_the_spread_near_1_and_the_jacobian_back() -> None:
    scores = torch.tensor(drawn_scores(0, 16)[-1], dtype=torch.float64)
    plain, scaled = expected(scores), expected(scores / 32)
    assert plain["spread"] > 20 and 0.7 < scaled["spread"] < 1.4
    assert plain["norm"] < 0.01 < 0.1 < scaled["norm"]


def test_the_numbers_and_the_bars_shown_are_those_computed(show: Show, values_of: Values) -> None:
    page = show(score_spread())
    found = values_of(page)
    for at, name in enumerate(("plain", "scaled")):
        panel = page.locator(".columns > div").nth(at)
        text = panel.inner_text() + " ".join(panel.locator("text").all_text_contents())
        values = found[name]
        for shown in (
            f"spread {values['spread']:.2f}",
            f"largest {values['largest']:.3f}",
            f"{values['norm']:.3g}",
        ):
            assert shown in text
        heights = panel.locator("[role=img] rect.bar:not([rx])").evaluate_all(
            "all => all.map(bar => Number(bar.getAttribute('height')) / 72)"
        )
        assert heights == pytest.approx(values["weights"], abs=1e-9)
        gauge, track = panel.locator(".track rect").bounding_box(), panel.locator(".track").bounding_box()
        assert gauge is not None and track is not None
        assert gauge["width"] / track["width"] == pytest.approx(values["norm"] / 0.5, abs=0.01)


def test_the_slider_says_d_k_and_its_ends_hold(show: Show, values_of: Values) -> None:
    page = show(score_spread())
    page.keyboard.press("Tab")
    slider = page.get_by_role("slider")
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "d_k = 64")
    for key, d_k in (("End", 1024), ("ArrowUp", 1024), ("ArrowLeft", 512), ("Home", 1), ("ArrowDown", 1)):
        page.keyboard.press(key)
        assert values_of(page)["width"] == d_k
        expect(slider).to_have_attribute("aria-valuetext", f"d_k = {d_k}")


def test_on_a_phone_the_panels_are_stacked_and_the_slider_stays_in_sight(show: Show) -> None:
    page = show(score_spread(), width=360)
    left, right = (page.locator(".columns > div").nth(at).bounding_box() for at in (0, 1))
    assert left is not None and right is not None
    assert right["y"] >= left["y"] + left["height"] and right["x"] == left["x"]
    page.set_viewport_size({"width": 360, "height": 500})
    slider = page.get_by_role("slider").bounding_box()
    assert slider is not None and slider["y"] + slider["height"] <= 500


def test_no_dot_lies_outside_its_axis(show: Show) -> None:
    page = show(score_spread(3))
    for key in ("Home", "End"):
        page.get_by_role("slider").press(key)
        places = page.locator("circle").evaluate_all("all => all.map(dot => Number(dot.getAttribute('cx')))")
        assert len(places) == 32 and min(places) >= 5 and max(places) <= 325


def test_the_fallback_lists_the_largest_weight_for_every_width(show: Show) -> None:
    page = show(score_spread(), java_script_enabled=False)
    rows = page.locator("figure tr").all_inner_texts()
    scores = torch.tensor(drawn_scores(0, 16), dtype=torch.float64)
    roots = torch.tensor(WIDTHS, dtype=torch.float64).sqrt()[:, None]
    plain, scaled = softmax(scores).amax(dim=-1), softmax(scores / roots).amax(dim=-1)
    assert rows[1:] == [
        f"{w}\t{p:.3f}\t{s:.3f}" for w, p, s in zip(WIDTHS, plain.tolist(), scaled.tolist(), strict=True)
    ]


@pytest.mark.parametrize("keys", [1, 33, 0, -4])
def test_bad_arguments_are_refused_in_one_sentence(keys: int) -> None:
    with pytest.raises(ValueError, match=rf"^keys must be from 2 to 32; got {keys}\.$"):
        score_spread(keys=keys)
