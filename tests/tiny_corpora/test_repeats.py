"""Repeated rows promise: a segment of the row's own length again and again, and to say which ids can be copied."""

import torch

from course_lib.tiny_corpora import repeated_rows
from course_lib.tiny_corpora.repeats import START_ID

ROWS = repeated_rows(200, generator=torch.Generator().manual_seed(0))


def test_each_row_repeats_its_segment_behind_a_start():
    assert ROWS.ids.shape == (200, 49) and (ROWS.ids[:, 0] == START_ID).all()
    for row, period in zip(ROWS.ids[:, 1:], ROWS.periods, strict=True):
        assert torch.equal(row[period:], row[:-period])
        assert row[:period].unique().numel() == period  # so that a word says which comes next


def test_lengths_of_segments_and_words_are_all_there():
    assert set(ROWS.periods.tolist()) == set(range(8, 25))
    assert set(ROWS.ids.flatten().tolist()) == set(range(64))


def test_an_id_is_foretold_exactly_if_the_id_before_it_has_stood_in_the_row_before():
    for row, is_foretold in zip(ROWS.ids.tolist(), ROWS.is_foretold.tolist(), strict=True):
        for place in range(1, 49):
            assert is_foretold[place] == (row[place - 1] in row[: place - 1]), place
            if is_foretold[place]:
                assert row[place] == row[row.index(row[place - 1]) + 1]


def test_the_same_generator_gives_the_same_rows_and_sizes_can_be_chosen():
    small = [
        repeated_rows(3, words=9, length=7, shortest=2, longest=4, generator=torch.Generator().manual_seed(1)).ids
        for _ in range(2)
    ]
    assert torch.equal(*small) and small[0].shape == (3, 8) and int(small[0].max()) <= 9
