"""The translator in the page computes what course_lib computes, and every sentence can be given to it by all hands."""

import json
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch
from axe_playwright_python.sync_playwright import Axe
from IPython.display import HTML
from playwright.sync_api import Page, expect
from torch import Tensor, nn
from torch.nn.functional import silu
from torch.nn.utils.rnn import pad_sequence

from course_lib import interactive
from course_lib.decoding import greedy_decode
from course_lib.interactive import page_translator, rounded_to_half
from course_lib.transformer import FeedForward, NextTargetWord, Transformer, WithoutResidual, attention_maps
from course_lib.transformer.named_choices import choices

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]

SIGNS = ["‹pad›", "‹start›", "‹end›"]
ENGLISH = [*SIGNS, "a", "ball", "balls", "blue", "blind", "girl", "is", "not", "the"]
SPANISH = [*SIGNS, "azul", "bola", "el", "es", "la", "niña", "no", "una"]
SENTENCES = ["the ball is blue", "a girl is not the ball", "the blind girl"]
COURSE = {"seed": 1, "d_model": 64, "num_layers": 1, "num_heads": 4, "d_ff": 256, "norm": "pre", "tie_embeddings": True}
CONFIGURATIONS = [
    {"seed": 2, "norm": "pre", "activation": "relu", "num_layers": 1, "num_heads": 4, "tie_embeddings": True},
    {"seed": 2, "norm": "post", "activation": "relu", "num_layers": 2, "num_heads": 2, "tie_embeddings": False},
    {"seed": 1, "norm": "pre", "activation": "gelu", "num_layers": 3, "num_heads": 1, "tie_embeddings": False},
    {"seed": 2, "norm": "post", "activation": "gelu", "num_layers": 1, "num_heads": 8, "tie_embeddings": True},
]
# Give the figure each text, go through all steps, and return what it published; as a string, which is faster.
TRANSLATE = """(figure, texts) => JSON.stringify(texts.map(text => {
    const [field, slider] = [figure.querySelector("[type=text]"), figure.querySelector("[type=range]")];
    const put = (input, value, kind) => { input.value = value; input.dispatchEvent(new Event(kind)); };
    put(field, text, "change");
    return Array.from({length: Number(slider.max)}, (_, at) => {
        put(slider, at + 1, "input");
        return JSON.parse(figure.dataset.values);
    }); }))"""
# Where a row and its first and last word begin and end.
ENDS = """row => { const box = element => element.getBoundingClientRect(), { firstChild: first, lastChild: last } = row;
    return [box(row).left, box(first).left, box(last).right, box(row).right]; }"""
# The same forward pass on the figure's own data, without the figure.
TRANSLATE_ONLY = """
    const { sourceTokens, counts, halves, model } = JSON.parse(figure.dataset.initial);
    const whole = { ...model, weights: unpack(counts, halves) };
    const idsOf = text => [...text.split(" ").map(word => sourceTokens.indexOf(word)), 2];
    return JSON.stringify(texts.map(text => greedyDecode(whole, idsOf(text), 1, 2, 20)
        .map(({ id, logits }) => ({ id, logits: [...logits] })))); }"""


TRANSFORMER = ("numbers", "half_precision", "softmax", "attention", "positions", "layers", "gelu", "transformer")


def scripts(*names: str) -> str:
    """Return the beginning of a function of a figure and texts, with these scripts inside."""
    folder = Path(interactive.__file__).parent / "parts"
    return "(figure, texts) => {" + "".join((folder / f"{name}.js").read_text(encoding="utf-8") for name in names)


@torch.no_grad()
def drawn(source: int = len(ENGLISH), target: int = len(SPANISH), seed: int = 7, **settings: Any) -> Transformer:
    """Make a model of random weights so large that its translations depend on the source and on all of its parts."""
    names = {"norm": "post", "activation": "relu", "positions": "sinusoidal"}
    named = choices(**{name: settings.pop(name, usual) for name, usual in names.items()})
    sizes = {"d_model": 16, "num_heads": 2, "num_layers": 1, "d_ff": 24}
    model = Transformer(source, target, **(sizes | named | settings))
    generator = torch.Generator().manual_seed(seed)
    for name, parameter in model.named_parameters():
        noise = torch.randn(parameter.shape, generator=generator)
        if parameter.ndim == 2:
            # What comes from the source outweighs the word before, which would be repeated for ever.
            parameter.copy_(noise * (4.0 if "cross" in name else 0.7) / parameter.shape[1] ** 0.5)
        else:
            parameter.copy_(noise * 0.4 + ("norm.weight" in name))
    return model


