"""Masks promise: True where attending is allowed, shapes that broadcast, and refusal of what is no mask."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib.attention import causal_mask, padding_mask


@pytest.mark.parametrize("dtype", [torch.int64, torch.int32])
def test_a_padding_mask_lets_words_through_and_no_pads(dtype):
    mask = padding_mask(torch.tensor([[5, 6, 0], [7, 0, 0]], dtype=dtype), pad_id=0)
    assert mask.dtype == torch.bool
    assert mask.tolist() == [[[[True, True, False]]], [[[True, False, False]]]]


def test_the_pad_id_is_the_one_given():
    assert padding_mask(torch.tensor([[0, 9, 1]]), pad_id=9).flatten().tolist() == [True, False, True]


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize(
    "ids", [torch.zeros(3).long(), torch.zeros(2, 3, 1).long(), torch.zeros(2, 3), torch.zeros(2, 3) > 0]
)
def test_what_are_no_ids_is_refused_and_named(ids):
    shape = str(list(ids.shape)).replace("[", r"\[").replace("]", r"\]")
    message = rf"^ids has shape {shape} and dtype {ids.dtype}; expected whole numbers, \[batch, keys\]\.$"
    with pytest.raises(ValueError, match=message):
        padding_mask(ids, pad_id=0)


@given(st.integers(1, 9), st.integers(0, 9))
def test_a_causal_mask_counts_the_last_query_as_the_last_key(queries, more):
    keys = queries + more
    mask = causal_mask(queries, keys)
    assert mask.dtype == torch.bool
    assert mask.tolist() == [[j <= i + keys - queries for j in range(keys)] for i in range(queries)]


def test_three_words_see_themselves_and_what_came_before():
    assert causal_mask(3).int().tolist() == [[1, 0, 0], [1, 1, 0], [1, 1, 1]]


def test_with_two_queries_more_keys_the_last_rows_of_the_square_remain():
    assert torch.equal(causal_mask(2, 5), causal_mask(5)[3:])


def test_a_single_query_sees_all_keys():
    assert causal_mask(1, 4).tolist() == [[True] * 4]


@pytest.mark.parametrize(("queries", "keys"), [(4, 3), (0, 3), (-1, None), (0, None)])
def test_impossible_sizes_are_refused_and_named(queries, keys):
    message = rf"^queries is {queries} and keys is {queries if keys is None else keys}; expected at least one query"
    with pytest.raises(ValueError, match=message):
        causal_mask(queries, keys)


def test_a_causal_mask_is_made_on_the_device_asked_for():
    assert causal_mask(3, device="meta").device.type == "meta"


def test_padding_and_causal_masks_combine_to_one_for_every_sentence():
    pads = padding_mask(torch.tensor([[5, 6, 0], [0, 6, 7]]), pad_id=0)
    both = pads & causal_mask(3)
    assert both.shape == (2, 1, 3, 3)
    assert both[0, 0].int().tolist() == [[1, 0, 0], [1, 1, 0], [1, 1, 0]]
    assert both[1, 0].int().tolist() == [[0, 0, 0], [0, 1, 0], [0, 1, 1]]
