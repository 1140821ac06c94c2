"""Add & Norm promises: post and pre as the paper and its successors say, and dropout of the proposal only."""

from functools import partial

import pytest
import torch
from torch import nn
from torch.nn.functional import layer_norm

from course_lib.transformer import EncoderLayer, PostNorm, PreNorm, WithoutResidual
from course_lib.transformer.named_choices import RESIDUALS
from tests.transformer.inputs import D_MODEL, draw, randomise


def make_around(norm, **options):
    """Make Add & Norm with a gain and an offset that are not 1 and 0."""
    return randomise(RESIDUALS[norm](D_MODEL, **options).double())


@pytest.mark.parametrize("norm", ["pre", "post"])
def test_the_sum_is_normalised_after_the_block_or_the_input_before_it(norm):
    around, x = make_around(norm), draw(2, 4, D_MODEL)

    def normalised(words):
        return layer_norm(words, (D_MODEL,), around.norm.weight, around.norm.bias)

    expected = x + normalised(x).sin() if norm == "pre" else normalised(x + x.sin())
    torch.testing.assert_close(around(x, torch.sin), expected)


def test_with_pre_a_block_that_proposes_nothing_leaves_every_bit_as_it_was():
    x = draw(2, 4, D_MODEL)
    assert torch.equal(make_around("pre")(x, torch.zeros_like), x)


def test_with_post_every_word_leaves_with_mean_zero_and_variance_one():
    output = PostNorm(D_MODEL)(draw(2, 4, D_MODEL, dtype=torch.float32), torch.exp)
    torch.testing.assert_close(output.mean(dim=-1), torch.zeros(2, 4), atol=1e-6, rtol=0)
    torch.testing.assert_close(output.var(dim=-1, correction=0), torch.ones(2, 4), atol=1e-3, rtol=0)


@pytest.mark.parametrize("norm", ["pre", "post"])
def test_dropout_acts_on_what_the_block_proposes_and_never_on_the_input(norm):
    torch.manual_seed(0)
    around, x = RESIDUALS[norm](20, dropout=0.2), torch.ones(100, 5, 20)
    around.norm = nn.Identity()  # so that the two summands can be told apart
    added = around(x, lambda words: 4 * words) - x
    assert added.unique().tolist() == [0, 5]
    assert (added == 0).float().mean().item() == pytest.approx(0.2, abs=0.02)
    assert ((around.eval()(x, lambda words: 4 * words) - x) == 4).all()


def test_without_the_residual_the_input_is_gone():
    around, x = WithoutResidual(D_MODEL).double(), draw(2, 4, D_MODEL)
    torch.testing.assert_close(around(x, torch.sin), layer_norm(x.sin(), (D_MODEL,)))
    assert torch.equal(around(x, torch.zeros_like), torch.zeros_like(x))


@pytest.mark.parametrize("residual", [PreNorm, PostNorm, WithoutResidual])
def test_the_norm_is_the_one_that_was_passed_in(residual):
    assert residual(D_MODEL, norm=partial(nn.LayerNorm, eps=0.1)).norm.eps == 0.1
    assert isinstance(residual(D_MODEL, norm=nn.RMSNorm).norm, nn.RMSNorm)
    without, x = residual(D_MODEL, norm=nn.Identity).double(), draw(2, 4, D_MODEL)
    expected = x.sin() if residual is WithoutResidual else x + x.sin()
    torch.testing.assert_close(without(x, torch.sin), expected)


@pytest.mark.usefixtures("without_run_time_types")
def test_the_name_of_an_order_in_place_of_a_norm_is_refused_with_what_to_write():
    with pytest.raises(ValueError, match=r"^norm is 'pre'; expected what makes a norm.* residual=PreNorm or"):
        EncoderLayer(D_MODEL, 2, 8, norm="pre")
