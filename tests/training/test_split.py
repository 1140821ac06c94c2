"""No source that is held out is trained on, however it is written and wherever it stands."""

import random

import pytest

from course_lib.training.split import split_by_source

SAME = ["the café is open", "The CAFÉ is open", "the  cafe\u0301 is\u00a0open ", "the cafe\u0301 is open"]
LEAK = [(f"source {n}", f"target {n} {end}") for n in range(75) for end in (".", "!", "?", "…")]


def folded(source):
    """Return what a source is compared by, for sources in ASCII."""
    return " ".join(source.casefold().split())


def test_pairs_with_the_same_source_stay_together():
    split = split_by_source(LEAK, 15)
    assert len(split.held_out) == 12 and len(split.train) == 288  # three sources; a fourth would be too many
    assert not {source for source, _ in split.held_out} & {source for source, _ in split.train}
    assert sorted(split.train + split.held_out) == sorted(LEAK)


@pytest.mark.parametrize("other", SAME[1:])
def test_capitals_spaces_and_the_encoding_of_accents_make_no_other_source(other):
    filler = [(f"{n}", "x") for n in range(200)]
    for salt in range(30):
        pairs = [(f"{salt} {SAME[0]}", "a"), (f"{salt} {other}", "b"), *filler]
        held_out = split_by_source(pairs, 100).held_out
        assert (pairs[0] in held_out) == (pairs[1] in held_out)
    several = split_by_source([(SAME[0], "a"), (other, "b"), ("another", "c")], 1).translations
    assert several == {2: 1, 1: 1}


def test_another_letter_sign_or_word_makes_another_source():
    assert split_by_source([("a", "x"), ("a.", "x"), ("á", "x"), ("aa", "x"), ("a a", "x")], 1).translations == {1: 5}


def test_the_order_of_the_lines_does_not_matter():
    shuffled = random.Random(0).sample(LEAK, len(LEAK))
    assert sorted(split_by_source(shuffled, 15).held_out) == sorted(split_by_source(LEAK, 15).held_out)


def test_each_part_keeps_the_order_of_the_file():
    split = split_by_source(LEAK, 15)
    for part in (split.train, split.held_out):
        assert part == [pair for pair in LEAK if pair in part]


def test_exactly_as_many_are_held_out_as_asked_for_where_sources_differ():
    pairs = [(str(n), "x") for n in range(1000)]
    for count in (0, 1, 50):
        assert len(split_by_source(pairs, count).held_out) == count


def test_the_held_out_sources_are_no_block_of_the_file():
    places = [int(source) for source, _ in split_by_source([(str(n), "x") for n in range(1000)], 50).held_out]
    assert min(places) < 100 and max(places) > 900


def test_the_report_says_how_many_and_why_none():
    assert split_by_source(LEAK, 15).report().splitlines() == [
        "12 of 300 different pairs are held out. "
        "None of their source sentences is trained on, whatever its capitals and spaces.",
        "Source sentences with several translations: 75 (up to 4 for one).",
    ]
    assert split_by_source([("a", "x")], 0).report() == (
        "0 of 1 different pairs are held out. They are too few for that."
    )
    one_source = [("the boat", f"le bateau {n}") for n in range(300)]
    assert split_by_source(one_source, 15).report().splitlines() == [
        "0 of 300 different pairs are held out. Too many of them have the same source sentence.",
        "Source sentences with several translations: 1 (up to 300 for one).",
    ]
