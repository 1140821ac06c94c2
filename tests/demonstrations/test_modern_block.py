"""The block of 2017 and each change promise: as many parameters, and one change each."""

import pytest
import torch

from course_lib.demonstrations.modern_block import (
    BLOCK_OF_2017,
    BLOCK_OF_TODAY,
    BLOCKS,
    CHANGES,
    d_ff_at_equal_parameters,
    make_block_writer,
)
from course_lib.demonstrations.sweeps import read_sweep
from course_lib.demonstrations.trained_short import KINDS, LONG, PARTS, SHORT, long_stories
from course_lib.transformer import number_of_parameters


@pytest.mark.parametrize("change", BLOCKS)
def test_every_block_has_as_many_parameters_as_that_of_2017(change):
    model = make_block_writer(BLOCKS[change], d_ff_at_equal_parameters(BLOCKS[change]))
    assert number_of_parameters(model) == pytest.approx(number_of_parameters(make_block_writer({})), rel=0.002)


def test_the_block_of_today_has_every_change():
    assert len(CHANGES) == 8
    new = make_block_writer(BLOCK_OF_TODAY)
    attention = new.blocks.layers[0].self_attention
    assert not [name for name, _ in new.named_parameters() if name.endswith("bias")]
    assert attention.num_kv_heads == 2 and isinstance(attention.query_norm, torch.nn.RMSNorm)
    assert {key for choices in CHANGES.values() for key in choices} == set(BLOCK_OF_TODAY)
    assert all(BLOCK_OF_TODAY[key] is not choice for key, choice in BLOCK_OF_2017.items())


def test_a_first_start_follows_from_its_seed():
    first, again, other = (make_block_writer({}, seed=seed).to_logits.weight for seed in (3, 3, 4))
    assert torch.equal(first, again) and not torch.equal(first, other)


def test_the_stored_sweeps_hold_every_change_and_every_kind():
    changes = read_sweep("modern-block").rows
    assert {(row["change"], row["seed"]) for row in changes} == {(c, seed) for c in BLOCKS for seed in range(5)}
    kinds = read_sweep("trained-short").rows
    wanted = {*((kind, SHORT) for kind in KINDS), ("rotary", LONG)}
    assert {(row["kind"], row["length"]) for row in kinds} == wanted
    assert {row["of"] for row in kinds} == {f"{start} to {end}" for start, end in PARTS}


def test_the_long_stories_are_all_of_one_length():
    stories, entropies = long_stories()
    assert {len(words) for words in stories} == {LONG} and entropies.shape == (len(stories), LONG)
