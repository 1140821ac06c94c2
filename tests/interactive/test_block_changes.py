"""The block as a diff: the code that is shown makes the model whose parameters and cache are counted."""

import json
import re
from collections.abc import Callable
from functools import cache
from html import unescape
from itertools import chain, combinations
from typing import Any

import pytest
import torch
from playwright.sync_api import Page, expect
from torch import nn

from course_lib.demonstrations.modern_block import BLOCK_OF_2017, CHANGES, make_block_writer
from course_lib.interactive import block_changes
from course_lib.interactive.figures.block_changes import choices_in_figure, in_script, width_with
from course_lib.transformer import LanguageModel, number_of_parameters
from tests.interactive.code_on_model import run_on_model
from tests.interactive.scripts import scripts

Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]
ALL = list(CHANGES)
COMBINATIONS = [list(some) for count in range(len(ALL) + 1) for some in combinations(ALL, count)]
SHARED = "shared keys and values"
OTHER_SIZES = {"dModel": 48, "numHeads": 12, "numLayers": 3, "dFf": 100, "vocabSize": 37}


@cache
def initial(*changes: str) -> dict[str, Any]:
    """Return what the figure's script is given."""
    (text,) = re.findall(r'data-initial="(.*?)"', block_changes(changes).data)
    return json.loads(unescape(text))


def in_scripts(changes: list[str]) -> list[str]:
    """Return the names by which the script knows the changes."""
    return [in_script(name) for name in changes]


def parameters(size: dict[str, Any], changes: list[str]) -> int:
    """Return what the script counts."""
    return scripts("block_size").call("parametersOf", size, in_scripts(changes))


def model_of(size: dict[str, Any], changes: list[str], device: str = "cpu") -> LanguageModel:
    """Make a model of any size; on "meta" it takes no memory."""
    with torch.device(device):
        return LanguageModel(
            size["vocabSize"],
            d_model=size["dModel"],
            num_heads=size["numHeads"],
            num_layers=size["numLayers"],
            d_ff=width_with(changes, size["dFf"]),
            dropout=0.0,
            scale=size["dModel"] ** 0.5,
            bias=False,
            **{**BLOCK_OF_2017, **choices_in_figure(changes, size["numHeads"])},
        )


def random_model(changes: list[str]) -> LanguageModel:
    """Make the model of the chapter, all gains and offsets drawn at random as well."""
    model = make_block_writer(choices_in_figure(changes), width_with(changes)).double()
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.3)
    return model


def diff(changes: list[str], size: int = 0) -> list[list[str]]:
    """Return the marks and lines that the script shows."""
    call = "(lines, ticked, size) => diffOf(lines, ticked, widthsOf(size))"
    return scripts("block_size", "code_diff").call(
        call, initial()["lines"], in_scripts(changes), initial()["sizes"][size]
    )


