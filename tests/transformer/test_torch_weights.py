"""Under copied weights this course's layers and stacks equal PyTorch's, whichever of the two is copied."""

from copy import deepcopy

import pytest
import torch
from torch import nn

from course_lib.attention import MultiHeadAttention
from course_lib.transformer import stack_from_torch
from tests.transformer.inputs import D_FF, D_MODEL, HEADS, KINDS, LAYERS, inputs_of, make_part, randomise
from tests.transformer.torch_pairs import DIRECTIONS, SOURCE_PADS, make_masks, make_pair, to_torch

TOLERANCE = {torch.float64: 1e-10, torch.float32: 1e-5}
MASKS = ["none", "padding", "queries and keys", "both"]


def assert_equal_forward_and_backward(kind, ours, theirs, masks, dtype=torch.float64):
    """Compare outputs, and the gradients of all inputs and all parameters."""
    close = {"atol": TOLERANCE[dtype], "rtol": TOLERANCE[dtype]}
    outputs, gradients = [], []
    for module, its_masks in zip((ours, theirs), make_masks(kind, masks), strict=True):
        inputs = [tensor.requires_grad_() for tensor in inputs_of(kind, dtype=dtype)]
        outputs.append(module(*inputs, *its_masks))
        outputs[-1].sin().mean().backward()
        gradients.append([tensor.grad for tensor in inputs])
    torch.testing.assert_close(*outputs, **close)
    torch.testing.assert_close(*gradients, **close)
    # Our gradients, taken for weights, become theirs by the same copying.
    copied = to_torch(kind, gradients_as_weights(ours)).state_dict()
    torch.testing.assert_close(copied, gradients_as_weights(theirs).state_dict(), **close)
    assert all(gradient.abs().max() > 1e-6 for name, gradient in copied.items() if name.endswith("weight"))


def gradients_as_weights(module):
    """Return a copy of a module with each parameter replaced by its gradient."""
    copy = deepcopy(module)
    for taken, parameter in zip(copy.parameters(), module.parameters(), strict=True):
        taken.data = parameter.grad
    return copy


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("norm", ["pre", "post"])
@pytest.mark.parametrize("activation", ["relu", "gelu"])
@pytest.mark.parametrize("bias", [False, True])
def test_outputs_and_gradients_are_equal_for_all_settings(kind, direction, norm, activation, bias):
    settings = {"norm": norm, "activation": activation, "bias": bias}
    assert_equal_forward_and_backward(kind, *make_pair(kind, direction, **settings), "both")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("norm", ["pre", "post"])
def test_outputs_and_gradients_are_equal_in_single_precision(kind, norm):
    ours, theirs = make_pair(kind, "to_torch", norm=norm, dtype=torch.float32)
    assert_equal_forward_and_backward(kind, ours, theirs, "both", torch.float32)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("masks", MASKS)
@pytest.mark.parametrize("training", [False, True])
def test_outputs_and_gradients_are_equal_under_all_masks_in_both_modes(kind, masks, training):
    ours, theirs = make_pair(kind, "to_torch")
    assert_equal_forward_and_backward(kind, ours.train(training), theirs.train(training), masks)


@pytest.mark.filterwarnings("ignore:enable_nested_tensor is True")
@pytest.mark.parametrize("norm", ["pre", "post"])
def test_the_encoder_and_the_decoder_of_a_whole_transformer_of_theirs(norm):
    sizes = {"num_encoder_layers": 2, "num_decoder_layers": 1, "dim_feedforward": D_FF, "dropout": 0.0}
    whole = nn.Transformer(D_MODEL, HEADS, **sizes, norm_first=norm == "pre", batch_first=True, dtype=torch.float64)
    target, source = inputs_of("decoder")
    theirs = {"memory_key_padding_mask": SOURCE_PADS, "src_key_padding_mask": SOURCE_PADS}
    expected = randomise(whole)(source, target, tgt_mask=~torch.ones(4, 4).tril().bool(), **theirs)
    encoder, decoder = stack_from_torch(whole.encoder), stack_from_torch(whole.decoder)
    words = ~SOURCE_PADS[:, None, None]
    torch.testing.assert_close(decoder(target, encoder(source, words), memory_mask=words), expected)
    assert (len(encoder.layers), len(decoder.layers)) == (2, 1)


@pytest.mark.parametrize("kind", ["encoder layer", "encoder"])
def test_equal_to_their_fast_path_which_runs_without_gradients(kind):
    ours = make_part(kind, bias=True).eval()
    for part in ours.modules():
        if isinstance(part, MultiHeadAttention):
            part.num_heads = 2  # their fast path wants an even number
    theirs = to_torch(kind, ours)
    (ours_mask,), their_masks = make_masks(kind, "padding")
    with torch.no_grad():
        got, expected = ours(*inputs_of(kind), ours_mask), theirs(*inputs_of(kind), *their_masks)
    torch.testing.assert_close(got[~SOURCE_PADS], expected[~SOURCE_PADS])


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("kind", ["encoder", "decoder"])
@pytest.mark.parametrize("norm", ["pre", "post"])
@pytest.mark.parametrize("final_norm", [False, True])
def test_a_stack_ends_with_a_norm_where_the_other_does(direction, kind, norm, final_norm):
    ours, theirs = make_pair(kind, direction, norm=norm, final_norm=final_norm)
    assert isinstance(ours.final_norm, nn.LayerNorm) == isinstance(theirs.norm, nn.LayerNorm) == final_norm
    assert theirs.num_layers == len(theirs.layers) == len(ours.layers) == LAYERS
    assert_equal_forward_and_backward(kind, ours, theirs, "none")
