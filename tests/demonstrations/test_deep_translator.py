"""The deep translator: every way around a block trains, and the same seed gives the same loss."""

import pytest
import torch

from course_lib.demonstrations import deep_translator
from course_lib.demonstrations.deep_translator import (
    AROUND,
    PreNormWithoutResidual,
    deep_translator_loss,
    every_setting,
)

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(autouse=True)
def _short(monkeypatch):
    monkeypatch.setattr(deep_translator, "STEPS", 3)
    monkeypatch.setattr(deep_translator, "LAST", 1)


@pytest.mark.parametrize("around", AROUND)
def test_every_way_around_a_block_gives_a_loss_that_the_seed_repeats(around):
    settings = {"around": around, "warm_up": True, "peak_rate": 0.002, "layers": 1, "width": 16}
    first, again, other = (deep_translator_loss(seed=seed, **settings) for seed in (0, 0, 1))
    assert first == again != other


def test_warm_up_makes_the_first_steps_smaller():
    settings = {"around": "pre-norm", "peak_rate": 0.008, "seed": 0, "layers": 1, "width": 16}
    assert deep_translator_loss(warm_up=True, **settings) > deep_translator_loss(warm_up=False, **settings)


def test_without_the_sum_a_block_puts_its_own_result_in_the_place_of_its_input():
    around, x = PreNormWithoutResidual(4), torch.randn(2, 3, 4)
    torch.testing.assert_close(around(x, lambda words: 2 * words), 2 * around.norm(x))


def test_the_sweep_has_each_combination_once():
    settings = every_setting()
    assert len(settings) == len({tuple(setting.items()) for setting in settings}) == len(AROUND) * 2 * 3 * 3
