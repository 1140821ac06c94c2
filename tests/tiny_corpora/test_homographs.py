"""Words of several meanings: each stands once in each of its sentences, as a word."""

import re

import pytest

from course_lib.tiny_corpora import HOMOGRAPHS


@pytest.mark.parametrize("word", HOMOGRAPHS)
def test_every_meaning_has_six_sentences_with_the_word_in_them_once(word: str) -> None:
    for sentences in HOMOGRAPHS[word].values():
        assert len(sentences) == len(set(sentences)) == 6
        assert all(re.findall(r"\w+", sentence.lower()).count(word) == 1 for sentence in sentences)


def test_there_are_78_sentences_of_six_words() -> None:
    assert len(HOMOGRAPHS) == 6
    assert sum(len(sentences) for meanings in HOMOGRAPHS.values() for sentences in meanings.values()) == 78
