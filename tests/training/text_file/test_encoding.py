"""A text that is not UTF-8 is refused by the name of its encoding, and the printed command converts it."""

import re
import shutil
import subprocess

import pytest

from course_lib.training.text_file import read_text_file

SPANISH = "Wo ist der Zug?\t¿Dónde está el tren?\nDer Junge\tel niño\nGehen wir\tVámonos\n"
PAIRS = [("Wo ist der Zug?", "¿Dónde está el tren?"), ("Der Junge", "el niño"), ("Gehen wir", "Vámonos")]

ENCODED = [
    ("UTF-16LE", SPANISH.encode("utf-16-le")),
    ("UTF-16LE", b"\xff\xfe" + SPANISH.encode("utf-16-le")),
    ("UTF-16BE", SPANISH.encode("utf-16-be")),
    ("UTF-16BE", b"\xfe\xff" + SPANISH.encode("utf-16-be")),
    ("UTF-32LE", SPANISH.encode("utf-32-le")),
    ("UTF-32BE", b"\0\0\xfe\xff" + SPANISH.encode("utf-32-be")),
    ("WINDOWS-1252", SPANISH.encode("cp1252")),
    ("WINDOWS-1252", SPANISH.encode("latin-1")),
]


@pytest.mark.parametrize(("encoding", "content"), ENCODED)
@pytest.mark.skipif(not shutil.which("iconv"), reason="iconv is not installed")
def test_an_encoding_is_named_and_the_printed_command_makes_a_file_that_is_read(refused, tmp_path, encoding, content):
    said = refused(content, "my 'own' text.tsv")
    assert encoding in said
    command = re.search(r"or with: (iconv .*)$", said)[1]
    subprocess.run(command, shell=True, check=True)
    assert read_text_file(tmp_path / "my 'own' text.utf-8.tsv").pairs == PAIRS


@pytest.mark.parametrize(("encoding", "content"), ENCODED)
def test_the_named_encoding_is_the_right_one(refused, write, encoding, content):
    assert encoding in refused(content)
    assert read_text_file(write(content.decode(encoding))).pairs == PAIRS


@pytest.mark.parametrize("text", ["the house\tla casa\n", "Где поезд\tдома\n"])
def test_two_bytes_for_each_letter_are_named_though_each_byte_alone_could_be_utf8(refused, text):
    content = text.encode("utf-16-le")
    assert content.decode()  # no error
    assert "is text in UTF-16LE; " in refused(content)


def test_the_printed_command_overwrites_no_file(refused, tmp_path):
    for taken, new in [("other.tsv", "text.utf-8.tsv"), ("text.utf-8.tsv", "text.utf-8-2.tsv")]:
        (tmp_path / taken).write_text("precious", encoding="utf-8")
        assert refused(SPANISH.encode("utf-16")).endswith(f"> {tmp_path / new}")


def test_a_byte_that_is_not_utf8_is_named_by_line_and_place(refused):
    assert "is not UTF-8: line 2 has the byte 0xf1 (byte 8 of the file)" in refused(b"a\tb\nni\t\xf1o\n")
    assert "is not UTF-8: line 3 has the byte 0xf1 (byte 9 of the file)" in refused(b"a\tb\r\n\rni\xf1o\t\n")


def test_one_damaged_line_in_a_file_that_is_utf8_is_to_be_corrected(refused):
    said = refused((SPANISH * 3).encode() + b"ni\xf1o\tb\n")
    assert "line 10 has the byte 0xf1" in said and said.endswith("most of the file is UTF-8, so correct this line.")


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "shift-jis", "gb18030"])
def test_an_alphabet_that_is_not_western_is_not_called_so(refused, encoding):
    text = {"cp1251": "Где поезд", "koi8-r": "Где поезд", "shift-jis": "電車はどこですか", "gb18030": "火车在哪里"}[
        encoding
    ]
    assert refused(f"Where?\t{text}\n".encode(encoding)).endswith("save it as UTF-8 in the program that wrote it.")


def test_a_byte_order_mark_of_utf8_is_no_part_of_a_sentence(write):
    assert read_text_file(write("\ufeffa b\tc")).pairs == [("a b", "c")]
    assert read_text_file(write("a\tb\n\ufeffc\t\ufeffd \n")).pairs == [("a", "b"), ("c", "d")]
