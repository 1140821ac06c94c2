"""Recall over a gap: the task is what it says, gradients fall as told, and the claims hold over seeds."""

import pytest
import torch

from course_lib.demonstrations.recall import FILLERS, MODELS, QUESTION, SYMBOLS, recall_batch, train_recall
from course_lib.demonstrations.recall import gradient_at_the_first_token as gradient


def test_a_sequence_is_a_symbol_a_gap_of_fillers_and_the_question():
    tokens, symbol = recall_batch(5, 40, torch.Generator().manual_seed(0))
    assert tokens.shape == (40, 7) and torch.equal(tokens[:, 0], symbol)
    assert (symbol < SYMBOLS).all() and (tokens[:, -1] == QUESTION).all()
    assert ((tokens[:, 1:-1] >= SYMBOLS) & (tokens[:, 1:-1] < SYMBOLS + FILLERS)).all()


@pytest.mark.parametrize("seed", range(5))
def test_the_gradient_vanishes_exponentially_in_recurrent_models_and_like_one_over_the_length_in_attention(seed):
    for name in ("RNN", "GRU", "LSTM"):
        assert gradient(name, 32, seed=seed) < 1e-3 * gradient(name, 4, seed=seed)
    assert gradient("RNN", 8, seed=seed) < gradient("LSTM", 8, seed=seed)
    assert gradient("attention", 32, seed=seed) > gradient("attention", 4, seed=seed) * 4 / 32 / 2


@pytest.mark.seeds
@pytest.mark.parametrize("seed", range(8))
def test_the_rnn_forgets_first_the_gated_ones_later_and_attention_never(seed):
    accuracy = {name: {gap: train_recall(name, gap, seed=seed, steps=150) for gap in (2, 16, 64)} for name in MODELS}
    assert all(by_gap[2] > 0.9 for by_gap in accuracy.values())
    assert accuracy["RNN"][16] < 0.5 and accuracy["LSTM"][16] < 0.5
    assert accuracy["GRU"][16] > 0.8 and accuracy["open LSTM"][16] > 0.8
    assert all(accuracy[name][64] < 0.5 for name in MODELS if name != "attention")
    assert min(accuracy["attention"].values()) > 0.6


@pytest.mark.parametrize("seed", range(5))
def test_open_gates_keep_a_gradient_that_the_lstm_as_it_comes_loses(seed):
    assert gradient("open LSTM", 32, seed=seed) > 1e3 * gradient("LSTM", 32, seed=seed)
