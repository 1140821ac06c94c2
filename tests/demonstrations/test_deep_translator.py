"""The deep translator: every way around a block trains, and the same seed gives the same loss."""

from math import log
from types import SimpleNamespace

import pytest
import torch

from course_lib.demonstrations import deep_translator
from course_lib.demonstrations.deep_translator import (
    AROUND,
    PreNormWithoutResidual,
    deep_translator_loss,
    every_setting,
    loss_of_word_counts,
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


def test_the_loss_of_word_counts_is_the_entropy_of_the_words_to_be_predicted_without_pads(monkeypatch):
    target_batches = torch.tensor([[5, 6, 2, 0]]), torch.tensor([[5, 2]])  # 5 and the end twice, 6 once; 0 is a pad
    batches = [SimpleNamespace(targets=targets) for targets in target_batches]
    monkeypatch.setattr(deep_translator, "batches_from_step", lambda *_, **__: batches)
    assert loss_of_word_counts() == pytest.approx(-0.8 * log(0.4) - 0.2 * log(0.2))


def test_the_sweep_has_each_combination_once():
    settings = every_setting()
    assert len(settings) == len({tuple(setting.items()) for setting in settings}) == len(AROUND) * 2 * 3 * 3
