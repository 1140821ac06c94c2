"""Prose promises: shares from word to word, an entropy that a long text has, and rows that obey the shares."""

import torch

from course_lib.tiny_corpora import Prose

PROSE = Prose()


def test_every_word_has_shares_of_the_next_that_sum_to_one():
    assert PROSE.shares.shape == (63, 63)
    torch.testing.assert_close(PROSE.shares.sum(dim=1), torch.ones(63).double())


def test_the_stationary_shares_stay_what_they_are():
    torch.testing.assert_close(PROSE.stationary @ PROSE.shares, PROSE.stationary)
    torch.testing.assert_close(PROSE.stationary.sum(), torch.tensor(1.0).double())
    assert (PROSE.stationary > -1e-12).all()


def test_the_words_of_drawn_rows_cost_the_entropy_in_the_mean():
    words = PROSE.rows(2000, generator=torch.Generator().manual_seed(0))[:, 1:] - 1
    costs = -PROSE.shares[words[:, :-1], words[:, 1:]].log()
    assert abs(costs.mean() - PROSE.entropy) < 5 * costs.std() / costs.numel() ** 0.5
    assert 1.0 < PROSE.entropy < 1.5
    counts = words.flatten().bincount(minlength=63) / words.numel()
    assert (counts - PROSE.stationary).abs().max() < 0.01


def test_rows_have_a_start_and_the_ids_of_words():
    ids = PROSE.rows(4, length=10, generator=torch.Generator().manual_seed(0))
    assert ids.shape == (4, 11) and (ids[:, 0] == 0).all() and (ids[:, 1:] >= 1).all() and (ids <= 63).all()


def test_a_seed_gives_the_same_chain_and_a_larger_spread_a_surer_one():
    assert torch.equal(Prose(seed=1).shares, Prose(seed=1).shares)
    assert Prose(spread=2.0).entropy > Prose(spread=5.0).entropy
