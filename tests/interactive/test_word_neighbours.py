"""The neighbours: equal to those of WordVectors on the same rounded matrix, for every word and many pairs."""

import json
import random
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
import torch
from IPython.display import HTML
from playwright.sync_api import Page, expect

from course_lib.embeddings.word_vectors import WordVectors
from course_lib.interactive import word_neighbours

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]
ROYALS = ["king", "queen", "man", "woman", "prince", "princess"]
THINGS = ["cat", "dog", "horse", "bread", "apple", "wine", "red", "green", "blue"]
NAMES = [*ROYALS, *THINGS, "Paris", "Rome", "Berlin", "人", "王", "<b>&"]


def drawn(words: int, components: int, size: float = 1.0) -> torch.Tensor:
    """Draw that many vectors, the same on every run."""
    return torch.randn(words, components, generator=torch.Generator().manual_seed(0)) * size


VECTORS = WordVectors(NAMES, drawn(len(NAMES), 6))


def embedded(output: HTML) -> WordVectors:
    """Read the words and the rounded matrix as the figure's script does."""
    data = json.loads(unescape(output.data.split('data-initial="')[1].split('"')[0]))
    words = data["words"].split("\n")
    return WordVectors(words, torch.tensor(data["numbers"], dtype=torch.float64).view(len(words), -1) * data["scale"])


def choose(page: Page, word: str, other: str) -> None:
    """Choose both words in their lists."""
    page.get_by_label("Word", exact=True).select_option(label=word)
    page.get_by_label("Other word", exact=True).select_option(label=other)


def compare(found: dict[str, Any], vectors: WordVectors, word: str, other: str, count: int) -> None:
    """Compare all numbers of a state with those of WordVectors."""
    ranked = vectors.nearest(word, len(vectors))
    assert (found["word"], found["other"], found["of"]) == (word, other, len(ranked))
    assert [neighbour["word"] for neighbour in found["neighbours"]] == [name for name, _ in ranked[:count]]
    cosines = [cosine for _, cosine in ranked[:count]]
    assert [neighbour["cosine"] for neighbour in found["neighbours"]] == pytest.approx(cosines, abs=1e-6)
    assert found["dot"] == pytest.approx(float(vectors[word] @ vectors[other]), rel=1e-6, abs=1e-9)
    assert found["lengths"] == pytest.approx([float(vectors[word].norm()), float(vectors[other].norm())], rel=1e-6)
    assert found["cosine"] == pytest.approx(vectors.cosine(word, other), abs=1e-6)
    assert found["rank"] == (None if word == other else [name for name, _ in ranked].index(other) + 1)


@pytest.mark.parametrize("size", [1.0, 1e-6, 300.0])
def test_every_word_and_many_pairs_agree_with_word_vectors(show: Show, values_of: Values, size: float) -> None:
    output = word_neighbours(WordVectors(NAMES, drawn(len(NAMES), 6, size)), "king", "queen")
    page, rounded, draw = show(output), embedded(output), random.Random(0)
    for word in NAMES:
        for other in draw.sample(NAMES, 2):
            choose(page, word, other)
            compare(values_of(page), rounded, word, other, count=5)


def test_the_largest_vocabulary_agrees_too_and_stays_below_41_kilobytes(show: Show, values_of: Values) -> None:
    words = [f"word {at}" for at in range(120)]
    output = word_neighbours(WordVectors(words, drawn(120, 32)), "word 0", "word 1", count=10)
    assert len(output.data.encode()) < 41_000
    page, rounded = show(output), embedded(output)
    for word in words:
        page.get_by_label("Word", exact=True).select_option(label=word)
        compare(values_of(page), rounded, word, "word 1", count=10)


@pytest.mark.parametrize(
    ("words", "components", "size", "error"),
    [(21, 6, 1.0, 5e-5), (21, 6, 1e-6, 5e-5), (100, 25, 300.0, 5e-5), (120, 32, 1.0, 5e-4), (120, 32, 0.01, 5e-4)],
)
def test_the_matrix_keeps_five_digits_of_its_largest_number_or_four_where_it_is_large(
    words: int, components: int, size: float, error: float
) -> None:
    matrix = drawn(words, components, size).double()
    kept = embedded(word_neighbours(WordVectors([str(at) for at in range(words)], matrix), "0", "1")).matrix
    assert (kept - matrix).abs().max() <= error * 1.0001 * 10 ** matrix.abs().max().log10().floor()


