"""Without the causal mask earlier words see later ones, and afterwards all is as before."""

import pytest
import torch

from course_lib.demonstrations.forgotten_mask import without_causal_mask
from course_lib.transformer import Transformer


@pytest.fixture
def model():
    torch.manual_seed(0)
    return Transformer(9, 9, d_model=8, num_heads=2, num_layers=2, d_ff=16, dropout=0.0).eval()


def logits_of_two_targets(model):
    """Score two targets that differ in their last word."""
    src, tgt = torch.tensor([[3, 4, 5]]), torch.tensor([[1, 6, 7]])
    other = torch.tensor([[1, 6, 8]])
    with torch.no_grad():
        return model(src, tgt), model(src, other)


def test_inside_the_block_earlier_words_see_later_ones(model):
    with without_causal_mask(model):
        one, other = logits_of_two_targets(model)
    assert ((one - other)[0, :2].abs().amax(dim=-1) > 1e-4).all()


def test_afterwards_no_word_looks_ahead_even_if_the_block_failed(model):
    before = logits_of_two_targets(model)[0]
    with pytest.raises(KeyError), without_causal_mask(model):
        raise KeyError
    one, other = logits_of_two_targets(model)
    assert torch.equal(one[0, :2], other[0, :2]) and torch.equal(one, before)
