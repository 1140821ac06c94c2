"""What every interactive figure promises, wherever it is shown."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
import torch
from axe_playwright_python.sync_playwright import Axe
from IPython.display import HTML
from playwright.sync_api import Page, expect

from course_lib import interactive
from course_lib.embeddings.word_vectors import WordVectors
from course_lib.positions import LearnedPositions, RotaryPositions
from course_lib.transformer import GatedFeedForward, LanguageModel, MaskedLanguageModel, Transformer

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]


@torch.no_grad()
def with_equal_numbers(model: torch.nn.Module) -> Any:
    """Give a model the same numbers on every processor, as those that are drawn are not."""
    for start, parameter in enumerate(model.parameters()):
        parameter.copy_((torch.arange(parameter.numel()).view(parameter.shape) * 5 + start) % 11 / 4 - 1.25)
    return model


def tiny_transformer() -> Transformer:
    """Make a Transformer with the same numbers on every processor."""
    return with_equal_numbers(Transformer(7, 7, d_model=4, num_heads=2, num_layers=1, d_ff=8))


def tiny_language_model() -> LanguageModel:
    """Make a language model with the same numbers on every processor."""
    sizes = {"d_model": 8, "num_heads": 2, "num_layers": 1, "d_ff": 6, "dropout": 0.0}
    model = LanguageModel(7, **sizes, positions=RotaryPositions, feed_forward=GatedFeedForward, bias=False)
    return with_equal_numbers(model)


def tiny_reader() -> MaskedLanguageModel:
    """Make a masked language model with the same numbers on every processor."""
    sizes = {"d_model": 8, "num_heads": 2, "num_layers": 1, "d_ff": 6, "dropout": 0.0, "norm": torch.nn.LayerNorm}
    return with_equal_numbers(MaskedLanguageModel(8, pad_id=0, positions=partial(LearnedPositions, 6), **sizes))


# Each figure that has no default arguments is shown with these.
WORDS = ("cat", "dog", "horse", "red", "green", "blue", "人", "王")
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "attention_explorer": (
        [
            (["她", "在", "美丽", "的", "花园"], (torch.arange(50).view(2, 5, 5) % 7 / 3.0).softmax(dim=-1)),
            (["the", "cat", "saw", "the", "dog"], (torch.arange(50).view(2, 5, 5) % 6 / 2.0).softmax(dim=-1)),
        ],
        None,
        "What a word attends to",
        1,
        2,
    ),
    "decoding_steps": (
        [
            interactive.Decoding(
                ["le", "beau", "jardin"],
                ["the", "beautiful", "garden", "‹end›"],
                (torch.arange(12).view(4, 3) % 5 / 2.0).softmax(dim=-1),
                [[("the", 0.9), ("a", 0.05)], [("beautiful", 0.6)], [("yard", 0.5), ("house", 0.2)], [("‹end›", 1.0)]],
            ),
            interactive.Decoding(
                ["the", "ball", "is", "the", "blue", "one"],
                ["la", "bola", "es", "la", "azul"],
                (torch.arange(30).view(5, 6) % 7 / 2.0).softmax(dim=-1),
                [[("la", 0.7), ("el", 0.2)]] * 5,
            ),
        ],
        "How a translation is written, word by word",
        1,
        2,
    ),
    "heads_in_training": (
        [0, 50, 100, 150],
        [4.2, 3.9, 1.5, 0.4],
        torch.arange(4 * 2 * 4).view(4, 2, 4) % 7 / 8,
        torch.arange(4 * 2 * 4).view(4, 2, 4) % 5 / 6,
        1,
    ),
    "hidden_words": (
        tiny_reader(),
        ["", "", "", "the", "ball", "is", "blue", "人"],
        ["the ball is blue", "the 人 is blue"],
    ),
    "next_word_bars": (
        tiny_language_model(),
        ["", "the", "ball", "is", "blue", "人", "."],
        ["", "the ball", "the ball is"],
        0,
        1,
    ),
    "next_word_choice": (
        [
            ('autumn: "it is"', ["cold", "rainy", "warm", "人"], torch.tensor([2.5, 2.5, 0.25, -1.0])),
            ("a list of numbers", [f"number {at}" for at in range(12)], torch.arange(12) % 7 / 2.0),
        ],
        "Choosing the next word",
        1,
        0.7,
        9,
        0.9,
    ),
    "next_word_table": (
        ["The ball is", "Is the ball", "the ball, 人"],
        [f" token {at}" for at in range(90)],
        torch.arange(270).view(3, 90) * 7 % 271 / 32.0,
        "One question in several wordings",
        1,
        0.7,
        None,
        0.9,
    ),
    "page_translator": (
        tiny_transformer(),
        ["‹pad›", "‹start›", "‹end›", "the", "ball", "is", "blue"],
        ["‹pad›", "‹start›", "‹end›", "la", "bola", "es", "azul"],
        ["the ball is blue", "is the blue ball blue"],
        "A Transformer that translates in this page",
        1,
    ),
    "recall_gap": (
        [1, 4, 16, 64],
        {"RNN": [1.0, 0.97, 0.3, 0.11], "LSTM": [1.0, 1.0, 0.97, 0.35], "attention": [1.0, 1.0, 1.0, 0.99]},
        {"RNN": [0.2, 0.09, 3e-3, 3e-9], "LSTM": [0.3, 0.25, 0.1, 6e-3], "attention": [0.4, 0.3, 0.2, 0.1]},
        0.1,
    ),
    "tensor_map": (
        [
            ("token_embd.weight", (90, 8), 720),
            *((f"blk.{layer}.{name}.weight", (8, 8), 40) for layer in range(12) for name in ("attn_q", "ffn_up")),
            ("output_norm.weight", (8,), 32),
        ],
    ),
    "word_neighbours": (
        WordVectors(WORDS, torch.randn(len(WORDS), 4, generator=torch.Generator().manual_seed(0))),
        "blue",
        "人",
    ),
}
BYTES = 16_500
NAMED: dict[str, dict[str, Any]] = {
    "hidden_words": {"start_id": 1, "mask_id": 2, "text": 1, "hidden": (1, 3)},
    "tensor_map": {"tied": "token_embd.weight"},
}
MORE_BYTES = {
    "attention_explorer": 21_500,  # several heads, each with its marks and numbers
    "block_changes": 19_000,  # 33 lines of code, each with the changes that move it
    "decoding_steps": 18_500,  # words, lines and bars that change with each step
    "page_translator": 35_000,  # a Transformer's forward pass and a decoder's steps; 2.5 bytes more for each parameter
    "recall_gap": 18_500,  # two charts and a drawing
    "self_attention_plane": 22_500,  # a plane whose tips have keys of their own, and a table
    "tensor_map": 17_000,  # the map, the list and what is read off
    "hidden_words": 18_500,  # a forward pass of a model that reads; 2.5 bytes more for each parameter
    "layer_families": 35_500,  # the layer drawn four times
    "mask_editor": 18_500,  # a grid with keys of its own
    "next_word_bars": 19_500,  # a language model's forward pass; 2.5 bytes more for each parameter
    "next_word_table": 24_000,  # three sliders, and what top-p keeps at each of their positions
    "next_word_choice": 17_500,  # three sliders, a generator to draw with, several situations
}

# A grid of buttons has one tab stop; arrow keys move within it.
CONTROLS = "input, select, button:not([tabindex='-1']), .handle[tabindex]"
# JupyterLab sets innerHTML and then makes every script anew, before or after the output reaches the page.
INSERT = """([text, attachedFirst]) => {
    const output = document.createElement("div");
    if (attachedFirst) document.body.append(output);
    output.innerHTML = text;
    for (const script of [...output.getElementsByTagName("script")]) {
        const again = document.createElement("script");
        again.textContent = script.textContent;
        script.replaceWith(again);
    }
    document.body.append(output);
}"""
ALL_NAMES = "() => Object.getOwnPropertyNames(window).sort()"
NAMES_INSIDE = "() => [typeof openFigure, typeof start, typeof html, typeof svg, typeof softmax, typeof NAME]"
SMALLEST_TEXT = """figure => Math.min(...[...figure.querySelectorAll("*")]
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .filter(element => !element.matches("style, script, sub, .spoken"))
    .map(element => parseFloat(getComputedStyle(element).fontSize) * (element.getScreenCTM?.().a ?? 1)))"""
SMALLEST_TARGET = """figure => Math.min(...[...figure.querySelectorAll("input, select, button, .handle")]
    .map(element => element.getBoundingClientRect()).flatMap(box => [box.width, box.height]))"""
STICKS_OUT = """figure => { const edge = figure.getBoundingClientRect();
    return [...figure.querySelectorAll("*:not(.spoken)")].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && (box.left < edge.left || box.right > edge.right);
    }).map(element => element.outerHTML.slice(0, 80)); }"""


def example(name: str) -> HTML:
    """Show the figure of that name with its default arguments or those above."""
    return getattr(interactive, name)(*ARGUMENTS.get(name, ()), **NAMED.get(name, {}))


@pytest.fixture(params=interactive.__all__)
def output(request: pytest.FixtureRequest) -> HTML:
    """Give each figure of course_lib."""
    return example(request.param)


def move_something(page: Page, which: int = 0) -> None:
    """Press a key in the first field, slider, list or box of the figure number `which`."""
    control = page.locator("figure").nth(which).locator("input, select").first
    control.press("Space" if control.get_attribute("type") == "checkbox" else "ArrowUp")


def test_the_output_is_small_and_the_same_on_every_run_and_processor() -> None:
    program = (
        f"import runpy; this = runpy.run_path({__file__!r}); "
        "print(*(this['example'](name).data for name in this['interactive'].__all__))"
    )
    here = " ".join(example(name).data for name in interactive.__all__)
    plain_processor = {
        "ATEN_CPU_CAPABILITY": "default",
        "MKL_CBWR": "COMPATIBLE",
        "PYTHONPATH": ":".join(sys.path),
    }
    there = subprocess.run(
        [sys.executable, "-c", program],
        env=plain_processor,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert there.stdout == here + "\n"
    for name in interactive.__all__:
        assert len(example(name).data.encode()) < MORE_BYTES.get(name, BYTES), name


def test_one_function_one_script_and_no_address(output: HTML) -> None:
    text = output.data.replace("http://www.w3.org/2000/svg", "")
    assert text.count("<script>") == 1
    assert not any(word in text for word in ("http:", "https:", "import(", "fetch(", " id=", "localStorage"))


def test_it_works_twice_on_one_page_without_ids(output: HTML, show: Show, values_of: Values) -> None:
    page = show(output, output)
    figures = page.locator("figure")
    before = [values_of(figures.nth(at)) for at in (0, 1)]
    assert before[0] == before[1]
    for moved, other in ((0, 1), (1, 0)):
        still = values_of(figures.nth(other))
        move_something(page, moved)
        assert values_of(figures.nth(moved)) != before[moved]
        assert values_of(figures.nth(other)) == still
    assert page.locator("[id]").count() == 0


def test_it_leaves_no_name_in_the_page(output: HTML, show: Show) -> None:
    page = show(output)
    move_something(page)
    assert page.evaluate(ALL_NAMES) == show().evaluate(ALL_NAMES)
    assert set(page.evaluate(NAMES_INSIDE)) == {"undefined"}


@pytest.mark.parametrize("attached_first", [True, False])
def test_it_starts_when_jupyterlab_inserts_it_and_again_when_the_cell_is_run_again(
    output: HTML, show: Show, values_of: Values, attached_first: bool
) -> None:
    page = show()
    for run in (1, 2):
        page.evaluate(INSERT, [output.data, attached_first])
        expect(page.locator("figure .stage")).to_have_count(run)
        before = values_of(page.locator("figure").nth(run - 1))
        move_something(page, run - 1)
        assert values_of(page.locator("figure").nth(run - 1)) != before
    page.evaluate("document.querySelector('figure').parentElement.replaceChildren()")
    page.evaluate(INSERT, [output.data, attached_first])
    expect(page.locator("figure .stage")).to_have_count(2)


def test_without_scripts_the_fallback_is_there_and_with_them_it_is_gone(output: HTML, show: Show) -> None:
    silent = show(output, java_script_enabled=False)
    assert silent.locator("figure .fallback").is_visible()
    assert silent.locator("figure").locator(CONTROLS).count() == 0
    assert show(output).locator("figure .fallback").count() == 0


def test_a_figure_of_a_notebook_that_is_not_trusted_keeps_its_fallback_beside_a_live_one(show: Show) -> None:
    output, scripted = interactive.score_spread(), interactive.softmax_temperature()
    silent = HTML(output.data[: output.data.index("<script>")] + "</figure>")
    page = show(silent, scripted)
    expect(page.locator(".fallback")).to_have_count(1)
    expect(page.locator("figure").first.locator(".fallback")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 360])
def test_axe_finds_nothing(output: HTML, show: Show, theme: str, width: int) -> None:
    page = show(output, theme=theme, width=width)
    for number in page.get_by_role("spinbutton").all()[:1]:
        number.fill("")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_in_the_book_no_light_card_shines_around_a_dark_figure(output: HTML, show: Show) -> None:
    card = show(output, theme="dark").locator(".text_html")
    expect(card).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(card).to_have_css("padding", "0px")


@pytest.mark.parametrize(
    ("html", "body", "system", "mode"),
    [
        ('data-theme="dark"', "", "light", "dark"),
        ('data-theme="light"', "", "dark", "light"),
        ("", 'data-jp-theme-light="false"', "light", "dark"),
        ("", 'data-jp-theme-light="true"', "dark", "light"),
        ('theme="dark"', "", "light", "dark"),
        ('theme="light"', "", "dark", "light"),
        ("", "", "dark", "dark"),
        ("", "", "light", "light"),
    ],
)
def test_the_host_decides_between_light_and_dark_and_else_the_system(
    open_html: Show, html: str, body: str, system: str, mode: str
) -> None:
    text = f"<!doctype html><html {html}><body {body}>{interactive.softmax_temperature().data}"
    page = open_html(text, color_scheme=system)
    paper = {"light": "rgb(251, 250, 246)", "dark": "rgb(23, 21, 18)"}[mode]
    expect(page.locator("figure")).to_have_css("background-color", paper)


def test_on_a_phone_nothing_sticks_out_and_everything_is_large_enough(output: HTML, show: Show) -> None:
    page = show(output, width=360)
    figure = page.locator("figure")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert figure.evaluate(STICKS_OUT) == []
    assert figure.evaluate(SMALLEST_TEXT) >= 12
    assert figure.evaluate(SMALLEST_TARGET) >= 24


def test_tab_visits_every_control_in_the_order_seen_and_shows_where_it_is(output: HTML, show: Show) -> None:
    page = show(output)
    controls = page.locator("figure").locator(CONTROLS).count()
    tops, tips = [], set()
    for _ in range(controls):
        page.keyboard.press("Tab")
        focused = page.locator("figure :focus")
        expect(focused).to_have_css("outline-style", "solid")
        box = focused.bounding_box()
        assert box is not None
        if tip := focused.get_attribute("data-tip"):
            tips.add(tip)  # tips stand where the reader puts them, and come in the order of their words
        else:
            tops.append((round(box["y"] / 20), box["x"]))
    assert len(set(tops)) + len(tips) == controls
    assert all(early < late for early, late in pairwise(tops))
    page.keyboard.press("Tab")
    assert page.locator("figure :focus").count() == 0


def test_a_screen_reader_hears_nothing_at_first_and_one_sentence_after_a_change(output: HTML, show: Show) -> None:
    page = show(output)
    spoken = page.locator("figure output")
    expect(spoken).to_have_attribute("aria-live", "polite")
    page.evaluate(
        "() => { const said = []; document.body.said = said; const output = document.querySelector('output');"
        "new MutationObserver(() => said.push(output.textContent)).observe(output, {childList: true}); }"
    )
    assert spoken.inner_text() == ""
    for _ in range(3):
        move_something(page)
    expect(spoken).not_to_be_empty()
    assert page.evaluate("document.body.said") == [spoken.text_content()]
