"""Hidden words in the page: what is guessed is what course_lib's model guesses, whatever is hidden."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import torch
from playwright.sync_api import Page, expect
from torch import nn

from course_lib.interactive import hidden_words, rounded_to_half
from course_lib.positions import LearnedPositions, RotaryPositions
from course_lib.transformer import GatedFeedForward, MaskedLanguageModel, PreNorm

Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]
WORDS = ["", "", "", "the", "ball", "is", "blue", "人", "<b>"]
TEXTS = ["the ball is blue", "the 人 is the <b> ball"]
START, MASK = 1, 2


def make_model(**options: Any) -> MaskedLanguageModel:
    """Make a model with opinions, every number drawn at random."""
    torch.manual_seed(0)
    sizes = {"d_model": 12, "num_heads": 2, "num_layers": 2, "d_ff": 10, "dropout": 0.0}
    parts = {"norm": nn.LayerNorm, "positions": partial(LearnedPositions, 7)}
    model = MaskedLanguageModel(len(WORDS), pad_id=0, **(sizes | parts | options))
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.5)
    return model


def figure(model: MaskedLanguageModel | None = None, **options: Any) -> Any:
    return hidden_words(model or make_model(), WORDS, TEXTS, start_id=START, mask_id=MASK, **options)


@torch.no_grad()
def shares_at(model: MaskedLanguageModel, text: str, hidden: list[int]) -> dict[str, list[float]]:
    """Compute the shares with course_lib, from the rounded numbers."""
    ids = [START, *(MASK if place in hidden else WORDS.index(word) for place, word in enumerate(text.split()))]
    shares = rounded_to_half(model).double()(torch.tensor([ids]))[0, 1:].softmax(dim=-1)
    return {str(place): shares[place].tolist() for place in hidden}


@pytest.mark.browser
def test_at_every_hidden_place_the_shares_are_those_of_course_lib(show: Show, values_of: Values) -> None:
    model = make_model()
    page = show(figure(model, text=1))
    words = page.locator(".buttons button")
    hidden = [0]
    for place in (4, 1, 0, 5):
        words.nth(place).click()
        hidden = sorted({*hidden} ^ {place})
        found = values_of(page)
        assert (found["text"], found["hidden"]) == (TEXTS[1].split(), hidden)
        for at, shares in shares_at(model, TEXTS[1], hidden).items():
            assert found["shares"][at] == pytest.approx(shares, abs=1e-6)
    expect(words.nth(4)).to_have_text("[MASK]")
    expect(words.nth(0)).to_have_text("the")


@pytest.mark.browser
def test_the_bars_are_the_likeliest_words_and_the_right_one_is_bold(show: Show, values_of: Values) -> None:
    page = show(figure(hidden=(2,)))
    shares = values_of(page)["shares"]["2"]
    best = sorted(range(3, len(WORDS)), key=lambda i: -shares[i])[:4]
    lines = page.locator(".lines span:not(.digits)")
    assert lines.all_text_contents() == [WORDS[i] for i in best]
    bold = [lines.nth(at).evaluate("line => getComputedStyle(line).fontWeight") == "700" for at in range(4)]
    assert bold == [WORDS[i] == "is" for i in best]


@pytest.mark.browser
def test_with_nothing_hidden_it_says_so_and_another_text_begins_with_its_first_word_hidden(
    show: Show, values_of: Values
) -> None:
    page = show(figure())
    page.locator(".buttons button").first.click()
    expect(page.locator(".verdict")).to_have_text("No word is hidden: press one.")
    page.get_by_label("Text").select_option(index=1)
    assert values_of(page)["hidden"] == [0]


@pytest.mark.browser
def test_the_fallback_tells_the_guesses(show: Show) -> None:
    model = make_model()
    page = show(figure(model, hidden=(1, 2)), java_script_enabled=False)
    rows = page.locator("figure tr").all_inner_texts()
    assert [row.split("\t")[0] for row in rows] == ["hidden", "ball", "is"]
    shares = shares_at(model, TEXTS[0], [1, 2])["1"]
    best = max(range(3, len(WORDS)), key=lambda i: shares[i])
    assert rows[1].split("\t")[1].startswith(f"{WORDS[best]} {shares[best]:.3f}, ")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"positions": RotaryPositions}, "must have learned places, post-norm"),
        ({"residual": PreNorm}, "must have learned places, post-norm"),
        ({"norm": partial(nn.LayerNorm, eps=1e-12)}, "its eps of 1e-05"),
        ({"feed_forward": GatedFeedForward}, "a feed-forward block with GELU"),
        ({"d_model": 240, "d_ff": 400}, "parameters; expected at most 120,000"),
    ],
)
def test_a_model_with_other_parts_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        figure(make_model(**options))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"words": WORDS[:-1]}, "a word for each of the model's 9 ids; got 8"),
        ({"texts": TEXTS[:1]}, "texts must hold 2 to 8 texts"),
        ({"texts": ["the cat", "the ball"]}, "unknown are: cat"),
        ({"texts": ["the " * 7, "the ball"]}, "Each text must have 1 to 6 words"),
        ({"hidden": (4,)}, "hidden has 4; expected places from 0 to 3"),
        ({"text": 2}, "texts must hold 2 to 8 texts"),
    ],
)
def test_what_cannot_be_shown_is_refused(change: dict[str, Any], message: str) -> None:
    given = {"words": WORDS, "texts": TEXTS, "start_id": START, "mask_id": MASK} | change
    with pytest.raises(ValueError, match=message):
        hidden_words(make_model(), given.pop("words"), given.pop("texts"), **given)
