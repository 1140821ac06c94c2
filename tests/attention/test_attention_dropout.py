"""Dropout of attention weights promises: the asked share falls out, the rest makes good for it, the mean stays."""

import pytest
import torch

from course_lib.attention import scaled_dot_product_attention
from tests.attention.inputs import make_inputs, make_mask

KEYS = 40


def dropped_weights(dropout_p, *, return_weights, mask=None):
    """Return the weights as they are applied, and as they are before dropout: values 1, 0, 0 … make them visible."""
    torch.manual_seed(0)
    query, key, _ = make_inputs((50, 2), keys=KEYS, dtype=torch.float64)
    value = torch.eye(KEYS, dtype=torch.float64).expand(50, 2, KEYS, KEYS)
    options = {"dropout_p": dropout_p, "return_weights": return_weights}
    got = scaled_dot_product_attention(query, key, value, mask, **options)
    _, before = scaled_dot_product_attention(query, key, value, mask, return_weights=True)
    return got[0] if return_weights else got, before


@pytest.mark.parametrize("dropout_p", [0.1, 0.7])
@pytest.mark.parametrize("return_weights", [False, True])
def test_the_asked_share_becomes_zero_and_the_others_make_good_for_it(dropout_p, return_weights):
    applied, before = dropped_weights(dropout_p, return_weights=return_weights)
    kept = applied != 0
    assert (~kept).double().mean().item() == pytest.approx(dropout_p, abs=0.02)
    torch.testing.assert_close(applied[kept], before[kept] / (1 - dropout_p))


@pytest.mark.parametrize("return_weights", [False, True])
def test_the_mean_over_many_draws_is_the_output_without_dropout(return_weights):
    torch.manual_seed(0)
    inputs = make_inputs((), dtype=torch.float64)
    many = [tensor.expand(20_000, *tensor.shape) for tensor in inputs]
    got = scaled_dot_product_attention(*many, dropout_p=0.3, return_weights=return_weights)
    output = got[0] if return_weights else got
    expected = scaled_dot_product_attention(*inputs)
    torch.testing.assert_close(output.mean(dim=0), expected, atol=0.02, rtol=0)
    assert (output.std(dim=0) > 0.05).all()


def test_the_returned_weights_are_those_before_dropout():
    inputs = make_inputs(dtype=torch.float64)
    mask = make_mask("full")
    output, weights = scaled_dot_product_attention(*inputs, mask, dropout_p=0.5, return_weights=True)
    without, expected = scaled_dot_product_attention(*inputs, mask, return_weights=True)
    torch.testing.assert_close(weights, expected)
    assert not torch.allclose(output, without)


@pytest.mark.parametrize("return_weights", [False, True])
def test_no_share_no_chance(return_weights):
    inputs = make_inputs()
    first, second = (
        scaled_dot_product_attention(*inputs, dropout_p=0.0, return_weights=return_weights) for _ in range(2)
    )
    torch.testing.assert_close(first, second, atol=0, rtol=0)


@pytest.mark.parametrize("share", [-0.1, 1.0, 1.5, float("nan")])
def test_a_share_out_of_range_is_refused(share):
    with pytest.raises(ValueError, match=rf"^dropout_p is {share}; expected a share from 0 to below 1\.$"):
        scaled_dot_product_attention(*make_inputs(), dropout_p=share)
