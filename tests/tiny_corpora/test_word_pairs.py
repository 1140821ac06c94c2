"""Pairs of words: no pair twice, and as many as the chapter says."""

from course_lib.tiny_corpora import OPPOSITES, PLURALS, RELATIONS, SAME_MEANING


def test_forty_plurals_twenty_opposites_twenty_of_the_same_meaning() -> None:
    for pairs, count in ((PLURALS, 40), (OPPOSITES, 20), (SAME_MEANING, 20)):
        assert len({frozenset(pair) for pair in pairs}) == len(pairs) == count


def test_four_relations_of_ten_pairs() -> None:
    assert [len(set(pairs)) for pairs in RELATIONS.values()] == [10, 10, 10, 10]