def shown(model: Transformer | None = None, **options: Any) -> HTML:
    """Show a small model with three sentences."""
    return page_translator(drawn() if model is None else model, ENGLISH, SPANISH, SENTENCES, **options)


def texts(count: int, words: list[str], longest: int = 19) -> list[str]:
    """Draw different sentences."""
    choose = random.Random(0)
    found: dict[str, None] = {}
    while len(found) < count:
        found[" ".join(choose.choices(words, k=choose.randint(1, longest)))] = None
    return list(found)


def source_ids(text: str, tokens: list[str]) -> Tensor:
    """Return the ids of a sentence and its end."""
    return torch.tensor([*(tokens.index(word) for word in text.split()), 2])


def translated(model: Transformer, sources: list[Tensor]) -> list[list[int]]:
    """Return what greedy decoding writes for each source, all in one batch."""
    src = pad_sequence(sources, batch_first=True)
    starts = torch.ones(len(sources), 1, dtype=torch.long)
    ids = greedy_decode(NextTargetWord(model, src), starts, eos_id=2, pad_id=0, max_length=21)[:, 1:].tolist()
    return [row[: row.index(2) + 1] if 2 in row else row for row in ids]


@torch.no_grad()
def logits_and_weights(model: Transformer, source: Tensor, written: list[int]) -> tuple[Tensor, list[Tensor]]:
    """Return the logits of every step, and each decoder layer's weights on the source, by one pass without cache."""
    with attention_maps(model) as maps:
        logits = model(source[None], torch.tensor([[1, *written[:-1]]]))[0]
    layers = range(len(model.decoder.layers))
    return logits, [maps[f"decoder.layers.{layer}.cross_attention"][0] for layer in layers]


def all_steps(page: Page, given: list[str], program: str = TRANSLATE) -> list[list[dict[str, Any]]]:
    """Return what the page computes at each step of each sentence."""
    return json.loads(page.locator("figure").evaluate(program, given))


def largest_difference(steps: list[dict[str, Any]], logits: Tensor) -> float:
    """Return how far the page's logits are from Python's."""
    return (torch.tensor([step["logits"] for step in steps], dtype=torch.float64) - logits).abs().max().item()


def write(page: Page, text: str) -> None:
    """Write a sentence and leave the field."""
    page.get_by_role("textbox").fill(text)
    page.get_by_role("textbox").blur()


def problem(page: Page) -> str:
    """Return what the figure complains of."""
    return page.locator("figure .problem").first.inner_text()


def test_a_model_of_the_course_s_size_gives_the_tokens_and_logits_of_course_lib_on_200_sentences(show: Show) -> None:
    english, spanish = (
        [*SIGNS, *(f"{letter}{at}" for at in range(count))] for letter, count in (("e", 134), ("s", 189))
    )
    model = drawn(len(english), len(spanish), **COURSE)
    given = texts(200, english[3:])
    output = page_translator(model, english, spanish, given[:1])
    assert len(output.data.encode()) < 400_000
    # Without drawing: 200 sentences have 4000 steps.
    found = all_steps(show(output), given, scripts(*TRANSFORMER) + TRANSLATE_ONLY)

    rounded = rounded_to_half(model)
    sources = [source_ids(text, english) for text in given]
    wanted = translated(rounded, sources)
    assert [[step["id"] for step in steps] for steps in found] == wanted
    assert len({tuple(ids) for ids in wanted}) > 190
    assert len({len(ids) for ids in wanted}) > 1
    for source, ids, steps in zip(sources, wanted, found, strict=True):
        assert largest_difference(steps, logits_and_weights(rounded, source, ids)[0]) < 1e-4


@pytest.mark.parametrize("settings", CONFIGURATIONS)
def test_every_configuration_gives_the_logits_of_double_precision_and_not_those_before_rounding(
    show: Show, settings: dict[str, Any]
) -> None:
    model = drawn(**settings).double()
    given = texts(12, ENGLISH[3:])
    found = all_steps(show(shown(model)), given)
    rounded = rounded_to_half(model)
    sources = [source_ids(text, ENGLISH) for text in given]
    wanted = translated(rounded, sources)
    assert [steps[0]["ids"] for steps in found] == wanted
    assert len({tuple(ids) for ids in wanted}) > 6
    before_rounding = []
    for source, ids, steps in zip(sources, wanted, found, strict=True):
        # course_lib rounds the sines to float32.
        assert largest_difference(steps, logits_and_weights(rounded, source, ids)[0]) < 1e-5
        before_rounding.append(largest_difference(steps, logits_and_weights(model.eval(), source, ids)[0]))
    assert min(before_rounding) > 1e-4


