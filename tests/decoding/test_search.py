"""Beam search promises: wide enough it finds the best sentence, one wide it is greedy, and nothing ended is lost."""

from math import inf, log

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.decoding import all_beams, beam_search, greedy_decode
from tests.decoding.models import BOS, EOS, IDS, PAD, RunningSum, make_model, make_tree_model

seeds = st.integers(0, 10_000)
sharpnesses = st.floats(0.2, 6)
penalties = st.sampled_from([0.0, 0.6, 1.0, 3.0])


def every_sentence(model, start, max_length, vocab_size):
    """Return (log-probability, words written) of all sentences that end, or reach the limit."""
    open_ones, complete = [(0.0, [])], []
    while open_ones:
        log_probability, words = open_ones.pop()
        if EOS in words or len(start) + len(words) == max_length:
            complete.append((log_probability, words))
            continue
        shares = model(torch.tensor([[*start, *words]]))[0].log_softmax(dim=0).tolist()
        open_ones += [(log_probability + shares[word], [*words, word]) for word in range(vocab_size)]
    return complete


def score(log_probability, words, penalty):
    """Return equation 14 of Wu et al. (2016) as it stands there."""
    return log_probability / ((5 + len(words)) ** penalty / (5 + 1) ** penalty)


@settings(max_examples=30)
@given(seeds, sharpnesses, penalties, st.integers(2, 5))
def test_a_beam_as_wide_as_all_sentences_finds_the_best_of_all(seed, sharpness, penalty, max_length):
    model, start = make_model(seed, vocab_size=4, sharpness=sharpness), [BOS]
    options = {"beam_width": 4**4, "max_length": max_length, "length_penalty": penalty}
    every = every_sentence(model, start, max_length, vocab_size=4)
    every.sort(key=lambda sentence: -score(*sentence, penalty))
    ids, log_probabilities = beam_search(model, torch.tensor([start]), **options, **IDS)
    assert ids[0, 1:].tolist() == every[0][1]
    assert log_probabilities.item() == pytest.approx(every[0][0])
    beams = all_beams(model, torch.tensor([start]), **options, **IDS)
    full = beams.log_probabilities[0] > -inf
    assert full.sum() == len(every)
    scores = beams.scores(penalty)[0, full].tolist()
    assert scores == pytest.approx([score(*sentence, penalty) for sentence in every])


@settings(max_examples=30)
@given(seeds, sharpnesses, penalties)
def test_a_beam_of_one_is_greedy_decoding(seed, sharpness, penalty):
    model, starts = make_model(seed, sharpness=sharpness), torch.arange(1, 6)[:, None]
    ids, _ = beam_search(model, starts, beam_width=1, max_length=9, length_penalty=penalty, **IDS)
    assert torch.equal(ids, greedy_decode(model, starts, max_length=9, **IDS))


@settings(max_examples=30)
@given(seeds, sharpnesses, penalties, st.integers(1, 7))
def test_the_hypotheses_differ_are_sorted_and_have_the_log_probability_that_the_model_gives_them(
    seed, sharpness, penalty, width
):
    model, starts = make_model(seed, sharpness=sharpness), torch.arange(1, 6)[:, None]
    beams = all_beams(model, starts, beam_width=width, max_length=7, length_penalty=penalty, **IDS)
    for sentence in range(len(starts)):
        assert len(set(map(tuple, beams.ids[sentence].tolist()))) == beams.ids.shape[1] <= width
        scores = beams.scores(penalty)[sentence].tolist()
        assert scores == sorted(scores, reverse=True)
        for ids, got, length, ended in zip(*(field[sentence] for field in beams), strict=True):
            shares = [model(ids[None, :i])[0].log_softmax(dim=0)[ids[i]] for i in range(1, 1 + int(length))]
            assert got.item() == pytest.approx(sum(shares).item(), abs=1e-5)
            assert (ids[length] == EOS) == ended
            assert (ids[1 + length :] == PAD).all()


@settings(max_examples=30)
@given(seeds, sharpnesses, penalties, st.integers(1, 6))
def test_stopping_as_soon_as_the_best_is_certain_changes_nothing(seed, sharpness, penalty, width):
    model, starts = make_model(seed, sharpness=sharpness), torch.arange(1, 6)[:, None]
    options = {"beam_width": width, "max_length": 12, "length_penalty": penalty}
    ids, log_probabilities = beam_search(model, starts, **options, **IDS)
    beams = all_beams(model, starts, **options, **IDS)
    assert torch.equal(ids, beams.ids[:, 0, : ids.shape[1]])
    assert torch.equal(log_probabilities, beams.log_probabilities[:, 0])


def test_the_search_for_the_best_stops_before_the_other_hypotheses_have_ended():
    early, late = RunningSum(), RunningSum()
    options = {"beam_width": 3, "max_length": 30, **IDS}
    beam_search(early, torch.tensor([[BOS], [4]]), **options)
    all_beams(late, torch.tensor([[BOS], [4]]), **options)
    assert early.calls < late.calls


