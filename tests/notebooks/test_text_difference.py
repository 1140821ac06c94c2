"""The tolerance for printed numbers, and nothing but numbers."""

import pytest

from tests.notebooks.text_difference import text_difference, word_difference


@pytest.mark.parametrize(
    ("stored", "new"),
    [
        ("loss 0.731", "loss 0.733"),
        ("loss 1000.0", "loss 1000.9"),
        ("1e-05", "3e-05"),
        ("[1. 0.5]", "[0.9999 0.5]"),
        ("[ 0.0001  0.5]", "[-0.0001  0.5]"),
        ("score −0.12", "score −0.13"),
        ("1.50x", "1.51x"),
    ],
)
def test_decimals_within_the_tolerance_are_equal(stored: str, new: str) -> None:
    assert text_difference(stored, new) is None


@pytest.mark.parametrize(
    ("stored", "new"),
    [
        ("loss 0.731", "loss 0.734"),
        ("loss 1000.0", "loss 1001.1"),
        ("1e-05", "4e-05"),
        ("−0.12", "0.12"),
        ("1., 0.", "1., 1."),
        ("1000.", "1001."),
        ("12 rows", "13 rows"),
        ("1", "1.0"),
        ("1.0 1.0", "1.0"),
        ("a:1.5", "a: 1.5"),
        ("1.0 and", "1.0 und"),
        ("torch 2.13.0", "torch 2.14.0"),
        ("#1e30ab", "#2e30ab"),
        ("w0.10", "w0.11"),
    ],
)
def test_any_other_difference_is_told(stored: str, new: str) -> None:
    assert text_difference(stored, new)
    assert text_difference(new, stored)


def test_the_message_shows_the_differing_line_only() -> None:
    difference = text_difference("first\nloss 0.5\nlast", "first\nloss 0.9\nlast")
    assert difference == "the number 0.5 became 0.9 (± 0.2 is allowed)\nstored: loss 0.5\nnew:    loss 0.9"


def test_of_a_long_line_the_message_shows_the_part_that_differs() -> None:
    difference = text_difference("a" * 5000 + "cat" + "b" * 5000, "a" * 5000 + "dog" + "b" * 5000)
    assert difference is not None
    assert "acatb" in difference
    assert len(difference) < 500


@pytest.mark.parametrize(
    ("stored", "new"),
    [
        ("loss 0.731 of 12,000", "loss 9.2e-05 of 900"),
        ("BLEU 100 (words)", "BLEU 99 (words)"),
        ("gain:  0.5", "gain: −10.5"),
        ("[1., 0.5, 3]", "[0.98, 1., 4]"),
        ("1.50x", "2x"),
    ],
)
def test_in_chaotic_words_any_number_is_as_good_as_another(stored: str, new: str) -> None:
    assert word_difference(stored, new) is None


@pytest.mark.parametrize(
    ("stored", "new"),
    [
        ("loss 0.731", "loss nan"),
        ("loss 0.731", "loss"),
        ("loss 0.731", "loss 0.731 0.5"),
        ("[1, 2]", "[1, 2, 3]"),
        ("[1,2]", "[12]"),
        ("loss 0.731", "gain 0.731"),
        ("w1 is 0.5", "w2 is 0.5"),
        ("a 1\nb 2", "a 1 b 2"),
    ],
)
def test_in_chaotic_words_all_else_is_told(stored: str, new: str) -> None:
    assert word_difference(stored, new)
    assert word_difference(new, stored)
