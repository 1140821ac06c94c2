"""The steps of byte-pair encoding promise: every byte an id, neighbours counted and joined from left to right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.text import count_pairs, do_not_split, ids_of_bytes, merge_pair, most_frequent_pair, split_as_gpt2
from course_lib.text.byte_pairs import BYTES

TEXTS = ["", "the ball  is\nblue ", "人工智能 中文", "a🙂b 👩‍👩‍👧", "it's 2026, x² ½ é", "‹start›\t\n\n  x"]


@pytest.mark.parametrize("split", [split_as_gpt2, do_not_split])
@given(st.text() | st.sampled_from(TEXTS))
def test_the_pieces_of_a_text_are_the_text(split, text):
    pieces = split(text)
    assert "".join(pieces) == text and "" not in pieces


def test_a_word_takes_its_space_along_and_no_piece_mixes_letters_digits_and_signs():
    assert split_as_gpt2("the 12 balls' end") == ["the", " 12", " balls", "'", " end"]


def test_every_byte_has_an_id_and_chinese_takes_three_of_them():
    assert len(set(BYTES)) == 256 and len(ids_of_bytes("文")) == 3
    assert [BYTES[number] for number in ids_of_bytes("a é")] == [b"a", b" ", b"\xc3", b"\xa9"]


def test_overlapping_pairs_are_counted_and_as_often_as_their_piece_occurs():
    assert count_pairs({(1, 1, 1): 5, (1, 2): 1, (3,): 9, (): 2}) == {(1, 1): 10, (1, 2): 1}


def test_of_equally_frequent_pairs_the_smaller_ids_come_first():
    assert most_frequent_pair({(3, 1): 2, (1, 9): 2, (1, 4): 2, (0, 0): 1}) == (1, 4)


@pytest.mark.parametrize(
    ("ids", "expected"), [((1, 1, 1), (9, 1)), ((1, 1, 1, 1), (9, 9)), ((2, 1, 2, 1, 1), (2, 1, 2, 9)), ((1,), (1,))]
)
def test_pairs_are_joined_from_left_to_right(ids, expected):
    assert merge_pair(ids, (1, 1), 9) == expected