@pytest.mark.parametrize("settings", CONFIGURATIONS)
def test_the_lines_show_the_weights_of_the_head_or_the_mean_that_is_chosen(
    show: Show, settings: dict[str, Any]
) -> None:
    model = drawn(**settings).double()
    page = show(shown(model))
    rounded = rounded_to_half(model)
    source = source_ids(SENTENCES[0], ENGLISH)
    ids = translated(rounded, [source])[0]
    layers = logits_and_weights(rounded, source, ids)[1]
    rows = {}
    for number, heads in enumerate(layers, start=1):
        layer = [f"layer {number}"] if len(layers) > 1 else []
        if len(heads) > 1:
            rows[", ".join([*layer, f"mean of the {len(heads)} heads"])] = heads.mean(0)
        for head, weights in enumerate(heads, start=1):
            rows[", ".join([*layer, *([f"head {head}"] if len(heads) > 1 else [])])] = weights
    choice = page.get_by_label("Lines of")
    assert choice.locator("option").all_inner_texts() == list(rows)
    for name, weights in rows.items():
        choice.select_option(label=name)
        for step in all_steps(page, [SENTENCES[0]])[0]:
            assert step["looks"] == name
            assert step["weights"] == pytest.approx(weights[step["step"]].tolist(), abs=1e-6)


def test_the_author_chooses_the_sentence_the_layer_and_the_head_shown_at_first(show: Show, values_of: Values) -> None:
    two = drawn(num_layers=2)
    found = values_of(show(shown(two, sentence=2, layer=0, head=1)))
    assert (found["words"], found["looks"]) == (["the", "blind", "girl"], "layer 1, head 2")
    assert values_of(show(shown(two)))["looks"] == "layer 2, mean of the 2 heads"
    assert values_of(show(shown(drawn(num_layers=2, num_heads=1))))["looks"] == "layer 2"
    alone = show(shown(drawn(num_heads=1)))
    assert alone.get_by_label("Lines of").count() == 0


def test_only_a_mean_is_said_to_be_a_picture_only_and_another_head_keeps_the_step(
    show: Show, values_of: Values
) -> None:
    page = show(shown())
    note = page.locator("figure .stage > .note")
    page.get_by_role("slider").fill("3")
    expect(note).to_contain_text("A mean of heads is a picture only: the model never averages them.")
    page.get_by_label("Lines of").select_option(label="head 2")
    expect(note).not_to_contain_text("mean of heads")
    assert values_of(page)["step"] == 2


def test_the_words_are_those_of_the_vocabularies_and_the_likeliest_have_their_probabilities(
    show: Show, values_of: Values
) -> None:
    found = values_of(show(shown()))
    assert found["words"] == SENTENCES[0].split()
    assert found["has"] == ["‹start›"]
    assert found["writes"] == SPANISH[found["ids"][0]]
    probabilities, ids = torch.tensor(found["logits"]).softmax(0).topk(5)
    assert [word for word, _ in found["candidates"]] == [SPANISH[each] for each in ids]
    assert [each for _, each in found["candidates"]] == pytest.approx(probabilities.tolist(), abs=1e-6)


def test_of_equal_words_the_one_with_the_smallest_id_is_written(show: Show, values_of: Values) -> None:
    model = drawn(tie_embeddings=False)
    nn.init.zeros_(model.to_logits.weight)
    found = values_of(show(shown(model)))
    assert found["ids"] == [0] * 20
    assert [word for word, _ in found["candidates"]] == SPANISH[:5]


def test_a_translation_without_an_end_stops_at_20_words_and_says_so(show: Show) -> None:
    model = drawn(tie_embeddings=False)
    nn.init.zeros_(model.to_logits.weight)
    said = "The figure writes no more than 20 words, and no end came."
    expect(show(shown(model)).locator("figure .stage > .note")).to_contain_text(said)
    page = show(shown(drawn(seed=11)))
    assert all_steps(page, [SENTENCES[1]])[0][-1]["writes"] == "‹end›"
    expect(page.locator("figure .stage > .note")).not_to_contain_text("no more than")


