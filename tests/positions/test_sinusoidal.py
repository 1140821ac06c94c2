"""Sinusoidal positions promise: the numbers of the formula, any start, and digits that last for large places."""

from math import cos, sin

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib.positions import HALVES, SinusoidalPositions, sinusoidal_positions


def test_four_components_written_out():
    # 10000^(2 / 4) = 100: the second pair turns a hundred times more slowly.
    expected = [[sin(t), cos(t), sin(t / 100), cos(t / 100)] for t in range(3)]
    torch.testing.assert_close(sinusoidal_positions(3, 4), torch.tensor(expected))


@given(st.integers(1, 40), st.integers(1, 20), st.integers(0, 10_000))
def test_every_number_is_that_of_the_formula(length, pairs, start):
    d_model = 2 * pairs
    got = sinusoidal_positions(length, d_model, start=start)
    assert got.shape == (length, d_model) and got.dtype == torch.float32
    place, pair = length - 1, pairs - 1
    angle = (start + place) / 10_000 ** (2 * pair / d_model)
    assert got[place, 2 * pair].item() == pytest.approx(sin(angle), abs=1e-6)
    assert got[place, 2 * pair + 1].item() == pytest.approx(cos(angle), abs=1e-6)


def test_all_numbers_lie_between_minus_one_and_one_and_reach_both():
    table = sinusoidal_positions(500, 32)
    assert table.abs().max() <= 1
    assert table.max() > 0.999 and table.min() < -0.999


def test_place_zero_is_zeros_and_ones():
    assert sinusoidal_positions(1, 6).tolist() == [[0, 1, 0, 1, 0, 1]]


def test_a_later_start_gives_the_later_rows():
    whole = sinusoidal_positions(30, 8)
    assert torch.equal(sinusoidal_positions(10, 8, start=20), whole[20:])
    assert torch.equal(sinusoidal_positions(30, 8, start=0), whole)


def test_in_halves_all_sines_come_first_then_all_cosines():
    expected = [[sin(t), sin(t / 100), cos(t), cos(t / 100)] for t in range(3)]
    torch.testing.assert_close(sinusoidal_positions(3, 4, pairs=HALVES), torch.tensor(expected))


@pytest.mark.parametrize("start", [0, 2000])
def test_places_that_are_kept_and_those_beyond_have_the_same_layout(start):
    positions = SinusoidalPositions(8, pairs=HALVES)
    torch.testing.assert_close(positions(5, start=start), sinusoidal_positions(5, 8, start=start, pairs=HALVES))


@pytest.mark.parametrize("shift", [1, 7, 100])
def test_a_shift_turns_each_pair_by_an_angle_that_does_not_depend_on_the_place(shift):
    before = sinusoidal_positions(50, 8).double().view(50, 4, 2)
    after = sinusoidal_positions(50, 8, start=shift).double().view(50, 4, 2)
    for pair in range(4):
        angle = shift / 10_000 ** (2 * pair / 8)
        rotation = torch.tensor([[cos(angle), sin(angle)], [-sin(angle), cos(angle)]], dtype=torch.float64)
        torch.testing.assert_close(after[:, pair], before[:, pair] @ rotation.T, atol=1e-6, rtol=0)


def test_the_product_of_two_places_depends_on_their_distance_only():
    table = sinusoidal_positions(60, 16).double()
    products = table @ table.T
    for distance in (0, 1, 5, 20):
        along = products.diagonal(distance)
        torch.testing.assert_close(along, along[:1].expand_as(along), atol=1e-5, rtol=0)


@pytest.mark.parametrize("place", [12_345, 999_999, 50_000_001])
def test_a_large_place_keeps_its_digits(place):
    got = sinusoidal_positions(1, 4, start=place)[0]
    expected = torch.tensor([sin(place), cos(place), sin(place / 100), cos(place / 100)])
    torch.testing.assert_close(got, expected, atol=1e-6, rtol=0)


def test_no_two_of_many_places_are_the_same():
    table = sinusoidal_positions(2000, 16)
    distances = torch.cdist(table, table) + 10 * torch.eye(2000)
    assert distances.min() > 0.1


@pytest.mark.parametrize("d_model", [0, -2, 1, 7])
def test_a_width_that_is_not_even_is_refused_and_named(d_model):
    with pytest.raises(ValueError, match=rf"^d_model is {d_model}; expected an even number of at least 2"):
        sinusoidal_positions(3, d_model)


@pytest.mark.parametrize(("length", "start"), [(0, 0), (-1, 0), (3, -1)])
def test_an_impossible_length_or_start_is_refused_and_named(length, start):
    with pytest.raises(ValueError, match=rf"^length is {length} and start is {start}; expected at least one place"):
        sinusoidal_positions(length, 4, start=start)
