"""The merges: after each of them the tokens are those of course_lib's encoder with so many merges."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course_lib.interactive import byte_pair_merges
from course_lib.interactive.figures.byte_pair_merges import TEXT
from course_lib.text import BytePairTokenizer, do_not_split

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]
TOKENIZER = BytePairTokenizer.train(["the ball and the balls 中文 中国 aaa aaaa 🙂🙂\n"] * 2, 300)


def tokens_after(tokenizer: BytePairTokenizer, merges: int, text: str) -> list[list[int]]:
    """Return the bytes of each token by course_lib."""
    shorter = BytePairTokenizer(tokenizer.merges[:merges], tokenizer.split)
    return [list(shorter.tokens[number]) for number in shorter.encode(text)]


@pytest.mark.parametrize("text", ["the balls 中文 aaaaa 🙂", "<b>&\"' x\ny", "国"])
def test_after_every_merge_the_tokens_are_those_of_course_lib(show: Show, values_of: Values, text: str) -> None:
    page = show(byte_pair_merges(text, TOKENIZER))
    slider = page.get_by_role("slider")
    for merges in range(len(TOKENIZER.merges) + 1):
        found = values_of(page)
        assert (found["done"], found["tokens"]) == (merges, tokens_after(TOKENIZER, merges, text))
        slider.press("ArrowRight")


def test_without_a_split_tokens_reach_across_words(show: Show, values_of: Values) -> None:
    tokenizer = BytePairTokenizer.train(["a b a b a b"], 260, do_not_split)
    page = show(byte_pair_merges("a b a b", tokenizer, 2))
    assert values_of(page)["tokens"] == tokens_after(tokenizer, 2, "a b a b")


def test_bytes_of_a_character_are_shown_until_it_is_whole(show: Show) -> None:
    page = show(byte_pair_merges(TEXT))
    stage = page.locator(".stage")
    expect(stage).to_contain_text("E4")
    expect(stage).to_contain_text("Before the first merge every byte is a token.")
    page.get_by_role("button", name="All merges").click()
    expect(stage.get_by_text("␣中文", exact=True)).to_be_visible()


def test_the_buttons_go_one_back_and_one_on_and_no_further_than_the_ends(show: Show, values_of: Values) -> None:
    page = show(byte_pair_merges(TEXT, merges=1))
    for name, expected in [("One back", 0), ("One back", 0), ("One on", 1), ("One on", 2)]:
        page.get_by_role("button", name=name).click()
        assert values_of(page)["done"] == expected
    expect(page.locator(".verdict")).to_contain_text("Merge 2 joins ")


def test_the_fallback_says_the_tokens_at_the_start(show: Show) -> None:
    page = show(byte_pair_merges("aaa b<", TOKENIZER), java_script_enabled=False)
    assert "the text is 6 tokens: a | a | a | ␣ | b | <." in page.locator("figure .fallback").inner_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("",), r"text must have 1 to 120 characters; got 0"),
        (("a" * 121,), r"got 121"),
        (("a",), r"The tokenizer must have 1 to 300 merges; got 0"),
        (("ab", None, 2), r"merges must be from 0 to 1; got 2"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        byte_pair_merges(*arguments)