def moved(changes: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines taken out and those put in, without indents."""
    lines = diff(changes)
    out, put_in = ([text.strip() for mark, text in lines if mark == wanted] for wanted in "−+")
    return out, put_in


def test_all_combinations_have_as_many_parameters_as_the_real_model() -> None:
    size = initial()["sizes"][0]
    assert len(COMBINATIONS) == 256
    for changes in COMBINATIONS:
        model = make_block_writer(choices_in_figure(changes), width_with(changes))
        assert parameters(size, changes) == number_of_parameters(model), changes


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("changes", [[], ALL, ALL[1:6], ALL[2::2]])
def test_the_large_models_have_as_many_too(number: int, changes: list[str]) -> None:
    size = initial()["sizes"][number]
    assert parameters(size, changes) == number_of_parameters(model_of(size, changes, "meta"))


def test_a_model_of_other_sizes_has_as_many_too() -> None:
    for changes in COMBINATIONS[::3]:
        assert parameters(OTHER_SIZES, changes) == number_of_parameters(model_of(OTHER_SIZES, changes)), changes


@pytest.mark.parametrize("name", [name for name in ALL if name != SHARED])
def test_one_change_makes_the_model_of_the_demonstration(name: str) -> None:
    ours, theirs = (make_block_writer(choices).state_dict() for choices in (choices_in_figure([name]), CHANGES[name]))
    assert {key: value.shape for key, value in ours.items()} == {key: value.shape for key, value in theirs.items()}


@torch.no_grad()
@pytest.mark.parametrize("changes", [[], [SHARED], ALL, [name for name in ALL if name != SHARED]])
@pytest.mark.parametrize("words", [1, 7, 64])
@pytest.mark.parametrize("number", [0, None])
def test_the_cache_has_as_many_bytes_as_a_real_one(changes: list[str], words: int, number: int | None) -> None:
    size = OTHER_SIZES if number is None else initial()["sizes"][number]
    model = model_of(size, changes)
    kept = model.new_cache()
    model(torch.zeros(1, words, dtype=torch.long), kept)
    tensors = list(chain.from_iterable(layer.target.so_far for layer in kept.layers))
    in_single_precision = sum(tensor.nbytes for tensor in tensors)
    assert {tensor.dtype for tensor in tensors} == {torch.float32}
    assert scripts("block_size").call("cacheBytes", size, in_scripts(changes), words) == in_single_precision * 2 // 4


@torch.no_grad()
def test_in_all_combinations_the_code_run_with_the_numbers_of_a_model_gives_its_logits() -> None:
    torch.manual_seed(0)
    for changes in COMBINATIONS:
        model = random_model(changes)
        ids = torch.randint(3, 59, (2, 5))
        code = [text for mark, text in diff(changes) if mark != "−"]
        torch.testing.assert_close(run_on_model(code, model, ids), model(ids), rtol=1e-9, atol=1e-9, msg=str(changes))


@torch.no_grad()
@pytest.mark.parametrize("changes", [[], ALL])
def test_without_any_one_of_its_lines_the_code_gives_other_logits_or_none(changes: list[str]) -> None:
    torch.manual_seed(0)
    model = random_model(changes)
    ids = torch.randint(3, 59, (2, 5))
    code = [text for mark, text in diff(changes) if mark != "−"]
    for at, line in enumerate(code):
        try:
            logits = run_on_model([*code[:at], *code[at + 1 :]], model, ids)
        except (AssertionError, AttributeError, NameError, KeyError, SyntaxError, TypeError, RuntimeError):
            continue
        assert not torch.allclose(logits, model(ids), rtol=1e-3), line


def test_without_a_change_all_20_lines_stay_and_no_line_is_too_long_for_a_phone() -> None:
    assert [mark for mark, _ in diff([])] == [" "] * 20
    lines = [text for changes in COMBINATIONS for _, text in diff(changes, 2)]
    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize(
    ("changes", "out", "put_in"),
    [
        (
            ["pre-norm"],
            ["x = norm(x + attention(x))", "x = norm(x + feed_forward(x))"],
            ["x = x + attention(norm(x))", "x = x + feed_forward(norm(x))", "x = norm(x)"],
        ),
        (["RMSNorm"], ["x = x - mean(x)", "return x * gain + offset"], ["return x * gain"]),
        (["RMSNorm", "gated feed-forward", "no offsets"], None, ["return x * gain", None, None, "return x @ W_2"]),
        (
            ["gated feed-forward"],
            ["def feed_forward(x):  # 256 wide", "x = relu(x @ W_1 + b_1)", "return x @ W_2 + b_2"],
            ["def feed_forward(x):  # 171 wide", "x = silu(x @ W_gate) * (x @ W_1)", "return x @ W_2"],
        ),
        (["rotary positions"], ["x = x + sinusoids[places]"], ["q, k = turn(q), turn(k)"]),
        (
            [SHARED],
            ["k = x @ W_K  # heads: 4", "v = x @ W_V  # heads: 4"],
            ["k = x @ W_K  # heads: 1", "v = x @ W_V  # heads: 1"],
        ),
        (
            ["no offsets"],
            ["return x * gain + offset", "x = relu(x @ W_1 + b_1)", "return x @ W_2 + b_2"],
            ["return x * gain", "x = relu(x @ W_1)", "return x @ W_2"],
        ),
        (["norm of queries and keys"], [], ["q, k = rms_norm(q), rms_norm(k)"]),
        (["a last table of its own"], ["logits = x @ tokens.T"], ["logits = x @ last.T"]),
    ],
)
def test_each_change_takes_its_lines_out_and_puts_its_lines_in(
    changes: list[str], out: list[str] | None, put_in: list[str | None]
) -> None:
    found_out, found_in = moved(changes)
    assert out is None or found_out == out
    assert len(found_in) == len(put_in)
    assert all(wanted in (None, found) for found, wanted in zip(found_in, put_in, strict=True))


@pytest.mark.parametrize(
    ("then", "now", "text"),
    [
        (100, 100, "as in 2017"),
        (400, 100, "−75\u00a0%"),
        (1000, 1123, "+12\u00a0%"),
        (10**7, 10**7 + 1, "+0.00001\u00a0%"),
        (1000, 911, "−8.9\u00a0%"),
        (100, 200, "+100\u00a0%"),
    ],
)
def test_a_difference_has_two_digits_and_a_sign(then: int, now: int, text: str) -> None:
    assert scripts("block_size").call("showChange", then, now) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (512, "512 bytes"),
        (8192, "8.19 KB"),
        (2**31, "2.15 GB"),
        (2**29, "537 MB"),
        (2**37, "137 GB"),
        (1000, "1 KB"),
        (999_999, "1 MB"),
    ],
)
def test_bytes_have_three_digits_and_a_unit(count: int, text: str) -> None:
    assert scripts("block_size").call("showBytes", count) == text.replace(" ", "\u00a0")


@pytest.mark.browser
def test_ticks_sizes_and_words_move_code_and_numbers(show: Show, values_of: Values) -> None:
    page = show(block_changes())
    sizes = initial()["sizes"]
    page.get_by_label("shared keys and values").click()
    page.get_by_label("RMSNorm").press("Space")
    changes = ["RMSNorm", SHARED]
    page.get_by_role("radio", name="this chapter").press("ArrowLeft")
    expect(page.get_by_role("radio", name="7 billion")).to_be_focused()
    page.get_by_label("words").press("ArrowRight")
    found = values_of(page)
    assert (found["ticked"], found["size"], found["words"]) == (in_scripts(changes), 2, 8192)
    model = model_of(sizes[2], changes, "meta")
    assert found["parameters"] == number_of_parameters(model)
    assert found["bytes"] == 2 * 2 * 32 * 8192 * 8 * 128
    assert found["lines"] == diff(changes, 2)
    expect(page.locator("dd").nth(0)).to_have_text(f"{found['parameters']:,}, −12\u00a0%")
    expect(page.locator("dd").nth(1)).to_have_text("1.07\u00a0GB, −75\u00a0%")
    expect(page.get_by_label("words")).to_have_attribute("aria-valuetext", "8,192")
    expect(page.locator(".verdict")).to_have_text("Changes: 2 of 8. Lines taken out: 4, put in: 3.")


@pytest.mark.browser
def test_the_buttons_tick_nothing_and_all(show: Show, values_of: Values) -> None:
    page = show(block_changes(["no offsets"]))
    boxes = page.get_by_role("checkbox")
    assert values_of(page)["ticked"] == ["no-offsets"]
    page.get_by_role("button", name="all").click()
    assert values_of(page)["ticked"] == in_scripts(ALL)
    assert all(box.is_checked() for box in boxes.all())
    page.get_by_role("button", name="2017").click()
    assert values_of(page)["ticked"] == []
    assert not any(box.is_checked() for box in boxes.all())
    expect(page.locator(".verdict")).to_have_text("This is the block of 2017.")
    expect(page.locator("dd").nth(0)).to_have_text(f"{parameters(initial()['sizes'][0], []):,}, as in 2017")


@pytest.mark.browser
def test_a_screen_reader_hears_what_was_taken_out_and_put_in(show: Show) -> None:
    page = show(block_changes(["a last table of its own"]))
    expect(page.locator("del")).to_have_text("−taken out:logits = x @ tokens.T")
    expect(page.locator("ins")).to_have_text("+put in:logits = x @ last.T")
    marks = page.locator(".entry > [aria-hidden=true]")
    assert marks.all_text_contents().count(" ") == 19
    page.get_by_label("rotary positions").click()
    expect(page.locator("output")).to_have_text(
        "Changes: 2 of 8. Lines taken out: 2, put in: 2. Parameters: 107,008, +3.7\u00a0%. "
        "Cache for 4,096 words: 2.1\u00a0MB, as in 2017."
    )


@pytest.mark.browser
@pytest.mark.parametrize("width", [1000, 360])
def test_each_line_of_code_stands_on_one_line(show: Show, width: int) -> None:
    page = show(block_changes(ALL), width=width)
    page.get_by_role("radio", name="7 billion").click()
    heights = page.locator(".entry").evaluate_all("lines => lines.map(line => line.clientHeight)")
    assert len(heights) == 32
    assert max(heights) <= 20


@pytest.mark.browser
def test_the_fallback_shows_the_code_of_2017_and_counts_as_the_script_does(show: Show) -> None:
    page = show(block_changes(), java_script_enabled=False)
    assert page.locator(".listing").inner_text().splitlines() == [text for _, text in diff([])]
    rows = [row.split("\t") for row in page.locator("figure tr").all_inner_texts()]
    size = initial()["sizes"][0]
    assert rows[0] == ["change", "parameters", "bytes in the cache, 4,096 words"]
    for (_, *counts), changes in zip(rows[1:], [[], *([name] for name in ALL), ALL], strict=True):
        kept = scripts("block_size").call("cacheBytes", size, in_scripts(changes), 4096)
        assert counts == [f"{parameters(size, changes):,}", f"{kept:,}"]


def test_the_figure_leaves_the_random_numbers_as_they_are() -> None:
    before = torch.get_rng_state()
    block_changes()
    assert torch.equal(torch.get_rng_state(), before)


def test_a_change_of_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="changes has 'dropout'; expected some of pre-norm, RMSNorm"):
        block_changes(["RMSNorm", "dropout"])
