"""Copying to or from PyTorch promises: all settings are taken over, and what does not fit is refused."""

from copy import deepcopy
from functools import partial

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from course_lib.attention import MultiHeadAttention
from course_lib.transformer import (
    FeedForward,
    Residual,
    WithoutResidual,
    layer_from_torch,
    layer_to_torch,
    stack_from_torch,
)
from course_lib.transformer.named_choices import RESIDUALS
from tests.transformer.inputs import D_MODEL, HEADS, KINDS, inputs_of, make_part
from tests.transformer.torch_pairs import DIRECTIONS, from_torch, make_masks, make_pair, make_theirs, to_torch


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("norm", ["pre", "post"])
@pytest.mark.parametrize("bias", [False, True])
def test_there_and_back_gives_the_same_weights_and_settings(kind, norm, bias):
    ours, theirs = make_pair(
        kind, "to_torch", norm=norm, bias=bias, feed_forward=partial(FeedForward, activation=F.gelu), dropout=0.3
    )
    back = from_torch(kind, theirs)
    assert str(back) == str(ours)
    assert list(back.state_dict()) == list(ours.state_dict())
    assert all(torch.equal(back.state_dict()[name], tensor) for name, tensor in ours.state_dict().items())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("bias", [False, True])
def test_back_and_there_gives_the_same_weights_and_settings(kind, bias):
    ours, theirs = make_pair(kind, "from_torch", norm="pre", bias=bias, dropout=0.3)
    there = to_torch(kind, ours)
    assert str(there) == str(theirs)
    assert list(there.state_dict()) == list(theirs.state_dict())
    assert all(torch.equal(there.state_dict()[name], tensor) for name, tensor in theirs.state_dict().items())


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("norm", ["pre", "post"])
def test_dropout_the_order_of_the_norm_and_the_precision_are_taken_over(direction, kind, norm):
    ours, theirs = make_pair(kind, direction, norm=norm, dropout=0.3)
    for module in (ours, theirs):
        assert {part.p for part in module.modules() if isinstance(part, nn.Dropout)} == {0.3}
        attention = MultiHeadAttention | nn.MultiheadAttention
        assert {part.dropout for part in module.modules() if isinstance(part, attention)} == {0.3}
        assert {tensor.dtype for tensor in module.parameters()} == {torch.float64}
    assert {type(part) for part in ours.modules() if isinstance(part, Residual)} == {RESIDUALS[norm]}
    assert {part.norm_first for part in theirs.modules() if hasattr(part, "norm_first")} == {norm == "pre"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("training", [False, True])
def test_the_mode_is_taken_over(kind, training):
    for module in (
        from_torch(kind, make_theirs(kind).train(training)),
        to_torch(kind, make_part(kind).train(training)),
    ):
        assert {part.training for part in module.modules()} == {training}


@pytest.mark.parametrize("kind", KINDS)
def test_theirs_is_made_with_the_batch_first(kind):
    parts = to_torch(kind, make_part(kind)).modules()
    assert {part.batch_first for part in parts if isinstance(part, nn.MultiheadAttention)} == {True}


@pytest.mark.parametrize("kind", KINDS)
def test_theirs_with_the_words_first_gives_the_same_weights(kind):
    theirs = make_theirs(kind)
    words_first = make_theirs(kind, batch_first=False)
    ours, other = from_torch(kind, theirs).state_dict(), from_torch(kind, words_first).state_dict()
    assert all(torch.equal(tensor, other[name]) for name, tensor in ours.items())


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_copy_shares_no_memory_with_the_original_and_can_be_trained(kind, direction):
    pair = make_pair(kind, direction, norm="pre")
    copy, original = pair if direction == "from_torch" else reversed(pair)
    before = deepcopy(original.state_dict())
    assert all(parameter.requires_grad for parameter in copy.parameters())
    with torch.no_grad():
        for parameter in copy.parameters():
            parameter.zero_()
    assert all(torch.equal(original.state_dict()[name], tensor) for name, tensor in before.items())


@pytest.mark.parametrize("kind", ["encoder layer", "decoder layer"])
@pytest.mark.parametrize("given", [nn.ReLU(), "gelu", F.silu, nn.GELU(approximate="tanh"), torch.tanh])
def test_any_activation_is_taken_over(kind, given):
    inputs, (_, masks) = inputs_of(kind), make_masks(kind, "none")
    theirs = make_theirs(kind, activation=given)
    torch.testing.assert_close(from_torch(kind, theirs)(*inputs), theirs(*inputs, *masks))


@pytest.mark.parametrize("kind", KINDS)
def test_another_epsilon_in_the_norms_is_taken_over(kind):
    ours = from_torch(kind, make_theirs(kind, layer_norm_eps=1e-2, final_norm=False))
    assert {part.eps for part in ours.modules() if isinstance(part, nn.LayerNorm)} == {1e-2}


@pytest.mark.parametrize("last", [nn.RMSNorm(D_MODEL), nn.LayerNorm(D_MODEL, eps=1e-6)])
@pytest.mark.parametrize("kind", ["encoder", "decoder"])
def test_another_final_norm_is_taken_over(kind, last):
    theirs = make_theirs(kind)
    theirs.norm = last
    assert str(stack_from_torch(theirs).final_norm) == str(last)


@pytest.mark.parametrize("kind", ["encoder layer", "decoder layer"])
def test_a_layer_without_residuals_which_theirs_has_not_is_refused(kind):
    ours = KINDS[kind](D_MODEL, HEADS, 8, residual=WithoutResidual)
    with pytest.raises(
        ValueError,
        match=r"^this \w+ has a FeedForward and a WithoutResidual; PyTorch's layer has the parts of the",
    ):
        to_torch(kind, ours)


def test_dropouts_that_differ_within_a_layer_are_refused_in_both_directions():
    theirs, ours = make_theirs("encoder layer", dropout=0.1), make_part("encoder layer", dropout=0.1)
    theirs.dropout1.p = ours.around_attention.dropout.p = 0.2
    for copy, layer in ((layer_from_torch, theirs), (layer_to_torch, ours)):
        with pytest.raises(ValueError, match=r"^the parts of this \w+ have the dropouts \[0\.1, 0\.2\]; expected one"):
            copy(layer)


def test_an_attention_that_ours_cannot_equal_is_refused():
    theirs = make_theirs("decoder layer")
    theirs.multihead_attn = nn.MultiheadAttention(D_MODEL, HEADS, kdim=4, dtype=torch.float64)
    with pytest.raises(ValueError, match=r"^this nn\.MultiheadAttention has kdim"):
        layer_from_torch(theirs)
