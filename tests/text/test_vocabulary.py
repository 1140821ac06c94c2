"""A vocabulary numbers tokens, goes there and back, and names what it does not know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.text import Vocabulary, split_into_characters, split_into_words


@given(st.lists(st.text(min_size=1), min_size=1))
def test_encoding_and_decoding_give_back_the_tokens(tokens):
    vocabulary = Vocabulary(tokens)
    assert vocabulary.decode(vocabulary.encode(tokens)) == tokens
    assert sorted(vocabulary.id_of.values()) == list(range(len(vocabulary)))


@given(st.text())
def test_characters_joined_are_the_text_again(text):
    assert "".join(split_into_characters(text)) == text


def test_words_are_split_at_any_white_space():
    assert split_into_words("the  cat\nsees it ") == ["the", "cat", "sees", "it"]


def test_ids_follow_the_first_occurrence_or_the_alphabet_whatever_the_order_of_sentences():
    assert Vocabulary(["b", "a", "b"]).tokens == ("b", "a")
    sentences = [["b", "c"], ["a"]]
    assert (
        Vocabulary.of_sentences(sentences).tokens == Vocabulary.of_sentences(sentences[::-1]).tokens == ("a", "b", "c")
    )


def test_an_unknown_token_is_named_with_its_place_and_tokens_like_it():
    with pytest.raises(ValueError, match=r"token 2 is 'cats', which is not among the 2 tokens .* for example: cat"):
        Vocabulary(["the", "cat"]).encode(["the", "cats"])


@pytest.mark.parametrize("number", [-1, 2])
def test_an_id_out_of_range_is_refused(number):
    with pytest.raises(ValueError, match=rf"id {number} is out of range; .* ids 0 to 1"):
        Vocabulary(["a", "b"]).decode([number])
