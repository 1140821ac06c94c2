"""A reader's own text: bad lines are left out and named, and what cannot be read is one sentence."""

import pytest

from course_lib.training.text_file import LONGEST, read_text_file


@pytest.fixture
def write(tmp_path):
    """Give a function that writes a file and returns its path."""

    def write_file(content):
        path = tmp_path / "text.tsv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


def test_two_columns_become_pairs_whatever_the_line_ends(write):
    assert read_text_file(write("a b\tc\n d \té f\n")).pairs == [("a b", "c"), ("d", "é f")]
    assert read_text_file(write("a b\tc\r\n\r\nd\té f")).pairs == [("a b", "c"), ("d", "é f")]
    assert read_text_file(write("\ufeffa b\tc")).pairs == [("a b", "c")]


def test_bad_lines_are_left_out_counted_and_named(write):
    long = "x" * (LONGEST + 1)
    lines = ["a\tb", "no tab", "a\tb\tc", "\tb", "a\t ", "", f"a\t{long}", "c\td", *["bad"] * 7]
    found = read_text_file(write("\n".join(lines)))
    assert found.pairs == [("a", "b"), ("c", "d")]
    assert found.report().splitlines() == [
        "2 pairs of sentences were read.",
        "Left out, not two columns with a tab between them: 9 (line 2, 3, 9, 10, 11, …).",
        "Left out, one side is empty: 2 (line 4, 5).",
        f"Left out, a side is longer than {LONGEST} characters: 1 (line 7).",
    ]


def test_a_side_may_be_as_long_as_the_limit(write):
    assert len(read_text_file(write(f"a\t{'x' * LONGEST}")).pairs) == 1


def test_signs_that_only_look_like_line_ends_do_not_shift_the_numbers(write):
    assert read_text_file(write("a\u2028a\tb\nbad\n")).left_out == {"not two columns with a tab between them": [2]}


def test_another_encoding_is_named_by_line_and_byte(write):
    with pytest.raises(ValueError, match=r"is not UTF-8: line 2 has the byte 0xf1 \(byte 8 of the file\)"):
        read_text_file(write(b"a\tb\nni\t\xf1o\n"))


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_an_empty_file_is_refused(write, content):
    with pytest.raises(ValueError, match=r"no line that can be used; expected .* translation\. The file is empty\."):
        read_text_file(write(content))


def test_a_file_with_bad_lines_only_is_refused_with_their_numbers(write):
    with pytest.raises(ValueError, match=r"no line that can be used; .* Left out, not two columns .*: 2 \(line 1, 2\)"):
        read_text_file(write("a b\nc d\n"))


@pytest.mark.parametrize("name", ["nowhere.tsv", "."])
def test_what_cannot_be_read_is_one_sentence(tmp_path, name):
    with pytest.raises(ValueError, match=r"cannot be read \(.*\); give a text file with two columns"):
        read_text_file(tmp_path / name)
