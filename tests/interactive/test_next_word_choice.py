"""The probabilities of the next word: equal to course_lib's filters for every setting that can be reached."""

import math
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
import torch
from playwright.sync_api import Page, expect
from torch import Tensor

from course_lib.attention import softmax
from course_lib.decoding import keep_top_k, keep_top_p, scale_by_temperature
from course_lib.interactive import next_word_choice

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]

WORDS = ("sunny", "cloudy", "rainy", "cold", "foggy", "warm", "dry", "人")
LOGITS = torch.tensor([2.1, 3.4, -0.3, 1.0, 3.1, 0.2, -4.0, 1.7])
AUTUMN = ('autumn: "it is"', WORDS, LOGITS)
# Each tie stands across the border of some top-k or top-p.
TIES = ("ties", ("a", "b", "c", "d", "e", "f"), torch.tensor([1.0, 2.0, 1.0, 2.0, 2.0, 1.0]))
EQUAL = ("all equal", tuple("abcdefghij"), torch.zeros(10))
FAR = ("far apart", ("a", "b", "c"), torch.tensor([-1e6, 1e6, 999_999.0]))
MANY = ("many", tuple(f"number {at}" for at in range(24)), torch.randn(24, generator=torch.Generator().manual_seed(0)))

GRID = [
    (temperature, k, p)
    for temperature in (0.1, 0.3, 0.7, 1.0, 1.15, 3.0)
    for k in (1, 2, 3, 5, 24)
    for p in (0.05, 0.3, 0.4, 0.5, 0.9, 0.99, 1.0)
]
SETTINGS_ARE = """(figure, settings) => settings.map(([temperature, k, p]) => {
    const [warmth, most, reach] = figure.querySelectorAll("input[type=range]");
    [warmth.value, most.value, reach.value] = [Math.round(temperature * 100), k, Math.round(p * 100)];
    reach.dispatchEvent(new Event("input"));
    return JSON.parse(figure.dataset.values);
})"""


def expected(logits: Tensor, temperature: float, k: int, p: float) -> list[float]:
    """Compute the probabilities with course_lib, in float64, in the order in which the words were given."""
    kept = keep_top_k(scale_by_temperature(logits.double(), temperature), k)
    return softmax(keep_top_p(kept, p)).tolist()


def as_given(words: tuple[str, ...], found: dict[str, Any]) -> list[float]:
    """Return the figure's probabilities in the order in which the words were given."""
    by_word = dict(zip(found["words"], found["probabilities"], strict=True))
    return [by_word[word] for word in words]


def move(page: Page, name: str, hundredths_or_k: int) -> None:
    """Move a slider."""
    page.get_by_label(name).fill(str(hundredths_or_k))


@pytest.mark.parametrize("choice", [AUTUMN, TIES, EQUAL, FAR, MANY], ids=lambda choice: choice[0])
def test_all_probabilities_and_cuts_agree_with_course_lib(show: Show, choice: tuple[Any, ...]) -> None:
    _, words, logits = choice
    page = show(next_word_choice([choice]))
    for (temperature, k, p), found in zip(GRID, page.locator("figure").evaluate(SETTINGS_ARE, GRID), strict=True):
        setting = (temperature, min(k, len(words)), p)
        assert (found["temperature"], found["k"], found["p"]) == setting
        wanted = expected(logits, *setting)
        probabilities = as_given(words, found)
        assert probabilities == pytest.approx(wanted, rel=1e-5, abs=1e-6), setting
        if p == 1:
            assert found["left"] == setting[1], setting
        if choice is not FAR:  # there a word that is left can have a probability of 0, too
            assert [share == 0 for share in probabilities] == [share == 0 for share in wanted], setting
            assert found["left"] == sum(share > 0 for share in wanted), setting


def test_of_equal_words_the_first_stay(show: Show, values_of: Values) -> None:
    page = show(next_word_choice([TIES]))
    assert values_of(page)["words"] == ["b", "d", "e", "a", "c", "f"]
    move(page, "Top-k", 4)
    assert as_given(TIES[1], values_of(page))[2] == 0
    assert as_given(TIES[1], values_of(page))[0] > 0


def test_top_p_counts_the_shares_of_what_top_k_left(show: Show, values_of: Values) -> None:
    page = show(next_word_choice([("halves", ("a", "b", "c", "d"), torch.zeros(4))]))
    move(page, "Top-p", 50)
    assert values_of(page)["left"] == 2
    move(page, "Top-k", 2)
    assert values_of(page)["left"] == 1


