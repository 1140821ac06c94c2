"""The heads in training: at each step the slider shows the loss and the scores that were handed in."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from playwright.sync_api import Page, expect

from course_lib.interactive import heads_in_training

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]
STEPS, LOSSES = [0, 100, 150, 400], [4.1, 3.8, 1.25, 0.3]
PREVIOUS = torch.rand(4, 2, 8, generator=torch.Generator().manual_seed(0))
INDUCTION = torch.rand(4, 2, 8, generator=torch.Generator().manual_seed(1))


def test_every_step_shows_its_loss_and_its_scores(show: Show, values_of: Values) -> None:
    page = show(heads_in_training(STEPS, LOSSES, PREVIOUS, INDUCTION))
    for at, step in enumerate(STEPS):
        found = values_of(page)
        assert (found["step"], found["loss"]) == (step, LOSSES[at])
        for name, scores in (("previous", PREVIOUS), ("induction", INDUCTION)):
            torch.testing.assert_close(torch.tensor(found[name]), scores[at], atol=6e-4, rtol=0)
        page.get_by_role("slider").press("ArrowRight")


def test_the_squares_are_as_full_as_the_scores_are_high_and_the_highest_is_named(show: Show) -> None:
    page = show(heads_in_training(STEPS, LOSSES, PREVIOUS, INDUCTION, 2))
    for which, scores in enumerate((PREVIOUS, INDUCTION)):
        drawing = page.locator(".columns svg").nth(which)
        filled = drawing.locator("rect").evaluate_all("all => all.map(one => Number(one.getAttribute('fill-opacity')))")
        torch.testing.assert_close(torch.tensor(filled).view(2, 8), scores[2], atol=6e-4, rtol=0)
        layer, head = divmod(int(scores[2].argmax()), 8)
        expect(drawing).to_have_attribute(
            "aria-label",
            f"{['looks at the word before', 'looks at what came after the same word'][which]}, "
            f"highest: {scores[2].max():.2f}, layer {layer}, head {head}",
        )


def test_the_mark_stands_on_the_curve(show: Show) -> None:
    page = show(heads_in_training(STEPS, LOSSES, PREVIOUS, INDUCTION, 1, name="error"))
    points = page.locator("path").get_attribute("d").lstrip("M").split("L")
    dot = page.locator("circle")
    assert points[1] == f"{dot.get_attribute('cx')} {dot.get_attribute('cy')}"
    expect(page.locator(".verdict")).to_have_text("After 100 steps the error is 3.800.")


def test_the_fallback_says_the_scores_at_the_start(show: Show) -> None:
    page = show(heads_in_training(STEPS, LOSSES, PREVIOUS, INDUCTION), java_script_enabled=False)
    rows = page.locator("figure tr").all_inner_texts()
    assert rows[0] == "head\tword before\tinduction" and len(rows) == 17
    assert rows[1] == f"layer 0, head 0\t{PREVIOUS[0, 0, 0]:.2f}\t{INDUCTION[0, 0, 0]:.2f}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((STEPS, LOSSES[:3], PREVIOUS, INDUCTION), r"a loss for each; got 4 and 3"),
        (([1], [1.0], PREVIOUS[:1], INDUCTION[:1]), r"There must be 2 to 200 steps"),
        ((STEPS, LOSSES, PREVIOUS[:3], INDUCTION), r"^previous_token has shape \[3, 2, 8\]"),
        ((STEPS, LOSSES, PREVIOUS, INDUCTION[:, :1]), r"^induction has shape \[4, 1, 8\]"),
        ((STEPS, LOSSES, PREVIOUS, 2 * INDUCTION), r"^induction must have scores from 0 to 1"),
        ((STEPS, LOSSES, PREVIOUS, INDUCTION, 4), r"step must be from 0 to 3; got 4"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        heads_in_training(*arguments)
