"""What encoder and decoder promise alike: own weights per layer, the final norm, sizes, precision, gradients."""

import pytest
import torch
from torch import nn

from course_lib.attention import MultiHeadAttention
from course_lib.transformer import Decoder, DecoderLayer, Encoder, EncoderLayer, PreNorm
from tests.transformer.inputs import D_FF, D_MODEL, HEADS, KINDS, draw, inputs_of, make_part

STACKS = ["encoder", "decoder"]


def sizes_of(module):
    """Return the shape of each parameter by name."""
    return {name: tuple(parameter.shape) for name, parameter in module.named_parameters()}


@pytest.mark.parametrize("kind", STACKS)
def test_every_layer_has_the_same_structure_and_weights_of_its_own(kind):
    first, second = KINDS[kind](2, D_MODEL, HEADS, D_FF, residual=PreNorm).layers
    assert str(first) == str(second) and sizes_of(first) == sizes_of(second)
    for name, parameter in first.named_parameters():
        other = second.get_parameter(name)
        assert parameter is not other
        assert torch.equal(parameter, other) == ("norm" in name)  # only norms start with the same numbers


@pytest.mark.parametrize("kind", STACKS)
@pytest.mark.parametrize("norm", ["pre", "post"])
@pytest.mark.parametrize("final_norm", [None, False, True])
def test_a_stack_is_its_layers_one_after_the_other_and_then_the_final_norm(kind, norm, final_norm):
    stack, (x, *memory) = make_part(kind, norm=norm, final_norm=final_norm), inputs_of(kind)
    has_final_norm = norm == "pre" if final_norm is None else final_norm
    assert isinstance(stack.final_norm, nn.LayerNorm) == has_final_norm
    expected = x
    for layer in stack.layers:
        expected = layer(expected, *memory)
    if has_final_norm:
        expected = (expected - expected.mean(-1, keepdim=True)) / (expected.var(-1, correction=0) + 1e-5).sqrt()[
            ..., None
        ]
        expected = expected * stack.final_norm.weight + stack.final_norm.bias
    torch.testing.assert_close(stack(x, *memory), expected)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("norm", ["pre", "post"])
def test_no_shape_of_a_weight_depends_on_the_length(kind, norm):
    part = make_part(kind, norm=norm)
    assert {size for shape in sizes_of(part).values() for size in shape} == {D_MODEL, D_FF}
    for length in (1, 3, 40):
        inputs = [draw(2, length, D_MODEL) for _ in inputs_of(kind)]
        assert part(*inputs).shape == (2, length, D_MODEL)


def test_the_feed_forward_block_has_two_thirds_of_an_encoder_layers_matrices_and_half_of_a_decoder_layers():
    shares = {}
    for kind in ("encoder layer", "decoder layer"):
        matrices = {name: p.numel() for name, p in KINDS[kind](12, 3, 48).named_parameters() if p.ndim > 1}
        shares[kind] = sum(n for name, n in matrices.items() if name.startswith("feed_forward")), sum(matrices.values())
    assert shares == {"encoder layer": (8 * 12**2, 12 * 12**2), "decoder layer": (8 * 12**2, 16 * 12**2)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("bias", [False, True])
def test_bias_gives_each_of_the_four_projections_of_each_attention_an_offset(kind, bias):
    attentions = {"encoder layer": 1, "decoder layer": 2, "encoder": 2, "decoder": 4}[kind]
    offsets = [name for name in sizes_of(make_part(kind, bias=bias)) if "attention.w_" in name and "bias" in name]
    assert len(offsets) == (4 * attentions if bias else 0)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("norm", ["pre", "post"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_gradients_reach_every_parameter_and_every_input_in_the_precision_of_the_layer(kind, norm, dtype):
    part = make_part(kind, norm=norm, dtype=dtype)
    inputs = [tensor.requires_grad_() for tensor in inputs_of(kind, dtype=dtype)]
    output = part(*inputs)
    assert output.dtype == dtype
    output.sin().sum().backward()
    for tensor in (*inputs, *part.parameters()):
        assert tensor.grad.dtype == dtype and tensor.grad.isfinite().all() and tensor.grad.abs().max() > 1e-6


@pytest.mark.parametrize("kind", KINDS)
def test_training_and_evaluation_differ_in_dropout_only(kind):
    without, inputs = make_part(kind), inputs_of(kind)
    expected = without.eval()(*inputs)
    assert torch.equal(without.train()(*inputs), expected)
    with_dropout = make_part(kind, dropout=0.3)
    assert torch.equal(with_dropout.eval()(*inputs), expected)
    assert not torch.allclose(with_dropout.train()(*inputs), expected)


@pytest.mark.parametrize("kind", KINDS)
def test_dropout_is_given_to_every_block(kind):
    part = make_part(kind, dropout=0.3)
    assert {module.p for module in part.modules() if isinstance(module, nn.Dropout)} == {0.3}
    assert {module.dropout for module in part.modules() if isinstance(module, MultiHeadAttention)} == {0.3}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("norm", ["pre", "post"])
def test_arguments_are_never_changed(kind, norm):
    inputs = inputs_of(kind)
    copies = [tensor.clone() for tensor in inputs]
    make_part(kind, norm=norm)(*inputs)
    assert all(torch.equal(*pair) for pair in zip(inputs, copies, strict=True))


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"norm": "pre"}, r"^norm is 'pre'; expected what makes a norm.* residual=PreNorm or residual=PostNorm\.$"),
        ({"dropout": 1.0}, r"^dropout is 1\.0; expected a share from 0 to below 1\.$"),
        ({"residual": "pre"}, r"^residual is 'pre'; expected an object that can be called, such as PreNorm\.$"),
        ({"feed_forward": None}, r"^feed_forward is None; expected .*, such as FeedForward\.$"),
        ({"d_ff": 0}, rf"^d_model is {D_MODEL} and d_ff is 0; expected both to be at least 1\.$"),
    ],
)
@pytest.mark.parametrize("layer", [EncoderLayer, DecoderLayer])
def test_an_impossible_setting_is_refused_and_named(layer, options, message):
    with pytest.raises(ValueError, match=message):
        layer(**({"d_model": D_MODEL, "num_heads": HEADS, "d_ff": D_FF} | options))


@pytest.mark.parametrize("stack", [Encoder, Decoder])
def test_a_stack_may_be_empty_but_not_have_fewer_layers(stack):
    assert len(stack(0, D_MODEL, HEADS, D_FF).layers) == 0
    with pytest.raises(ValueError, match=r"^num_layers is -1; expected at least 0\.$"):
        stack(-1, D_MODEL, HEADS, D_FF)
