"""A reader's own text: bad lines are left out, counted and named."""

from course_lib.training.text_file import LONGEST, read_text_file


def test_bad_lines_are_left_out_counted_and_named(write):
    long = "x" * (LONGEST + 1)
    lines = ["a\tb", "no tab", "a\tb\tc", "\tb", "a\t ", "", f"a\t{long}", "c\td", "a\t b", *["bad"] * 7]
    found = read_text_file(write("\n".join(lines)))
    assert found.pairs == [("a", "b"), ("c", "d")]
    assert found.report().splitlines() == [
        "2 pairs of sentences were read.",
        "Left out, not two columns with a tab between them: 8 (line 2, 10, 11, 12, 13, …).",
        "Left out, more than two columns, of which --columns 1,2 would take the first two: 1 (line 3).",
        "Left out, one side is empty: 2 (line 4, 5).",
        f"Left out, a side is longer than {LONGEST} characters: 1 (line 7).",
        "Left out, the same pair as in a line before: 1 (line 9).",
    ]


def test_a_side_may_be_as_long_as_the_limit(write):
    assert len(read_text_file(write(f"a\t{'x' * LONGEST}")).pairs) == 1


def test_marks_of_an_unresolved_merge_are_named_and_both_versions_are_read(write):
    lines = ["<<<<<<< HEAD", "a\tb", "||||||| base", "a\tB", "=======", "a\tc", ">>>>>>> other", "=====", "<<<<<<<\tx"]
    found = read_text_file(write("\n".join(lines)))
    assert found.pairs == [("a", "b"), ("a", "B"), ("a", "c"), ("<<<<<<<", "x")]
    assert found.left_out == {
        "a mark of an unresolved merge (both versions were read)": [1, 3, 5, 7],
        "not two columns with a tab between them": [8],
    }


def test_a_file_with_blank_lines_only_is_refused_as_empty(refused):
    for content in ("\n \n", "\ufeff", "\t\n\u00a0"):
        assert "no line that can be used; expected sentence, tab, translation. The file is empty." in refused(content)


def test_a_file_with_bad_lines_only_is_refused_with_their_numbers(refused):
    said = refused("a\t\n\tb\n")
    assert "text.tsv has no line that can be used; expected sentence, tab, translation. 0 pairs" in said
    assert said.endswith("Left out, one side is empty: 2 (line 1, 2).")
