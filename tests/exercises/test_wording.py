"""Values and sentences as the reader sees them."""

import re

import pytest
import torch

from course_lib.exercises.engine.wording import show, show_arguments, side_by_side, wrapped
from tests.exercises.judging import returning


def test_results_that_look_alike_are_shown_with_more_digits():
    assert repr(returning(1.0, 1.0001)).count("1.0001") == 1
    assert "expected   got\n1          1.0001" in repr(returning(1.0, 1.0001))


def test_a_tiny_negative_number_is_no_minus_zero():
    assert side_by_side(torch.tensor(0.0), torch.tensor(-1.8e-7)) == ["expected   got", "0.         -0.00000018"]
    assert show(torch.tensor([-1e-6, -0.0, -1e-4])) == "[ 0.0000,  0.0000, -0.0001]"


def test_another_sign_alone_needs_no_more_digits():
    assert side_by_side(torch.tensor(0.12345678), torch.tensor(-0.12345678))[1].split() == ["0.1235", "-0.1235"]


def test_a_small_tensor_of_three_axes_is_shown_without_empty_lines():
    assert show_arguments(lambda x: x, (torch.arange(8).reshape(2, 2, 2),)) == [
        "  x = [[[0, 1],",
        "        [2, 3]],",
        "       [[4, 5],",
        "        [6, 7]]]",
    ]


def test_a_few_bytes_are_shown_and_many_are_named():
    assert show_arguments(lambda tokens: tokens, ([b"\xe6\x96", b"a"],)) == [r"  tokens = [b'\xe6\x96', b'a']"]
    assert show(bytes(50)) == "an object of type bytes"


def test_a_set_is_shown_in_one_order_and_a_tuple_of_one_with_its_comma():
    assert show({10, 9, 2}) == "{2, 9, 10}"
    assert show({"bert.w", "w"}) == "{'w', 'bert.w'}"
    assert show([{3}, set()]) == "[{3}, set()]"
    assert show({"norm": (4,), "w_q": (4, 4)}) == "{'norm': (4,), 'w_q': (4, 4)}"


@pytest.mark.parametrize("start", range(60, 100))
def test_code_between_backticks_stays_on_one_line_and_keeps_plain_spaces(start: int):
    text = wrapped("a" * start + " leave `x -= y` and `key-value` as they are")
    assert {"`x -= y`", "`key-value`"} <= set(re.findall("`[^`]*`", text))
    assert all(len(line) <= max(96, start) for line in text.split("\n"))