def test_rounding_changes_a_copy_only_and_leaves_its_dtype_and_its_tie() -> None:
    model = drawn(tie_embeddings=True).double().train()
    before = model.to_logits.weight.clone()
    rounded = rounded_to_half(model)
    assert torch.equal(model.to_logits.weight, before)
    assert model.training
    assert not rounded.training
    assert rounded.to_logits.weight is rounded.embed_target.tokens.table.weight
    assert rounded.to_logits.weight.dtype == torch.float64
    for name, parameter in rounded.named_parameters():
        assert torch.equal(parameter, parameter.half().double()), name
        assert torch.allclose(parameter, model.get_parameter(name), rtol=2**-11, atol=3e-8), name


def test_a_sentence_of_the_list_and_one_that_is_written_show_in_both_places(show: Show, values_of: Values) -> None:
    page = show(shown())
    field, examples = page.get_by_role("textbox"), page.get_by_label("Sentence")
    page.get_by_role("slider").fill("2")
    examples.select_option(label=SENTENCES[1])
    expect(field).to_have_value(SENTENCES[1])
    assert (values_of(page)["words"], values_of(page)["step"]) == (SENTENCES[1].split(), 0)
    write(page, "the girl")
    assert values_of(page)["words"] == ["the", "girl"]
    expect(examples.locator("option:checked")).to_have_text("another one, written below")
    write(page, SENTENCES[2])
    expect(examples.locator("option:checked")).to_have_text(SENTENCES[2])


@pytest.mark.parametrize("text", ["The ball is blue.", "  the  BALL is\tblue ", "“the ball”, is blue!"])
def test_capitals_marks_and_spaces_do_not_matter(show: Show, values_of: Values, text: str) -> None:
    page = show(shown(sentence=1))
    write(page, text)
    assert values_of(page)["words"] == ["the", "ball", "is", "blue"]


