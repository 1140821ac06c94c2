"""The lookup of the scaling chapter: it repeats exactly, and its claims hold over seeds."""

import pytest
import torch

from course_lib.demonstrations.soft_lookup import train_soft_lookup


def loss_at_the_end(**settings) -> float:
    losses = train_soft_lookup(d_k=64, **settings)
    return sum(losses[-20:]) / 20


def test_the_same_seed_gives_the_same_losses_and_leaves_the_global_generator_alone():
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    runs = [train_soft_lookup(d_k=8, scaled=True, learning_rate=1.0, seed=3, steps=4) for _ in range(2)]
    assert runs[0] == runs[1] and len(runs[0]) == 4
    assert torch.equal(torch.rand(1), expected)


def test_the_first_loss_is_near_that_of_guessing_when_scaled():
    assert 0.5 < train_soft_lookup(d_k=64, scaled=True, learning_rate=1.0, steps=1)[0] < 1.5


@pytest.mark.seeds
@pytest.mark.parametrize("seed", range(8))
def test_scaled_learns_at_every_rate_and_unscaled_fails_at_large_ones(seed):
    scaled = [loss_at_the_end(scaled=True, learning_rate=rate, seed=seed) for rate in (0.1, 0.3, 1.0, 3.0, 10.0)]
    assert max(scaled) < 0.3
    assert scaled[3] < 0.05
    assert loss_at_the_end(scaled=False, learning_rate=3.0, seed=seed) > 0.1
    assert loss_at_the_end(scaled=False, learning_rate=10.0, seed=seed) > 1.0
    assert loss_at_the_end(scaled=False, learning_rate=0.1, seed=seed) < scaled[0]
