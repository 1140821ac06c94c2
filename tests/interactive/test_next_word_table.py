"""The table of next tokens: whatever the wording and the sliders, the shares are those of course_lib's filters."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from playwright.sync_api import Page, expect

from course_lib.attention import softmax
from course_lib.interactive import next_word_table
from tests.interactive.test_likeliest_of_many import KNOWN, expected

Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]
COUNT = 2000
TOKENS = [f" t{at}" for at in range(COUNT)]
TEXTS = ["The capital is", "Which one is the <capital>?\n"]
_drawn = torch.randn(2, COUNT, generator=torch.Generator().manual_seed(0))
LOGITS = _drawn * torch.tensor([[3.5], [1.0]])  # one sure of few tokens, one of many


@pytest.mark.browser
def test_tabs_and_sliders_work_by_keyboard_and_show_what_is_computed(show: Show, values_of: Values) -> None:
    page = show(next_word_table(TEXTS, TOKENS, LOGITS))
    page.get_by_role("radio").first.press("ArrowRight")
    expect(page.get_by_role("radio", checked=True)).to_be_focused()
    expect(page.locator(".question")).to_have_text("Which one is the <capital>?⏎")
    for name, key, times in (("Temperature", "ArrowDown", 3), ("Top-p", "ArrowLeft", 2)):
        for _ in range(times):
            page.get_by_label(name).press(key)
    found = values_of(page)
    assert (found["text"], found["temperature"], found["k"], found["p"]) == (1, 0.7, COUNT, 0.9)
    wanted = expected(LOGITS[1], 0.7, COUNT, 0.9)
    assert found["now"]["shares"] == pytest.approx(wanted[:KNOWN].tolist(), abs=1e-6)
    before = expected(LOGITS[1], 1.0, COUNT, 1.0)
    assert found["before"]["shares"] == pytest.approx(before[:KNOWN].tolist(), abs=1e-6)
    sums = [*range(12), slice(12, KNOWN), slice(KNOWN, None)]
    seen = page.locator(".track").evaluate_all(
        "all => all.map(track => [track.querySelector('.bar').getBBox().width / track.clientWidth,"
        " track.querySelector('line').getBBox().x / track.clientWidth])"
    )
    for column, shares in enumerate((wanted, before)):
        drawn = [float(shares[each].sum()) for each in sums]
        assert [line[column] for line in seen] == pytest.approx(drawn, abs=2e-3)
    expect(page.get_by_text("28 next ones")).to_be_visible()
    expect(page.get_by_text("1,960 others")).to_be_visible()


@pytest.mark.browser
def test_what_is_cut_is_said_and_struck_out(show: Show) -> None:
    page = show(next_word_table(TEXTS, TOKENS, LOGITS, top_k=5))
    left = int((expected(LOGITS[0], 1.0, 5, 0.5) > 0).sum())
    page.get_by_label("Top-p").fill("10")
    expect(page.locator(".verdict")).to_contain_text(f"{left} of 2,000 tokens left.")
    assert page.locator("dd").all_inner_texts() == ["1,995", f"{5 - left}"]
    expect(page.locator(".word.cut")).to_have_count(14 - left)
    expect(page.locator("output")).to_contain_text("Wording 1: The capital is. Temperature 1, top-k 5, top-p 0.5.")
    page.get_by_label("Temperature").press("Home")
    best = TOKENS[int(LOGITS[0].argmax())].replace(" ", "␣")
    expect(page.locator(".verdict")).to_have_text(f"Temperature 0 always takes the likeliest of 2,000 tokens: {best}.")
    expect(page.locator(".word.cut")).to_have_count(13)


@pytest.mark.browser
def test_all_known_tokens_can_be_shown(show: Show) -> None:
    page = show(next_word_table(TEXTS, TOKENS, LOGITS))
    page.get_by_role("button", name="Show 40 tokens").press("Enter")
    names = page.locator(".word").all_inner_texts()
    order = LOGITS[0].argsort(descending=True)[:KNOWN].tolist()
    assert names == [*(TOKENS[at].replace(" ", "␣") for at in order), "1,960 others"]


@pytest.mark.browser
def test_without_scripts_each_wording_says_its_likeliest_token(show: Show) -> None:
    page = show(next_word_table(TEXTS, TOKENS, LOGITS), java_script_enabled=False)
    rows = page.locator("figure tr").all_inner_texts()[1:]
    shares = softmax(LOGITS.double())
    for row, text, of_text in zip(rows, ("The capital is", "Which one is the <capital>?⏎"), shares, strict=True):
        assert row == f"{text}\t␣t{int(of_text.argmax())}\t{float(of_text.max()):.3f}"


@pytest.mark.browser
def test_signs_stand_for_spaces_line_breaks_and_what_cannot_be_printed(show: Show) -> None:
    tokens = [" a b ", "\n\n", " ", "\x07", "a very long token indeed", "<b>"]
    page = show(next_word_table(["x"], tokens, torch.arange(6.0)[None].flip(-1)))
    assert page.locator(".word").all_inner_texts() == ["␣a b␣", "⏎⏎", "␣", "\\x07", "a very long tok…", "<b>"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"texts": [], "logits": LOGITS[:0]}, r"texts must hold 1 to 12 texts; got 0"),
        ({"texts": ["a", "  "]}, r"Each text must have 1 to 200 characters, not only spaces; got '  '"),
        ({"texts": ["a", "b" * 201]}, r"Each text must have 1 to 200 characters"),
        ({"tokens": TOKENS[1:]}, r"logits must have the shape \[2, 1999\].*; got \[2, 2000\]"),
        ({"logits": LOGITS / 0}, r"logits has NaN or infinity; expected finite numbers"),
        ({"text": 2}, r"text must be from 0 to 1; got 2"),
        ({"top_k": 41}, r"top_k must be a whole number from 1 to 40, or None to keep all; got 41"),
        ({"temperature": 0.25}, r"temperature must be from 0 to 2 in steps of 0.1; got 0.25"),
        ({"top_p": 0.99}, r"top_p must be from 0.05 to 1 in steps of 0.05; got 0.99"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        next_word_table(**{"texts": TEXTS, "tokens": TOKENS, "logits": LOGITS, **arguments})
