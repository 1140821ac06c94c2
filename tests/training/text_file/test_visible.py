"""What cannot be seen is no sentence."""

import pytest

from course_lib.training.text_file import read_text_file
from course_lib.training.text_file.visible import is_visible

INVISIBLE = [
    "\u200b",
    "\u200d\u200e",
    "\u2060",
    "\x07",
    "\x00",
    "\u00ad",
    "\u3164",
    "\u2800",
    "\ufe0f",
    "\u200b \u200b",
]


@pytest.mark.parametrize("blank", INVISIBLE)
@pytest.mark.parametrize("line", ["a\t{}", "{}\ta"])
def test_a_side_with_nothing_visible_is_left_out_and_counted(write, line, blank):
    found = read_text_file(write(f"c d\te f\n{line.format(blank)}\n" + "g\th\n"))
    assert found.pairs == [("c d", "e f"), ("g", "h")]
    assert found.left_out == {"one side has nothing that can be seen, such as a zero-width space alone": [2]}


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", " ", "\ufeff", "\u00a0\ufeff\u00a0"])
def test_white_space_of_any_kind_is_an_empty_side(write, blank):
    found = read_text_file(write(f"c d\te f\na\t{blank}\n{blank}\tb\n"))
    assert found.pairs == [("c d", "e f")] and found.left_out == {"one side is empty": [2, 3]}


@pytest.mark.parametrize("text", ["a", "¿", "…", "。", "١", "💡", "\u200bа", "\ue000", "a\u0301", "-"])
def test_everything_else_is_visible(text):
    assert is_visible(text)


def test_the_zero_width_joiner_inside_a_sentence_stays(write):
    assert read_text_file(write("می\u200cخواهم\tI want")).pairs == [("می\u200cخواهم", "I want")]
