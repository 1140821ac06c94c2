"""Scaled dot-product attention promises: equal to PyTorch's and to a plain loop, arguments left as they were."""

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st

from course_lib.attention import ScaledDotProductAttention, scaled_dot_product_attention
from course_lib.attention.formula import attention
from tests.attention.inputs import MASKS, TOLERANCE, loop_attention, make_inputs, make_mask


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("batch", [(), (2,), (2, 3)])
@pytest.mark.parametrize("kind", MASKS)
@pytest.mark.parametrize("return_weights", [False, True])
def test_equal_to_pytorch_for_every_mask_dtype_and_batch_shape(dtype, batch, kind, return_weights):
    query, key, value = make_inputs(batch, dtype=dtype)
    mask = make_mask(kind, batch)
    expected = F.scaled_dot_product_attention(query.double(), key.double(), value.double(), attn_mask=mask)
    got = scaled_dot_product_attention(query, key, value, mask, return_weights=return_weights)
    output = got[0] if return_weights else got
    assert output.dtype == dtype
    torch.testing.assert_close(output.double(), expected, atol=TOLERANCE[dtype], rtol=TOLERANCE[dtype])


@pytest.mark.parametrize("dtype", TOLERANCE)
def test_the_weights_are_the_softmax_of_the_scaled_scores_in_the_dtype_of_the_inputs(dtype):
    query, key, value = make_inputs(dtype=dtype)
    expected = torch.softmax(query.double() @ key.double().mT / 6**0.5, dim=-1)
    _, weights = scaled_dot_product_attention(query, key, value, return_weights=True)
    assert weights.dtype == dtype
    torch.testing.assert_close(weights.double(), expected, atol=TOLERANCE[dtype], rtol=TOLERANCE[dtype])


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_weights_of_many_keys_still_sum_to_one(dtype):
    query, key, value = make_inputs((), queries=2, keys=4000, dtype=dtype)
    _, weights = scaled_dot_product_attention(query, key, value, return_weights=True)
    torch.testing.assert_close(weights.double().sum(dim=-1), torch.ones(2).double(), atol=2e-3, rtol=0)


@pytest.mark.parametrize("kind", ["none", "queries and keys"])
def test_equal_to_a_plain_loop(kind):
    query, key, value = make_inputs((), dtype=torch.float64)
    mask = make_mask(kind, ())
    expected = loop_attention(query, key, value, mask)
    torch.testing.assert_close(scaled_dot_product_attention(query, key, value, mask), expected)


@given(st.tuples(*[st.integers(1, 6)] * 5), st.integers(0, 2**31), st.booleans())
def test_both_paths_agree_and_rows_sum_to_one_for_any_sizes(sizes, seed, masked):
    heads, queries, keys, d_k, d_v = sizes
    query, key, value = make_inputs((2, heads), queries, keys, d_k, d_v, dtype=torch.float64, seed=seed)
    generator = torch.Generator().manual_seed(seed)
    mask = torch.rand(2, heads, queries, keys, generator=generator) > 0.6 if masked else None
    output, weights = scaled_dot_product_attention(query, key, value, mask, return_weights=True)
    torch.testing.assert_close(scaled_dot_product_attention(query, key, value, mask), output)
    reachable = torch.ones(2, heads, queries) if mask is None else mask.any(dim=-1)
    torch.testing.assert_close(weights.sum(dim=-1), reachable.double())
    assert mask is None or (weights[~mask] == 0).all()


@pytest.mark.parametrize("kind", MASKS)
@pytest.mark.parametrize("return_weights", [False, True])
def test_gradients_equal_those_of_pytorch(kind, return_weights):
    ours = [tensor.requires_grad_() for tensor in make_inputs(dtype=torch.float64)]
    theirs = [tensor.detach().clone().requires_grad_() for tensor in ours]
    mask = make_mask(kind)
    F.scaled_dot_product_attention(*theirs, attn_mask=mask).sin().sum().backward()
    got = scaled_dot_product_attention(*ours, mask, return_weights=return_weights)
    (got[0] if return_weights else got).sin().sum().backward()
    torch.testing.assert_close([tensor.grad for tensor in ours], [tensor.grad for tensor in theirs])


def test_permuting_the_keys_changes_nothing_and_permuting_the_queries_permutes_the_output():
    query, key, value = make_inputs(dtype=torch.float64)
    before = scaled_dot_product_attention(query, key, value)
    keys, queries = torch.tensor([3, 0, 4, 1, 2]), torch.tensor([2, 0, 3, 1])
    after = scaled_dot_product_attention(query[..., queries, :], key[..., keys, :], value[..., keys, :])
    torch.testing.assert_close(after, before[..., queries, :])


@pytest.mark.parametrize("options", [{}, {"is_causal": True}, {"return_weights": True}, {"dropout_p": 0.5}])
@pytest.mark.parametrize("kind", ["full", "queries and keys"])
def test_arguments_are_never_changed(options, kind):
    arguments = [*make_inputs(), make_mask(kind)]
    arguments[-1][..., 2, :] = False
    copies = [tensor.clone() for tensor in arguments]
    scaled_dot_product_attention(*arguments, **options)
    assert all(torch.equal(tensor, copy) for tensor, copy in zip(arguments, copies, strict=True))


def test_without_weights_no_matrix_of_scores_is_kept():
    query, key, value = (torch.randn(1, 1, 2048, 8, requires_grad=True) for _ in range(3))
    assert 0 < most_numbers_kept_for_the_backward_pass(query, key, value) < 2048 * 2048
    assert 0 < most_numbers_kept_for_the_backward_pass(query, key, value, is_causal=True) < 2048 * 2048


def most_numbers_kept_for_the_backward_pass(*arguments, **options):
    """Return the size of the largest tensor that attention keeps."""
    largest = 0

    def remember(tensor):
        nonlocal largest
        largest = max(largest, tensor.numel())
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(remember, lambda tensor: tensor):
        scaled_dot_product_attention(*arguments, **options)
    return largest


def test_the_module_asks_for_no_more_than_the_function_where_nothing_is_said():
    query, key, value = make_inputs(queries=4, keys=4)
    output = ScaledDotProductAttention().eval()(query, key, value)
    assert isinstance(output, torch.Tensor)
    torch.testing.assert_close(output, scaled_dot_product_attention(query, key, value))
    looking_back = ScaledDotProductAttention().eval()(query, key, value, is_causal=True)
    assert not torch.equal(output, looking_back)


def test_the_formula_drops_nothing_unless_it_is_told_to():
    query, key, value = make_inputs(queries=4, keys=4)
    output, weights = attention(query, key, value)
    torch.testing.assert_close(output, weights @ value)
