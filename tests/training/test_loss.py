"""The loss is a mean over words: pads count for nothing, and smoothing is what the documentation says."""

import pytest
import torch

from course_lib.training import PAD_ID, translation_loss

TARGETS = torch.tensor([[4, 5, 2], [3, 2, PAD_ID]])


@pytest.fixture
def logits():
    """Scores of six tokens at three places of two sentences."""
    return torch.randn(2, 3, 6, generator=torch.Generator().manual_seed(0), dtype=torch.float64)


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_it_is_the_mean_over_words_of_the_cross_entropy_with_smoothed_shares(logits, smoothing):
    expected, words = 0.0, 0
    for row in range(2):
        for place in range(3):
            target = int(TARGETS[row, place])
            if target == PAD_ID:
                continue
            shares = torch.full((6,), smoothing / 6, dtype=torch.float64)
            shares[target] += 1 - smoothing
            expected -= float(shares @ logits[row, place].log_softmax(dim=-1))
            words += 1
    assert float(translation_loss(logits, TARGETS, label_smoothing=smoothing)) == pytest.approx(expected / words)


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_more_padding_changes_nothing(logits, smoothing):
    longer = torch.cat([logits, torch.ones(2, 4, 6, dtype=torch.float64)], dim=1)
    targets = torch.cat([TARGETS, torch.full((2, 4), PAD_ID)], dim=1)
    assert torch.equal(
        translation_loss(longer, targets, label_smoothing=smoothing),
        translation_loss(logits, TARGETS, label_smoothing=smoothing),
    )


def test_no_gradient_comes_from_a_pad(logits):
    logits.requires_grad_()
    translation_loss(logits, TARGETS, label_smoothing=0.1).backward()
    assert bool((logits.grad[1, 2] == 0).all()) and bool((logits.grad[0] != 0).all())
