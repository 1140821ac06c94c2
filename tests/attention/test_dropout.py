"""Dropout promises: the asked share becomes zero, by chance and everywhere, and the rest makes good for it."""

import pytest
import torch

from course_lib.attention.dropout import Dropout, dropout

SHAPES = pytest.mark.parametrize("shape", [(1000, 101), (100_003,)], ids=str)


@SHAPES
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.bfloat16, torch.float16])
def test_the_asked_share_becomes_zero_and_the_rest_makes_good_for_it(shape, share, dtype):
    torch.manual_seed(0)
    got = dropout(torch.ones(shape, dtype=dtype), share)
    assert (got.shape, got.dtype) == (torch.Size(shape), dtype)
    assert set(got.unique().tolist()) == {0, torch.tensor(1 / (1 - share), dtype=dtype).item()}
    assert (got == 0).double().mean().item() == pytest.approx(share, abs=0.005)


def test_each_of_the_four_numbers_that_share_one_draw_is_dropped_as_often_and_for_itself():
    torch.manual_seed(0)
    zeros = (dropout(torch.ones(100_000, 4), 0.3) == 0).float()
    torch.testing.assert_close(zeros.mean(dim=0), torch.full((4,), 0.3), atol=0.01, rtol=0)
    torch.testing.assert_close(torch.corrcoef(zeros.T), torch.eye(4), atol=0.02, rtol=0)


def test_the_seed_decides_and_each_call_draws_anew():
    torch.manual_seed(1)
    first, second = (dropout(torch.ones(100), 0.5) for _ in range(2))
    torch.manual_seed(1)
    assert torch.equal(dropout(torch.ones(100), 0.5), first)
    assert not torch.equal(first, second)


def test_the_gradient_is_that_of_the_numbers_that_stayed():
    torch.manual_seed(0)
    x = torch.randn(50, 7, requires_grad=True)
    got = dropout(x, 0.4)
    (gradient,) = torch.autograd.grad(got.sum(), x)
    torch.testing.assert_close(gradient, (got != 0) / 0.6)


@pytest.mark.parametrize("share", [1 - 1e-9, 0.99999])
def test_nearly_everything_may_be_dropped(share):
    assert torch.isfinite(dropout(torch.ones(10_000), share)).all()


def test_no_share_and_no_numbers_change_nothing():
    x = torch.randn(3, 5)
    assert torch.equal(dropout(x, 0.0), x)
    assert dropout(torch.ones(0, 4), 0.5).shape == (0, 4)


def test_another_device_keeps_its_own_dropout():
    assert dropout(torch.ones(4, device="meta"), 0.5).device.type == "meta"


def test_the_layer_drops_while_training_only():
    layer, x = Dropout(0.5), torch.ones(1000)
    assert (layer(x) == 0).any()
    assert torch.equal(layer.eval()(x), x)


@pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
def test_a_layer_that_would_drop_everything_or_less_than_nothing_is_refused_and_named(share):
    with pytest.raises(ValueError, match=rf"^dropout is {share}; expected a share from 0 to below 1\.$"):
        Dropout(share)
