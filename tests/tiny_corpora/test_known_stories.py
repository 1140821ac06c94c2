"""Stories promise: each text has one derivation, facts stay true, and what a word costs in the mean is its entropy."""

import random
from collections import Counter

import pytest

from course_lib.tiny_corpora import CLASS_OF, FACTS, STORY_WORDS, after, read, stories, story
from course_lib.tiny_corpora.known_stories import FIRST_NAMES, SURNAMES

STORY = (
    "lea west has a gold drum . leo lane has a red book . who has the book ? leo lane . "
    "leo lane gives the book to lea west . lea west goes to the garden . where is lea west ? in the garden . "
    "the drum is gold . who has the book ? lea west . end"
)
MANY = stories(120, seed=1)


def test_a_story_is_read_to_its_end():
    reading = read(story(), STORY.split(), CLASS_OF)
    assert reading.broken is None and reading.ended


def test_every_written_story_can_be_read_each_word_being_one_choice():
    for words in MANY:
        reading = read(story(), words, CLASS_OF)
        assert reading.broken is None and reading.ended
        assert tuple(word.word for word in reading.words) == words


def test_shares_sum_to_one_whatever_was_written_before():
    choose = random.Random(5)
    for words in MANY[:40]:
        place = choose.randrange(len(words))
        shares = after(story(), words[:place]).shares
        assert sum(shares.values()) == pytest.approx(1) and min(shares.values()) > 0


def test_all_beginnings_of_four_words_are_different_texts_and_their_shares_sum_to_one():
    beginnings = {(): 1.0}
    for _ in range(4):
        longer = Counter()
        for words, share in beginnings.items():
            for word, more in after(story(), words).shares.items():
                assert (*words, word) not in longer  # one derivation only
                longer[(*words, word)] = share * more
        beginnings = longer
    assert len(beginnings) == len(FIRST_NAMES) * len(SURNAMES)
    assert sum(beginnings.values()) == pytest.approx(1)


def test_what_words_cost_in_the_mean_is_their_entropy():
    words = [word for text in MANY for word in read(story(), text).words]
    excess = [word.bits - word.next.entropy for word in words]
    spread = (sum(number**2 for number in excess) / len(excess)) ** 0.5
    assert abs(sum(excess) / len(excess)) < 4 * spread / len(excess) ** 0.5
    assert 0.7 < sum(word.next.entropy for word in words) / len(words) < 0.9


def test_a_fact_has_no_choice_but_for_the_owner_of_two_things():
    for text in MANY[:50]:
        for word in read(story(), text).words:
            if word.next.kind in {"surname", "colour", "place"}:
                assert len(word.next.shares) == 1


@pytest.mark.parametrize(
    ("text", "what", "expected"),
    [
        (STORY.replace("the drum is gold", "the drum is red"), "fact", ("gold",)),
        (STORY.replace("who has the book ? leo", "who has the book ? lea", 1), "fact", ("leo",)),
        (STORY.replace("? leo lane", "? leo west"), "fact", ("lane",)),
        (STORY.replace("in the garden", "in the school"), "fact", ("garden",)),
        (STORY.replace("gives the book", "gives the drum"), "fact", ("book",)),
        (STORY.replace("the drum is gold", "the drum is drum"), "grammar", ("gold",)),
        (STORY.replace("drum . leo", "drum leo"), "grammar", (".",)),
        (STORY + " the", "grammar", ()),
    ],
)
def test_it_says_whether_grammar_or_a_fact_is_broken_and_what_was_expected(text, what, expected):
    broken = read(story(), text.split(), CLASS_OF).broken
    assert (broken.what, broken.expected) == (what, expected)


def test_a_given_thing_has_a_new_owner_and_a_person_who_goes_on_a_new_place():
    beginning = STORY.partition("where")[0]
    assert after(story(), f"{beginning}who has the book ?".split()).shares == {"lea": 1.0}
    moved = f"{beginning}lea west goes to the tower . where is lea west ? in the"
    assert after(story(), moved.split()).shares == {"tower": 1.0}


def test_the_words_are_those_of_the_list_and_kinds_are_known():
    assert {word for text in MANY for word in text} == set(STORY_WORDS)
    kinds = {word.next.kind for text in MANY[:50] for word in read(story(), text).words}
    assert kinds == {"grammar", "cast", *FACTS}


def test_a_seed_gives_the_same_stories_and_most_cuts_them():
    assert stories(5, seed=3) == stories(5, seed=3) != stories(5, seed=4)
    assert all(len(text) == 10 for text in stories(5, seed=3, most=10))
