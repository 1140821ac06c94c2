"""BM25 scores by shared words: its formula by hand, and what the three ideas in it do."""

import math

import pytest

from course_lib.retrieval import BM25

TEXTS = ["the mole digs", "the cat and the dog and the bird", "a mole, a mole, a mole"]


def test_a_score_is_the_formula_by_hand() -> None:
    bm25 = BM25(TEXTS)
    weight = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))  # two of three texts have the word
    mean = (3 + 8 + 6) / 3
    expected = [weight * n * 2.5 / (n + 1.5 * (0.25 + 0.75 * length / mean)) for n, length in ((1, 3), (0, 8), (3, 6))]
    assert bm25.scores("Mole?").tolist() == pytest.approx(expected)


def test_a_rare_word_counts_more_and_an_unknown_one_most_but_scores_nothing() -> None:
    bm25 = BM25(TEXTS)
    assert bm25.weight("dog") > bm25.weight("mole") > 0
    assert bm25.scores("zebra").tolist() == [0, 0, 0]


def test_repeating_a_word_counts_less_each_time() -> None:
    once, twice, thrice = BM25(["x y y", "x x y", "x x x"], length_share=0.0).scores("x").tolist()
    assert 0 < thrice - twice < twice - once


def test_a_long_text_counts_less_for_the_same_word() -> None:
    short, long = BM25(["x y", "x y y y y y y y"]).scores("x").tolist()
    assert short > long
    assert len(set(BM25(["x y", "x y y y y y y y"], length_share=0.0).scores("x").tolist())) == 1


@pytest.mark.parametrize("texts", [[], "a single text"])
def test_no_list_of_texts_is_refused(texts: list[str] | str) -> None:
    with pytest.raises(ValueError, match=r"^texts is .*; give a list of at least one text"):
        BM25(texts)
