"""Each corpus holds the regularities its documentation names, repeats by seed, and has the size asked for."""

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from course_lib.tiny_corpora import (
    apple_questions,
    building_captions,
    counting_sentences,
    garden_questions,
    milk_questions,
    mole_sentences,
    royalty_sentences,
    two_names_sentences,
)
from course_lib.tiny_corpora.counting import NOUNS, VERBS
from course_lib.tiny_corpora.royalty import DOES, PEOPLE, PLACE, PRONOUNS, THING, VEHICLES
from course_lib.tiny_corpora.two_names import TOMATO

CORPORA = (
    apple_questions,
    building_captions,
    counting_sentences,
    garden_questions,
    milk_questions,
    mole_sentences,
    royalty_sentences,
    two_names_sentences,
)


@pytest.mark.parametrize("make", CORPORA)
def test_the_seed_decides_everything_and_the_size_is_as_asked(make):
    assert make(50, seed=3) == make(50, seed=3)
    assert make(50, seed=3) != make(50, seed=4)
    assert len(make(50)) == 50


def test_one_stands_with_singular_words_and_more_with_plural_ones():
    for sentence in counting_sentences(2000):
        singular = sentence[0] in ("one", "a")
        assert singular == bool(set(sentence) & set(NOUNS)) == bool(set(sentence) & set(VERBS))
        assert singular != bool(set(sentence) & set(NOUNS.values()))


def test_the_more_things_there_are_the_more_often_they_are_together():
    together = Counter(sentence[0] for sentence in counting_sentences(8000) if sentence[-1] == "together")
    all_sentences = Counter(sentence[0] for sentence in counting_sentences(8000))
    share = [together[number] / all_sentences[number] for number in ("one", "two", "three", "four")]
    assert share[0] == 0 and all(low + 0.1 < high for low, high in pairwise(share))


def test_company_tells_rank_and_sex_of_a_person_and_vehicles_share_none_of_it():
    company = defaultdict(set)
    for sentence in royalty_sentences(4000):
        (subject,) = set(sentence) & {*PEOPLE, *VEHICLES}
        company[subject].update(sentence)
    for person, (rank, sex) in PEOPLE.items():
        other_rank, other_sex = {"royal": "common", "common": "royal"}[rank], {"male": "female", "female": "male"}[sex]
        assert {*DOES[rank], *PLACE[rank], *THING[rank], *PRONOUNS[sex]} <= company[person]
        assert not {*DOES[other_rank], *PLACE[other_rank], *THING[other_rank], *PRONOUNS[other_sex]} & company[person]
    shared = set.union(*(company[person] for person in PEOPLE)) & set.union(*(company[vehicle] for vehicle in VEHICLES))
    assert shared <= {"the", "in", "on", "has"}


def test_the_two_names_of_the_tomato_keep_the_same_company_and_never_meet():
    company = defaultdict(set)
    for sentence in two_names_sentences(4000):
        names = set(sentence) & set(TOMATO)
        assert len(names) <= 1
        for name in names:
            company[name].update(set(sentence) - names)
    assert company[TOMATO[0]] == company[TOMATO[1]]
    assert not set(TOMATO[0]) & set(TOMATO[1])
