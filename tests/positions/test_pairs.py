"""Both ways of pairing components promise: one kernel, up to a permutation of the rows that make queries and keys."""

import pytest
import torch
from transformers.models.llama.modeling_llama import rotate_half

from course_lib.positions import HALVES, INTERLEAVED, RotaryPositions, reorder_pairs, rotate_by_place


def draw(*shape, seed=0):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


@pytest.mark.parametrize("pairs", [INTERLEAVED, HALVES])
def test_together_undoes_apart(pairs):
    x = draw(2, 3, 8)
    assert torch.equal(pairs.together(*pairs.apart(x)), x)


def test_halves_are_those_of_transformers():
    x = draw(1, 5, 8)
    angles = torch.arange(5)[:, None].double() * 10_000.0 ** (-torch.arange(0, 8, 2).double() / 8)
    angles = torch.cat([angles, angles], dim=-1)
    expected = x * angles.cos() + rotate_half(x) * angles.sin()
    torch.testing.assert_close(rotate_by_place(x, pairs=HALVES), expected)


@pytest.mark.parametrize("num_heads", [1, 3])
def test_with_reordered_rows_the_other_pairs_give_the_same_scores_and_without_they_do_not(num_heads):
    x, w_q, w_k = draw(7, 6), draw(num_heads * 8, 6, seed=1), draw(num_heads * 8, 6, seed=2)

    def scores(w_q, w_k, pairs):
        heads = (rotate_by_place((x @ w.T).view(7, num_heads, 8).transpose(0, 1), pairs=pairs) for w in (w_q, w_k))
        query, key = heads
        return query @ key.mT

    reordered = [reorder_pairs(w, num_heads, was=INTERLEAVED, becomes=HALVES) for w in (w_q, w_k)]
    expected = scores(w_q, w_k, INTERLEAVED)
    torch.testing.assert_close(scores(*reordered, HALVES), expected)
    assert not torch.allclose(scores(w_q, w_k, HALVES), expected)
    assert not torch.allclose(scores(reordered[0], w_k, HALVES), expected)


def test_there_and_back_nothing_is_changed_and_offsets_move_like_weights():
    weight, offset = draw(12, 5), draw(12, seed=1)
    there = reorder_pairs(weight, 3, was=HALVES, becomes=INTERLEAVED)
    assert torch.equal(reorder_pairs(there, 3, was=INTERLEAVED, becomes=HALVES), weight)
    x = draw(5, seed=2)
    moved = reorder_pairs(offset, 3, was=HALVES, becomes=INTERLEAVED)
    torch.testing.assert_close(
        there @ x + moved, reorder_pairs(weight @ x + offset, 3, was=HALVES, becomes=INTERLEAVED)
    )


@pytest.mark.parametrize(("rows", "num_heads"), [(draw(6, 2), 4), (draw(6, 2), 2), (draw(6), 0)])
def test_rows_that_are_no_pairs_are_refused(rows, num_heads):
    with pytest.raises(ValueError, match=r"^rows has shape"):
        reorder_pairs(rows, num_heads, was=HALVES, becomes=INTERLEAVED)


def test_positions_say_their_pairs():
    assert repr(RotaryPositions(8, pairs=HALVES)) == "RotaryPositions(d_model=8, base=10000, pairs=halves)"
