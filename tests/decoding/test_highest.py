"""Choosing the highest scores promises: as many as asked for, the highest first, and of equal ones the first."""

from math import inf

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib.decoding.highest import are_highest, places_of_highest

batches = st.integers(1, 8).flatmap(
    lambda n: st.lists(st.lists(st.sampled_from([-inf, 0.0, 1.0, 2.0, inf]), min_size=n, max_size=n), min_size=1)
)


@given(batches, st.integers(1, 10))
def test_equal_to_a_stable_sort_of_everything(rows, count):
    scores = torch.tensor(rows)
    expected = [sorted(range(len(row)), key=lambda i, row=row: (-row[i], i))[:count] for row in rows]
    assert places_of_highest(scores, count).tolist() == expected
    marked = are_highest(scores, count)
    assert [row.nonzero()[:, 0].tolist() for row in marked] == [sorted(row) for row in expected]


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_many_equal_scores_in_half_precision_are_counted_exactly(dtype):
    assert are_highest(torch.zeros(5000, dtype=dtype), 3001).nonzero()[:, 0].tolist() == list(range(3001))
