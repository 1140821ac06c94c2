"""Batches: every sentence once per epoch, the same by seed, little padding, targets one place ahead of inputs."""

from itertools import islice

import pytest
import torch

from course_lib.training import BOS_ID, EOS_ID, PAD_ID, batches_from_step, batches_of_epoch, pad_rows


@pytest.fixture(scope="module")
def ids():
    """103 pairs of many lengths; the first id of a source says which it is."""
    torch.manual_seed(1)
    lengths = torch.randint(2, 30, (103,)).tolist()
    return [
        ([number + 3, *[7] * length, EOS_ID], [BOS_ID, *[8] * (length + number % 3), EOS_ID])
        for number, length in enumerate(lengths)
    ]


def epoch(ids, **changes):
    return batches_of_epoch(ids, 10, **({"seed": 0, "epoch": 0} | changes))


@pytest.mark.parametrize("number", [0, 1])
def test_every_sentence_occurs_once_in_an_epoch(ids, number):
    places = [place for batch in epoch(ids, epoch=number) for place in batch]
    assert sorted(places) == list(range(len(ids)))


def test_the_seed_and_the_epoch_decide_the_order(ids):
    assert epoch(ids) == epoch(ids)
    assert epoch(ids) != epoch(ids, seed=1)
    assert epoch(ids) != epoch(ids, epoch=1)
    assert epoch(ids, seed=0, epoch=1) != epoch(ids, seed=1, epoch=0)


def test_the_global_generator_is_left_alone(ids):
    before = torch.get_rng_state()
    epoch(ids)
    assert torch.equal(before, torch.get_rng_state())


def test_chance_decides_who_meets_whom_among_equal_lengths():
    same = [([5, EOS_ID], [BOS_ID, 5, EOS_ID])] * 40
    groups = [{frozenset(batch) for batch in epoch(same, epoch=number)} for number in (0, 1)]
    assert groups[0] != groups[1]


def test_batches_do_not_come_from_short_to_long(ids):
    first_lengths = [len(ids[batch[0]][0]) for batch in epoch(ids)]
    assert first_lengths != sorted(first_lengths)


def test_little_of_a_batch_is_padding(ids):
    batches = list(islice(batches_from_step(ids, 10, seed=0), 11))
    pads = sum(int((part == PAD_ID).sum()) for batch in batches for part in (batch.src, batch.tgt))
    assert pads / sum(part.numel() for batch in batches for part in (batch.src, batch.tgt)) < 0.1


def test_the_decoder_reads_the_words_before_those_it_shall_say(ids):
    batch = next(batches_from_step(ids, 10, seed=0))
    assert bool((batch.inputs[:, 0] == BOS_ID).all())
    assert torch.equal(batch.inputs[:, 1:], batch.targets[:, :-1])
    assert bool(((batch.targets == EOS_ID).sum(dim=1) == 1).all())


@pytest.mark.parametrize("step", [3, 11, 25])
def test_batches_from_a_step_on_are_those_of_an_uninterrupted_run(ids, step):
    whole = list(islice(batches_from_step(ids, 10, seed=5), 30))
    rest = list(islice(batches_from_step(ids, 10, seed=5, step=step), 30 - step))
    for expected, got in zip(whole[step:], rest, strict=True):
        assert torch.equal(expected.src, got.src) and torch.equal(expected.tgt, got.tgt)


def test_rows_are_filled_up_at_the_right():
    assert pad_rows([[5], [6, 7]]).tolist() == [[5, PAD_ID], [6, 7]]


def test_rows_that_go_on_are_filled_up_at_the_left():
    assert pad_rows([[5], [6, 7]], pad_id=9, at_the_left=True).tolist() == [[9, 5], [6, 7]]
