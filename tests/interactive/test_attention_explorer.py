"""The explorer: its numbers are the tensor's, and words, heads and sentences can be chosen by all hands."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import pytest
import torch
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from course_lib.interactive import attention_explorer

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]

GARDEN = ["她", "在", "美丽", "的", "花园", "里"]
CAT = ["the", "cat", "that", "the", "dogs", "saw", "ran", "instantaneously"]


def drawn(heads: int, words: int, seed: int = 0) -> torch.Tensor:
    """Draw the weights of causal attention, so that some are 0."""
    scores = torch.randn(heads, words, words, generator=torch.Generator().manual_seed(seed)) * 2
    return scores.masked_fill(torch.ones(words, words, dtype=torch.bool).triu(1), -torch.inf).softmax(dim=-1)


SENTENCES = [(GARDEN, drawn(3, 6)), (CAT, drawn(3, 8, seed=1))]
MODES = ["head 1", "head 2", "head 3", "mean of the heads", "all heads at once"]
LOOK = "line => [line.getAttribute('stroke-dasharray'), line.style.stroke]"
# Of each key, from left to right and line by line: where each head's mark starts, its bar, the drawn number, the line.
AMOUNTS = """cells => cells.map(cell => [...cell.children].map(amount => {
    const [mark, bar] = amount.children, number = document.createRange();
    number.selectNodeContents(bar);
    const [bars, digits] = [bar, number].map(part => part.getBoundingClientRect());
    return [mark.getBoundingClientRect().left, bars.left, digits.left, digits.right, bars.right, bars.top];
}))"""
ONLY_TO_SEE = "This mean is a picture only: the model never averages its heads."
# Each case of a sentence: one word, two words that tie, nothing.
TELLING = torch.tensor([[0.2, 0.7, 0.1], [0.45, 0.1, 0.45], [0.0, 0.0, 0.0]])


def words_of(page: Page) -> Locator:
    """Return the buttons of the queries."""
    return page.get_by_role("radiogroup", name="Query").get_by_role("radio")


def choose_head(page: Page, name: str) -> None:
    """Press the button of a head, of the mean, or of all."""
    page.get_by_role("radiogroup", name="Head").get_by_role("radio", name=name).click()
    page.mouse.move(0, 0)


def expected(weights: torch.Tensor, mode: str, query: int) -> list[list[float]]:
    """Return the rows that a mode shows, from weights rounded to four decimals."""
    rows = weights.double().round(decimals=4)[:, query]
    if mode == "mean of the heads":
        rows = rows.mean(dim=0, keepdim=True)
    elif mode != "all heads at once":
        rows = rows[[int(mode[-1]) - 1]]
    return rows.tolist()


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour such as rgb(0, 121, 95), as WCAG 2 defines it."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def shown_numbers(page: Page) -> list[list[str]]:
    """Return the numbers beside each key, as they are read."""
    cells = page.locator("figure .y + span").all()[1:]  # the first stands beside the title "key"
    return [cell.locator("span > span:last-child").all_inner_texts() for cell in cells]


def test_each_head_their_mean_and_all_at_once_show_the_weights_given(show: Show, values_of: Values) -> None:
    page = show(attention_explorer(SENTENCES))
    for number, (tokens, weights) in enumerate(SENTENCES):
        page.get_by_label("Sentence").select_option(index=number)
        for mode in MODES:
            choose_head(page, mode)
            for query in range(len(tokens)):
                words_of(page).nth(query).click()
                found, rows = values_of(page), expected(weights, mode, query)
                assert (found["sentence"], found["query"], found["mode"]) == (number, query, mode)
                for row, right in zip(found["rows"], rows, strict=True):
                    assert row == pytest.approx(right, abs=1e-9)
                assert shown_numbers(page) == [
                    [f"{row[key]:.2f}" for row in found["rows"]] for key in range(len(tokens))
                ]


def test_the_weights_keep_four_decimals(show: Show, values_of: Values) -> None:
    weights = drawn(1, 6).double()
    row = values_of(show(attention_explorer([(GARDEN, weights)], word=5)))["rows"][0]
    assert torch.tensor(row) == pytest.approx(weights[0, 5], abs=5.1e-5)
    assert all(f"{weight:.4f}" == f"{weight:.6f}".rstrip("0").ljust(6, "0") for weight in row)


@pytest.mark.parametrize("width", [1000, 360])
@pytest.mark.parametrize("mode", MODES)
def test_a_curve_runs_from_the_query_to_each_key_as_thick_as_its_weight(
    show: Show, values_of: Values, width: int, mode: str
) -> None:
    page = show(attention_explorer(SENTENCES, sentence=1, word=6), width=width)
    choose_head(page, mode)
    query, rows = words_of(page).nth(6).bounding_box(), values_of(page)["rows"]
    keys = [key.bounding_box() for key in page.locator("figure .y").all()[1:]]
    curves = page.locator("figure [role=img] path").evaluate_all(
        """all => all.map(path => { const look = getComputedStyle(path), toScreen = path.getScreenCTM();
            const at = length => path.getPointAtLength(length).matrixTransform(toScreen);
            const [start, end] = [at(0), at(path.getTotalLength())];
            return [start.x, start.y, end.x, end.y, parseFloat(look.strokeWidth), Number(look.strokeOpacity)]; })"""
    )
    wanted = [(key, weight) for row in rows for key, weight in enumerate(row) if weight >= 0.005]
    assert len(curves) == len(wanted) > 4
    for (key, _), (start_x, start_y, end_x, end_y, _, _) in zip(wanted, curves, strict=True):
        assert query["x"] + query["width"] <= start_x < end_x <= keys[key]["x"]
        assert query["y"] <= start_y <= query["y"] + query["height"]
        # Heads run side by side: each within its key's row.
        aside = 0.36 * query["height"] if len(rows) > 1 else 1
        assert end_y == pytest.approx(keys[key]["y"] + keys[key]["height"] / 2, abs=aside)
    # Thicker and darker for each larger weight.
    order = sorted(range(len(wanted)), key=lambda at: wanted[at][1])
    for look in (4, 5):
        assert [curves[at][look] for at in order] == sorted(curve[look] for curve in curves)
        assert curves[order[-1]][look] > 1.25 * curves[order[0]][look]


def test_the_bars_behind_the_numbers_are_the_weights(show: Show, values_of: Values) -> None:
    page = show(attention_explorer(SENTENCES, word=5))
    for mode in MODES:
        choose_head(page, mode)
        bars = page.locator("figure .amount").evaluate_all(
            "all => all.map(bar => parseFloat(bar.style.getPropertyValue('--share')) / 100)"
        )
        by_key = [weight for column in zip(*values_of(page)["rows"], strict=True) for weight in column]
        assert bars == pytest.approx(by_key, abs=1e-6)


def test_eight_heads_have_eight_marks_patterns_and_colours_and_the_buttons_tell_them(show: Show) -> None:
    page = show(attention_explorer([(["a", "b"], torch.full((8, 2, 2), 0.5))]))
    choose_head(page, "all heads at once")
    first_key = page.locator("figure [role=img] path").evaluate_all(
        f"all => all.filter((_, at) => at % 2 === 0).map({LOOK})"
    )
    assert [len(set(looks)) for looks in zip(*first_key, strict=True)] == [8, 8]
    swatches = page.get_by_role("radiogroup", name="Head").locator("line")
    assert swatches.evaluate_all(f"all => all.map({LOOK})") == first_key
    marks = page.locator("figure .y + span").nth(1).locator("[aria-hidden]").all_inner_texts()
    buttons = page.get_by_role("radiogroup", name="Head").locator("span[aria-hidden]").all_inner_texts()
    assert marks == buttons and len(set(marks)) == 8


@pytest.mark.parametrize("width", [1000, 360])
@pytest.mark.parametrize("heads", [2, 3, 8])
def test_all_heads_at_once_leave_a_gap_between_a_number_and_the_next_mark(show: Show, width: int, heads: int) -> None:
    page = show(attention_explorer([(CAT, drawn(heads, 8))], word=7), width=width)
    choose_head(page, "all heads at once")
    cells = page.locator("figure .y + span:not(.note)").evaluate_all(AMOUNTS)
    assert [len(amounts) for amounts in cells] == [heads] * 8
    for amounts in cells:
        for mark, bar, digits, digits_end, bar_end, _ in amounts:
            assert mark + 10 <= bar < digits < digits_end <= bar_end
        neighbours = [(one, other) for one, other in pairwise(amounts) if one[-1] == other[-1]]
        assert neighbours
        for (*_, bar_end, _), (next_mark, *_) in neighbours:
            assert next_mark - bar_end >= 8


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_marks_of_the_heads_are_seen_on_the_paper(show: Show, theme: str) -> None:
    page = show(attention_explorer([(CAT, drawn(8, 8))]), theme=theme)
    marks = page.get_by_role("radiogroup", name="Head").locator("span[aria-hidden]")
    colours = marks.evaluate_all("all => all.map(mark => getComputedStyle(mark).color)")
    paper = page.locator("figure").evaluate("figure => getComputedStyle(figure).backgroundColor")
    assert len(colours) == 8
    for colour in colours:  # axe leaves out what a screen reader does not hear
        darker, lighter = sorted((luminance(colour), luminance(paper)))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, colour


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_with_all_heads_and_no_text_is_small(show: Show, theme: str) -> None:
    page = show(attention_explorer([(CAT, drawn(8, 8))], word=7), theme=theme, width=360)
    choose_head(page, "all heads at once")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    sizes = page.locator("figure .stage span").evaluate_all("all => all.map(part => getComputedStyle(part).fontSize)")
    assert min(float(size.removesuffix("px")) for size in sizes) >= 12


@pytest.mark.parametrize(
    ("word", "sentence", "total"),
    [
        (0, "“我” attends most to “美丽”: 0.70.", "The weights of this row sum to 1.00."),
        (1, "“美丽” attends most to “我”, “花”: 0.45 each.", "The weights of this row sum to 1.00."),
        (2, "“花” attends to nothing: all weights are 0.", "The weights of this row sum to 0.00."),
    ],
)
def test_the_sentence_names_the_largest_weight_and_the_sum_is_said(
    show: Show, word: int, sentence: str, total: str
) -> None:
    page = show(attention_explorer([(["我", "美丽", "花"], TELLING[None])], word=word))
    expect(page.get_by_text(sentence, exact=True)).to_be_visible()
    expect(page.locator(".note").last).to_contain_text(total)
    expect(page.get_by_role("img")).to_have_attribute("aria-label", sentence)


def test_with_several_heads_the_sentence_names_the_head_and_all_at_once_lists_each(show: Show) -> None:
    weights = torch.stack([TELLING, TELLING.flip(0)])
    page = show(attention_explorer([(["我", "美丽", "花"], weights)], ["back", "ahead"]))
    expect(page.get_by_text("“我” attends most to “美丽”: 0.70 (back).", exact=True)).to_be_visible()
    choose_head(page, "ahead")
    expect(page.get_by_text("“我” attends to nothing: all weights are 0 (ahead).", exact=True)).to_be_visible()
    choose_head(page, "mean of the heads")
    expect(page.get_by_text("“我” attends most to “美丽”: 0.35 (mean of the heads).", exact=True)).to_be_visible()
    expect(page.locator(".note").last).to_contain_text("The weights of this row sum to 0.50.")
    expect(page.locator("figure dl")).to_be_hidden()
    choose_head(page, "all heads at once")
    expect(page.get_by_text("“我” attends most to:", exact=True)).to_be_visible()
    assert page.locator("figure dl dd").all_inner_texts() == ["“美丽”: 0.70", "nothing: all weights are 0"]
    expect(page.locator(".note").last).to_contain_text("The rows of the heads sum to 1.00, 0.00.")
    words_of(page).nth(1).click()
    expect(page.locator(".note").last).to_contain_text("The row of each head sums to 1.00.")


def test_only_the_mean_is_called_a_picture_that_the_model_never_makes(show: Show) -> None:
    page = show(attention_explorer(SENTENCES, word=1))
    for mode in MODES:
        choose_head(page, mode)
        note = page.locator(".note").last
        (expect(note).to_contain_text if mode == "mean of the heads" else expect(note).not_to_contain_text)(ONLY_TO_SEE)


def test_a_word_that_occurs_twice_is_told_apart_by_its_place(show: Show) -> None:
    weights = torch.eye(8).flip(0)[None]
    page = show(attention_explorer([(CAT, weights)], word=4))
    expect(page.get_by_text("“dogs” attends most to “the (word 4)”: 1.00.", exact=True)).to_be_visible()
    words_of(page).first.click()
    expect(page.get_by_text("“the (word 1)” attends most to “instantaneously”: 1.00.", exact=True)).to_be_visible()


def test_by_keyboard_alone_the_sentence_the_head_and_the_word_are_chosen(show: Show, values_of: Values) -> None:
    page = show(attention_explorer(SENTENCES))
    page.evaluate("addEventListener('keydown', event => (document.body.kept = event.defaultPrevented))")

    def press(keys: Sequence[str]) -> tuple[int, str, int]:
        for key in keys:
            page.keyboard.press(key)
        found = values_of(page)
        return found["sentence"], found["mode"], found["query"]

    assert press(["Tab", "ArrowDown"]) == (1, "head 1", 0)
    assert press(["Tab", "ArrowRight"]) == (1, "head 2", 0)
    assert press(["End"]) == (1, "all heads at once", 0)
    assert press(["ArrowDown"]) == (1, "head 1", 0)
    assert press(["Tab", "ArrowDown", "ArrowRight", "ArrowRight"]) == (1, "head 1", 3)
    assert press(["ArrowUp"]) == (1, "head 1", 2)
    assert page.evaluate("document.body.kept"), "the page scrolls too"
    assert press(["Home", "ArrowLeft"]) == (1, "head 1", 7)
    assert press(["Alt+ArrowUp", "Control+Home", "x"]) == (1, "head 1", 7)
    expect(words_of(page).nth(7)).to_be_focused()
    assert press(["Shift+Tab", "ArrowUp"]) == (1, "all heads at once", 7)
    assert page.get_by_role("radio", checked=True).all_inner_texts() == ["all heads at once", "instantaneously"]


def test_a_mouse_shows_the_word_it_points_at_and_a_click_chooses_it(show: Show, values_of: Values) -> None:
    page = show(attention_explorer(SENTENCES, word=1))
    words_of(page).nth(4).hover()
    assert (values_of(page)["query"], values_of(page)["chosen"]) == (4, 1)
    expect(words_of(page).nth(1)).to_be_checked()
    page.mouse.move(0, 0)
    assert values_of(page)["query"] == 1
    words_of(page).nth(3).click()
    page.mouse.move(0, 0)
    assert (values_of(page)["query"], values_of(page)["chosen"]) == (3, 3)
    # A mouse that rests on a word does not hold it against the keys.
    words_of(page).nth(5).hover()
    page.keyboard.press("ArrowUp")
    assert (values_of(page)["query"], values_of(page)["chosen"]) == (2, 2)


def test_a_tap_chooses_a_word_a_head_and_stays(show: Show, values_of: Values) -> None:
    page = show(attention_explorer(SENTENCES), has_touch=True, width=360)
    words_of(page).nth(4).tap()
    page.get_by_role("radio", name="head 2").tap()
    found = values_of(page)
    assert (found["query"], found["chosen"], found["mode"]) == (4, 4, "head 2")


def test_another_sentence_keeps_the_head_and_the_place_as_far_as_it_has_words(show: Show, values_of: Values) -> None:
    page = show(attention_explorer(SENTENCES, sentence=1, word=2))
    expect(page.get_by_label("Sentence")).to_have_value(" ".join(CAT))
    choose_head(page, "head 3")
    page.get_by_label("Sentence").select_option(label=" ".join(GARDEN))
    found = values_of(page)
    assert (found["sentence"], found["query"], found["mode"]) == (0, 2, "head 3")
    assert words_of(page).all_inner_texts() == GARDEN == page.locator("figure .y").all_inner_texts()[1:]
    page.get_by_label("Sentence").select_option(index=1)
    words_of(page).last.click()
    page.get_by_label("Sentence").select_option(index=0)
    assert values_of(page)["query"] == 5


def test_with_a_word_for_each_sentence_a_chosen_sentence_opens_on_its_own_word(show: Show, values_of: Values) -> None:
    page = show(attention_explorer(SENTENCES, sentence=1, word=(3, 6)))
    assert (values_of(page)["sentence"], values_of(page)["query"]) == (1, 6)
    page.get_by_label("Sentence").select_option(index=0)
    assert values_of(page)["query"] == 3
    expect(words_of(page).nth(3)).to_be_checked()
    words_of(page).nth(5).press("Enter")
    assert values_of(page)["query"] == 5
    page.get_by_label("Sentence").select_option(index=1)
    assert values_of(page)["query"] == 6
    page.get_by_label("Sentence").select_option(index=0)
    assert values_of(page)["query"] == 3


def test_one_head_and_one_sentence_leave_nothing_to_choose_but_the_word(show: Show) -> None:
    page = show(attention_explorer([(GARDEN, drawn(1, 6))]))
    assert page.locator("figure select").count() == 0
    assert page.get_by_role("radiogroup").count() == 1
    expect(page.locator("figure .stage")).not_to_contain_text("head")


def test_the_screen_reader_hears_the_sentence_the_sum_and_the_weights(show: Show) -> None:
    page = show(attention_explorer([(["我", "美丽", "花"], TELLING.expand(2, 3, 3))], word=1))
    words_of(page).first.press("Enter")
    expect(page.locator("output")).to_have_text(
        "“我” attends most to “美丽”: 0.70 (head 1). The weights of this row sum to 1.00. 我 0.20, 美丽 0.70, 花 0.10."
    )
    choose_head(page, "all heads at once")
    expect(page.locator("output")).to_have_text(
        "“我” attends most to head 1, “美丽”: 0.70; head 2, “美丽”: 0.70. The row of each head sums to 1.00."
    )
    choose_head(page, "mean of the heads")
    expect(page.locator("output")).to_have_text(
        "“我” attends most to “美丽”: 0.70 (mean of the heads). The weights of this row sum to 1.00. "
        f"{ONLY_TO_SEE} 我 0.20, 美丽 0.70, 花 0.10."
    )


@pytest.mark.parametrize("word", ["W" * 16, "人" * 16, "<b>'\"&"])
@pytest.mark.parametrize("heads", [1, 8])
def test_words_are_text_not_html_and_long_ones_fit_on_a_phone(show: Show, word: str, heads: int) -> None:
    page = show(
        attention_explorer([([word] * 16, drawn(heads, 16))], ["W" * 15 + str(at) for at in range(heads)]), width=360
    )
    if heads > 1:
        choose_head(page, "all heads at once")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert words_of(page).all_inner_texts() == [word] * 16
    lines, figure = page.get_by_role("img").bounding_box(), page.locator("figure").bounding_box()
    assert lines["width"] >= 48
    right_ends = page.locator("figure .stage *:not(.spoken)").evaluate_all(
        "all => Math.max(...all.map(part => part.getBoundingClientRect().right))"
    )
    assert right_ends <= figure["x"] + figure["width"]


def test_the_fallback_says_the_weights_head_by_head(show: Show) -> None:
    weights = torch.stack([TELLING, TELLING.flip(0)])
    output = attention_explorer([(GARDEN, drawn(2, 6)), (["<i>", "b", "c"], weights)], ["<b>", "next"], sentence=1)
    page = show(output, java_script_enabled=False)
    assert page.locator("figure caption").all_inner_texts() == ["<b>", "next"]
    head = "query \\ key\t<i>\tb\tc"
    rows = ["<i>\t0.20\t0.70\t0.10", "b\t0.45\t0.10\t0.45", "c\t0.00\t0.00\t0.00"]
    last_first = ["<i>\t0.00\t0.00\t0.00", rows[1], "c\t0.20\t0.70\t0.10"]
    assert page.locator("figure tr").all_inner_texts() == [head, *rows, head, *last_first]


def test_a_long_sentence_without_scripts_scrolls_in_itself_on_a_phone(show: Show) -> None:
    page = show(attention_explorer([(["word"] * 16, drawn(1, 16))]), java_script_enabled=False, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_four_sentences_of_eight_words_with_two_heads_stay_below_26_kilobytes() -> None:
    full = torch.randn(2, 8, 8, generator=torch.Generator().manual_seed(0)).softmax(dim=-1)
    assert len(attention_explorer([(CAT, full)] * 4).data.encode()) < 26_000


def test_half_precision_and_gradients_are_welcome(show: Show, values_of: Values) -> None:
    weights = drawn(2, 6).half().requires_grad_()
    assert values_of(show(attention_explorer([(GARDEN, weights)])))["sums"][0] == pytest.approx(1, abs=1e-3)


def test_the_title_is_text(show: Show) -> None:
    page = show(attention_explorer(SENTENCES, title="Where <b> looks & why"))
    expect(page.locator("figure strong")).to_have_text("Where <b> looks & why")


def _with(change: float, head: int = 1, query: int = 2) -> torch.Tensor:
    weights = drawn(3, 6)
    weights[head, query, 0] += change
    return weights


@pytest.mark.parametrize(
    ("sentences", "options", "message"),
    [
        ([], {}, r"^sentences must hold 1 to 8 sentences; got 0\.$"),
        (SENTENCES[:1] * 9, {}, r"^sentences must hold 1 to 8 sentences; got 9\.$"),
        ([SENTENCES[0], (["a"], torch.ones(3, 1, 1))], {}, r"^Sentence 2 must have 2 to 16 tokens; got 1\.$"),
        ([(["a"] * 17, drawn(1, 17))], {}, r"^Sentence 1 must have 2 to 16 tokens; got 17\.$"),
        ([(["a", ""], drawn(1, 2))], {}, r"^Each token of sentence 1 must have 1 to 16 characters .*; got ''\.$"),
        ([(["a", " "], drawn(1, 2))], {}, r"1 to 16 characters that can be seen; got ' '\.$"),
        ([(["a", "b\n"], drawn(1, 2))], {}, r"1 to 16 characters that can be seen; got 'b\\n'\.$"),
        ([(["a", "b" * 17], drawn(1, 2))], {}, r"1 to 16 characters"),
        ([(GARDEN, drawn(2, 5))], {}, r"shape \[heads, 6, 6\], as it has 6 tokens; got \[2, 5, 5\]\.$"),
        ([(GARDEN, drawn(1, 6)[0])], {}, r"^The weights of sentence 1 must have the shape .*; got \[6, 6\]\.$"),
        ([(GARDEN, drawn(2, 6)[None])], {}, r"; got \[1, 2, 6, 6\]\.$"),
        ([(GARDEN, drawn(2, 6)[:, :5])], {}, r"; got \[2, 5, 6\]\.$"),
        ([(GARDEN, torch.ones(0, 6, 6))], {}, r"^The weights of sentence 1 must hold 1 to 8 heads; got 0\.$"),
        ([(GARDEN, drawn(9, 6))], {}, r"^The weights of sentence 1 must hold 1 to 8 heads; got 9\.$"),
        ([SENTENCES[0], (CAT, drawn(2, 8))], {}, r"the heads of sentence 1, 3; sentence 2 has 2\.$"),
        ([(GARDEN, _with(float("nan")))], {}, r"^The weights of sentence 1 must be finite numbers; got NaN .*\.$"),
        ([(GARDEN, _with(float("inf")))], {}, r"must be finite numbers"),
        ([(GARDEN, _with(-2))], {}, r"^The weights of sentence 1 must not be below 0; got -\d\.\d+: .*\.$"),
        (
            [(GARDEN, _with(0.25))],
            {},
            r"sum to 1 in each row, or be all 0; the row of '美丽' in head 2 sums to 1\.25: ",
        ),
        ([(GARDEN, drawn(1, 6) * 0.5)], {}, r"the row of '她' in head 1 sums to 0\.5: give .* before dropout\.$"),
        (SENTENCES, {"head_names": ["a", "b"]}, r"^head_names must hold one name for each of the 3 heads; got 2\.$"),
        (SENTENCES, {"head_names": ["a", "b", "a"]}, r"^head_names must differ from each other; got 'a' twice\.$"),
        (SENTENCES, {"head_names": ["a", "b", "c" * 17]}, r"^Each name of a head must have 1 to 16 characters"),
        (SENTENCES, {"sentence": 2}, r"^sentence must be from 0 to 1; got 2\.$"),
        (SENTENCES, {"word": 6}, r"^word must be from 0 to 5; got 6\.$"),
        (SENTENCES, {"sentence": 1, "word": -1}, r"^word must be from 0 to 7; got -1\.$"),
        (
            SENTENCES,
            {"word": [1]},
            r"^word must be one number or a list of 2, one for each sentence; got a list of 1\.$",
        ),
        (SENTENCES, {"word": (1, 2, 3)}, r"a list of 2, one for each sentence; got a list of 3\.$"),
        (SENTENCES, {"word": [6, 0]}, r"^word for sentence 1 must be from 0 to 5; got 6\.$"),
        (SENTENCES, {"word": [0, -1]}, r"^word for sentence 2 must be from 0 to 7; got -1\.$"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(sentences: list, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        attention_explorer(sentences, **options)
