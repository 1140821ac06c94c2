"""Sentences like "the animal did not cross the street because it was too tired": the last word tells what *it* is."""

from itertools import product

import pytest

from course_lib.tiny_corpora import crossing_questions
from course_lib.tiny_corpora.crossings import (
    HELD_OUT,
    IT,
    LAST,
    PLACE,
    PLACES,
    SECOND_CLAUSE,
    WALKER,
    WALKERS,
    box_of,
    crossing,
    place_of_meant,
)

SEEN, NEW = crossing_questions()
OF_THE_WALKER = {"tired", "scared", "hungry", "old", "slow"}
OF_THE_PLACE = {"wide", "long", "crowded", "wet", "dark"}


def pairs_in(questions) -> set[tuple[str, str]]:
    return {(question.words[WALKER], question.words[PLACE]) for question in questions}


def test_the_places_of_words_are_as_said():
    words = crossing("animal", "street", "tired").words
    assert " ".join(words) == "the animal did not cross the street because it was too tired"
    assert [words[place] for place in (WALKER, PLACE, IT, LAST)] == ["animal", "street", "it", "tired"]
    assert words[SECOND_CLAUSE] == "because" and len(words) == LAST + 1


def test_each_box_holds_one_walker_and_one_place():
    assert len(set(WALKERS)) == len(set(PLACES)) == 14 and not set(WALKERS) & set(PLACES)
    boxes = {box_of(walker) for walker in WALKERS}
    assert len(boxes) == 14 and {box_of(place) for place in PLACES} == boxes


def test_places_are_packed_in_another_order_than_walkers():
    same_box = [walker for walker, place in zip(WALKERS, PLACES, strict=True) if box_of(walker) == box_of(place)]
    assert len(same_box) <= 2
    assert box_of("animal") != box_of("street")


def test_the_adjective_tells_what_is_meant_and_the_box_is_that_of_what_is_meant():
    for question in SEEN + NEW:
        assert question.asked == IT and question.words[LAST] in OF_THE_WALKER | OF_THE_PLACE
        meant = WALKER if question.words[LAST] in OF_THE_WALKER else PLACE
        assert place_of_meant(question) == meant
        assert question.answers == {"box": box_of(question.words[meant])}


@pytest.mark.parametrize("seed", [0, 1])
def test_a_held_out_pair_never_occurs_in_training_but_both_its_words_do(seed):
    seen, new = crossing_questions(seed)
    assert not pairs_in(seen) & pairs_in(new)
    assert {word for question in new for word in question.words} <= {
        word for question in seen for word in question.words
    }
    for words in zip(*pairs_in(seen), strict=True):
        assert set(words) in (set(WALKERS), set(PLACES))


@pytest.mark.parametrize("seed", [0, 1])
def test_one_pair_in_five_is_held_out_and_animal_and_street_always(seed):
    seen, new = crossing_questions(seed)
    assert HELD_OUT in pairs_in(new)
    share = len(pairs_in(new)) / len(pairs_in(seen) | pairs_in(new))
    assert share == pytest.approx(0.2, abs=0.01)


def test_every_pair_in_either_list_is_there_with_each_adjective_once():
    for questions in (SEEN, NEW):
        expected = [
            (*pair, adjective) for pair, adjective in product(pairs_in(questions), OF_THE_WALKER | OF_THE_PLACE)
        ]
        found = [(question.words[WALKER], question.words[PLACE], question.words[LAST]) for question in questions]
        assert sorted(found) == sorted(expected)


def test_the_seed_decides_everything():
    assert crossing_questions(3) == crossing_questions(3) != crossing_questions(4)
    assert pairs_in(crossing_questions(3)[1]) != pairs_in(crossing_questions(4)[1])
