"""Rotary positions promise: each pair turned by the angle of its place, lengths kept, products by distance only."""

from math import cos, sin

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib.positions import RotaryPositions, rotary, rotate_by_place
from course_lib.positions.angles import angles_of_places as angles


def draw(*shape, dtype=torch.float64):
    """Draw vectors from a fixed seed."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(0), dtype=torch.float64).to(dtype)


def rotation(place, d_k):
    """Write out the matrix that turns each pair of components: zeros but for the blocks along the diagonal."""
    matrix = torch.zeros(d_k, d_k, dtype=torch.float64)
    for i in range(d_k // 2):
        angle = place / 10_000 ** (2 * i / d_k)
        matrix[2 * i, 2 * i : 2 * i + 2] = torch.tensor([cos(angle), -sin(angle)])
        matrix[2 * i + 1, 2 * i : 2 * i + 2] = torch.tensor([sin(angle), cos(angle)])
    return matrix


def test_four_components_of_one_word_written_out():
    # 10000^(2 / 4) = 100: the second pair turns a hundred times more slowly.
    got = rotate_by_place(torch.tensor([[1.0, 0.0, 0.0, 1.0]]).double(), start=3)[0]
    torch.testing.assert_close(got, torch.tensor([cos(3), sin(3), -sin(0.03), cos(0.03)]).double())


@given(st.integers(1, 6), st.integers(1, 8), st.integers(0, 10_000))
def test_equal_to_the_matrix_written_out(words, pairs, start):
    x = draw(words, 2 * pairs)
    expected = torch.stack([rotation(start + t, 2 * pairs) @ word for t, word in enumerate(x)])
    torch.testing.assert_close(rotate_by_place(x, start=start), expected)


def test_every_sentence_and_every_head_is_turned_alike():
    x = draw(2, 3, 4, 6)
    got = rotate_by_place(x)
    assert got.shape == x.shape
    for batch in range(2):
        for head in range(3):
            torch.testing.assert_close(got[batch, head], rotate_by_place(x[batch, head]))


def test_the_first_place_turns_nothing_and_lengths_are_kept_everywhere():
    x = draw(2, 30, 8)
    turned = rotate_by_place(x)
    assert torch.equal(turned[:, 0], x[:, 0])
    torch.testing.assert_close(turned.norm(dim=-1), x.norm(dim=-1))
    assert not torch.isclose(turned[:, 1:], x[:, 1:]).all(dim=-1).any()


@pytest.mark.parametrize("distance", [0, 1, 5, -3])
def test_the_product_of_query_and_key_depends_on_their_distance_only(distance):
    query, key = draw(2, 16)
    products = [
        rotate_by_place(query[None], start=place)[0] @ rotate_by_place(key[None], start=place + distance)[0]
        for place in (3, 10, 200, 5000)
    ]
    torch.testing.assert_close(torch.stack(products), products[0].expand(4))
    other = rotate_by_place(query[None], start=3)[0] @ rotate_by_place(key[None], start=5 + distance)[0]
    assert not torch.isclose(other, products[0])


@pytest.mark.parametrize("start", [1, 7, 1000])
def test_a_later_start_gives_the_later_rows(start):
    x = draw(1, start + 3, 4)
    assert torch.equal(rotate_by_place(x[:, start:], start=start), rotate_by_place(x)[:, start:])


@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float32, 1e-6), (torch.float16, 4e-3), (torch.bfloat16, 3e-2)])
def test_a_large_place_keeps_the_digits_of_the_precision(dtype, tolerance):
    x = draw(1, 3, 4, dtype=dtype)
    got = rotate_by_place(x, start=50_000_001)
    assert got.dtype == dtype
    expected = torch.stack([rotation(50_000_001 + t, 4) @ word for t, word in enumerate(x[0].double())])
    torch.testing.assert_close(got[0].double(), expected, atol=2 * tolerance, rtol=0)


def test_one_turn_takes_its_cosines_once_for_each_width_and_precision(monkeypatch):
    asked = []
    monkeypatch.setattr(rotary, "angles_of_places", lambda *given, **more: asked.append(1) or angles(*given, **more))
    turn = RotaryPositions(24).turn(3, start=5)
    for x in (draw(2, 4, 3, 6), draw(1, 2, 3, 6), draw(2, 4, 3, 6).float(), draw(2, 4, 3, 8)):
        assert torch.equal(turn(x), rotate_by_place(x, start=5))
    assert len(asked) == 3 + 4  # one of the four is of a kind that was there; each is turned without a turn, too


def test_the_gradient_is_turned_back():
    x = draw(1, 5, 6).requires_grad_()
    rotate_by_place(x, start=2).backward(rotate_by_place(draw(1, 5, 6), start=2))
    torch.testing.assert_close(x.grad, draw(1, 5, 6))


def test_the_argument_is_never_changed():
    x = draw(1, 5, 6)
    rotate_by_place(x)
    assert torch.equal(x, draw(1, 5, 6))


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize("shape", [(2, 3, 1), (2, 3, 7), (4,)])
def test_an_odd_width_or_a_single_vector_is_refused_and_named(shape):
    with pytest.raises(ValueError, match=r"^x has shape \[.*\]; expected \[\.\.\., words, d_k\] with an even d_k"):
        rotate_by_place(draw(*shape))


@pytest.mark.usefixtures("without_run_time_types")
def test_ids_are_refused_and_named():
    with pytest.raises(ValueError, match=r"^x has dtype torch\.int64; expected floating-point vectors, not ids\.$"):
        rotate_by_place(torch.ones(3, 4).long())


@pytest.mark.parametrize("base", [0.0, -10.0, float("nan")])
def test_a_base_that_turns_nothing_is_refused_and_named(base):
    with pytest.raises(ValueError, match=rf"^base is {base}; expected a number above 0"):
        RotaryPositions(8, base=base)
