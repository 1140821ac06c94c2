"""Lines are counted as an editor counts them, whatever their ends."""

import pytest

from course_lib.training.text_file import read_text_file
from course_lib.training.text_file.lines import _STEP

LINES = ["a b\tc", "bad", "", "d \té f", "bad"]


@pytest.mark.parametrize("ends", [["\n"], ["\r"], ["\r\n"], ["\r", "\r\n", "\r\n", "\n"]])
def test_line_ends_of_every_kind_also_mixed_count_as_in_an_editor(write, ends):
    content = "".join(line + ends[place % len(ends)] for place, line in enumerate(LINES))
    found = read_text_file(write(content))
    assert found.pairs == [("a b", "c"), ("d", "é f")]
    assert found.left_out == {"not two columns with a tab between them": [2, 5]}


def test_the_last_line_needs_no_end(write):
    assert read_text_file(write("a\tb\rc\td")).pairs == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e"])
def test_signs_that_only_look_like_line_ends_do_not_shift_the_numbers(write, sign):
    found = read_text_file(write(f"a{sign}a\tb\nbad\n"))
    assert found.pairs == [(f"a{sign}a", "b")]
    assert found.left_out == {"not two columns with a tab between them": [2]}


def test_a_bar_grows_to_its_end_while_reading(write, monkeypatch, capsys):
    monkeypatch.setattr("course_lib.training.text_file.reading.BAR_AFTER", 0)
    monkeypatch.setattr("course_lib.training.text_file.lines._STEP", 10)
    path = write("".join(f"a {number}\tb\n" for number in range(1000)))
    read_text_file(path, progress=True)
    shown = capsys.readouterr().err
    assert "reading" in shown and "0%" in shown
    read_text_file(path, progress=False)
    read_text_file(path)  # not a terminal
    assert capsys.readouterr().err == ""
    assert _STEP > 1000  # a bar costs time


def test_a_file_that_is_read_at_once_needs_no_bar(write, capsys):
    read_text_file(write("a b\tc\n"), progress=True)
    assert capsys.readouterr().err == ""


def test_the_bar_counts_every_byte_of_every_pass(write, monkeypatch):
    moved, totals = [], set()
    monkeypatch.setattr("tqdm.tqdm.update", lambda bar, count: (moved.append(count), totals.add(bar.total)))
    monkeypatch.setattr("course_lib.training.text_file.lines._STEP", 7)
    path = write("".join(f"é {number}\tb\r\n" for number in range(3000)))
    read_text_file(path)
    assert {sum(moved)} == totals == {3 * path.stat().st_size} and len(moved) > 1000
