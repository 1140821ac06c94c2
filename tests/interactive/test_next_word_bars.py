"""The next word in the page: its shares are those of course_lib's model, whatever the model's parts and the text."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import torch
from playwright.sync_api import Page, expect
from torch import nn

from course_lib.attention import GroupedQueryAttention
from course_lib.interactive import next_word_bars, rounded_to_half
from course_lib.positions import HALVES, RotaryPositions
from course_lib.transformer import FeedForward, GatedFeedForward, LanguageModel, NoFeedForward, PostNorm

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]
WORDS = ["", "the", "ball", "is", "blue", "cat", "<b>", "人", "and", "old", "new", "."]
TEXTS = ["", "the ball is blue", "the cat and the ball"]
FEED_FORWARDS = {
    "gated": GatedFeedForward,
    "relu": FeedForward,
    "gelu": partial(FeedForward, activation=nn.GELU("tanh")),
    "none": NoFeedForward,
}


def make_model(feed_forward: str = "gated", **options: Any) -> LanguageModel:
    """Make a model with opinions, every number drawn at random."""
    torch.manual_seed(0)
    sizes = {"d_model": 12, "num_heads": 2, "num_layers": 2, "d_ff": 10, "dropout": 0.0, "positions": RotaryPositions}
    model = LanguageModel(len(WORDS), **(sizes | {"feed_forward": FEED_FORWARDS[feed_forward]} | options))
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.5)
    return model


@torch.no_grad()
def shares_after(model: LanguageModel, text: str) -> list[float]:
    """Compute the shares with course_lib, from the rounded numbers."""
    ids = [0, *(WORDS.index(word) for word in text.split())]
    return rounded_to_half(model).double()(torch.tensor([ids]))[0, -1].softmax(dim=0).tolist()


@pytest.mark.parametrize("feed_forward", FEED_FORWARDS)
@pytest.mark.parametrize("options", [{}, {"bias": False, "tie_embeddings": False}], ids=["tied", "untied"])
def test_the_shares_are_those_of_course_lib(
    show: Show, values_of: Values, feed_forward: str, options: dict[str, Any]
) -> None:
    model = make_model(feed_forward, **options)
    page = show(next_word_bars(model, WORDS, TEXTS, 0))
    for text in (*TEXTS, "人 . . the old old old new cat is <b>", " ".join(WORDS[1:] * 4)):
        page.get_by_label("Your text").fill(text)
        found = values_of(page)
        assert found["text"] == text.split()
        assert found["shares"] == pytest.approx(shares_after(model, text), abs=1e-6)


def test_the_bars_are_the_likeliest_words_and_pressing_one_appends_it(show: Show, values_of: Values) -> None:
    page = show(next_word_bars(make_model(), WORDS, TEXTS, 0, 1))
    found = values_of(page)
    order = sorted(range(1, len(WORDS)), key=lambda place: -found["shares"][place])[:8]
    buttons = page.locator(".stage button")
    assert buttons.all_inner_texts()[:8] == [WORDS[place] for place in order]
    widths = page.locator(".track").evaluate_all(
        "all => all.map(track => track.querySelector('.bar').getBBox().width / track.clientWidth)"
    )
    assert widths == pytest.approx([found["shares"][place] for place in order], abs=2e-3)
    buttons.nth(1).click()
    assert values_of(page)["text"] == [*TEXTS[1].split(), WORDS[order[1]]]
    expect(page.get_by_label("Your text")).to_have_value(f"{TEXTS[1]} {WORDS[order[1]]}")
    page.get_by_role("button", name="Take a word back").click()
    assert values_of(page) == found


def test_a_text_can_be_chosen_and_an_unknown_word_is_named(show: Show, values_of: Values) -> None:
    page = show(next_word_bars(make_model(), WORDS, TEXTS, 0))
    page.get_by_label("Text", exact=True).select_option(index=2)
    assert values_of(page)["text"] == TEXTS[2].split()
    page.get_by_label("Your text").fill("the ba")
    expect(page.locator(".verdict")).to_contain_text("The model does not know ba; it reads the words before it.")
    assert values_of(page)["text"] == ["the"]


def test_a_bar_stands_beside_its_word_and_long_texts_fit_on_a_phone(show: Show) -> None:
    page = show(
        next_word_bars(make_model(), WORDS, ["", "the cat and the ball is old and blue . " * 3], 0, 1), width=360
    )
    button, track = (page.locator(f".stage {each}").first.bounding_box() for each in ("button", ".track"))
    assert button["x"] + button["width"] <= track["x"] and abs(button["y"] - track["y"]) < 20
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_of_a_long_text_the_first_words_are_read(show: Show, values_of: Values) -> None:
    page = show(next_word_bars(make_model(), WORDS, TEXTS, 0))
    page.get_by_label("Your text").fill("the " * 60)
    assert len(values_of(page)["text"]) == 48
    expect(page.locator(".verdict")).to_contain_text("The model reads the first 48 words.")


def test_the_fallback_says_the_likeliest_words_at_the_start(show: Show) -> None:
    model = make_model()
    page = show(next_word_bars(model, WORDS, TEXTS, 0, 1), java_script_enabled=False)
    rows = page.locator("figure tr").all_inner_texts()
    shares = shares_after(model, TEXTS[1])
    best = max(range(len(WORDS)), key=lambda place: shares[place])
    assert rows[1] == f"{WORDS[best]}\t{shares[best]:.3f}" and len(rows) == 9


@pytest.mark.parametrize(
    ("model", "arguments", "message"),
    [
        ({}, (WORDS[1:], TEXTS, 0), r"a word for each of the model's 12 ids; got 11"),
        ({}, (WORDS, TEXTS[:1], 0), r"texts must hold 2 to 8 texts"),
        ({}, (WORDS, TEXTS, 0, 3), r"got 3 and 3"),
        ({}, (WORDS, ["", "the dog"], 0), r"'the dog' has 2, and unknown are: dog"),
        ({"residual": PostNorm}, (WORDS, TEXTS, 0), r"must have rotary positions of interleaved pairs"),
        ({"positions": partial(RotaryPositions, pairs=HALVES)}, (WORDS, TEXTS, 0), r"of interleaved pairs"),
        ({"attention": partial(GroupedQueryAttention, num_kv_heads=1)}, (WORDS, TEXTS, 0), r"multi-head attention"),
        ({"d_ff": 20_000}, (WORDS, TEXTS, 0), r"parameters; expected at most 150,000"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(
    model: dict[str, Any], arguments: tuple[Any, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        next_word_bars(make_model(**model), *arguments)
