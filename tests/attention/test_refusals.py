"""Attention refuses what it would otherwise broadcast into a wrong answer, and names the argument and its shape."""

import re

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
    "mask [batch, queries, keys]": (
        {"mask": torch.ones(2, 4, 5) > 0},
        r"^mask has shape \[2, 4, 5\]; expected axes that broadcast to those of the scores, \[2, 3, 4, 5\]\. "
        r"For a mask \[batch, queries, keys\], write mask\[:, None, :, :\]\.$",
    ),
    "mask [batch, keys]": (
        {"mask": torch.ones(2, 5) > 0},
        r"^mask has shape \[2, 5\]; expected .*\. For a mask \[batch, keys\], write mask\[:, None, None, :\]\.$",
    ),
    "mask of other keys": ({"mask": torch.ones(4, 6) > 0}, r"^mask has shape \[4, 6\]; expected .*\[2, 3, 4, 5\]\.$"),
    "mask of five axes": (
        {"mask": torch.ones(2, 2, 3, 4, 5) > 0},
        r"^mask has shape \[2, 2, 3, 4, 5\]; expected axes that broadcast to those of the scores, \[2, 3, 4, 5\]\.$",
    ),
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


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize(
    ("shape", "hint"),
    [
        ((2, 5), " For a mask [batch, keys], write mask[:, None, :]."),
        ((2, 3, 5), ""),
        ((5, 4), ""),
        ((2, 2, 4, 5), ""),
    ],
    ids=str,
)
def test_without_heads_a_message_says_the_index_only_where_the_mask_shows_what_its_axes_are(shape, hint):
    query, key, value = make_inputs((2,))
    with pytest.raises(ValueError, match=rf"^mask has shape .* scores, \[2, 4, 5\]\.{re.escape(hint)}$"):
        scaled_dot_product_attention(query, key, value, torch.ones(shape) > 0)
