"""The sentences promise: pronouns agree, each sentence's cost is known, a question's sentence tells neither answer."""

from collections import Counter
from math import log2

import pytest

from course_lib.tiny_corpora.agreement import (
    ANSWERS,
    CLASSES,
    all_words,
    answer_to,
    bits_of,
    is_right,
    labelled_sentences,
    sentences,
)

HUNGRY = ("when", "ana", "is", "hungry", "she", "eats", "the", "hot", "rice")
NEUTRAL = ("in", "the", "park", "ana", "sees", "a", "small", "coat")


def test_every_sentence_is_right_and_of_known_words():
    known = set(all_words())
    for words in sentences(500, seed=1):
        assert is_right(words) and known.issuperset(words)
    assert len(known) == len(all_words())


@pytest.mark.parametrize(
    "wrong",
    [
        "ana wears his red coat in the park",
        "adam wears her red coat in the park",
        "ana wears her red rice in the park",
        "when ana is hungry he eats the hot rice",
        "ana says that she has lost his torn coat",
        "ana wears her red coat in the",
        "the coat that ana has bought is very tasty",
        "",
    ],
)
def test_a_wrong_word_or_a_pronoun_that_does_not_agree_is_noticed(wrong):
    assert not is_right(wrong.split())


def test_what_a_sentence_costs_is_what_its_free_words_cost():
    assert bits_of(HUNGRY) == pytest.approx(log2(6 * 24 * 5 * 12))
    assert bits_of(NEUTRAL) == pytest.approx(log2(6 * 6 * 24 * 5 * 24))
    with pytest.raises(ValueError, match="'ana eats' is none of the sentences"):
        bits_of(["ana", "eats"])


def test_the_sentences_are_as_frequent_as_their_bits_say():
    counted = Counter(words[0] for words in sentences(6000, seed=3))
    assert counted["when"] / 6000 == pytest.approx(1 / 6, abs=0.02)
    assert counted["in"] / 6000 == pytest.approx(1 / 6, abs=0.02)


def test_labelled_sentences_are_different_balanced_and_apart_from_others():
    others = labelled_sentences(40, seed=9)
    found = labelled_sentences(80, seed=0, besides=others)
    assert len({one.words for one in found}) == 80
    assert not {one.words for one in found} & {one.words for one in others}
    assert Counter(one.answer for one in found) == dict.fromkeys(range(4), 20)
    for one in found:
        assert is_right(one.words) and one.answer == answer_to(one.words)
        name, thing = one.words[3], one.words[-1]
        assert ANSWERS[one.answer].startswith("she" if name in CLASSES["she-name"] else "he,")
        assert ANSWERS[one.answer].endswith("clothing" if thing in CLASSES["clothing"] else "food")
