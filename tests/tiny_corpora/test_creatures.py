"""Sentences of two nouns: the adjectives right before a noun answer for it, and only for it."""

import pytest

from course_lib.tiny_corpora import creature_questions, creatures
from course_lib.tiny_corpora.creatures import COLOURS, HELD_OUT, NOUNS, TEXTURES

QUESTIONS = creature_questions(2000)


def test_the_seed_decides_everything_and_each_sentence_gives_a_question_for_each_of_its_two_nouns():
    assert creature_questions(30, seed=3) == creature_questions(30, seed=3) != creature_questions(30, seed=4)
    assert len(QUESTIONS) == 4000
    for about_subject, about_place in zip(QUESTIONS[::2], QUESTIONS[1::2], strict=True):
        words = about_subject.words
        assert words == about_place.words
        assert [place for place, word in enumerate(words) if word in NOUNS] == [about_subject.asked, about_place.asked]


def test_the_adjectives_right_before_a_noun_tell_its_answers():
    for question in QUESTIONS:
        before = []
        for word in reversed(question.words[: question.asked]):
            if word not in TEXTURES + COLOURS:
                break
            before.append(word)
        told = {
            "texture": [word for word in before if word in TEXTURES] or ["none"],
            "colour": [word for word in before if word in COLOURS] or ["none"],
        }
        assert {name: [answer] for name, answer in question.answers.items()} == told


@pytest.mark.parametrize("noun", [0, 1])
def test_every_adjective_can_stand_before_either_noun_or_be_left_out(noun):
    answers = [question.answers for question in QUESTIONS[noun::2]]
    assert {given["texture"] for given in answers} == {*TEXTURES, "none"}
    assert {given["colour"] for given in answers} == {*COLOURS, "none"}
    for name in ("texture", "colour"):
        assert sum(given[name] == "none" for given in answers) / len(answers) == pytest.approx(0.4, abs=0.05)


def test_the_held_out_sentence_is_never_made_and_another_takes_its_place(monkeypatch):
    assert set(HELD_OUT) <= {word for question in QUESTIONS for word in question.words}
    # The sentence of the book is too rare to be missed among these, so another one is held out.
    held_out = QUESTIONS[0].words
    monkeypatch.setattr(creatures, "HELD_OUT", held_out)
    without = creature_questions(2000)
    assert len(without) == 4000 and held_out not in {question.words for question in without}
    assert HELD_OUT not in {question.words for question in QUESTIONS}


def test_a_noun_can_be_asked_for_itself():
    for question in creature_questions(30, asked=("noun", "colour")):
        assert list(question.answers) == ["noun", "colour"]
        assert question.answers["noun"] == question.words[question.asked]
