"""Quotation marks of a spreadsheet are taken away, those of a sentence stay, and no line is paired with another's."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.training.text_file import read_text_file
from course_lib.training.text_file.quotes import MOST_LINES, find_quoting, rows_of

QUOTED = "Read as quoted cells, without the quotation marks around them"
JOINED = "Line breaks or tabs in a quoted cell became spaces"
LITERAL = ['"Go," he said.\t"Ve", dijo.', '"Go!\t¡Ve!', 'She said "no".\tDijo que "no".', "a\tb", '"Yes."\t"Sí."']


def read(text):
    """Return the rows of a text."""
    lines = text.split("\n")
    return list(rows_of(lines, find_quoting(lines)))


def as_spreadsheet(rows, quoting=csv.QUOTE_MINIMAL, end="\n"):
    """Write rows as a spreadsheet does."""
    file = io.StringIO()
    csv.writer(file, csv.excel_tab, quoting=quoting, lineterminator=end).writerows(rows)
    return file.getvalue()


@pytest.mark.parametrize(
    ("end", "quoting"),
    [(end, csv.QUOTE_ALL) for end in ("\n", "\r", "\r\n")] + [(end, csv.QUOTE_MINIMAL) for end in ("\n", "\r\n")],
)
def test_what_a_spreadsheet_writes_is_read_as_it_was_in_the_cells(write, end, quoting):
    rows = [('say "yes", now', "b"), ("two\nlines", 'x "y"'), ("a\tb", "c"), ("plain", "more\n\nlines\nhere")]
    found = read_text_file(write(as_spreadsheet(rows, quoting, end)))
    assert found.pairs == [('say "yes", now', "b"), ("two lines", 'x "y"'), ("a b", "c"), ("plain", "more lines here")]
    assert found.noted == {QUOTED: [1, 2, 4, 5], JOINED: [2, 4, 5]}
    assert f"{QUOTED}: 4 (line 1, 2, 4, 5)." in found.report()


def test_a_cell_with_a_tab_beside_a_line_break_is_read_where_other_lines_show_that_cells_are_quoted(write):
    usual = [(f'say "{n}"', "b") for n in range(5)]
    found = read_text_file(write(as_spreadsheet([*usual, ("two\nli\tnes\n", "c\n\td"), ("e", "f")])))
    assert found.pairs == [*usual, ("two li nes", "c d"), ("e", "f")]


def test_lines_after_a_cell_of_several_lines_keep_their_numbers(write):
    found = read_text_file(write('"a\nb"\tc\nbad\n"d ""e"""\tf\n'))
    assert found.pairs == [("a b", "c"), ('d "e"', "f")]
    assert found.left_out == {"not two columns with a tab between them": [3]}


def test_marks_of_sentences_stay_and_a_lone_one_swallows_no_line(write):
    found = read_text_file(write("\n".join(LITERAL)))
    assert found.pairs == [tuple(line.split("\t")) for line in LITERAL] and not found.left_out and not found.noted


@pytest.mark.parametrize("lines", [['"Go!\t¡Ve!', 'Stop"\tAlto', "a\tb"], ["a\tb", 'c\t"d', 'e"\tf', "g\th"]])
def test_lone_marks_that_could_close_each_other_join_no_lines(write, lines):
    assert read_text_file(write("\n".join(lines))).pairs == [tuple(line.split("\t")) for line in lines]


def test_cells_are_quoted_if_all_are_or_those_with_a_comma():
    for text in ('"a"\t"b"\n"c"\t"d"', '1\t"a"\t"b"', '"a, b"\tc\nd\te', '""\t"a"'):
        assert any(row.quoted for row in read(text)), text
    for text in ('"a"\t"b"\nc\td', '"a, b"\tc\nd\te, f', '"a"\tb'):
        assert not any(row.quoted for row in read(text)), text


def test_in_a_file_with_quoted_cells_a_mark_out_of_place_is_left_out(write):
    found = read_text_file(write('"a ""b"""\tc\n"d ""e"""\tf\n"g" h\ti\nj\tk\n'))
    assert found.pairs == [('a "b"', "c"), ('d "e"', "f"), ("j", "k")]
    assert found.left_out == {"a quotation mark out of place, while other lines have quoted cells": [3]}


def test_among_marks_of_sentences_a_cell_of_several_lines_is_left_out_not_paired_by_its_last_line(write):
    found = read_text_file(write("\n".join([*LITERAL, '"first', 'second"\tprimero', "c\td"])))
    assert found.pairs == [*(tuple(line.split("\t")) for line in LITERAL), ("c", "d")]
    fault = "a quoted cell with a line break, while quotation marks in other lines belong to the sentences"
    assert found.left_out == {fault: [len(LITERAL) + 1]}


def test_a_cell_that_never_closes_costs_one_line(write):
    rows = as_spreadsheet([('a "b"', "c")] * 2)
    found = read_text_file(write(f'{rows}"never closed\td\n' + "".join(f"e{n}\tf\n" for n in range(3 * MOST_LINES))))
    assert len(found.pairs) == 1 + 3 * MOST_LINES
    assert found.left_out["a quotation mark out of place, while other lines have quoted cells"] == [3]


TEXTS = st.one_of(*(st.text(st.sampled_from(f'ab",{blank} '), max_size=8) for blank in "\n\t")).map("s{}".format)
CELLS = st.one_of(TEXTS, TEXTS.map(lambda text: f'"{text}'), TEXTS.map(lambda text: f'"{text}"'))


def bare(text):
    """Return a text without quotation marks and white space: what must not change, however it is read."""
    return "".join(text.replace('"', "").split())


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_rows_of_a_spreadsheet_come_back_all_and_unchanged(rows, quoting):
    numbered = [(f"{place}{source}", f"{place}{target}") for place, (source, target) in enumerate(rows)]
    read_rows = [tuple(row.columns) for row in read(as_spreadsheet(numbered, quoting).removesuffix("\n"))]
    assert [tuple(" ".join(cell.split()) for cell in row) for row in read_rows] == [
        tuple(" ".join(cell.split()) for cell in row) for row in numbered
    ]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_no_sentence_is_ever_paired_with_anothers_translation(rows):
    texts = [tuple(cell.replace("\n", "").replace("\t", "") for cell in row) for row in rows]
    lines = [f"{source}{place}\t{target}{place}" for place, (source, target) in enumerate(texts)]
    expected = [[bare(cell) for cell in line.split("\t")] for line in lines]
    for row in read("\n".join(lines)):
        if len(row.columns) == 2:
            assert [bare(cell) for cell in row.columns] in expected
