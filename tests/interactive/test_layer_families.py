"""The layer of each family: what the switches draw, count and write as code is what course_lib makes."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
import torch
from playwright.sync_api import Page, expect

from course_lib.attention import causal_mask
from course_lib.figures.architecture.one_layer import layer_as_svg
from course_lib.interactive import layer_families
from course_lib.transformer import DecoderLayer, EncoderLayer

Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]
SIZES = (16, 2, 64)
LAYERS = {"EncoderLayer": EncoderLayer, "DecoderLayer": DecoderLayer}
BOXES = {
    (True, True): ["Masked", "self-attention", "Cross-attention", "Feed-forward", "Encoder"],
    (True, False): ["Masked", "self-attention", "Feed-forward"],
    (False, True): ["Self-attention", "Cross-attention", "Feed-forward", "Encoder"],
    (False, False): ["Self-attention", "Feed-forward"],
}


def words_seen(found: dict[str, Any]) -> torch.Tensor:
    """Run the code that the figure shows; return which words move each output, [words that ask, words asked]."""
    torch.manual_seed(0)
    words, source = torch.randn(1, 4, 16, requires_grad=True), torch.randn(1, 3, 16)  # [batch, words, d_model]
    outputs = eval(found["code"], {**LAYERS, "words": words, "source": source})
    moved = [torch.autograd.grad(output.sin().sum(), words, retain_graph=True)[0] for output in outputs[0]]
    return torch.stack([gradient[0].abs().sum(dim=-1) > 0 for gradient in moved])


@pytest.mark.browser
@pytest.mark.parametrize(("causal", "source"), BOXES)
def test_each_state_shows_the_layer_whose_code_it_writes(
    show: Show, values_of: Values, causal: bool, source: bool
) -> None:
    page = show(layer_families(*SIZES, is_causal=not causal, has_source=not source))
    for box in page.get_by_role("checkbox").all():
        box.click()
    found = values_of(page)
    assert (found["causal"], found["source"]) == (causal, source)
    layer = LAYERS[found["code"].partition("(")[0]](*SIZES)
    assert found["parameters"] == sum(parameter.numel() for parameter in layer.parameters())
    expected = causal_mask(4).view(4, 4) if causal else torch.ones(4, 4, dtype=torch.bool)
    assert torch.equal(torch.tensor(found["sight"]), expected)
    assert torch.equal(words_seen(found), expected)
    drawn = page.locator(".course-architecture text").all_text_contents()
    norms = [text for text in drawn if text == "Add & Norm"]
    assert len(norms) == 2 + source
    assert [text for text in drawn if text in {*BOXES[True, True], *BOXES[False, False]}] == BOXES[causal, source]


@pytest.mark.browser
def test_every_state_says_what_family_it_is_and_none_says_what_another_says(show: Show) -> None:
    said = set()
    for causal, source in product((False, True), repeat=2):
        page = show(layer_families(*SIZES, is_causal=causal, has_source=source))
        said.add(page.locator(".verdict").inner_text())
    assert len(said) == 4
    assert {"It writes: this is a layer of GPT.", "It translates: this is a layer of the Transformer’s decoder."} < said


@pytest.mark.browser
def test_the_fallback_counts_the_parameters_of_both_layers(show: Show) -> None:
    page = show(layer_families(), java_script_enabled=False)
    rows = page.locator("figure tr").all_inner_texts()
    assert [row.split("\t")[-1] for row in rows[1:]] == ["3,150,336", "3,150,336", "4,199,936"]
    expect(page.locator("figure svg")).to_have_count(0)


def test_a_layer_without_a_source_stands_in_the_middle_of_its_drawing() -> None:
    drawing = layer_as_svg(is_causal=True, has_source=False)
    left, _, width, _ = map(float, drawing.partition('viewBox="')[2].partition('"')[0].split())
    words = drawing[: drawing.index(">words<")]
    assert float(words.rpartition('x="')[2].partition('"')[0]) == pytest.approx(left + width / 2)


def test_sizes_that_no_layer_can_have_are_refused() -> None:
    with pytest.raises(ValueError, match="num_heads"):
        layer_families(16, 3, 64)
