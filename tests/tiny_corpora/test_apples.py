"""Sentences like 小明 送 小红 的 苹果 很 甜: places tell giver from receiver, the last word fruit from telephone."""

from collections import Counter

import pytest

from course_lib.tiny_corpora import apple_questions
from course_lib.tiny_corpora.apples import NAMES, SENSE_OF

QUESTIONS = apple_questions(3000)


def test_there_are_32_different_names():
    assert len(NAMES) == len(set(NAMES)) == 32


def test_the_answers_follow_from_the_places_of_the_names_and_from_the_last_word():
    for question in QUESTIONS:
        giver, gives, receiver, of, apple, very, quality = question.words
        assert (gives, of, apple, very) == ("送", "的", "苹果", "很") and question.asked == 4
        assert question.answers == {"giver": giver, "receiver": receiver, "sense": SENSE_OF[quality]}


def test_nobody_gives_to_themselves_and_everybody_gives_and_receives():
    assert all(question.answers["giver"] != question.answers["receiver"] for question in QUESTIONS)
    assert {question.answers["giver"] for question in QUESTIONS} == set(NAMES)
    assert {question.answers["receiver"] for question in QUESTIONS} == set(NAMES)


def test_fruit_and_telephone_are_equally_frequent():
    share = Counter(question.answers["sense"] for question in QUESTIONS)["fruit"] / len(QUESTIONS)
    assert share == pytest.approx(0.5, abs=0.03)