def test_long_words_cost_digits_and_not_the_limit() -> None:
    words = [f"{'人' * 13}{at:03}" for at in range(120)]
    output = word_neighbours(WordVectors(words, drawn(120, 32)), words[0], words[1])
    assert len(output.data.encode()) < 41_000


def test_equal_cosines_keep_the_order_of_the_words(show: Show, values_of: Values) -> None:
    # Multiples of one vector have the same cosine but for the last bits, which would shuffle them.
    direction = torch.tensor([0.3, 0.7, 1.1], dtype=torch.float64)
    factors = (1.0, 1.3, 2.9, 0.7, 1.7, 3.1, 0.9, 2.3)
    matrix = torch.stack([torch.tensor([1.0, 0.2, 0.4], dtype=torch.float64), *[direction * by for by in factors]])
    words = ["start", *"hgfedcba"]
    output = word_neighbours(WordVectors(words, matrix), "start", "a", count=8)
    found = values_of(show(output))
    assert [neighbour["word"] for neighbour in found["neighbours"]] == list("hgfedcba")
    assert found["rank"] == 8
    without_scripts = show(output, java_script_enabled=False)
    assert [row[0] for row in without_scripts.locator("figure tr").all_inner_texts()[1:]] == list("hgfedcba")


def test_a_word_with_itself_has_cosine_1_and_no_rank(show: Show, values_of: Values) -> None:
    page = show(word_neighbours(VECTORS, "king", "king"))
    found = values_of(page)
    assert (found["cosine"], found["rank"]) == (1, None)
    assert "king" not in [neighbour["word"] for neighbour in found["neighbours"]]
    expect(page.locator(".verdict")).to_have_text("“king” and itself: the cosine is 1. It is not ranked.")


def test_the_numbers_and_the_bars_shown_are_those_computed(show: Show, values_of: Values) -> None:
    page = show(word_neighbours(VECTORS, "king", "wine", count=10))
    found = values_of(page)
    cosines = [neighbour["cosine"] for neighbour in found["neighbours"]] + [found["cosine"]]
    assert min(cosines) < 0 < max(cosines)
    bars = page.locator(".track").evaluate_all(
        """all => all.map(track => { const bar = track.querySelector('rect').getBBox(), half = track.clientWidth / 2;
        return [(bar.x - half) / half, (bar.x + bar.width - half) / half]; })"""
    )
    assert [end for bar in bars for end in bar] == pytest.approx(
        [end for cosine in cosines for end in (min(cosine, 0), max(cosine, 0))], abs=0.01
    )
    text = page.locator(".columns > div").inner_text()
    for neighbour in found["neighbours"]:
        assert f"{neighbour['word']}\n{neighbour['cosine']:.3f}".replace("-", "−") in text
    shown = [row.split("\n")[-1] for row in page.locator("dl div").all_inner_texts()]
    numbers = (found["dot"], *found["lengths"], found["cosine"])
    assert shown == [f"{number:.3f}".replace("-", "−") for number in numbers] + [f"{found['rank']} of 20"]


def test_the_other_word_is_marked_among_the_neighbours(show: Show, values_of: Values) -> None:
    page = show(word_neighbours(VECTORS, "king", "wine"))
    second = values_of(page)["neighbours"][1]["word"]
    choose(page, "king", second)
    assert page.locator(".track rect").evaluate_all("all => all.map(bar => bar.getAttribute('class'))") == [
        "bar", "y", "bar", "bar", "bar", "y",
    ]  # fmt: skip


def test_swap_exchanges_the_words_and_keeps_the_cosine(show: Show, values_of: Values) -> None:
    page = show(word_neighbours(VECTORS, "king", "wine"))
    before = values_of(page)
    page.get_by_role("button", name="Swap").press("Enter")
    after = values_of(page)
    assert (after["word"], after["other"], after["cosine"]) == ("wine", "king", before["cosine"])
    compare(after, embedded(word_neighbours(VECTORS, "king", "wine")), "wine", "king", count=5)
    assert [page.get_by_label(name, exact=True).input_value() for name in ("Word", "Other word")] == ["wine", "king"]


def test_letters_and_arrow_keys_choose_a_word(show: Show, values_of: Values) -> None:
    page = show(word_neighbours(VECTORS, "king", "queen"))
    page.keyboard.press("Tab")
    page.keyboard.type("br")
    assert values_of(page)["word"] == "bread"
    page.keyboard.press("ArrowDown")
    assert values_of(page)["word"] == "apple"
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    assert values_of(page)["other"] == "<b>&"


