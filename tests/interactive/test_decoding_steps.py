"""The steps of a translation: each shows the numbers given, and all of them can be reached by all hands."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
import torch
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from course_lib.interactive import Decoding, decoding_steps

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]


def drawn(targets: int, sources: int, seed: int = 0) -> torch.Tensor:
    """Draw weights of which some are below 0.005."""
    return (torch.randn(targets, sources, generator=torch.Generator().manual_seed(seed)) * 2.5).softmax(dim=-1)


GARDEN = Decoding(
    ["J'", "aime", "le", "beau", "jardin"],
    ["I", "love", "the", "beautiful", "garden", "‹end›"],
    drawn(6, 5),
    [
        [("I", 0.97)],
        [("like", 0.123456), ("love", 0.8)],
        [("the", 0.9312), ("a", 0.04)],
        [("nice", 0.5), ("fine", 0.3), ("big", 0.1)],
        [("garden", 1.0)],
        [("‹end›", 0.5), (".", 0.2), ("!", 0.1), ("and", 0.1), ("in", 0.1)],
    ],
)
BALL = Decoding(
    ["the", "ball", "saw", "the", "dog"],
    ["la", "bola", "vio"],
    # Each case of a sentence: a word that occurs twice, two that tie, one alone.
    torch.tensor([[0.1, 0.0, 0.0, 0.8, 0.1], [0.05, 0.45, 0.45, 0.05, 0.0], [0.0, 0.0, 1.0, 0.0, 0.0]]),
    [[("la", 0.7), ("el", 0.2)], [("bola", 0.996)], [("vio", 0.6), ("ve", 0.4)]],
)
TRANSLATIONS = [GARDEN, BALL]
WIDEST = Decoding(
    ["W" * 16] * 12, ["M" * 16] * 12, drawn(12, 12), [[("W" * 15 + str(at), 0.2) for at in range(5)]] * 12
)
ENDS = """all => all.map(path => { const look = getComputedStyle(path), toScreen = path.getScreenCTM();
    const at = length => path.getPointAtLength(length).matrixTransform(toScreen);
    const [start, end] = [at(0), at(path.getTotalLength())];
    return [start.x, start.y, end.x, end.y, parseFloat(look.strokeWidth), Number(look.strokeOpacity)]; })"""
BARS = """all => all.map(bar => parseFloat(bar.style.getPropertyValue("--share")) / 100)"""


def press(page: Page, name: str) -> None:
    """Press Back or Next."""
    page.get_by_role("button", name=name).click()


def written(page: Page) -> list[str]:
    """Return the start sign and the words written, as far as they can be seen."""
    return page.locator("figure .stage svg + div > span:visible").all_inner_texts()


def source_words(page: Page, part: str) -> list[str]:
    """Return the source words, part ":first-child", or their numbers, ":last-child"."""
    return page.locator(f"figure .stage div:has(+ svg) > div > span{part}").all_inner_texts()


def candidates(page: Page) -> list[tuple[str, str]]:
    """Return the likeliest words and their numbers, as they are read."""
    return list(
        zip(page.locator("figure dt").all_inner_texts(), page.locator("figure dd").all_inner_texts(), strict=True)
    )


@pytest.mark.parametrize("translation", TRANSLATIONS)
def test_every_step_shows_the_weights_and_probabilities_given(
    show: Show, values_of: Values, translation: Decoding
) -> None:
    page = show(decoding_steps([translation]))
    for step, word in enumerate(translation.target):
        found = values_of(page)
        assert found["step"] == step
        assert found["weights"] == pytest.approx(translation.weights[step].tolist(), abs=1e-4)
        wanted = sorted(translation.candidates[step], key=lambda candidate: -candidate[1])
        assert [word for word, _ in found["candidates"]] == [word for word, _ in wanted]
        assert [each for _, each in found["candidates"]] == pytest.approx([each for _, each in wanted], abs=1e-4)
        assert source_words(page, ":first-child") == translation.source
        assert source_words(page, ":last-child") == [f"{weight:.2f}" for weight in found["weights"]]
        assert candidates(page)[: len(wanted)] == [(word, f"{each:.2f}") for word, each in found["candidates"]]
        assert written(page) == ["‹start›", *translation.target[: step + 1]]
        assert (found["has"], found["writes"]) == (["‹start›", *translation.target[:step]], word)
        expect(page.get_by_text(f"step {step + 1} of {len(translation.target)}", exact=True)).to_be_visible()
        if step + 1 < len(translation.target):
            press(page, "Next")


def test_numbers_keep_four_decimals(show: Show, values_of: Values) -> None:
    found = values_of(show(decoding_steps([replace(GARDEN, weights=GARDEN.weights.double())], step=1)))
    assert found["candidates"] == [["love", 0.8], ["like", 0.1235]]
    assert found["weights"] == pytest.approx(GARDEN.weights[1].tolist(), abs=5.1e-5)
    assert all(weight == round(weight, 4) for weight in found["weights"])


@pytest.mark.parametrize("translation", [GARDEN, WIDEST])
@pytest.mark.parametrize("width", [1000, 390])
def test_a_line_runs_from_the_newest_word_to_each_source_word_as_thick_as_its_weight(
    show: Show, values_of: Values, width: int, translation: Decoding
) -> None:
    page = show(decoding_steps([translation], step=1), width=width)
    for _ in range(2):
        weights = values_of(page)["weights"]
        newest = page.locator("figure .stage svg + div > span:visible").last.bounding_box()
        keys = [key.bounding_box() for key in page.locator("figure .stage div:has(+ svg) > div").all()]
        lines = page.locator("figure [role=img] path").evaluate_all(ENDS)
        wanted = [(key, weight) for key, weight in enumerate(weights) if weight >= 0.005]
        assert len(lines) == len(wanted) > 2
        for (key, _), (start_x, start_y, end_x, end_y, _, _) in zip(wanted, lines, strict=True):
            assert start_x == pytest.approx(newest["x"] + newest["width"] / 2, abs=1)
            assert end_x == pytest.approx(keys[key]["x"] + keys[key]["width"] / 2, abs=1)
            assert keys[key]["y"] + keys[key]["height"] <= end_y < start_y <= newest["y"]
        for (_, weight), line in zip(wanted, lines, strict=True):
            assert line[4:] == pytest.approx([1 + 13 * weight, 0.3 + 0.7 * weight], abs=1e-3)
        press(page, "Next")


def test_the_lines_follow_the_words_when_the_page_becomes_narrow(show: Show) -> None:
    page = show(decoding_steps([GARDEN], step=3))
    before = page.locator("figure [role=img] path").first.get_attribute("d")
    page.set_viewport_size({"width": 390, "height": 900})
    expect(page.locator("figure [role=img] path").first).not_to_have_attribute("d", before or "")
    newest = page.locator("figure .stage svg + div > span:visible").last.bounding_box()
    start_x = page.locator("figure [role=img] path").evaluate_all(ENDS)[0][0]
    assert start_x == pytest.approx(newest["x"] + newest["width"] / 2, abs=1)


def test_the_bars_are_the_numbers(show: Show, values_of: Values) -> None:
    page = show(decoding_steps([GARDEN], step=3))
    found = values_of(page)
    probabilities = [probability for _, probability in found["candidates"]]
    bars = page.locator("figure .amount").evaluate_all(BARS)
    assert bars == pytest.approx([*found["weights"], *probabilities, 1 - sum(probabilities)], abs=1e-6)


@pytest.mark.parametrize("translation", [GARDEN, WIDEST])
def test_words_without_room_side_by_side_stand_upright_and_their_bars_too(show: Show, translation: Decoding) -> None:
    page = show(decoding_steps([translation], step=5), width=360)
    mode = "vertical-rl" if translation is WIDEST else "horizontal-tb"
    number = page.locator("figure .stage div:has(+ svg) span:last-child").first
    expect(number).to_have_css("writing-mode", mode)
    # Downwards is a gradient's own direction, which the browser leaves out.
    assert ("90deg" in number.evaluate("one => getComputedStyle(one).background")) == (translation is GARDEN)


@pytest.mark.parametrize(
    ("sentence", "step", "said"),
    [
        (1, 0, "The decoder has: ‹start› → it writes: “la”; it looks mostly at: “the (word 4)” (0.80)."),
        (1, 1, "The decoder has: ‹start› la → it writes: “bola”; it looks mostly at: “ball”, “saw” (0.45 each)."),
        (1, 2, "The decoder has: ‹start› la bola → it writes: “vio”; it looks mostly at: “saw” (1.00)."),
    ],
)
def test_the_sentence_says_what_the_decoder_has_writes_and_looks_at(
    show: Show, sentence: int, step: int, said: str
) -> None:
    page = show(decoding_steps(TRANSLATIONS, sentence=sentence, step=step))
    expect(page.locator("figure .verdict")).to_have_text(said)
    expect(page.get_by_role("img")).to_have_attribute("aria-label", said)


def test_the_screen_reader_hears_the_step_the_sentence_and_the_likeliest_words(show: Show) -> None:
    page = show(decoding_steps([BALL]))
    press(page, "Next")
    press(page, "Next")
    expect(page.locator("output")).to_have_text(
        "Step 3 of 3. The decoder has: ‹start› la bola → it writes: “vio”; it looks mostly at: “saw” (1.00). "
        "Likeliest: “vio” 0.60, “ve” 0.40."
    )


def test_the_note_says_where_the_query_is_computed_and_that_faint_lines_are_left_out(show: Show) -> None:
    page = show(decoding_steps([BALL]))
    note, faint = page.locator("figure .stage > .note"), "A weight below 0.005 has no line."
    expect(note).to_have_text(f"The query is computed at “‹start›”, the last word that the decoder has. {faint}")
    press(page, "Next")
    expect(note).to_contain_text("computed at “la”, the last word")
    even = replace(BALL, weights=torch.full((3, 5), 0.2))
    expect(show(decoding_steps([even])).locator("figure .stage > .note")).not_to_contain_text(faint)


def test_all_other_words_have_the_rest_and_a_word_missing_among_the_likeliest_is_named(show: Show) -> None:
    page = show(decoding_steps([GARDEN], step=3))
    assert candidates(page)[-1] == ("all others", "0.10")
    missing = page.get_by_text("“beautiful”, the word written, is not among them.", exact=True)
    expect(missing).to_be_visible()
    assert page.locator("figure dt .x").count() == 0
    press(page, "Back")
    expect(missing).to_be_hidden()
    assert page.locator("figure dt .x").all_inner_texts() == ["the"]
    # A rest that would read 0.00 is left out.
    assert candidates(show(decoding_steps([BALL], step=1))) == [("bola", "1.00")]


def test_by_keyboard_alone_every_step_and_sentence_is_reached(show: Show, values_of: Values) -> None:
    page = show(decoding_steps(TRANSLATIONS, step=1))

    def after(keys: Sequence[str]) -> tuple[int, int]:
        for key in keys:
            page.keyboard.press(key)
        found = values_of(page)
        return found["sentence"], found["step"]

    assert after(["Tab", "Tab", "Enter"]) == (0, 0)
    assert after(["Tab", "Enter", "Space", "Enter"]) == (0, 3)
    assert after(["Tab", "ArrowRight", "ArrowRight"]) == (0, 5)
    assert after(["ArrowLeft"]) == (0, 4)
    assert after(["Home"]) == (0, 0)
    assert after(["End"]) == (0, 5)
    assert after(["Shift+Tab", "Shift+Tab", "Shift+Tab", "ArrowDown"]) == (1, 0)


def test_at_either_end_a_button_does_nothing_and_keeps_the_focus(show: Show, values_of: Values) -> None:
    page = show(decoding_steps([BALL]))
    back, forth = (page.get_by_role("button", name=name) for name in ("Back", "Next"))
    for button, other, end in ((forth, back, 2), (back, forth, 0)):
        button.focus()
        for _ in range(4):
            page.keyboard.press("Enter")
        assert values_of(page)["step"] == end
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-disabled", "true")
        expect(other).to_have_attribute("aria-disabled", "false")
        expect(button).to_have_css("border-style", "dashed")
        expect(other).to_have_css("border-style", "solid")


def test_the_slider_goes_to_a_step_and_follows_the_buttons(show: Show, values_of: Values) -> None:
    page = show(decoding_steps(TRANSLATIONS))
    slider = page.get_by_role("slider", name="Step")
    slider.fill("5")
    assert values_of(page)["step"] == 4
    press(page, "Next")
    expect(slider).to_have_value("6")
    expect(slider).to_have_attribute("aria-valuetext", "step 6 of 6")


def test_another_sentence_opens_at_its_first_step_with_its_own_words(show: Show, values_of: Values) -> None:
    page = show(decoding_steps(TRANSLATIONS, step=4))
    page.get_by_label("Sentence").select_option(label=" ".join(BALL.source))
    assert (values_of(page)["sentence"], values_of(page)["step"]) == (1, 0)
    assert (source_words(page, ":first-child"), written(page)) == (BALL.source, ["‹start›", "la"])
    expect(page.get_by_role("slider")).to_have_attribute("max", "3")
    page.get_by_role("slider").press("End")
    assert values_of(page)["step"] == 2
    press(page, "Back")
    page.get_by_label("Sentence").select_option(index=0)
    assert (values_of(page)["sentence"], values_of(page)["step"]) == (0, 0)
    page.get_by_role("slider").press("End")
    assert values_of(page)["step"] == 5


def test_one_sentence_leaves_no_sentence_to_choose(show: Show) -> None:
    assert show(decoding_steps([BALL])).locator("figure select").count() == 0


def test_two_figures_on_a_page_step_on_their_own(show: Show, values_of: Values) -> None:
    page = show(decoding_steps([GARDEN], step=2), decoding_steps([BALL]))
    first, second = page.locator("figure").all()
    second.get_by_role("button", name="Next").click()
    assert (values_of(first)["writes"], values_of(second)["writes"]) == ("the", "bola")
    first.get_by_role("button", name="Back").click()
    assert (values_of(first)["writes"], values_of(second)["writes"]) == ("love", "bola")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("step", [0, 5])
def test_axe_finds_nothing_at_either_end(show: Show, theme: str, step: int) -> None:
    results = Axe().run(show(decoding_steps([GARDEN], step=step), theme=theme, width=390))
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("token", ["W" * 16, "人" * 16, "<b>'\"&"])
def test_words_are_text_not_html_and_the_longest_fit_on_a_phone(show: Show, token: str) -> None:
    translation = Decoding([token] * 12, [token] * 12, drawn(12, 12), [[(token, 0.5)]] * 12)
    page = show(decoding_steps([translation] * 2, step=11), width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert source_words(page, ":first-child") == written(page)[1:] == [token] * 12
    assert candidates(page)[0] == (token, "0.50")
    right_ends = page.locator("figure .stage *:not(.spoken)").evaluate_all(
        "all => Math.max(...all.map(part => part.getBoundingClientRect().right))"
    )
    figure = page.locator("figure").bounding_box()
    assert right_ends <= figure["x"] + figure["width"]


def test_the_fallback_says_for_each_word_where_it_looks_mostly(show: Show) -> None:
    markup = replace(BALL, source=["the", "ball", "<i>", "a", "dog"], target=["la", "<b>", "vio"])
    page = show(decoding_steps([GARDEN, markup], sentence=1), java_script_enabled=False, width=360)
    assert page.locator("figure tr").all_inner_texts() == [
        "word written\tlooks mostly at\tweight",
        "la\ta\t0.80",
        "<b>\tball\t0.45",
        "vio\t<i>\t1.00",
    ]
    expect(page.locator("figure .fallback p")).to_contain_text("“the ball <i> a dog”, translated word by word.")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_half_precision_and_gradients_are_welcome(show: Show, values_of: Values) -> None:
    translation = replace(GARDEN, weights=GARDEN.weights.half().requires_grad_())
    assert sum(values_of(show(decoding_steps([translation])))["weights"]) == pytest.approx(1, abs=1e-3)


def test_the_title_is_text(show: Show) -> None:
    page = show(decoding_steps([BALL], title="Where <b> looks & why"))
    expect(page.locator("figure strong")).to_have_text("Where <b> looks & why")


def _with(change: float) -> Decoding:
    weights = BALL.weights.clone()
    weights[1, 4] += change
    return replace(BALL, weights=weights)


def _likely(*words: tuple[str, float]) -> Decoding:
    return replace(BALL, candidates=[BALL.candidates[0], words, BALL.candidates[2]])


@pytest.mark.parametrize(
    ("translations", "options", "message"),
    [
        ([], {}, r"^translations must hold 1 to 8 translations; got 0\.$"),
        ([BALL] * 9, {}, r"^translations must hold 1 to 8 translations; got 9\.$"),
        ([GARDEN, replace(BALL, source=[])], {}, r"^The source of translation 2 must hold 1 to 12 tokens; got 0\.$"),
        ([replace(BALL, target=["a"] * 13)], {}, r"^The target of translation 1 must hold 1 to 12 tokens; got 13\.$"),
        ([replace(BALL, target=["a", "", "b"])], {}, r"target of translation 1 must have words of .* seen; got ''\.$"),
        ([replace(BALL, target=["a", " ", "b"])], {}, r"of 1 to 16 characters that can be seen; got ' '\.$"),
        ([replace(BALL, source=["a", "b\n", "c", "d", "e"])], {}, r"source of translation 1 .* got 'b\\n'\.$"),
        ([replace(BALL, target=["a", "b" * 17, "c"])], {}, r"must have words of 1 to 16 characters"),
        (
            [GARDEN, replace(BALL, weights=BALL.weights.T)],
            {},
            r"^The weights of translation 2 .*\[3, 5\]; got \[5, 3\]:",
        ),
        ([replace(BALL, weights=BALL.weights[None])], {}, r"\[targets, sources\], \[3, 5\]; got \[1, 3, 5\]: "),
        ([_with(float("nan"))], {}, r"^The weights of translation 1 must be finite numbers; got NaN or infinity\.$"),
        (
            [_with(-0.5)],
            {},
            r"^The weights of translation 1 must not be below 0; got -0\.5: give them after softmax\.$",
        ),
        ([_with(0.25)], {}, r"must sum to 1 in each row; the row of 'bola' sums to 1\.25: .* before dropout\.$"),
        ([_with(-0.0), replace(BALL, weights=BALL.weights * 0)], {}, r"translation 2 .* row of 'la' sums to 0: "),
        (
            [replace(BALL, candidates=[])],
            {},
            r"^The candidates of translation 1 .* each of the 3 words written; got 0\.$",
        ),
        ([_likely()], {}, r"^The candidates of translation 1 at step 2 must hold 1 to 5 words; got 0\.$"),
        ([_likely(*((str(at), 0.1) for at in range(6)))], {}, r"at step 2 must hold 1 to 5 words; got 6\.$"),
        ([_likely(("", 0.1))], {}, r"at step 2 must have words of 1 to 16 characters that can be seen; got ''\.$"),
        ([_likely(("a", 0.1), ("a", 0.2))], {}, r"at step 2 must differ from each other; got 'a' twice\.$"),
        ([_likely(("a", -0.1))], {}, r"at step 2 must have probabilities from 0 to 1; got -0\.1 for 'a'\.$"),
        ([_likely(("a", 93.0))], {}, r"must have probabilities from 0 to 1; got 93 for 'a'\.$"),
        ([_likely(("a", float("nan")))], {}, r"must have probabilities from 0 to 1; got nan for 'a'\.$"),
        ([_likely(("a", 0.6), ("b", 0.5))], {}, r"step 2 must have probabilities that sum to 1 at most; got 1\.1\.$"),
        (TRANSLATIONS, {"sentence": 2}, r"^sentence must be from 0 to 1; got 2\.$"),
        (TRANSLATIONS, {"sentence": 1, "step": 3}, r"^step must be from 0 to 2; got 3\.$"),
        (TRANSLATIONS, {"step": -1}, r"^step must be from 0 to 5; got -1\.$"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(
    translations: list[Decoding], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        decoding_steps(translations, **options)
