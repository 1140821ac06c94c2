"""A first line that names the columns is no pair of sentences; an ordinary pair is never taken for one."""

import pytest

from course_lib.training.text_file import read_text_file

HEADERS = [
    ("English", "French"),
    ("source", "target"),
    ("src", "tgt"),
    ("en", "es"),
    ("eng", "spa"),
    ("Sentence", "Translation"),
    ("English", "Español"),
    ("sentence_en", "sentence_de"),
    ("Source text", "Target text"),
    ("en", "translation"),
]
PAIRS = [
    ("Spanish", "español"),
    ("source", "source"),
    ("Thanks", "gracias"),
    ("it", "es"),
    ("is", "es"),
    ("no", "no"),
    ("fra", "de"),
    ("English is a language", "French is a language"),
    ("English", "Engländer"),
    ("Translation!", "Text!"),
    ("text", "texto"),
    ("1", "2"),
    ("source 1", "target 1"),
]


@pytest.mark.parametrize(("source", "target"), HEADERS)
def test_a_header_is_left_out_and_named(write, source, target):
    found = read_text_file(write(f"\n{source}\t{target}\na b\tc d\n"))
    assert found.pairs == [("a b", "c d")]
    assert f'Left out, looks like a header ("{source}", "{target}"): 1 (line 2).' in found.report()


@pytest.mark.parametrize("pair", PAIRS)
def test_what_may_be_an_ordinary_pair_is_one(write, pair):
    assert read_text_file(write("\t".join(pair) + "\na b\tc d\n")).pairs[0] == pair


def test_only_the_first_line_can_be_a_header(write):
    assert read_text_file(write("a b\tc d\nEnglish\tFrench\n")).pairs == [("a b", "c d"), ("English", "French")]
