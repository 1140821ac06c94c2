"""Sentences like 我 喜欢 这个 美丽 花园: noun, verb and demonstrative answer for the adjective between them."""

from course_lib.tiny_corpora import garden_questions
from course_lib.tiny_corpora.gardens import ADJECTIVES, ATTITUDE_OF, DISTANCE_OF, HELD_OUT, KIND_OF, SUBJECTS

EVERYTHING = ("kind", "attitude", "distance")


def test_each_answer_follows_from_its_own_word():
    for question in garden_questions(3000, asked=EVERYTHING):
        subject, verb, demonstrative, adjective, noun = question.words
        assert subject in SUBJECTS and adjective in ADJECTIVES
        assert question.answers == {
            "kind": KIND_OF[noun],
            "attitude": ATTITUDE_OF[verb],
            "distance": DISTANCE_OF[demonstrative],
        }


def test_the_adjective_is_asked_and_nothing_else_than_what_was_wanted():
    for asked in (("kind",), ("attitude", "distance")):
        for question in garden_questions(50, asked=asked):
            assert question.words[question.asked] in ADJECTIVES and tuple(question.answers) == asked
    assert all(tuple(question.answers) == ("kind",) for question in garden_questions(50))


def test_the_same_seed_makes_the_same_sentences_whatever_is_asked():
    both = (garden_questions(50, seed=3), garden_questions(50, seed=3, asked=EVERYTHING))
    assert [question.words for question in both[0]] == [question.words for question in both[1]]


def test_the_held_out_sentence_is_the_only_one_never_made():
    made = {question.words for question in garden_questions(20_000)}
    assert HELD_OUT not in made
    assert len(made) == len(SUBJECTS) * len(ATTITUDE_OF) * len(DISTANCE_OF) * len(ADJECTIVES) * len(KIND_OF) - 1
