"""Masks promise to broadcast as PyTorch's do; those of the helpers fit as well where there are no heads."""

import pytest
import torch
from torch.nn.functional import scaled_dot_product_attention as torch_attention

from course_lib.attention import causal_mask, padding_mask, scaled_dot_product_attention
from tests.attention.inputs import make_inputs

PADS = padding_mask(torch.tensor([[5, 6, 7, 8, 0], [5, 6, 0, 0, 0]]), pad_id=0)
both_paths = pytest.mark.parametrize("return_weights", [False, True])


def attend(inputs, mask, return_weights, **options):
    """Return the output on one of the two paths."""
    got = scaled_dot_product_attention(*inputs, mask, return_weights=return_weights, **options)
    return got[0] if return_weights else got


@both_paths
@pytest.mark.parametrize(
    "shape", [(5,), (1,), (4, 5), (1, 5), (4, 1), (3, 4, 5), (3, 1, 5), (1, 4, 5), (2, 1, 4, 5), (1, 3, 1, 5)], ids=str
)
def test_every_shape_that_broadcasts_for_pytorch_gives_what_pytorch_gives(shape, return_weights):
    inputs = make_inputs(dtype=torch.float64)
    mask = torch.rand(shape, generator=torch.Generator().manual_seed(2)) > 0.4
    expected = torch_attention(*inputs, attn_mask=mask.expand(2, 3, 4, 5))
    torch.testing.assert_close(attend(inputs, mask, return_weights), expected)


@both_paths
@pytest.mark.parametrize("size", [2, 4])
def test_two_axes_are_queries_and_keys_also_where_they_could_be_batch_and_keys(size, return_weights):
    query, key, value = make_inputs((size, 3), queries=size)
    mask = torch.arange(5) <= torch.arange(size)[:, None]
    by_query = attend((query, key, value), mask, return_weights)
    torch.testing.assert_close(by_query[..., 0, :], value[..., 0, :])  # query 0 sees only key 0
    by_sentence = attend((query, key, value), mask[:, None, None], return_weights)
    torch.testing.assert_close(by_sentence[0], value[0, :, :1].expand(-1, size, -1))  # sentence 0 has only word 0


@both_paths
def test_a_padding_mask_fits_without_heads(return_weights):
    inputs = make_inputs((2,), dtype=torch.float64)
    expected = attend(inputs, PADS[:, 0], return_weights)
    torch.testing.assert_close(attend(inputs, PADS, return_weights), expected)
    pads_changed = [tensor.clone() for tensor in inputs]
    pads_changed[1][1, 2:] += 100
    torch.testing.assert_close(attend(pads_changed, PADS, return_weights)[1], expected[1])


@both_paths
def test_padding_and_causal_together_fit_without_heads(return_weights):
    inputs = make_inputs((2,), queries=5, dtype=torch.float64)
    expected = attend(inputs, PADS[:, 0] & causal_mask(5), return_weights)
    torch.testing.assert_close(attend(inputs, PADS & causal_mask(5), return_weights), expected)
    torch.testing.assert_close(attend(inputs, PADS, return_weights, is_causal=True), expected)


@both_paths
def test_the_mask_of_one_sentence_fits_words_without_a_batch(return_weights):
    inputs = make_inputs((), queries=5, dtype=torch.float64)
    expected = attend(inputs, PADS[1, 0] & causal_mask(5), return_weights)
    torch.testing.assert_close(attend(inputs, PADS[1:], return_weights, is_causal=True), expected)
    torch.testing.assert_close(attend(inputs, PADS[1:] & causal_mask(5), return_weights), expected)


@pytest.mark.usefixtures("without_run_time_types")
@both_paths
@pytest.mark.parametrize("batch", [(), (3,)], ids=str)
def test_the_masks_of_several_sentences_do_not_fit_words_of_another_number(batch, return_weights):
    with pytest.raises(ValueError, match=r"^mask has shape \[2, 1, 5\]; expected axes that broadcast"):
        attend(make_inputs(batch), PADS, return_weights)
