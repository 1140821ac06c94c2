"""Attention promises the faster path on a processor: PyTorch's fused one, or the formula written out."""

import pytest
import torch

from course_lib.attention import scaled_dot_product
from course_lib.attention.fused import fused_attention


@pytest.mark.parametrize(
    ("keys", "learns", "dropout_p", "fused"),
    [
        (128, True, 0.0, False),  # short, in training: the fused backward pass is slow
        (129, True, 0.0, True),
        (128, False, 0.0, True),
        (8, False, 0.1, False),  # the fused path knows no dropout
        (200, True, 0.1, False),
    ],
)
def test_short_texts_in_training_and_dropout_are_written_out_and_all_else_is_fused(
    monkeypatch, keys, learns, dropout_p, fused
):
    calls = []

    def spy(*arguments, **options):
        calls.append(options)
        return torch.nn.functional.scaled_dot_product_attention(*arguments, **options)

    monkeypatch.setattr(scaled_dot_product, "fused_attention", spy)
    inputs = (torch.randn(1, keys, 4, requires_grad=learns) for _ in range(3))
    scaled_dot_product.scaled_dot_product_attention(*inputs, dropout_p=dropout_p)
    assert bool(calls) == fused


@pytest.mark.parametrize("options", [{"is_causal": False}, {"is_causal": True}], ids=["all words", "looking back"])
def test_the_fused_path_drops_what_it_is_asked_to_as_other_devices_need_it(options):
    query, key, value = torch.randn(1, 50, 4), torch.randn(1, 60, 4), torch.ones(1, 60, 4)
    torch.testing.assert_close(fused_attention(query, key, value, None, dropout_p=0.0, **options), torch.ones(1, 50, 4))
    dropped = fused_attention(query, key, value, None, dropout_p=0.5, **options)
    assert ((dropped - 1).abs() > 0.01).any()
