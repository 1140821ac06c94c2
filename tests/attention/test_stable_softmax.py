"""Softmax promises: equal to PyTorch's, whatever the shape, the axis and the size of the scores."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib.attention import softmax

shapes = st.lists(st.integers(1, 5), min_size=1, max_size=4)


@given(shapes, st.integers(0, 2**31), st.floats(1e-3, 1e4), st.data())
def test_equal_to_pytorch_for_any_shape_axis_and_size(shape, seed, size, data):
    scores = torch.randn(shape, generator=torch.Generator().manual_seed(seed)) * size
    dim = data.draw(st.integers(-len(shape), len(shape) - 1))
    torch.testing.assert_close(softmax(scores, dim=dim), torch.softmax(scores, dim=dim))


@given(st.integers(0, 2**31), st.floats(-1e3, 1e3))
def test_shares_sum_to_one_and_do_not_change_under_a_shift(seed, shift):
    scores = torch.randn(4, 7, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    shares = softmax(scores)
    torch.testing.assert_close(shares.sum(dim=-1), torch.ones(4, dtype=torch.float64))
    torch.testing.assert_close(softmax(scores + shift), shares)


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_large_scores_of_either_sign_neither_overflow_nor_vanish(size):
    shares = softmax(torch.tensor([size, size + 1]))
    torch.testing.assert_close(shares, torch.softmax(torch.tensor([0.0, 1.0]), dim=0))


@pytest.mark.parametrize("dim", [0, 1, 2, -1])
def test_the_shares_along_an_axis_do_not_depend_on_the_other_axes(dim):
    # Far apart along each axis: the largest of all is no help to a row of small scores.
    scores = torch.arange(24.0).view(2, 3, 4) ** 2 * 5
    torch.testing.assert_close(softmax(scores, dim=dim), torch.softmax(scores, dim=dim))


def test_the_last_axis_is_the_default():
    scores = torch.randn(3, 4)
    assert torch.equal(softmax(scores), softmax(scores, dim=-1))


def test_a_score_of_minus_infinity_gets_exactly_nothing():
    shares = softmax(torch.tensor([0.0, -torch.inf, 0.0]))
    assert shares.tolist() == [0.5, 0.0, 0.5]


def test_a_slice_of_nothing_but_minus_infinity_is_nan_as_in_pytorch():
    scores = torch.full((2,), -torch.inf)
    assert softmax(scores).isnan().all() and torch.softmax(scores, dim=0).isnan().all()


def test_gradient_is_right():
    assert torch.autograd.gradcheck(softmax, torch.randn(3, 4, dtype=torch.float64, requires_grad=True))


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.bfloat16, torch.float16])
def test_dtype_is_kept_and_scores_are_not_changed(dtype):
    scores = torch.randn(3, 4).to(dtype)
    before = scores.clone()
    assert softmax(scores).dtype == dtype
    assert torch.equal(scores, before)
