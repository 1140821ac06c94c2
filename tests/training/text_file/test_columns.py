"""Two columns are found or asked for; the advice that is printed, taken, reads the file."""

import csv
import re

import pytest

from course_lib.training.text_file import columns_from, read_text_file

PAIRS = [("the house", "la casa"), ("the dog", "el perro"), ("the sea", "el mar")]
ANKI = "".join(f"{source}\t{target}\tCC-BY 2.0 #{n}\n" for n, (source, target) in enumerate(PAIRS))
TATOEBA = "".join(f"{n}\t{source}\t{n + 70}\t{target}\n" for n, (source, target) in enumerate(PAIRS))
LANGUAGES = "".join(f"eng\t{source}\tspa\t{target}\n" for source, target in PAIRS)


@pytest.mark.parametrize(
    ("content", "count", "columns"), [(ANKI, 3, "1,2"), (TATOEBA, 4, "2,4"), (LANGUAGES, 4, "2,4")]
)
def test_more_than_two_columns_are_counted_shown_and_the_advice_reads_them(refused, write, content, count, columns):
    said = refused(content)
    assert f"text.tsv has {count} columns in 3 of its 3 lines (line 1: 1 " in said
    assert '2 "' in said and said.endswith(f"for example: --columns {columns}")
    advice = re.search(r"--columns (\S+)$", said)[1]
    assert read_text_file(write(content), columns=columns_from(advice)).pairs == PAIRS


def test_what_most_lines_have_decides(refused, write):
    two, three = [f"a {n}\tb" for n in range(3)], [f"c {n}\td\te {n}" for n in range(3)]
    assert "has 3 columns in 3 of its 5 lines (line 3: " in refused("\n".join(two[:2] + three))
    assert len(read_text_file(write("\n".join(two + three[:2]))).pairs) == 3
    assert len(read_text_file(write("\n".join(three + two))).pairs) == 3  # as many of each: no reason to ask


def test_long_and_many_columns_are_shown_in_short(refused):
    said = refused("\t".join(["word " * 20] * 9))
    assert '1 "word word word word word word…", 2 ' in said and '6 "' in said and '7 "' not in said and ", …)" in said


def test_columns_may_be_chosen_in_any_order(write):
    turned = [(target, source) for source, target in PAIRS]
    assert read_text_file(write(TATOEBA), columns=columns_from("4,2")).pairs == turned


def test_of_chosen_columns_the_missing_and_the_empty_are_left_out(write):
    found = read_text_file(write(f"{TATOEBA}7\tshort\n8\ta\t9\t\n8\t\u200b\t9\tb\n"), columns=columns_from("2,4"))
    assert found.pairs == PAIRS
    assert found.left_out == {
        "column 4 is missing": [4],
        "one side is empty": [5],
        "one side has nothing that can be seen, such as a zero-width space alone": [6],
    }


def test_columns_that_no_line_has_are_refused(refused):
    said = refused(ANKI, columns=columns_from("2,4"))
    assert said.endswith("text.tsv has 3 columns at the most, and --columns 2,4 asks for number 4.")


@pytest.mark.parametrize("given", ["1", "1,1", "0,1", "1,2,3", "1;2", "a,b", "-1,2", "1.0,2", "", "²,1"])
def test_other_than_two_different_whole_numbers_is_refused(given):
    with pytest.raises(ValueError, match=r"--columns is .*; expected two different whole numbers from 1 .* 1,2 or 2,4"):
        columns_from(given)


def test_spaces_around_the_numbers_are_no_mistake():
    assert columns_from(" 2 , 4 ")[:2] == (1, 3)


EMPTY = "Empty columns were passed over"


@pytest.mark.parametrize("line", ["{}\t{}\t", "{}\t\t{}", "{}\t\t{}\t\t", "\t{}\t{}"])
def test_tabs_too_many_in_every_line_are_passed_over_counted_and_said(write, line):
    found = read_text_file(write("\n".join(line.format(*pair) for pair in PAIRS)))
    assert found.pairs == PAIRS and found.noted == {EMPTY: [1, 2, 3]}
    assert found.report().endswith(f"{EMPTY}: 3 (line 1, 2, 3).")


def test_a_note_in_a_third_column_is_never_taken_for_a_translation(write):
    found = read_text_file(write("the house\tla casa\nthe dog\tel perro\t\nthe sea\t\tto be done\n"))
    assert found.pairs == PAIRS[:2] and found.noted == {EMPTY: [2]}
    assert found.left_out == {"its two columns are not number 1 and 2, as in the other lines": [3]}


def test_a_few_lines_with_more_columns_are_left_out_and_the_advice_reads_them(write):
    content = "the house\tla casa\nthe dog\tel perro\nthe sea\tel mar\tnote\n"
    found = read_text_file(write(content))
    fault = "more than two columns, of which --columns 1,2 would take the first two"
    assert found.pairs == PAIRS[:2] and found.left_out == {fault: [3]}
    advice = re.search(r"--columns (\S+)", found.report())[1]
    assert read_text_file(write(content), columns=columns_from(advice)).pairs == PAIRS


@pytest.mark.parametrize(("sign", "name"), [(";", "a semicolon"), (",", "a comma"), ("|", "a bar (|)")])
def test_another_sign_between_the_columns_is_named_and_what_a_spreadsheet_makes_of_it_is_read(
    refused, write, tmp_path, sign, name
):
    pairs = [*PAIRS, (f"yes{sign} sir", 'he said "no"')]
    with (tmp_path / "before").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=sign).writerows(pairs)
    content = (tmp_path / "before").read_text(encoding="utf-8")
    said = refused(content)
    assert f"has 2 columns in 4 of its 4 lines, but with {name} between them instead of a tab;" in said
    assert f"open it in a spreadsheet with {name} as the separator, and save it as plain text with tabs" in said
    with (tmp_path / "after").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, csv.excel_tab).writerows(csv.reader(content.splitlines(), delimiter=sign))
    assert read_text_file(tmp_path / "after").pairs == pairs


def test_three_columns_with_another_sign_are_counted(refused):
    assert "has 3 columns in 3 of its 3 lines, but with a semicolon" in refused(ANKI.replace("\t", ";"))
    assert "with three bars (|||) between them" in refused("a ||| b\nc ||| d")


def test_spaces_between_the_columns_are_named_and_a_tab_instead_is_read(refused, write):
    content = "".join(f"{source}    {target}\n" for source, target in PAIRS)
    said = refused(content)
    assert "has 2 columns in 3 of its 3 lines, but with several spaces between them" in said
    assert said.endswith("replace these spaces by a tab.")
    assert read_text_file(write(content.replace("    ", "\t"))).pairs == PAIRS


def test_one_tab_by_chance_does_not_hide_another_sign(refused):
    content = "".join(f"{source};{target}\n" for source, target in PAIRS)
    assert "with a semicolon between them" in refused(content + "a\tb\n", columns=columns_from("1,2"))


def test_one_column_alone_is_called_so(refused):
    assert "text.tsv has one column only, without a tab in its 3 lines;" in refused("one, two\nthree\nfour, five, six")
    assert "has one column only" in refused("x" * 200_000)
