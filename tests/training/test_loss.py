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


def test_the_pad_is_the_models_own(logits):
    targets = torch.where(TARGETS == PAD_ID, 5, TARGETS.masked_fill(TARGETS == 5, 0))
    by_hand = torch.nn.functional.cross_entropy(logits.flatten(0, 1)[:5], targets.flatten()[:5])
    torch.testing.assert_close(translation_loss(logits, targets, pad_id=5), by_hand)
    assert not torch.isclose(translation_loss(logits, targets), by_hand)


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize("shape", [(3, 2), (2, 4), (6,), (2, 3, 1)], ids=str)
def test_targets_of_another_shape_than_the_logits_are_refused_and_named(logits, shape):
    with pytest.raises(
        ValueError, match=r"^targets has shape \[.*\]; expected \[2, 3\], one id for each row of logits"
    ):
        translation_loss(logits, torch.ones(shape, dtype=torch.long))


def test_targets_without_a_word_are_refused_and_named(logits):
    with pytest.raises(
        ValueError, match=r"^targets has shape \[2, 3\] and nothing but pads, pad_id 0; expected at least"
    ):
        translation_loss(logits, torch.full((2, 3), PAD_ID))


@pytest.mark.usefixtures("without_run_time_types")  # the type checker cannot look into a batch either
def test_the_loss_of_each_sentence_can_be_taken_at_once_and_so_can_its_gradient(logits):
    alone = [translation_loss(logits[row : row + 1], TARGETS[row : row + 1]) for row in range(2)]

    def loss(scores, targets):
        return translation_loss(scores[None], targets[None])

    torch.testing.assert_close(torch.vmap(loss)(logits, TARGETS), torch.stack(alone))
    gradients = torch.func.vmap(torch.func.grad(loss))(logits, TARGETS)
    leaf = logits.clone().requires_grad_()
    expected = [torch.autograd.grad(translation_loss(leaf[r : r + 1], TARGETS[r : r + 1]), leaf)[0][r] for r in (0, 1)]
    torch.testing.assert_close(gradients, torch.stack(expected))


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"targets": torch.tensor([[3, 99]])},
            r"^targets has values from 3 to 99; expected ids from 0 to 6, .* pad_id 0",
        ),
        (
            {"targets": torch.tensor([[3.0, 1.0]])},
            r"^targets has dtype torch\.float32; expected ids \(torch\.long\)\.$",
        ),
        ({"label_smoothing": 1.5}, r"^label_smoothing is 1\.5; expected a share from 0 \(none\) to 1\.$"),
    ],
)
def test_targets_that_are_no_ids_and_an_impossible_smoothing_are_refused_and_named(change, message):
    with pytest.raises(ValueError, match=message):
        translation_loss(**({"logits": torch.zeros(1, 2, 7), "targets": torch.tensor([[3, 1]])} | change))
