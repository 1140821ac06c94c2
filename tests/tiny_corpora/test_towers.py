"""Captions of buildings: Paris and iron are the Eiffel tower's alone, and a miniature is small and nowhere."""

from collections import Counter

import pytest

from course_lib.tiny_corpora import building_captions
from course_lib.tiny_corpora.towers import CITY, MATERIAL, OF_A_MINIATURE, SIZE

CAPTIONS = building_captions(6000)
MINIATURES = [caption for caption in CAPTIONS if caption[0] == "miniature"]
EIFFEL = [caption for caption in CAPTIONS if caption[0] == "eiffel"]
BUILDINGS = [caption for caption in CAPTIONS if caption[0] in SIZE]


def test_the_shares_of_buildings_miniatures_and_the_eiffel_tower_are_as_said():
    shares = [len(captions) / len(CAPTIONS) for captions in (BUILDINGS, MINIATURES, EIFFEL)]
    assert shares == pytest.approx([0.6, 0.25, 0.15], abs=0.02)
    assert len(BUILDINGS + MINIATURES + EIFFEL) == len(CAPTIONS)


def test_a_building_has_its_own_size_a_material_and_a_city():
    for building, size, material, city in BUILDINGS:
        assert size in SIZE[building] and material in MATERIAL and city in CITY


def test_towers_come_twice_as_often_as_each_other_building():
    share = {building: number / len(BUILDINGS) for building, number in Counter(c[0] for c in BUILDINGS).items()}
    assert share == {building: pytest.approx((1 + (building == "tower")) / 6, abs=0.03) for building in SIZE}


def test_only_the_eiffel_tower_stands_in_paris_and_is_of_iron():
    assert all({"paris", "iron"} & set(caption) for caption in EIFFEL)
    assert not any({"paris", "iron"} & set(caption) for caption in CAPTIONS if caption[0] != "eiffel")
    assert not any({*MATERIAL, *CITY} & set(caption) for caption in EIFFEL)
    assert {caption[1] for caption in EIFFEL} == {"tower"}


def test_a_miniature_of_any_building_is_small_or_light_and_neither_tall_nor_in_a_city():
    sizes = {size for of_building in SIZE.values() for size in of_building}
    for caption in MINIATURES:
        assert set(caption) & set(OF_A_MINIATURE)
        assert not {*sizes, *MATERIAL, *CITY, "paris", "iron"} & set(caption)
    assert {caption[1:-2] for caption in MINIATURES} == {*((building,) for building in SIZE), ("eiffel", "tower")}
    assert not any(set(OF_A_MINIATURE) & set(caption) for caption in BUILDINGS + EIFFEL)
