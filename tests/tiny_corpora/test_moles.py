"""Sentences about moles: no word in two senses, one sense in each sentence, and three sentences that are never made."""

from collections import Counter
from itertools import combinations

import pytest

from course_lib.tiny_corpora import mole_sentences
from course_lib.tiny_corpora.moles import HELD_OUT, SENSES, SMALL_WORDS

SENTENCES = mole_sentences(6000)


def senses_in(sentence) -> list[str]:
    return [sense for sense, words in SENSES.items() if words & set(sentence)]


def test_no_word_belongs_to_two_senses_and_small_words_belong_to_none():
    for first, second in combinations([*SENSES.values(), SMALL_WORDS], 2):
        assert not first & second


def test_every_word_of_a_sense_is_used_and_every_word_used_is_small_or_of_a_sense():
    used = {word for sentence in SENTENCES for word in sentence}
    assert used == SMALL_WORDS.union(*SENSES.values())


def test_each_sentence_shows_exactly_one_sense_and_all_three_are_equally_frequent():
    assert all(len(senses_in(sentence)) == 1 for sentence in SENTENCES)
    share = {sense: number / len(SENTENCES) for sense, number in Counter(senses_in(s)[0] for s in SENTENCES).items()}
    assert share == {sense: pytest.approx(1 / 3, abs=0.03) for sense in SENSES}


def test_the_held_out_sentences_are_never_made_but_show_their_sense():
    assert not set(HELD_OUT.values()) & set(SENTENCES)
    assert {sense: senses_in(sentence) for sense, sentence in HELD_OUT.items()} == {sense: [sense] for sense in SENSES}
    assert all("mole" in sentence for sentence in HELD_OUT.values())
