"""The lookup of the scaling chapter: it repeats exactly, and its claims hold over seeds."""

import pytest
import torch

from course_lib.demonstrations.soft_lookup import train_soft_lookup


def loss_at_the_end(*, d_k: int = 64, **settings) -> float:
    losses = train_soft_lookup(d_k=d_k, **settings)
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
def test_at_one_usual_rate_scaled_learns_and_unscaled_ends_far_above(seed):
    scaled, unscaled = (loss_at_the_end(scaled=how, learning_rate=3.0, seed=seed) for how in (True, False))
    assert scaled < 0.05
    assert unscaled > 10 * scaled


@pytest.mark.seeds
@pytest.mark.parametrize("seed", range(5))
def test_at_a_large_width_scaled_learns_best_at_a_higher_rate_and_ends_lower(seed):
    rates = (0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
    best = {}
    for scaled in (True, False):
        ends = [loss_at_the_end(d_k=256, scaled=scaled, learning_rate=rate, batch=32, seed=seed) for rate in rates]
        best[scaled] = min(zip(ends, rates, strict=True))
    assert best[True][1] >= 3 * best[False][1]
    assert best[True][0] < 0.5 * best[False][0]


def test_a_small_start_begins_as_if_the_scores_were_divided():
    first = {
        name: train_soft_lookup(d_k=256, learning_rate=0.01, steps=1, **settings)[0]
        for name, settings in (
            ("divided", {"scaled": True}),
            ("small", {"scaled": False, "small_start": True}),
            ("neither", {"scaled": False}),
        )
    }
    assert abs(first["divided"] - first["small"]) < 1e-4 < abs(first["divided"] - first["neither"])


@pytest.mark.seeds
@pytest.mark.parametrize("start", range(4))
def test_with_adam_the_division_or_a_small_start_ends_lower_than_neither(start):
    def median_end(rate: float, **settings) -> float:
        seeds = range(6 * start, 6 * start + 6)
        ends = [
            loss_at_the_end(d_k=256, learning_rate=rate, optimiser="Adam", batch=32, seed=seed, **settings)
            for seed in seeds
        ]
        return sorted(ends)[2]

    divided = [median_end(rate, scaled=True) for rate in (0.003, 0.01)]
    small = [median_end(rate, scaled=False, small_start=True) for rate in (0.003, 0.01)]
    neither = [median_end(rate, scaled=False) for rate in (0.003, 0.01)]
    assert min(neither) > 4 * max(min(divided), min(small))
    assert divided[1] < 0.2 * small[1]