def test_each_step_of_a_slider_is_an_exact_decimal(show: Show, values_of: Values) -> None:
    page = show(next_word_choice([AUTUMN], temperature=0.1, top_p=0.05))
    temperatures, shares = [], []
    for name, key, seen in (("Temperature", "temperature", temperatures), ("Top-p", "p", shares)):
        for _ in range(8):
            page.get_by_label(name).press("ArrowUp")
            seen.append(values_of(page)[key])
        page.get_by_label(name).press("End")
        seen.append(values_of(page)[key])
    assert temperatures == [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 3]
    assert shares == [0.06, 0.07, 0.08, 0.09, 0.1, 0.11, 0.12, 0.13, 1]
    expect(page.get_by_label("Temperature")).to_have_attribute("aria-valuetext", "3")
    expect(page.get_by_label("Top-k")).to_have_attribute("aria-valuetext", "all")


def test_bars_marks_numbers_and_struck_words_show_what_is_computed(show: Show, values_of: Values) -> None:
    page = show(next_word_choice([AUTUMN], temperature=0.5, top_k=4))
    tracks = page.locator(".track")
    seen = tracks.evaluate_all(
        "all => all.map(track => [track.querySelector('.bar').getBBox().width / track.clientWidth,"
        " track.querySelector('line').getBBox().x / track.clientWidth])"
    )
    after, before = values_of(page)["probabilities"], sorted(softmax(LOGITS).tolist(), reverse=True)
    assert [bar for bar, _ in seen] == pytest.approx(after, abs=1e-3)
    assert [mark for _, mark in seen] == pytest.approx(before, abs=1e-3)
    assert sum(probability > 0 for probability in after) == 4
    numbers = tracks.evaluate_all("all => all.map(track => track.nextSibling.textContent)")
    assert numbers == [f"{probability:.3f}" if probability else "0" for probability in after]
    lines = tracks.evaluate_all(
        "all => all.map(({previousSibling: word}) => [word.textContent, getComputedStyle(word).textDecorationLine])"
    )
    assert lines == [
        [word, "none" if place < 4 else "line-through"]
        for place, word in enumerate(["cloudy", "foggy", "sunny", "人", "cold", "warm", "rainy", "dry"])
    ]


def test_the_verdict_says_what_each_filter_cut_and_the_likeliest(show: Show) -> None:
    page = show(next_word_choice([AUTUMN, TIES]))
    verdict = page.locator(".verdict")
    expect(verdict).to_have_text("8 of 8 words left. Likeliest: cloudy, 0.425.")
    move(page, "Top-p", 80)
    expect(verdict).to_contain_text("3 of 8 words left (top-p cut 5).")
    move(page, "Top-k", 3)
    expect(verdict).to_contain_text("2 of 8 words left (top-k cut 5, top-p 1).")
    move(page, "Top-p", 90)
    expect(verdict).to_contain_text("3 of 8 words left (top-k cut 5).")
    page.get_by_role("combobox").select_option(index=1)
    move(page, "Top-p", 100)
    expect(verdict).to_contain_text("Likeliest: 3 words, 0.333 each.")


def test_no_word_that_is_left_is_shown_as_0_and_only_a_lone_one_as_1(show: Show) -> None:
    page = show(next_word_choice([("far", ("a", "b"), torch.tensor([20.0, 0.0]))]))
    text = page.locator(".stage").inner_text()
    assert "> 0.999" in text and "< 0.001" in text and "1.000" not in text
    move(page, "Top-k", 1)
    expect(page.locator(".verdict")).to_have_text("1 of 2 words left (top-k cut 1). Likeliest: a, 1.")


def test_another_situation_keeps_the_settings_and_all_stays_all(show: Show, values_of: Values) -> None:
    page = show(next_word_choice([AUTUMN, TIES, MANY], temperature=0.7, top_p=0.8))
    page.get_by_role("combobox").select_option(index=2)
    found = values_of(page)
    assert (found["choice"], found["temperature"], found["k"], found["p"]) == (2, 0.7, 24, 0.8)
    move(page, "Top-k", 20)
    page.get_by_role("combobox").select_option(index=1)
    assert values_of(page)["k"] == 6
    page.get_by_role("button", name="Reset").click()
    assert values_of(page) == values_of(show(next_word_choice([AUTUMN, TIES, MANY], temperature=0.7, top_p=0.8)))


