"""Causal attention promises: no query sees a later word, also with fewer queries than keys and with padding."""

import pytest
import torch
import torch.nn.functional as F

from course_lib.attention import causal_mask, padding_mask, scaled_dot_product_attention
from tests.attention.inputs import make_inputs

SIZES = {"square": (5, 5), "fewer queries than keys": (3, 5), "a single query": (1, 5), "a single word": (1, 1)}
PADS = padding_mask(torch.tensor([[0, 7, 8, 9, 0], [7, 8, 0, 0, 0]]), pad_id=0)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("return_weights", [False, True])
def test_the_flag_equals_the_mask_written_out(size, return_weights):
    queries, keys = SIZES[size]
    inputs = make_inputs(queries=queries, keys=keys, dtype=torch.float64)
    allowed = torch.tensor([[j - i <= keys - queries for j in range(keys)] for i in range(queries)])
    expected = F.scaled_dot_product_attention(*inputs, attn_mask=allowed)
    got = scaled_dot_product_attention(*inputs, is_causal=True, return_weights=return_weights)
    torch.testing.assert_close(got[0] if return_weights else got, expected)
    if return_weights:
        assert ((got[1] > 0) == allowed).all()


def test_for_as_many_queries_as_keys_the_flag_is_that_of_pytorch():
    inputs = make_inputs(queries=5, keys=5, dtype=torch.float64)
    expected = F.scaled_dot_product_attention(*inputs, is_causal=True)
    torch.testing.assert_close(scaled_dot_product_attention(*inputs, is_causal=True), expected)


@pytest.mark.parametrize("size", ["square", "fewer queries than keys", "a single query"])
@pytest.mark.parametrize("return_weights", [False, True])
def test_the_flag_adds_to_a_padding_mask(size, return_weights):
    queries, keys = SIZES[size]
    inputs = make_inputs(queries=queries, keys=keys, dtype=torch.float64)
    both = PADS & causal_mask(queries, keys)
    expected = scaled_dot_product_attention(*inputs, both, return_weights=return_weights)
    got = scaled_dot_product_attention(*inputs, PADS, is_causal=True, return_weights=return_weights)
    torch.testing.assert_close(got, expected)
    without_pads = scaled_dot_product_attention(*inputs, is_causal=True, return_weights=return_weights)
    assert not torch.allclose(got[0], without_pads[0])


@pytest.mark.parametrize("size", ["square", "fewer queries than keys"])
@pytest.mark.parametrize("mask", [None, PADS], ids=["no mask", "padding"])
@pytest.mark.parametrize("dropout_p", [0.0, 0.4])
@pytest.mark.parametrize("return_weights", [False, True])
def test_changing_a_later_word_changes_no_earlier_output(size, mask, dropout_p, return_weights):
    queries, keys = SIZES[size]
    query, key, value = make_inputs(queries=queries, keys=keys, dtype=torch.float64)

    def attend():
        torch.manual_seed(0)
        options = {"is_causal": True, "dropout_p": dropout_p, "return_weights": return_weights}
        got = scaled_dot_product_attention(query, key, value, mask, **options)
        return got[0] if return_weights else got

    before = attend()
    key[..., 3:, :] += 10
    value[..., 3:, :] -= 10
    after = attend()
    first_that_sees_it = queries - 2
    torch.testing.assert_close(after[..., :first_that_sees_it, :], before[..., :first_that_sees_it, :])
    assert not torch.allclose(after[..., first_that_sees_it:, :], before[..., first_that_sees_it:, :])


@pytest.mark.parametrize("return_weights", [False, True])
def test_no_gradient_flows_back_from_an_output_to_a_later_word(return_weights):
    query, key, value = (tensor.requires_grad_() for tensor in make_inputs(queries=5, keys=5))
    got = scaled_dot_product_attention(query, key, value, is_causal=True, return_weights=return_weights)
    (got[0] if return_weights else got)[..., 2, :].square().sum().backward()
    for tensor in (key, value):
        assert (tensor.grad[..., 3:, :] == 0).all() and (tensor.grad[..., :3, :] != 0).any(dim=-1).all()


@pytest.mark.parametrize("return_weights", [False, True])
def test_the_mask_is_made_where_the_words_are(return_weights):
    query, key, value = (tensor.to("meta") for tensor in make_inputs(queries=3, keys=5))
    got = scaled_dot_product_attention(query, key, value, is_causal=True, return_weights=return_weights)
    assert {tensor.device.type for tensor in (got if return_weights else [got])} == {"meta"}


@pytest.mark.parametrize("return_weights", [False, True])
def test_more_queries_than_keys_are_refused(return_weights):
    with pytest.raises(ValueError, match=r"queries is 4 and keys is 3; expected at least one query"):
        scaled_dot_product_attention(*make_inputs(keys=3), is_causal=True, return_weights=return_weights)
