"""Half precision promises: scores beyond its range, and sums of many small shares, as in single precision."""

import pytest
import torch

from course_lib.attention import scaled_dot_product_attention, softmax
from tests.attention.inputs import make_inputs

HALVES = pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])


@HALVES
@pytest.mark.parametrize("return_weights", [False, True])
@pytest.mark.parametrize(
    "options",
    [{}, {"is_causal": True}, {"mask": torch.ones(4, 4).tril() > 0}],
    ids=["no mask", "causal", "mask"],
)
def test_scores_above_65504_give_no_nan_on_either_path(dtype, return_weights, options):
    query, key, value = (tensor.to(dtype) for tensor in make_inputs(queries=4, keys=4))
    query, key = 700 * query.sign(), 700 * key.sign()  # each product of two components is 490 000
    assert (query.float() @ key.float().mT / 6**0.5).abs().max() > 65504
    wide = scaled_dot_product_attention(query.float(), key.float(), value.float(), **options)
    got = scaled_dot_product_attention(query, key, value, return_weights=return_weights, **options)
    output = got[0] if return_weights else got
    assert output.dtype == dtype
    torch.testing.assert_close(output.float(), wide, atol=0.02, rtol=0.02)
    if return_weights:
        torch.testing.assert_close(got[1].float().sum(dim=-1), torch.ones(2, 3, 4), atol=0.01, rtol=0)


@HALVES
def test_gradients_of_scores_above_65504_are_finite_in_training(dtype):
    inputs = [(50 * tensor).to(dtype).requires_grad_() for tensor in make_inputs(queries=4, keys=4)]
    inputs[0].data *= 100
    scaled_dot_product_attention(*inputs, is_causal=True).float().sum().backward()
    assert all(tensor.grad.isfinite().all() for tensor in inputs)


@HALVES
def test_softmax_of_many_equal_scores_sums_to_one(dtype):
    shares = softmax(torch.zeros(65_520, dtype=dtype))
    assert shares.dtype == dtype
    assert shares.double().sum().item() == pytest.approx(1, rel=0.01)


@HALVES
def test_softmax_is_as_near_as_that_of_pytorch(dtype):
    scores = torch.randn(50, 300, generator=torch.Generator().manual_seed(0)).to(dtype)
    exact = torch.softmax(scores.double(), dim=-1)
    ours, theirs = (((s(scores, dim=-1).double() - exact) / exact).abs().max() for s in (softmax, torch.softmax))
    assert ours <= 1.05 * theirs and ours < 0.01


@pytest.mark.parametrize(("shape", "dim"), [((2, 0), -1), ((0, 2), 0), ((0,), 0)])
def test_an_axis_without_scores_is_refused_and_named(shape, dim):
    with pytest.raises(ValueError, match=rf"^scores has shape \[.*\]; expected at least one score along axis {dim}\.$"):
        softmax(torch.zeros(shape), dim=dim)
