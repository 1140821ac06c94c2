"""What attention promises about masked words: they change nothing, and where all are masked there is no NaN."""

import pytest
import torch

from course_lib.attention import padding_mask, scaled_dot_product_attention
from tests.attention.inputs import TOLERANCE, make_inputs


@pytest.mark.parametrize("return_weights", [False, True])
def test_changing_a_pad_changes_nothing(return_weights):
    query, key, value = make_inputs()
    mask = padding_mask(torch.tensor([[5, 6, 0, 0, 0], [5, 6, 7, 0, 0]]), pad_id=0)
    before = scaled_dot_product_attention(query, key, value, mask, return_weights=return_weights)
    key[..., 3:, :] += 100
    value[..., 3:, :] -= 100
    after = scaled_dot_product_attention(query, key, value, mask, return_weights=return_weights)
    torch.testing.assert_close(after, before)


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("return_weights", [False, True])
def test_a_masked_key_gets_nothing_even_when_its_score_is_by_far_the_largest(dtype, return_weights):
    query, key, value = make_inputs(dtype=dtype)
    key[..., 2, :] = 200 * query[..., :1, :].squeeze(-2)
    value[..., 2, :] = 60000
    mask = torch.tensor([True, True, False, True, True])[None, None, None, :]
    got = scaled_dot_product_attention(query, key, value, mask, return_weights=return_weights)
    output = got[0] if return_weights else got
    assert output.abs().max() <= value[..., [0, 1, 3, 4], :].abs().max()
    assert not return_weights or (got[1][..., 2] == 0).all()


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("dropout_p", [0.0, 0.5])
@pytest.mark.parametrize("return_weights", [False, True])
def test_a_query_with_nothing_to_attend_to_gets_zeros_and_no_nan_forward_and_backward(dtype, dropout_p, return_weights):
    torch.manual_seed(0)
    inputs = [tensor.requires_grad_() for tensor in make_inputs(dtype=dtype)]
    mask = torch.ones(2, 1, 4, 5, dtype=torch.bool)
    mask[1, 0, 3] = False
    got = scaled_dot_product_attention(*inputs, mask, dropout_p=dropout_p, return_weights=return_weights)
    output = got[0] if return_weights else got
    assert (output[1, :, 3] == 0).all() and output.isfinite().all()
    assert (output[1, :, :3] != 0).any() and (output[0, :, 3] != 0).any()
    if return_weights:
        assert (got[1][1, :, 3] == 0).all() and got[1].isfinite().all()
        output = output.sum() + got[1].square().sum()
    output.sum().backward()
    assert all(tensor.grad.isfinite().all() for tensor in inputs)
    assert (inputs[0].grad[1, :, 3] == 0).all() and (inputs[0].grad[1, :, :3] != 0).any()


@pytest.mark.parametrize("return_weights", [False, True])
def test_where_every_query_is_masked_everything_is_zero(return_weights):
    inputs = [tensor.requires_grad_() for tensor in make_inputs()]
    got = scaled_dot_product_attention(*inputs, torch.zeros(4, 5, dtype=torch.bool), return_weights=return_weights)
    output = got[0] if return_weights else got
    output.sum().backward()
    assert all((tensor == 0).all() for tensor in (output, *(tensor.grad for tensor in inputs)))


@pytest.mark.parametrize("return_weights", [False, True])
def test_gradients_are_right_also_with_a_query_that_may_attend_to_nothing(return_weights):
    inputs = [tensor.requires_grad_() for tensor in make_inputs((2,), dtype=torch.float64)]
    mask = torch.rand(2, 4, 5, generator=torch.Generator().manual_seed(3)) > 0.5
    mask[0, 2] = False
    assert torch.autograd.gradcheck(
        lambda q, k, v: scaled_dot_product_attention(q, k, v, mask, return_weights=return_weights), inputs
    )


@pytest.mark.parametrize("keys", [3, 200])
@pytest.mark.parametrize("learns", [False, True])
def test_a_query_with_nothing_to_attend_to_gets_zeros_on_either_path(keys, learns):
    inputs = [torch.randn(2, rows, 8, requires_grad=learns) for rows in (2, keys, keys)]
    mask = torch.tensor([True, False])[:, None].expand(2, keys)
    output = scaled_dot_product_attention(*inputs, mask[None])
    assert (output[:, 1] == 0).all() and (output[:, 0] != 0).any()
    if learns:
        output.sum().backward()
        assert all(tensor.grad.isfinite().all() for tensor in inputs)
