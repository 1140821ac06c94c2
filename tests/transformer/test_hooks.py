"""Modules promise what PyTorch's tools expect of them: hooks that fire, copies that stand alone, names in print."""

from copy import deepcopy

import pytest
import torch
from torch import nn

from course_lib.attention import MultiHeadAttention, ScaledDotProductAttention
from course_lib.embeddings import TokenEmbedding
from course_lib.positions import LearnedPositions, SinusoidalPositions
from course_lib.transformer import (
    Decoder,
    EmbedWithPositions,
    Encoder,
    FeedForward,
    PreNorm,
    Transformer,
    attention_maps,
)
from tests.transformer.inputs import D_FF, D_MODEL, HEADS, SOURCE, SOURCE_MASK, TARGET, make_transformer

MAKERS = {
    "multi-head attention": lambda **where: MultiHeadAttention(D_MODEL, HEADS, bias=True, **where),
    "token embedding": lambda **where: TokenEmbedding(11, D_MODEL, pad_id=0, **where),
    "learned positions": lambda **where: LearnedPositions(7, D_MODEL, **where),
    "sinusoidal positions": lambda **where: SinusoidalPositions(D_MODEL, **where),
    "embedding with positions": lambda **where: EmbedWithPositions(11, D_MODEL, pad_id=0, **where),
    "residual": lambda **where: PreNorm(D_MODEL, **where),
    "feed-forward": lambda **where: FeedForward(D_MODEL, D_FF, **where),
    "encoder": lambda **where: Encoder(2, D_MODEL, HEADS, D_FF, **where),
    "decoder": lambda **where: Decoder(2, D_MODEL, HEADS, D_FF, **where),
    "transformer": lambda **where: Transformer(11, 13, d_model=D_MODEL, num_heads=HEADS, d_ff=D_FF, **where),
}


@pytest.mark.parametrize("kind", [MultiHeadAttention, ScaledDotProductAttention])
@pytest.mark.parametrize("cached", [False, True])
def test_forward_hooks_fire_once_on_every_attention_in_the_order_of_computation(kind, cached):
    model, fired = make_transformer().eval(), []
    names = [name for name, part in model.named_modules() if isinstance(part, kind)]
    for name in names:
        model.get_submodule(name).register_forward_hook(lambda *_, name=name: fired.append(name))
    if cached:
        model.decode(TARGET[:, :1], model.encode(SOURCE), SOURCE_MASK, model.new_cache())
    else:
        model(SOURCE, TARGET)
    assert len(fired) == 6 and fired == names


def test_a_copy_made_inside_writes_nothing_into_the_maps_of_the_original():
    model = make_transformer().eval()
    with attention_maps(model) as maps:
        model(SOURCE, TARGET)
        before = {name: weights.clone() for name, weights in maps.items()}
        copy = deepcopy(model)
        nn.init.normal_(copy.embed_source.tokens.table.weight)
        copy(SOURCE.flip(1), TARGET.flip(1))
        copy(SOURCE[:1], TARGET[:1])
        assert maps.keys() == before.keys()
        assert all(torch.equal(maps[name], weights) for name, weights in before.items())
        with attention_maps(copy) as of_copy:
            copy(SOURCE[:1], TARGET[:1])
        assert {weights.shape[0] for weights in of_copy.values()} == {1}
        assert all(torch.equal(maps[name], weights) for name, weights in before.items())


def test_what_is_printed_of_a_model_says_its_heads_and_its_positions():
    printed = str(make_transformer(positions="rotary"))
    assert printed.count(f"num_heads={HEADS}") == 3  # equal layers are printed once
    assert printed.count("RotaryPositions(d_model=6, base=10000, pairs=interleaved)") == 2


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("where", [{"dtype": torch.float64}, {"dtype": torch.bfloat16}, {"device": "meta"}], ids=str)
def test_parameters_and_fixed_tables_are_made_where_and_as_they_were_asked_for(name, where):
    made = MAKERS[name](**where)
    tensors = [*made.parameters(), *made.buffers()]
    assert tensors
    for tensor in tensors:
        assert tensor.dtype == where.get("dtype", torch.float32)
        assert tensor.device.type == where.get("device", "cpu")


@pytest.mark.filterwarnings("ignore:torch.ao.quantization is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore::UserWarning:torch.*")
def test_a_model_quantised_by_pytorch_writes_nearly_the_same():
    quantize = pytest.importorskip("torch.ao.quantization").quantize_dynamic
    model = make_transformer(dtype=torch.float32).eval()
    try:
        quantised = quantize(model, {nn.Linear})
    except RuntimeError as error:  # a processor without a quantised engine
        pytest.skip(str(error))
    expected, got = model(SOURCE, TARGET), quantised(SOURCE, TARGET)
    assert not torch.equal(got, expected)
    torch.testing.assert_close(got, expected, atol=0.3, rtol=0.1)
