"""Attention promises the faster path on a processor: PyTorch's fused one, or the formula written out."""

import pytest
import torch

from course_lib.attention import scaled_dot_product


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
