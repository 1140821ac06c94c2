"""Words, characters, subwords: one way to encode, no ids of their own for special tokens, and a file to come back."""

import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.training import BOS_ID, EOS_ID, PAD_ID, SPECIAL_TOKENS, SubwordTokenizer, Tokenizer, WordTokenizer
from course_lib.training.character_tokenizer import CharacterTokenizer
from course_lib.training.tokenizer import tokenizer_from_json

SENTENCES = ["the ball is blue", "the blue balls are old", "the old ball"]
SUBWORDS = SubwordTokenizer.of_sentences(SENTENCES * 20, vocab_size=300)
WORDS = WordTokenizer.of_sentences(SENTENCES)
CHARACTERS = CharacterTokenizer.of_sentences(SENTENCES)
EVERY = pytest.mark.parametrize("tokenizer", [WORDS, CHARACTERS, SUBWORDS], ids=["words", "characters", "subwords"])


def test_the_special_tokens_are_three_and_pad_is_zero():
    assert (PAD_ID, BOS_ID, EOS_ID) == (0, 1, 2) and len(set(SPECIAL_TOKENS)) == 3


@EVERY
def test_all_kinds_are_tokenizers_and_come_back_from_a_file(tokenizer):
    assert isinstance(tokenizer, Tokenizer)
    again = tokenizer_from_json(json.loads(json.dumps(tokenizer.to_json())))
    assert len(again) == len(tokenizer)
    for sentence in SENTENCES:
        assert again.encode(sentence) == tokenizer.encode(sentence)
        assert again.decode(tokenizer.encode(sentence)) == sentence


@EVERY
def test_decoding_leaves_out_start_and_pads_and_ends_at_the_end(tokenizer):
    ids = tokenizer.encode("the old ball")
    assert tokenizer.decode([PAD_ID, BOS_ID, *ids, EOS_ID, *ids, PAD_ID]) == "the old ball"


@EVERY
def test_no_id_of_a_sentence_is_special_and_all_are_below_the_size(tokenizer):
    ids = [number for sentence in SENTENCES for number in tokenizer.encode(sentence)]
    assert min(ids) > EOS_ID and max(ids) < len(tokenizer)


def test_each_word_is_one_token_and_its_id_is_its_place():
    assert [WORDS.tokens[number] for number in WORDS.encode("the old ball")] == ["the", "old", "ball"]
    assert WORDS.tokens[:3] == SPECIAL_TOKENS


def test_each_character_is_one_token_spaces_too_and_an_unknown_one_is_named():
    assert [CHARACTERS.tokens[number] for number in CHARACTERS.encode("a  b")] == ["a", " ", " ", "b"]
    with pytest.raises(ValueError, match="character 2 is 'X', which does not occur"):
        CHARACTERS.encode("aXe")


def test_an_unknown_word_is_named():
    with pytest.raises(ValueError, match="token 2 is 'boll'"):
        WORDS.encode("the boll")


@settings(max_examples=50)
@given(st.text())
def test_subwords_refuse_no_text_and_change_none(text):
    ids = SUBWORDS.encode(text)
    assert SUBWORDS.decode(ids) == text
    assert all(number > EOS_ID for number in ids)


@pytest.mark.parametrize("make", [lambda: SUBWORDS, lambda: tokenizer_from_json(SUBWORDS.to_json())])
def test_a_text_that_spells_a_special_token_means_its_letters(make):
    tokenizer = make()
    text = f"the {SPECIAL_TOKENS[EOS_ID]} ball{SPECIAL_TOKENS[PAD_ID]}"
    assert tokenizer.decode(tokenizer.encode(text)) == text


def test_frequent_words_become_few_tokens():
    assert len(SUBWORDS.encode("the ball")) < len("the ball") / 2
    assert len(SUBWORDS) <= 300


def test_too_small_a_vocabulary_is_refused():
    with pytest.raises(ValueError, match="vocab_size is 100; expected at least 259"):
        SubwordTokenizer.of_sentences(SENTENCES, vocab_size=100)


def test_a_missing_library_is_one_sentence_that_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(ValueError, match="not installed; install it with: pip install 'tokenizers"):
        SubwordTokenizer.of_sentences(SENTENCES)
