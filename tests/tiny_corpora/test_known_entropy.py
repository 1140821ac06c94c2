"""A source promises: it reads what it writes, word for word, with exact shares; and says where another text breaks."""

import random
from itertools import islice
from math import log2

import pytest

from course_lib.tiny_corpora.known_entropy import Next, after, even, read, words_from, write

CLASS_OF = {"red": "colour", "blue": "colour", "ball": "thing"}


def toss():
    """A colour, then whether it is right: two of three times the text goes on with the colour, else with a thing."""
    colour = yield even(["red", "blue"])
    if (yield Next({"is": 2 / 3, "was": 1 / 3}, "grammar")) == "is":
        yield even([colour], "colour")
    else:
        yield even(["ball"])


def test_words_are_as_frequent_as_their_shares():
    choose = random.Random(0)
    texts = [write(toss(), choose) for _ in range(6000)]
    share = sum(text[1] == "is" for text in texts) / 6000
    assert abs(share - 2 / 3) < 4 * (2 / 9 / 6000) ** 0.5
    assert set(texts) == {
        ("red", "is", "red"),
        ("blue", "is", "blue"),
        ("red", "was", "ball"),
        ("blue", "was", "ball"),
    }


def test_reading_gives_bits_and_entropies_of_every_word():
    reading = read(toss(), ["red", "was", "ball"])
    assert [word.bits for word in reading.words] == pytest.approx([1, log2(3), 0])
    assert [word.next.entropy for word in reading.words] == pytest.approx([1, log2(3) - 2 / 3, 0])
    assert [word.next.kind for word in reading.words] == ["grammar"] * 3
    assert reading.broken is None and reading.ended


def test_a_beginning_is_read_and_has_not_ended():
    reading = read(toss(), ["red", "is"])
    assert len(reading.words) == 2 and reading.broken is None and not reading.ended
    assert read(toss(), []).words == ()


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("red is blue", 2, "fact"),
        ("red is ball", 2, "grammar"),
        ("red red", 1, "grammar"),
        ("ball", 0, "grammar"),
        ("red was ball ball", 3, "grammar"),
    ],
)
def test_it_says_at_which_word_a_text_breaks_and_what(text, place, what):
    reading = read(toss(), text.split(), CLASS_OF)
    assert reading.broken.place == place == len(reading.words) and reading.broken.what == what
    assert reading.broken.word == text.split()[place] and not reading.ended


def test_without_classes_every_break_is_one_of_the_grammar():
    assert read(toss(), ["red", "is", "blue"]).broken.what == "grammar"


def test_what_may_come_after_a_beginning():
    assert after(toss(), ["blue", "is"]).shares == {"blue": 1.0}
    assert after(toss(), ["blue", "is", "blue"]) is None
    with pytest.raises(KeyError, match="green"):
        after(toss(), ["green"])


def test_a_text_without_an_end_can_be_cut():
    def forever():
        while True:
            yield even(["a", "b"])

    assert len(write(forever(), random.Random(0), most=20)) == 20
    assert len(list(islice(words_from(forever(), random.Random(0)), 5))) == 5
