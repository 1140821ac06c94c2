"""Splitting into heads and merging promise: each head gets its own components, and merging undoes splitting."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib.attention import merge_heads, split_heads


@given(st.tuples(*[st.integers(1, 5)] * 4))
def test_merging_undoes_splitting_for_any_sizes(sizes):
    batch, words, num_heads, d_head = sizes
    x = torch.arange(batch * words * num_heads * d_head, dtype=torch.float).view(batch, words, num_heads * d_head)
    parts = split_heads(x, num_heads)
    assert parts.shape == (batch, num_heads, words, d_head)
    assert torch.equal(merge_heads(parts), x)


def test_each_head_gets_its_own_neighbouring_components_of_every_word():
    x = torch.arange(2 * 3 * 8).view(2, 3, 8).float()
    parts = split_heads(x, 4)
    for head in range(4):
        assert torch.equal(parts[:, head], x[:, :, 2 * head : 2 * head + 2])


def test_words_that_do_not_lie_side_by_side_in_memory_are_split_too():
    x = torch.randn(6, 3, 2).transpose(0, 2)
    assert torch.equal(split_heads(x, 2), split_heads(x.contiguous(), 2))


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize(
    ("shape", "num_heads"), [((2, 3, 6), 4), ((2, 3, 6), 0), ((2, 3, 6), -2), ((3, 6), 2), ((1, 2, 3, 6), 2)]
)
def test_a_width_that_heads_cannot_share_or_other_axes_are_refused_and_named(shape, num_heads):
    given = rf"^x has shape \[{', '.join(map(str, shape))}\]; "
    with pytest.raises(ValueError, match=rf"{given}expected \[batch, words, d_model\] .*num_heads, {num_heads}\.$"):
        split_heads(torch.zeros(shape), num_heads)


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize("shape", [(2, 3, 6), (1, 2, 3, 4, 5)])
def test_only_heads_are_merged(shape):
    with pytest.raises(ValueError, match=r"^x has shape \[.*\]; expected \[batch, heads, words, d_head\]\.$"):
        merge_heads(torch.zeros(shape))


def test_one_head_is_everything():
    x = torch.randn(2, 3, 6)
    assert torch.equal(split_heads(x, 1)[:, 0], x)
