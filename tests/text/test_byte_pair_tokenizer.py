"""Byte-pair encoding promises: the merges of the library `tokenizers`, its ids, and every text comes back."""

import json

import pytest
import tokenizers
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.text import BytePairTokenizer, do_not_split

ENGLISH = "the ball is blue. the blue ball is not the red ball; balls are balls, aren't they? " * 2
TEXTS = {
    "english": ENGLISH,
    "chinese": "人工智能学院的人工智能课程,人人都学人工智能。中文和英文 the course is 中文",
    "digits": "2026-11-30 1000 10000 3.14159 314 1 10 100 20 2020 12:12:12",
    "emoji": "🙂🙂 😀🙂 👩‍👩‍👧 👩‍👧 🙂!",
    "spaces": "a  b   c    d\n\n\ne\t\tf  \n  g   ",
    "aaa": "aaa aaaa aaaaa aaaaaaaa baaab aaabaaa",
    "nothing": "",
}
SMALL = BytePairTokenizer.train([ENGLISH], 300)


def train_library(texts, vocab_size, *, split=True):
    """Train byte-level BPE of the library."""
    library = tokenizers.Tokenizer(tokenizers.models.BPE())
    library.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=split)
    alphabet = tokenizers.pre_tokenizers.ByteLevel.alphabet()
    library.train_from_iterator(
        texts,
        tokenizers.trainers.BpeTrainer(vocab_size=vocab_size, initial_alphabet=alphabet, show_progress=False),
    )
    return library


def merges_of(library):
    """Return the library's merges as pairs of ids, in order."""
    model = json.loads(library.to_str())["model"]
    return [tuple(model["vocab"][token] for token in pair) for pair in model["merges"]]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("vocab_size", [256, 270, 600])
def test_training_makes_the_merges_of_the_library_one_by_one(name, vocab_size):
    ours, theirs = BytePairTokenizer.train([TEXTS[name]], vocab_size), train_library([TEXTS[name]], vocab_size)
    assert ours.merges == merges_of(theirs)
    assert len(ours) == theirs.get_vocab_size()
    for text in TEXTS.values():
        assert ours.encode(text) == theirs.encode(text).ids


def test_many_texts_at_once_make_the_merges_of_the_library_too():
    texts = list(TEXTS.values())
    ours, theirs = BytePairTokenizer.train(texts, 700), train_library(texts, 700)
    assert ours.merges == merges_of(theirs) and len(ours.merges) > 100


@settings(max_examples=150)
@given(st.lists(st.text("ab ", max_size=20), max_size=4), st.text("ab "))
def test_texts_of_two_letters_with_many_ties_make_the_merges_of_the_library(texts, other):
    ours, theirs = BytePairTokenizer.train(texts, 300), train_library(texts, 300)
    assert ours.merges == merges_of(theirs)
    assert ours.encode(other) == theirs.encode(other).ids


@given(st.text() | st.sampled_from(list(TEXTS.values())))
def test_every_text_comes_back(text):
    assert SMALL.decode(SMALL.encode(text)) == text


def test_the_tie_rule_decides():
    tokenizer = BytePairTokenizer.train(["ba ba ab ab"], 257, do_not_split)
    pairs = {token: number for number, token in enumerate(tokenizer.tokens)}
    assert tokenizer.merges == [(pairs[b"a"], pairs[b"b"])]  # four pairs occur twice


def test_two_ways_to_the_same_bytes_are_one_token():
    tokenizer = BytePairTokenizer()
    (a,) = tokenizer.encode("a")
    aa = tokenizer.add_merge((a, a))
    assert tokenizer.add_merge((aa, a)) == tokenizer.add_merge((a, aa))
    assert len(tokenizer) == 258


def test_a_text_cut_in_two_is_not_always_the_sum_of_its_parts():
    assert SMALL.encode("the b") + SMALL.encode("all") != SMALL.encode("the ball")


def test_half_a_character_is_shown_as_such():
    assert SMALL.decode(SMALL.encode("文")[:2]) == "�"


def test_what_it_refuses():
    with pytest.raises(ValueError, match=r"^vocab_size is 255; expected at least 256"):
        BytePairTokenizer.train([], 255)
    with pytest.raises(ValueError, match=r"^id 300 is out of range; this tokenizer has the ids 0 to 279"):
        SMALL.decode([1, 300])
