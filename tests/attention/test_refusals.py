"""Attention refuses what it would otherwise broadcast into a wrong answer, and names the argument and its shape."""

import pytest
import torch

from course_lib.attention import scaled_dot_product_attention
from tests.attention.inputs import make_inputs

REFUSED = {
    "key's width": (
        {"key": torch.zeros(2, 3, 5, 9)},
        r"^key has shape \[2, 3, 5, 9\]; expected its last axis to be 6, the d_k of query \[2, 3, 4, 6\]\.$",
    ),
    "value's rows": (
        {"value": torch.zeros(2, 3, 4, 7)},
        r"^value has shape \[2, 3, 4, 7\]; expected 5 rows, one for each key of key \[2, 3, 5, 6\]\.$",
    ),
    "key's batch": ({"key": torch.zeros(1, 3, 5, 6)}, r"^key has shape \[1, 3, 5, 6\] but query has \[2, 3, 4, 6\]"),
    "value's batch": ({"value": torch.zeros(3, 5, 7)}, r"^value has shape \[3, 5, 7\] but query has \[2, 3, 4, 6\]"),
    "one axis": ({"query": torch.zeros(6)}, r"^query has shape \[6\]; expected at least two axes"),
    "no keys": (
        {"key": torch.zeros(2, 3, 0, 6), "value": torch.zeros(2, 3, 0, 7)},
        r"^key has shape \[2, 3, 0, 6\]; expected at least one key\.$",
    ),
    "ids": ({"query": torch.zeros(2, 3, 4, 6, dtype=torch.long)}, r"^query has dtype torch.int64; expected floating"),
    "mixed dtypes": (
        {"value": torch.zeros(2, 3, 5, 7).double()},
        r"^value has dtype torch.float64 but query has torch.float32; convert one of them\.$",
    ),
    "float mask": ({"mask": torch.ones(4, 5)}, r"^mask has dtype torch.float32; expected torch.bool"),
    "mask of three axes": (
        {"mask": torch.ones(2, 4, 5) > 0},
        r"^mask has shape \[2, 4, 5\]; expected \[4, 5\] \(queries, keys\) or 4 axes that .* to \[2, 3, 4, 5\]\.$",
    ),
    "mask of one axis": ({"mask": torch.ones(5) > 0}, r"^mask has shape \[5\]; expected \[4, 5\]"),
    "mask [batch, keys]": (
        {"mask": torch.ones(2, 5) > 0},
        r"^mask has shape \[2, 5\]; expected .*\. For a mask \[batch, keys\], write mask\[:, None, None, :\]\.$",
    ),
    "mask of other keys": ({"mask": torch.ones(4, 6) > 0}, r"^mask has shape \[4, 6\]; expected .*\[2, 3, 4, 5\]\.$"),
    "mask of another batch": (
        {"mask": torch.ones(3, 1, 4, 5) > 0},
        r"^mask has shape \[3, 1, 4, 5\]; expected .*\]\.$",
    ),
}


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize("wrong", REFUSED)
def test_what_does_not_fit_is_refused_and_named(wrong):
    change, message = REFUSED[wrong]
    arguments = dict(zip(("query", "key", "value"), make_inputs(), strict=True)) | change
    with pytest.raises(ValueError, match=message):
        scaled_dot_product_attention(**arguments)


@pytest.mark.parametrize("size", [2, 4])
def test_a_mask_that_could_mean_two_things_is_refused_and_its_two_readings_are_taken(size):
    query, key, value = make_inputs((size, 3), queries=size)
    mask = torch.arange(5) <= torch.arange(size)[:, None]
    with pytest.raises(ValueError, match=r"could mean \[queries, keys\] or \[batch, keys\]"):
        scaled_dot_product_attention(query, key, value, mask)
    by_query = scaled_dot_product_attention(query, key, value, mask[None, None])
    torch.testing.assert_close(by_query[..., 0, :], value[..., 0, :])  # query 0 sees only key 0
    by_sentence = scaled_dot_product_attention(query, key, value, mask[:, None, None])
    torch.testing.assert_close(by_sentence[0], value[0, :, :1].expand(-1, size, -1))  # sentence 0 has only word 0


@pytest.mark.parametrize("batch", [(1, 3), ()], ids=["one sentence", "no batch"])
@pytest.mark.parametrize("rows", [1, 4])
def test_a_mask_that_can_mean_one_thing_only_is_taken(batch, rows):
    query, key, value = make_inputs(batch)
    scaled_dot_product_attention(query, key, value, torch.ones(rows, 5, dtype=torch.bool))


def test_a_single_sentence_with_a_single_query_takes_a_mask_of_keys():
    query, key, value = make_inputs((1, 3), queries=1)
    mask = torch.tensor([[True, False, False, False, False]])
    output = scaled_dot_product_attention(query, key, value, mask)
    torch.testing.assert_close(output, value[..., :1, :])