def test_a_single_situation_is_named_without_a_list(show: Show) -> None:
    page = show(next_word_choice([AUTUMN]))
    expect(page.get_by_role("combobox")).to_have_count(0)
    expect(page.locator(".stage")).to_contain_text('autumn: "it is"')


def test_words_are_drawn_as_often_as_they_are_likely_and_none_that_is_cut(show: Show, values_of: Values) -> None:
    page = show(next_word_choice([AUTUMN], top_k=5))
    press, presses, totals = page.get_by_role("button", name="Draw 20 words"), 100, [0] * len(WORDS)
    for _ in range(presses):
        press.click()
        drawn = values_of(page)["drawn"]
        assert sum(drawn) == 20
        totals = [total + times for total, times in zip(totals, drawn, strict=True)]
    draws = 20 * presses
    for total, share in zip(totals, values_of(page)["probabilities"], strict=True):
        assert abs(total - draws * share) <= 3 * math.sqrt(draws * share * (1 - share))


def test_draws_repeat_from_the_start_and_a_moved_slider_clears_them(show: Show, values_of: Values) -> None:
    page = show(next_word_choice([AUTUMN]))
    press, rounds = page.get_by_role("button", name="Draw 20 words"), []
    for _ in range(2):
        page.get_by_role("button", name="Reset").click()
        rounds.append([(press.click(), values_of(page)["drawn"])[1] for _ in range(3)])
    assert rounds[0] == rounds[1]
    assert rounds[0][0] != rounds[0][1] != rounds[0][2]
    expect(page.locator(".stage")).to_contain_text("20 words drawn: ")
    move(page, "Temperature", 50)
    assert values_of(page)["drawn"] is None
    expect(page.locator(".stage")).not_to_contain_text("words drawn")


def test_a_screen_reader_hears_settings_words_and_draws(show: Show, values_of: Values) -> None:
    page = show(next_word_choice([AUTUMN], temperature=0.7, top_p=0.95))
    spoken = page.locator("figure output")
    move(page, "Top-k", 3)
    first, second, third = (f"{share:.3f}" for share in values_of(page)["probabilities"][:3])
    expect(spoken).to_have_text(
        f"Temperature 0.7, top-k 3, top-p 0.95: 3 of 8 words left; cloudy {first}, foggy {second}, sunny {third}."
    )
    move(page, "Top-k", 8)
    move(page, "Top-p", 100)
    expect(spoken).to_contain_text("top-k all, top-p 1: 8 of 8 words left")
    expect(spoken).to_contain_text(", and 3 more.")
    page.get_by_role("button", name="Draw 20 words").click()
    expect(spoken).to_contain_text("20 words drawn: ")
    counts = [int(part.split()[-1]) for part in (spoken.text_content() or "").rstrip(".").split(": ")[1].split(", ")]
    assert sum(counts) == 20 and counts == sorted(counts, reverse=True)


def test_keyboard_alone_reaches_every_setting_and_draws(show: Show, values_of: Values) -> None:
    page = show(next_word_choice([AUTUMN, TIES]))
    for keys in ("ArrowDown", "Home", "ArrowDown", "PageDown", "Enter"):
        page.keyboard.press("Tab")
        page.keyboard.press(keys)
    found = values_of(page)
    assert (found["choice"], found["temperature"], found["k"]) == (1, 0.1, 5)
    assert found["p"] < 1
    assert sum(found["drawn"]) == 20


def test_words_are_text_not_html_and_long_ones_fit_on_a_phone(show: Show) -> None:
    name = "<i>" + "long name " * 3
    page = show(next_word_choice([(name, ("<b>'\"&", "W" * 16), torch.tensor([1.0, 2.0])), AUTUMN]), width=360)
    expect(page.get_by_text("<b>'\"&", exact=True)).to_have_count(1)
    expect(page.locator("option").first).to_have_text(name)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator(".track").evaluate_all("all => Math.min(...all.map(track => track.clientWidth))") >= 60


@pytest.mark.parametrize("width", [390, 1280])
def test_with_many_words_the_sliders_stay_in_sight(show: Show, width: int) -> None:
    page = show(next_word_choice([MANY]), width=width)
    page.set_viewport_size({"width": width, "height": 600})
    for name in ("Temperature", "Top-k", "Top-p"):
        expect(page.get_by_label(name)).to_be_in_viewport(ratio=1)


