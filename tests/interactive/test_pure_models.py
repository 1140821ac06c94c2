"""The models that run in a page compute what course_lib computes with the same numbers, to 1e-9."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, relu

from course_lib.attention import MultiHeadAttention
from course_lib.decoding import greedy_decode
from course_lib.interactive.parts.half_precision import packed_halves, rounded_to_half
from course_lib.positions import LearnedPositions, RotaryPositions
from course_lib.transformer import (
    FeedForward,
    GatedFeedForward,
    LanguageModel,
    MaskedLanguageModel,
    NextTargetWord,
    NoFeedForward,
    PostNorm,
    PreNorm,
    Transformer,
)
from tests.interactive.scripts import Scripts, scripts

LAYERS = ("half_precision", "softmax", "attention", "positions", "layers")
transformer = partial(scripts, *LAYERS, "gelu", "transformer")
language_model = partial(scripts, *LAYERS, "language_model")
masked_language_model = partial(scripts, *LAYERS, "gelu", "masked_language_model")


def with_opinions(model: nn.Module) -> Any:
    """Draw every number anew, so large that each part of the model counts, and round it as a page does."""
    generator = torch.Generator().manual_seed(0)
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.5, generator=generator)
    return rounded_to_half(model).double()


def run(engine: Scripts, model: nn.Module, expression: str, *arguments: Any) -> Any:
    """Return what an expression makes of `weights` and of the other arguments, `given`."""
    counts, numbers = packed_halves(model)
    call = f"(counts, numbers, ...given) => {{ const weights = unpack(counts, numbers); return {expression}; }}"
    return engine.call(call, counts, numbers, *arguments)


def close(expected: Tensor) -> Any:
    """Compare with a tensor's numbers."""
    return pytest.approx(expected.tolist(), abs=1e-9)


VECTOR = [0.5, -1.25, 2.0, 0.125, -0.75, 1.0]
AS_VECTOR = "Float64Array.from(given[0])"


def test_erf_is_that_of_python() -> None:
    for step in range(-160, 161):
        assert transformer().call("erf", step / 20) == pytest.approx(math.erf(step / 20), abs=1e-15)


def test_each_number_of_16_bits_arrives_as_pytorch_has_it() -> None:
    halves = torch.arange(-(2**15), 2**15).to(torch.int16).view(torch.float16)
    halves = halves[halves.isfinite()]
    model = nn.ParameterDict({"first": nn.Parameter(halves.float()), "last": nn.Parameter(torch.tensor([0.1]))})
    assert not set("&<>'\"\\") & set(packed_halves(model)[1])
    found = run(scripts("half_precision"), model, "[...weights.first, ...weights.last]")
    assert found == [*halves.tolist(), torch.tensor(0.1).half().item()]


@pytest.mark.parametrize("bias", [True, False])
def test_a_linear_layer_is_that_of_pytorch(bias: bool) -> None:
    layer = with_opinions(nn.Linear(6, 4, bias=bias))
    found = run(transformer(), layer, f"linear({AS_VECTOR}, weights)", VECTOR)
    assert found == close(layer(torch.tensor(VECTOR).double()))


def test_layer_norm_is_that_of_pytorch() -> None:
    norm = with_opinions(nn.LayerNorm(6))
    found = run(transformer(), norm, f"layerNorm({AS_VECTOR}, weights)", VECTOR)
    assert found == close(norm(torch.tensor(VECTOR).double()))


@pytest.mark.parametrize(
    ("block", "engine", "activation"),
    [
        (partial(FeedForward, activation=relu), transformer, "relu"),
        (partial(FeedForward, activation=gelu), transformer, "gelu"),
        (partial(FeedForward, activation=relu), language_model, "relu"),
        (partial(FeedForward, activation=nn.GELU("tanh")), language_model, "gelu"),
        (GatedFeedForward, language_model, "silu"),
    ],
)
def test_a_feed_forward_block_is_course_libs(
    block: Callable[..., nn.Module], engine: Callable[[], Scripts], activation: str
) -> None:
    layer = with_opinions(block(6, 5))
    found = run(engine(), layer, f"feedForward({AS_VECTOR}, weights, ACTIVATIONS.{activation})", VECTOR)
    assert found == close(layer(torch.tensor([VECTOR]).double())[0])


