"""Under copied weights this course's attention equals `nn.MultiheadAttention`, whichever of the two is copied."""

import pytest
import torch
from torch import nn

from course_lib.attention import MultiHeadAttention, from_torch, to_torch
from tests.attention.inputs import TOLERANCE, make_words

BATCH, HEADS, QUERIES, KEYS, D_MODEL = 2, 3, 4, 5, 6


def make_pair(direction, *, bias=True, dtype=torch.float64, **options):
    """Make our layer and theirs, one copied from the other, with weights and biases that all differ."""
    torch.manual_seed(0)
    if direction == "from_torch":
        theirs = nn.MultiheadAttention(D_MODEL, HEADS, bias=bias, batch_first=True, dtype=dtype, **options)
        original = theirs
    else:
        original = MultiHeadAttention(D_MODEL, HEADS, bias=bias, **options).to(dtype)
    for parameter in original.parameters():
        nn.init.normal_(parameter, std=0.5)
    return (from_torch(original), original) if direction == "from_torch" else (original, to_torch(original))


def make_masks(kind):
    """Make a mask of ours and the same for PyTorch's module, where True means: may not be attended to."""
    generator = torch.Generator().manual_seed(1)
    words = torch.tensor([[True, True, True, False, False], [True, True, True, True, False]])
    causal = torch.ones(QUERIES, KEYS, dtype=torch.bool).tril(KEYS - QUERIES)
    full = torch.rand(BATCH, HEADS, QUERIES, KEYS, generator=generator) > 0.4
    full[..., 0] = True
    return {
        "none": ({}, {}),
        "padding": ({"mask": words[:, None, None, :]}, {"key_padding_mask": ~words}),
        "queries and keys": ({"mask": causal}, {"attn_mask": ~causal}),
        "causal flag": ({"is_causal": True}, {"attn_mask": ~causal}),
        "causal flag and padding": (
            {"mask": words[:, None, None, :], "is_causal": True},
            {"attn_mask": ~causal, "key_padding_mask": ~words},
        ),
        "full": ({"mask": full}, {"attn_mask": ~full.flatten(0, 1)}),
    }[kind]


KINDS = ["none", "padding", "queries and keys", "causal flag", "causal flag and padding", "full"]


@pytest.mark.parametrize("direction", ["from_torch", "to_torch"])
@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", TOLERANCE)
def test_outputs_and_the_weights_of_each_head_are_equal(direction, bias, kind, dtype):
    ours, theirs = make_pair(direction, bias=bias, dtype=dtype)
    inputs = make_words(BATCH, QUERIES, KEYS, D_MODEL, dtype=dtype)
    our_mask, their_mask = make_masks(kind)
    expected, expected_weights = theirs(*inputs, average_attn_weights=False, **their_mask)
    fused = ours(*inputs, **our_mask)
    output, weights = ours(*inputs, return_weights=True, **our_mask)
    tolerance = {"atol": 3 * TOLERANCE[dtype], "rtol": 3 * TOLERANCE[dtype]}
    torch.testing.assert_close(output, expected, **tolerance)
    torch.testing.assert_close(fused, expected, **tolerance)
    torch.testing.assert_close(weights, expected_weights, **tolerance)


@pytest.mark.parametrize("direction", ["from_torch", "to_torch"])
@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("return_weights", [False, True])
def test_gradients_of_inputs_and_parameters_are_equal(direction, bias, kind, return_weights):
    ours, theirs = make_pair(direction, bias=bias)
    our_mask, their_mask = make_masks(kind)
    our_inputs, their_inputs = (
        [tensor.requires_grad_() for tensor in make_words(BATCH, QUERIES, KEYS, D_MODEL, dtype=torch.float64)]
        for _ in range(2)
    )
    got = ours(*our_inputs, return_weights=return_weights, **our_mask)
    (got[0] if return_weights else got).sin().sum().backward()
    theirs(*their_inputs, **their_mask)[0].sin().sum().backward()
    torch.testing.assert_close([x.grad for x in our_inputs], [x.grad for x in their_inputs])
    for name in ["weight", "bias"] if bias else ["weight"]:
        w_q, w_k, w_v, w_o = (ours.get_parameter(f"w_{letter}.{name}").grad for letter in "qkvo")
        torch.testing.assert_close(torch.cat([w_q, w_k, w_v]), theirs.get_parameter(f"in_proj_{name}").grad)
        torch.testing.assert_close(w_o, theirs.get_parameter(f"out_proj.{name}").grad)


@pytest.mark.parametrize("bias", [False, True])
def test_there_and_back_gives_the_same_weights(bias):
    ours, theirs = make_pair("to_torch", bias=bias)
    back = from_torch(theirs)
    assert list(back.state_dict()) == list(ours.state_dict())
    assert all(torch.equal(back.state_dict()[name], tensor) for name, tensor in ours.state_dict().items())


@pytest.mark.parametrize("direction", ["from_torch", "to_torch"])
@pytest.mark.parametrize("bias", [False, True])
def test_heads_biases_dropout_and_dtype_are_taken_over(direction, bias):
    ours, theirs = make_pair(direction, bias=bias, dropout=0.3)
    assert ours.num_heads == theirs.num_heads == HEADS
    assert ours.d_model == theirs.embed_dim == D_MODEL
    assert ours.dropout == theirs.dropout == 0.3
    assert (
        (ours.w_o.bias is not None) == (theirs.out_proj.bias is not None) == (theirs.in_proj_bias is not None) == bias
    )
    assert {tensor.dtype for tensor in (*ours.parameters(), *theirs.parameters())} == {torch.float64}
    assert isinstance(ours, MultiHeadAttention) and isinstance(theirs, nn.MultiheadAttention)


@pytest.mark.parametrize("training", [False, True])
def test_the_mode_is_taken_over(training):
    assert from_torch(nn.MultiheadAttention(6, 3).train(training)).training == training
    assert to_torch(MultiHeadAttention(6, 3).train(training)).training == training


def test_pytorchs_module_is_made_with_the_batch_first():
    assert to_torch(MultiHeadAttention(6, 3)).batch_first


@pytest.mark.parametrize("direction", ["from_torch", "to_torch"])
def test_the_copy_shares_no_memory_with_the_original_and_can_be_trained(direction):
    ours, theirs = make_pair(direction)
    copy, original = (ours, theirs) if direction == "from_torch" else (theirs, ours)
    before = {name: tensor.clone() for name, tensor in original.state_dict().items()}
    assert all(parameter.requires_grad for parameter in copy.parameters())
    with torch.no_grad():
        for parameter in copy.parameters():
            parameter.zero_()
    assert all(torch.equal(original.state_dict()[name], tensor) for name, tensor in before.items())


@pytest.mark.parametrize("option", [{"kdim": 4}, {"vdim": 4}, {"add_bias_kv": True}, {"add_zero_attn": True}])
def test_a_module_of_theirs_that_ours_cannot_equal_is_refused(option):
    with pytest.raises(ValueError, match=r"^this nn\.MultiheadAttention has kdim, vdim, add_bias_kv or add_zero_attn"):
        from_torch(nn.MultiheadAttention(6, 3, **option))
