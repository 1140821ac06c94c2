"""What the figures' scripts only compute is tested without a browser: fast, and on inputs that no figure shows."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
import quickjs
import torch
from torch import nn

from course_lib import interactive

FOLDER = Path(interactive.__file__).parent


class Scripts:
    """The functions of some of the figures' scripts, called from Python."""

    def __init__(self, *names: str) -> None:
        """Load the scripts in the order in which a figure puts them."""
        self.engine = quickjs.Context()
        for name in names:
            self.engine.eval((FOLDER / f"{name}.js").read_text(encoding="utf-8"))

    def call(self, function: str, *arguments: Any) -> Any:
        """Return what a function makes of the arguments, which JSON must be able to hold, as must the result."""
        given = ",".join(json.dumps(argument) for argument in arguments)
        plain = "(value) => (ArrayBuffer.isView(value) ? [...value] : value)"
        return json.loads(self.engine.eval(f"JSON.stringify(({plain})({function}({given})))"))


@pytest.fixture(scope="module")
def shared() -> Scripts:
    """Give what every figure has."""
    return Scripts("parts/figure")


@pytest.fixture(scope="module")
def transformer() -> Scripts:
    """Give the Transformer's forward pass."""
    return Scripts("parts/figure", "parts/transformer")


@pytest.fixture(scope="module")
def translator() -> Scripts:
    """Give what reads the words of the translator in the page."""
    return Scripts(
        *(f"parts/{name}" for name in ("figure", "transformer", "decoding_board")), "figures/page_translator"
    )


@pytest.mark.parametrize("scores", [[0.0], [1.0, 2.0, -3.0], [1e3, 999.0], [-1e4, 1e4], [0.5] * 7])
def test_softmax_is_that_of_pytorch_and_no_score_is_too_large(shared, scores):
    expected = torch.softmax(torch.tensor(scores, dtype=torch.float64), dim=0)
    assert shared.call("softmax", scores) == pytest.approx(expected.tolist(), abs=1e-15)


@pytest.mark.parametrize(("value", "text"), [(1.005, "1.00"), (-2.5, "−2.50"), (-0.001, "0.00"), (0, "0.00")])
def test_a_number_has_a_real_minus_and_zero_has_none(shared, value, text):
    assert shared.call("show", value) == text


def test_a_sentence_takes_its_values_in_any_order(shared):
    assert shared.call("say", "{b} after {a}", {"a": "one", "b": 2}) == "2 after one"


def test_erf_is_that_of_python(transformer):
    for step in range(-160, 161):
        assert transformer.call("erf", step / 20) == pytest.approx(math.erf(step / 20), abs=1e-15)


def test_each_number_of_16_bits_is_read_as_pytorch_reads_it(transformer):
    bits = [number for number in range(0, 65536, 7) if number >> 10 & 31 != 31]  # without infinity and NaN
    expected = torch.tensor(bits, dtype=torch.int32).to(torch.int16).view(torch.float16).double().tolist()
    assert transformer.call("((all) => all.map(fromHalf))", bits) == expected


def test_layer_norm_is_that_of_pytorch(transformer):
    norm = nn.LayerNorm(6, dtype=torch.float64)
    nn.init.normal_(norm.weight)
    nn.init.normal_(norm.bias)
    x = torch.randn(6, dtype=torch.float64)
    parameters = {"weight": norm.weight.tolist(), "bias": norm.bias.tolist()}
    assert transformer.call("layerNorm", x.tolist(), parameters) == pytest.approx(norm(x).tolist(), abs=1e-12)


@pytest.mark.parametrize(
    ("one", "other", "far"), [("", "", 0), ("ball", "ball", 0), ("bal", "ball", 1), ("kitten", "sitting", 3)]
)
def test_two_words_are_as_far_apart_as_letters_must_change(translator, one, other, far):
    assert translator.call("distance", one, other) == translator.call("distance", other, one) == far


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The ball,", {"words": ["the", "ball"]}),
        ("  the   BALL ", {"words": ["the", "ball"]}),
        (" ", {"problem": "The sentence needs at least one word."}),
        ("the the the", {"problem": "The sentence has 3 words, but the figure has room for 2."}),
    ],
)
def test_a_text_becomes_words_that_the_model_knows(translator, text, read):
    tokens = ["‹pad›", "‹start›", "‹end›", "the", "ball"]
    assert translator.call("((tokens, most, text) => wordReader(tokens, most)(text))", tokens, 2, text) == read
