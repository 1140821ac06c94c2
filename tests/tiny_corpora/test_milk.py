"""What is said after "the black cat drank the milk": mostly the verb tells, sometimes the subject."""

import pytest

from course_lib.tiny_corpora import milk_questions
from course_lib.tiny_corpora.milk import MILK, PLACE_OF, RESULT_OF, SENTENCES, TEN_PLACES, TWO_RESULTS


def share_told_by_the_verb(**settings) -> float:
    questions = milk_questions(4000, **settings)
    return sum(question.answers["next word"] in RESULT_OF.values() for question in questions) / len(questions)


def test_all_sentences_are_different_and_milk_is_the_word_asked():
    assert len(set(SENTENCES)) == 4 * 4 * 10
    assert {sentence[MILK] for sentence in SENTENCES} == {"milk"}
    questions = milk_questions(4000)
    assert {question.words for question in questions} == set(SENTENCES)
    assert {question.asked for question in questions} == {MILK}


def test_the_next_word_follows_from_the_verb_or_from_the_subject():
    for question in milk_questions(4000):
        _, _, subject, verb, _, _ = question.words
        assert question.answers["next word"] in (RESULT_OF[verb], PLACE_OF[subject])


def test_what_follows_from_a_verb_follows_from_no_other_and_from_no_subject():
    assert len(set(RESULT_OF.values())) == len(RESULT_OF)
    assert not set(RESULT_OF.values()) & set(PLACE_OF.values())


def test_the_share_told_by_the_verb_is_as_asked():
    assert share_told_by_the_verb() == pytest.approx(0.85, abs=0.02)
    assert share_told_by_the_verb(about_verb=0.3) == pytest.approx(0.3, abs=0.03)
    assert share_told_by_the_verb(about_verb=1.0) == 1 and share_told_by_the_verb(about_verb=0.0) == 0


def test_what_follows_from_which_word_can_be_set():
    questions = milk_questions(4000, place_of=TEN_PLACES, result_of=TWO_RESULTS)
    for question in questions:
        _, _, subject, verb, _, _ = question.words
        assert question.answers["next word"] in (TWO_RESULTS[verb], TEN_PLACES[subject])
    assert {question.words[2] for question in questions} == set(TEN_PLACES)
    assert len(set(TEN_PLACES.values())) == 10 and len(set(TWO_RESULTS.values())) == 2
    assert not set(TEN_PLACES.values()) & (set(TWO_RESULTS.values()) | set(RESULT_OF.values()))