GARDEN_PATH = make_tree_model(
    {(): {3: 0.6, 4: 0.4}, (3,): {5: 0.5, 6: 0.5}, (4,): {7: 1.0}, (3, 5): {EOS: 1.0}, (4, 7): {EOS: 1.0}}
)


def test_a_second_hypothesis_finds_the_likelier_sentence_that_greedy_decoding_misses():
    start = torch.tensor([[BOS]])
    assert greedy_decode(GARDEN_PATH, start, max_length=4, **IDS).tolist() == [[BOS, 3, 5, EOS]]
    ids, log_probability = beam_search(GARDEN_PATH, start, beam_width=2, max_length=4, **IDS)
    assert ids.tolist() == [[BOS, 4, 7, EOS]]
    assert log_probability.item() == pytest.approx(log(0.4), abs=1e-3)


def test_the_penalty_makes_good_for_length():
    model = make_tree_model({(): {EOS: 0.5, 3: 0.5}, (3,): {4: 0.9}, (3, 4): {5: 0.9}, (3, 4, 5): {EOS: 0.9}})
    options = {"beam_width": 3, "max_length": 5, **IDS}
    short, _ = beam_search(model, torch.tensor([[BOS]]), **options)
    long, log_probability = beam_search(model, torch.tensor([[BOS]]), length_penalty=1.0, **options)
    assert short.tolist() == [[BOS, EOS]]
    assert long.tolist() == [[BOS, 3, 4, 5, EOS]]
    assert log_probability.item() == pytest.approx(log(0.5 * 0.9**3), abs=1e-3)  # without the penalty


def test_an_ended_hypothesis_is_kept_though_two_open_ones_look_better_for_a_while():
    model = make_tree_model({(): {3: 0.8, EOS: 0.2}, (3,): {4: 0.5, 5: 0.5}})  # then each of 12 words has 1/12
    ids, log_probability = beam_search(model, torch.tensor([[BOS]]), beam_width=2, max_length=6, **IDS)
    assert ids.tolist() == [[BOS, EOS]]
    assert log_probability.item() == pytest.approx(log(0.2), abs=1e-3)


def test_of_equally_likely_hypotheses_the_smaller_ids_are_kept():
    beams = all_beams(lambda ids: torch.zeros(len(ids), 9), torch.tensor([[BOS]]), beam_width=3, max_length=3, **IDS)
    assert beams.ids[0].tolist() == [[BOS, 2, PAD], [BOS, 0, 0], [BOS, 0, 1]]


def test_a_place_that_cannot_be_filled_is_recognisable():
    only_end = torch.tensor([-inf, -inf, 0.0, -inf])
    beams = all_beams(
        lambda ids: only_end.expand(len(ids), -1), torch.tensor([[BOS]]), beam_width=2, max_length=5, **IDS
    )
    assert beams.ids[0].tolist() == [[BOS, EOS], [PAD, PAD]]
    assert beams.log_probabilities[0].tolist() == [0, -inf]
    assert beams.lengths[0].tolist() == [1, 0]
    assert beams.ended[0].tolist() == [True, False]


def test_an_empty_place_is_filled_later_and_never_counts_as_ended():
    def only_three_then_all_alike(ids):
        return torch.tensor([-inf, -inf, -inf, 0] if ids.shape[1] == 1 else [0.0] * 4).expand(len(ids), -1)

    beams = all_beams(only_three_then_all_alike, torch.tensor([[3]]), beam_width=2, eos_id=0, pad_id=1, max_length=3)
    assert beams.ids[0].tolist() == [[3, 3, 0], [3, 3, 1]]
    assert beams.ended[0].tolist() == [True, False]


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_log_probabilities_of_logits_in_half_precision_are_computed_in_single_precision(dtype):
    model, starts, options = make_model(3), torch.arange(1, 6)[:, None], {"beam_width": 3, "max_length": 9, **IDS}
    _, narrow = beam_search(lambda ids: model(ids).to(dtype), starts, **options)
    _, single = beam_search(lambda ids: model(ids).to(dtype).float(), starts, **options)
    assert torch.equal(narrow, single)


def test_an_open_hypothesis_as_likely_as_an_ended_one_is_not_taken_for_the_best_before_it_has_ended():
    model = make_tree_model({(): {1: 0.5, EOS: 0.5}})
    ids, _ = beam_search(model, torch.tensor([[BOS]]), beam_width=2, max_length=5, **IDS)
    assert ids.tolist() == [[BOS, EOS]]


def test_the_state_follows_its_hypothesis():
    model = RunningSum()
    all_beams(model, torch.tensor([[BOS], [4], [5]]), beam_width=4, max_length=12, **IDS)
    assert model.reordered > 3  # RunningSum compares each row's state with the row's ids


def test_the_width_may_be_a_whole_number_of_numpy():
    starts = torch.tensor([[BOS]])
    expected = beam_search(make_model(), starts, beam_width=2, max_length=6, **IDS)
    assert torch.equal(
        beam_search(make_model(), starts, beam_width=np.int64(2), max_length=np.int64(6), **IDS)[0], expected[0]
    )