def test_the_fallback_is_a_table_of_the_probabilities_at_the_start(show: Show) -> None:
    words = ("<i>", "b", "c")
    output = next_word_choice(
        [AUTUMN, ("<u> & b", words, torch.tensor([0.0, 2.0, 1.0]))], choice=1, temperature=0.5, top_k=2, top_p=0.9
    )
    page = show(output, java_script_enabled=False)
    assert page.locator("figure tr").all_inner_texts() == [
        "word\tlogit\tbefore\tafter",
        "b\t2.00\t0.6652\t0.8808",
        "c\t1.00\t0.2447\t0.1192",
        "<i>\t0.00\t0.0900\t0.0000",
    ]
    text = page.locator("figure .fallback").inner_text()
    assert "<u> & b: " in text and "temperature 0.5, top-k 2 and top-p 0.9" in text


TWO = torch.tensor([1.0, 2.0])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"choices": []}, r"choices must hold 1 to 6 situations; got 0"),
        ({"choices": [(str(at), ("a", "b"), TWO) for at in range(7)]}, r"1 to 6 situations; got 7"),
        ({"choices": [AUTUMN, AUTUMN]}, r"name of a situation must differ from the others; got 'autumn: \"it is\"'"),
        ({"choices": [("", ("a", "b"), TWO)]}, r"name of a situation must have 1 to 40 characters .*; got ''"),
        ({"choices": [("x", ("a",), TWO[:1])]}, r"'x' must have 2 to 60 words; got 1"),
        ({"choices": [("x", tuple(map(str, range(61))), torch.zeros(61))]}, r"2 to 60 words; got 61"),
        ({"choices": [("x", ("a", "a"), TWO)]}, r"word of 'x' must differ from the others; got 'a' twice"),
        ({"choices": [("x", ("a", " "), TWO)]}, r"word of 'x' must have 1 to 16 characters that can be seen; got ' '"),
        ({"choices": [("x", ("a", "b"), TWO[None])]}, r"logits of 'x' must have the shape \[2\].*; got \[1, 2\]"),
        ({"choices": [("x", ("a", "b"), -TWO.log() / 0)]}, r"logits of 'x' must be numbers from -1e6 to 1e6"),
        ({"choices": [("x", ("a", "b"), TWO * 1e6)]}, r"logits of 'x' must be numbers"),
        ({"choice": 1}, r"choice must be from 0 to 0; got 1"),
        ({"temperature": 0.0}, r"temperature must be from 0.1 to 3 in steps of 0.05; got 0.0"),
        ({"temperature": 0.72}, r"temperature must be .*; got 0.72"),
        ({"temperature": math.nan}, r"temperature must be .*; got nan"),
        ({"temperature": math.inf}, r"temperature must be .*; got inf"),
        ({"top_k": 0}, r"top_k must be a whole number from 1 to 8, or None to keep all; got 0"),
        ({"top_k": 9}, r"top_k must be .*; got 9"),
        ({"top_p": 0.0}, r"top_p must be from 0.05 to 1 in steps of 0.01; got 0.0"),
        ({"top_p": 0.905}, r"top_p must be .*; got 0.905"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        next_word_choice(**{"choices": [AUTUMN], **arguments})


def test_every_setting_a_slider_reaches_may_be_the_start() -> None:
    for temperature, p in product((step / 20 for step in range(2, 61)), (step / 100 for step in range(5, 101))):
        if temperature == 1 or p == 1:
            next_word_choice([AUTUMN], temperature=temperature, top_p=p)


def test_of_a_long_list_the_words_after_the_twelfth_share_one_bar(show: Show, values_of: Values) -> None:
    page = show(next_word_choice([MANY], temperature=2.0))
    probabilities = values_of(page)["probabilities"]
    expect(page.get_by_text("12 others", exact=True)).to_be_visible()
    tail = page.get_by_text("12 others", exact=True).locator("xpath=following-sibling::*[2]").inner_text()
    assert float(tail) == pytest.approx(sum(probabilities[12:]), abs=6e-4)
    for at, number in enumerate(MANY[2].argsort(descending=True).tolist()):
        expect(page.get_by_text(f"number {number}", exact=True)).to_have_count(1 if at < 12 else 0)