def test_a_word_that_is_in_the_vocabulary_with_its_capital_or_mark_is_taken_as_it_is(
    show: Show, values_of: Values
) -> None:
    tokens = [*SIGNS, "Ana", "ana", "sees", ".", "sees."]
    page = show(page_translator(drawn(len(tokens)), tokens, SPANISH, ["Ana sees"]))
    write(page, "Ana sees .")
    assert values_of(page)["words"] == ["Ana", "sees", "."]
    write(page, "ana sees.")
    assert values_of(page)["words"] == ["ana", "sees."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the bal is blue", "“bal” is not one of the 9 words that this model knows: did you mean “ball” or “balls”?"),
        ("the Blu ball", "“Blu” is not one of the 9 words that this model knows: did you mean “blue”?"),
        ("the gril", "“gril” is not one of the 9 words that this model knows: did you mean “girl”?"),
        ("xylophone", "“xylophone” is not one of the 9 words that this model knows."),
        ("‹start› the", "“‹start›” is not one of the 9 words that this model knows."),
        ("the – ball", "“–” is not one of the 9 words that this model knows."),
        ("   ", "The sentence needs at least one word."),
        ("the " * 20, "The sentence has 20 words, but the figure has room for 19."),
    ],
)
def test_a_sentence_that_the_model_cannot_take_is_refused_and_the_one_before_stays(
    show: Show, values_of: Values, text: str, said: str
) -> None:
    page = show(shown())
    page.get_by_role("slider").fill("2")
    before = values_of(page)
    write(page, text)
    assert problem(page) == f"{said} The figure keeps the sentence it has."
    expect(page.get_by_role("textbox")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert").first).to_have_text(problem(page))
    assert values_of(page) == before
    page.get_by_label("Sentence").select_option(index=1)
    assert problem(page) == ""
    expect(page.get_by_role("textbox")).to_have_attribute("aria-invalid", "false")


def test_nothing_is_complained_of_while_a_word_may_still_become_a_known_one(show: Show, values_of: Values) -> None:
    page = show(shown(sentence=2))
    field = page.get_by_role("textbox")
    field.fill("")
    for text, words in (("t", ["the", "blind", "girl"]), ("the", ["the"]), ("the bl", ["the"])):
        field.fill(text)
        assert (problem(page), values_of(page)["words"]) == ("", words)
    field.fill("the bl ")
    assert problem(page).startswith("“bl” is not one of")
    field.fill("the bl")
    assert problem(page) == ""
    field.press("Enter")
    assert problem(page).startswith("“bl” is not one of")
    field.fill("the blx")
    assert problem(page).startswith("“blx” is not one of")


def test_a_sentence_is_put_together_from_the_list_of_words(show: Show, values_of: Values) -> None:
    page = show(shown())
    words = page.get_by_label("Word", exact=True)
    assert words.locator("option").all_inner_texts() == ENGLISH[3:]
    add, remove = (page.get_by_role("button", name=name) for name in ("Add word", "Remove last"))
    for _ in range(3):
        remove.click()
    assert values_of(page)["words"] == ["the"]
    remove.click()
    assert problem(page).startswith("The sentence needs at least one word.")
    remove.click()
    for word in ("a", "girl"):
        words.select_option(label=word)
        add.click()
    assert (values_of(page)["words"], problem(page)) == (["a", "girl"], "")
    expect(page.get_by_role("textbox")).to_have_value("a girl")


def test_leaving_the_field_unchanged_keeps_the_step(show: Show, values_of: Values) -> None:
    page = show(shown())
    page.get_by_role("slider").fill("2")
    write(page, SENTENCES[0] + " ")
    assert values_of(page)["step"] == 1


def test_by_keyboard_alone_a_sentence_is_chosen_written_put_together_and_stepped_through(
    show: Show, values_of: Values
) -> None:
    page = show(shown(sentence=1))

    def after(*keys: str) -> dict[str, Any]:
        for key in keys:
            page.keyboard.press(key)
        return values_of(page)

    assert after("Tab", "ArrowUp")["words"] == SENTENCES[0].split()
    page.keyboard.press("Tab")
    page.keyboard.type("the girl")
    assert after("Enter")["words"] == ["the", "girl"]
    assert after("Tab", "i", "Tab", "Enter")["words"] == ["the", "girl", "is"]
    assert after("Tab", "Space")["words"] == ["the", "girl"]
    assert after("Tab", "ArrowDown")["looks"] == "head 1"
    assert after("Tab", "Tab", "Enter")["step"] == 1
    assert after("Shift+Tab", "Enter")["step"] == 0
    steps = len(values_of(page)["ids"])
    assert after("Tab", "Tab", "End")["step"] == steps - 1


def test_the_screen_reader_hears_what_each_step_writes(show: Show, values_of: Values) -> None:
    page = show(shown())
    page.get_by_role("button", name="Next").click()
    said = page.locator("figure .verdict").inner_text()
    assert said.startswith("The decoder has: ‹start› ")
    expect(page.locator("output")).to_contain_text(f"Step 2 of {len(values_of(page)['ids'])}. {said} Likeliest: ")
    expect(page.get_by_role("img")).to_have_attribute("aria-label", said)


def test_two_figures_on_a_page_translate_on_their_own(show: Show, values_of: Values) -> None:
    page = show(shown(), shown(drawn(seed=1), sentence=2))
    first, second = page.locator("figure").all()
    before = values_of(first)
    second.get_by_role("textbox").fill("a ball")
    assert (values_of(second)["words"], values_of(first)) == (["a", "ball"], before)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_beside_a_complaint(show: Show, theme: str) -> None:
    page = show(shown(), theme=theme, width=390)
    write(page, "xylophone")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("token", ["W" * 15, "人" * 15])
@pytest.mark.parametrize("width", [360, 1000])
def test_the_longest_sentence_of_the_longest_words_fits(show: Show, token: str, width: int) -> None:
    model = drawn(tie_embeddings=False)
    nn.init.zeros_(model.to_logits.weight)
    english, spanish = ([token + chr(97 + at) for at in range(len(tokens))] for tokens in (ENGLISH, SPANISH))
    page = show(page_translator(model, english, spanish, [" ".join([english[3]] * 19)] * 2), width=width)
    page.get_by_role("slider").press("End")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for row in ("div:has(+ svg)", "svg + div"):
        ends = page.locator(f"figure .stage {row}").evaluate(ENDS)
        assert ends[0] <= ends[1] <= ends[2] <= ends[3]
    expect(page.locator("figure .stage svg + div > span:visible")).to_have_count(21)
    page.get_by_role("textbox").fill("x" * 300)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_scripts_a_table_shows_what_the_model_makes_of_the_sentences(show: Show) -> None:
    tokens = [*SIGNS, "<b>", *SPANISH[4:]]
    model = drawn()
    page = show(page_translator(model, ENGLISH, tokens, SENTENCES), java_script_enabled=False, width=360)
    written = translated(rounded_to_half(model), [source_ids(text, ENGLISH) for text in SENTENCES])
    wanted = [" ".join(tokens[each] for each in ids if each != 2) for ids in written]
    rows = page.locator("figure tr").all_inner_texts()
    assert rows == ["sentence\ttranslation", *(f"{text}\t{made}" for text, made in zip(SENTENCES, wanted, strict=True))]
    assert any("<b>" in row for row in rows)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_title_and_the_words_are_text(show: Show, values_of: Values) -> None:
    english = [*SIGNS, "<i>", "&amp;"]
    page = show(page_translator(drawn(5), english, SPANISH, ["<i> &amp;"], title="Where <b> looks & why"))
    expect(page.locator("figure strong")).to_have_text("Where <b> looks & why")
    assert values_of(page)["words"] == ["<i>", "&amp;"]


def test_the_model_itself_stays_as_it_is() -> None:
    model = drawn().train()
    before = {name: parameter.clone() for name, parameter in model.named_parameters()}
    shown(model)
    assert model.training
    assert all(torch.equal(parameter, before[name]) for name, parameter in model.named_parameters())


def _with_infinity() -> Transformer:
    model = drawn()
    nn.init.constant_(model.encoder.layers[0].feed_forward.w_1.bias, 70_000)
    return model


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"model": drawn(pad_id=1)}, r"^The model's pad_id is 1; expected 0\.$"),
        ({"model": drawn(num_layers=0)}, r"^The model has no layers; expected at least 1\.$"),
        ({"model": drawn(positions="rotary")}, r"^The model has RotaryPositions; the page .* SinusoidalPositions\.$"),
        (
            {"model": drawn(residual=WithoutResidual)},
            r"^The model has WithoutResidual; .* only PreNorm and PostNorm\.$",
        ),
        (
            {"model": drawn(feed_forward=partial(FeedForward, activation=silu))},
            r"^The model's activation is <.*relu and gelu",
        ),
        ({"model": drawn(bias=True)}, r"^The attention of the model has a bias; the page computes only bias=False\.$"),
        ({"model": drawn(d_ff=2000, d_model=32)}, r"^The model has \d+ numbers; expected 144000 at most, .*smaller"),
        ({"model": _with_infinity()}, r"^encoder.layers.0.feed_forward.w_1.bias has .* beyond 65504; .* 16 bits\.$"),
        ({"source_tokens": ENGLISH[1:]}, r"^source_tokens must hold the 12 tokens of the model, .*; got 11\.$"),
        ({"target_tokens": [*SPANISH, "y"]}, r"^target_tokens must hold the 11 tokens of the model, .*; got 12\.$"),
        ({"target_tokens": [*SPANISH[1:], "azul"]}, r"^target_tokens must differ from each other; got 'azul' twice\.$"),
        ({"target_tokens": [*SPANISH[1:], ""]}, r"1 to 16 characters that can be seen, without spaces; got ''\.$"),
        ({"target_tokens": [*SPANISH[1:], "a b"]}, r"without spaces; got 'a b'\.$"),
        ({"target_tokens": [*SPANISH[1:], "b" * 17]}, r"tokens of 1 to 16 characters"),
        ({"target_tokens": [*SPANISH[1:], "b\x07"]}, r"without spaces; got 'b\\x07'\.$"),
        ({"sentences": []}, r"^sentences must hold 1 to 24 sentences; got 0\.$"),
        ({"sentences": ["the ball"] * 25}, r"^sentences must hold 1 to 24 sentences; got 25\.$"),
        ({"sentences": ["the ball", " "]}, r"^Sentence 2 must have 1 to 19 words; got 0\.$"),
        ({"sentences": ["the " * 20]}, r"^Sentence 1 must have 1 to 19 words; got 20\.$"),
        ({"sentences": ["the Ball"]}, r"^Sentence 1 has the word 'Ball'; expected words of source_tokens\.$"),
        ({"sentences": ["the ‹end›"]}, r"^Sentence 1 has the word '‹end›'; expected words of source_tokens\.$"),
        ({"sentence": 3}, r"^sentence must be from 0 to 2; got 3\.$"),
        ({"layer": -1}, r"^layer must be from 0 to 0; got -1\.$"),
        ({"head": 2}, r"^head must be from 0 to 1; got 2\.$"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(changes: dict[str, Any], message: str) -> None:
    usual = {"model": drawn(), "source_tokens": ENGLISH, "target_tokens": SPANISH, "sentences": SENTENCES}
    with pytest.raises(ValueError, match=message):
        page_translator(**{**usual, **changes})
