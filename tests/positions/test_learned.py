"""Learned positions promise: one trained vector for each place, and a refusal beyond the last one."""

import pytest
import torch

from course_lib.positions import LearnedPositions


def make_positions(max_length=10, d_model=6):
    """Make a table from a fixed seed."""
    torch.manual_seed(0)
    return LearnedPositions(max_length, d_model)


def test_every_place_gets_its_row_of_the_table_from_any_start():
    positions = make_positions()
    assert torch.equal(positions(10), positions.table)
    assert torch.equal(positions(3, start=7), positions.table[7:])
    assert torch.equal(positions(1, start=4)[0], positions.table[4])


def test_the_table_is_the_only_parameter_and_starts_with_vectors_of_about_length_one():
    positions = make_positions(2000, 64)
    assert {name: tuple(p.shape) for name, p in positions.named_parameters()} == {"table": (2000, 64)}
    assert positions.table.norm(dim=-1).mean().item() == pytest.approx(1, rel=0.02)
    assert positions.table.mean().item() == pytest.approx(0, abs=0.002)


def test_only_the_places_that_were_used_learn():
    positions = make_positions()
    positions(3, start=2).sin().sum().backward()
    assert (positions.table.grad != 0).any(dim=-1).tolist() == [2 <= place < 5 for place in range(10)]


@pytest.mark.parametrize(("length", "start", "last"), [(11, 0, 10), (1, 10, 10), (5, 6, 10), (2, -1, 0)])
def test_a_place_beyond_the_table_is_refused_and_named(length, start, last):
    message = (
        rf"^places {start} to {last} were asked for; expected places from 0 to 9, the ones this table has learned\.$"
    )
    with pytest.raises(ValueError, match=message):
        make_positions()(length, start=start)


def test_saved_and_loaded_the_numbers_are_the_same():
    positions, other = make_positions(), LearnedPositions(10, 6)
    assert not torch.equal(other(10), positions(10))
    other.load_state_dict(positions.state_dict())
    assert torch.equal(other(10), positions(10))
    with pytest.raises(RuntimeError, match="size mismatch for table"):
        LearnedPositions(12, 6).load_state_dict(positions.state_dict())


def test_the_precision_is_that_of_the_table():
    assert make_positions().double()(3).dtype == torch.float64


@pytest.mark.parametrize(("max_length", "d_model"), [(0, 6), (-1, 6), (10, 0)])
def test_a_table_without_a_place_or_a_width_is_refused_and_named(max_length, d_model):
    with pytest.raises(ValueError, match=rf"^max_length is {max_length} and d_model is {d_model}; expected both"):
        LearnedPositions(max_length, d_model)