@pytest.mark.parametrize("heads", [1, 3])
def test_multi_head_attention_is_course_libs(heads: int) -> None:
    layer = with_opinions(MultiHeadAttention(6, heads))
    words = torch.randn(4, 6, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    expression = """(([words, heads]) => {
        const text = words.map((word) => Float64Array.from(word));
        const all = keysAndValues(text, weights);
        return text.map((word) => multiHeadAttention(linear(word, weights.w_q), all, weights, heads)); })(given)"""
    found = run(transformer(), layer, expression, words.tolist(), heads)
    output, weights = layer(words[None], words[None], words[None], return_weights=True)
    assert [each["output"] for each in found] == [close(row) for row in output[0]]
    for head in range(heads):
        assert [each["weights"][head] for each in found] == [close(row) for row in weights[0, head]]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"residual": PreNorm, "feed_forward": partial(FeedForward, activation=gelu)},
        {"residual": PostNorm, "num_layers": 2},
        {"tie_embeddings": True},
    ],
)
def test_greedy_decoding_and_its_logits_are_course_libs(options: dict[str, Any]) -> None:
    sizes = {"d_model": 8, "num_heads": 2, "num_layers": 1, "d_ff": 6} | options
    model = with_opinions(Transformer(9, 9, **sizes)).eval()
    settings = {
        "width": 8,
        "numHeads": 2,
        "norm": "pre" if options.get("residual") is PreNorm else "post",
        "activation": "gelu" if "feed_forward" in options else "relu",
    }
    source = [3, 5, 4, 7, 2]
    expression = "greedyDecode({ weights, ...given[0] }, given[1], 1, 2, 6)"
    found = run(transformer(), model, expression, settings, source)
    src = torch.tensor([source])
    with torch.no_grad():
        ids = greedy_decode(NextTargetWord(model, src), torch.tensor([[1]]), eos_id=2, pad_id=0, max_length=7)
        logits = model(src, ids[:, :-1])[0]
    assert [step["id"] for step in found] == ids[0, 1:].tolist()
    for step, row in zip(found, logits, strict=True):
        assert step["logits"] == pytest.approx(row.tolist(), abs=1e-6)  # course_lib's positions are single precision


@pytest.mark.parametrize(
    ("block", "activation"),
    [
        (GatedFeedForward, "silu"),
        (FeedForward, "relu"),
        (partial(FeedForward, activation=nn.GELU("tanh")), "gelu"),
        (NoFeedForward, "none"),
    ],
)
@pytest.mark.parametrize("options", [{}, {"bias": False, "tie_embeddings": False}], ids=["tied", "untied"])
def test_the_next_word_s_shares_are_course_libs(
    block: Callable[..., nn.Module], activation: str, options: dict[str, Any]
) -> None:
    sizes = {"d_model": 12, "num_heads": 2, "num_layers": 2, "d_ff": 10, "dropout": 0.0}
    model = with_opinions(LanguageModel(11, **sizes, positions=RotaryPositions, feed_forward=block, **options)).eval()
    settings = {"numHeads": 2, "base": model.embed.places.base, "activation": activation}
    ids = [0, 4, 10, 4, 1, 7]
    found = run(language_model(), model, "nextShares({ weights, ...given[0] }, given[1])", settings, ids)
    with torch.no_grad():
        expected = model(torch.tensor([ids]))[0, -1].softmax(dim=0)
    assert found == close(expected)


def test_the_shares_at_every_place_are_those_of_course_libs_model_that_reads() -> None:
    sizes = {"d_model": 12, "num_heads": 2, "num_layers": 2, "d_ff": 10, "dropout": 0.0, "norm": nn.LayerNorm}
    reader = MaskedLanguageModel(11, pad_id=0, positions=partial(LearnedPositions, 7), **sizes)
    model = with_opinions(reader).eval()
    ids = [5, 4, 10, 4, 1, 7]
    found = run(
        masked_language_model(), model, "sharesAtEachPlace({ weights, ...given[0] }, given[1])", {"numHeads": 2}, ids
    )
    with torch.no_grad():
        expected = model(torch.tensor([ids]))[0].softmax(dim=-1)
    assert found == [close(row) for row in expected]