def test_the_screen_reader_hears_rank_cosine_and_neighbours(show: Show, values_of: Values) -> None:
    page = show(word_neighbours(VECTORS, "king", "queen"))
    choose(page, "man", "wine")
    found = values_of(page)
    said = (
        f"Seen from “man”, “wine” is neighbour {found['rank']} of 20. Cosine {found['cosine']:.3f}, "
        f"dot product {found['dot']:.3f}. Nearest to “man”: {found['neighbours'][0]['word']} "
        f"{found['neighbours'][0]['cosine']:.3f}, "
    )
    expect(page.locator("output")).to_contain_text(said.replace("-", "−"))


def test_words_are_text_not_html_and_long_ones_fit_on_a_phone(show: Show) -> None:
    names = ["<b>'\"&", "W" * 16, "人" * 16, "M" * 16]
    page = show(word_neighbours(WordVectors(names, drawn(4, 3)), names[1], names[2], count=3), width=360)
    expect(page.get_by_label("Word", exact=True).locator("option").first).to_have_text("<b>'\"&")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator(".track").evaluate_all("all => Math.min(...all.map(track => track.clientWidth))") >= 50


def test_the_fallback_says_the_start_in_numbers(show: Show) -> None:
    matrix = torch.tensor([[3.0, 4.0], [4.0, 3.0], [1.0, 0.0], [-6.0, -8.0]])
    output = word_neighbours(WordVectors(["<i>", "b-b", "c", "d"], matrix), "<i>", "d", count=2)
    page = show(output, java_script_enabled=False)
    assert page.locator("figure tr").all_inner_texts() == ["word\tcosine", "b-b\t0.960", "c\t0.600"]
    last = page.locator("figure .fallback p").last.inner_text()
    assert last == "<i> and d: dot product −50.000, lengths 5.000 and 10.000, cosine −1.000, rank 3 of 3."


def _with(row: list[float]) -> WordVectors:
    return WordVectors(["a", "b", "c"], torch.tensor([[1.0, 2.0], [3.0, 4.0], row]))


@pytest.mark.parametrize(
    ("vectors", "arguments", "message"),
    [
        (WordVectors(["a", "b"], drawn(2, 3)), ("a", "b", 1), r"^vectors must hold 3 to 120 words; got 2\.$"),
        (WordVectors([str(at) for at in range(121)], drawn(121, 2)), ("1", "2"), r"3 to 120 words; got 121\.$"),
        (WordVectors(NAMES, drawn(21, 33)), ("king", "man"), r"^Each word must have 2 to 32 numbers; got 33\.$"),
        (WordVectors(NAMES, drawn(21, 1)), ("king", "man"), r"2 to 32 numbers; got 1\.$"),
        (WordVectors(["a", "b", "c\n"], drawn(3, 2)), ("a", "b", 1), r"1 to 16 characters .*; got 'c\\n'\.$"),
        (WordVectors(["a", "b", "c" * 17], drawn(3, 2)), ("a", "b", 1), r"1 to 16 characters"),
        (WordVectors(["a", "b", ""], drawn(3, 2)), ("a", "b", 1), r"1 to 16 characters .*; got ''\.$"),
        (_with([1.0, float("nan")]), ("a", "b", 1), r"^The vectors must hold finite numbers; got NaN or infinity\.$"),
        (_with([0.0, 0.0]), ("a", "b", 1), r"^The vector of 'c' is 0 once rounded, so it has no cosine; .*\.$"),
        (_with([0.0, 1e-6]), ("a", "b", 1), r"^The vector of 'c' is 0 once rounded"),
        (VECTORS, ("emperor", "king"), r"^word must be one of the words, for example 'king'; got 'emperor'\.$"),
        (VECTORS, ("king", "Queen"), r"^other must be one of the words, .*; got 'Queen'\.$"),
        (VECTORS, ("king", "queen", 0), r"^count must be from 1 to 10; got 0\.$"),
        (VECTORS, ("king", "queen", 11), r"^count must be from 1 to 10; got 11\.$"),
        (_with([1.0, 1.0]), ("a", "b", 3), r"^count must be from 1 to 2; got 3\.$"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(vectors: WordVectors, arguments: tuple, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        word_neighbours(vectors, *arguments)
