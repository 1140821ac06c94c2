"""A translator translates each sentence as if it were alone, and is judged by what is exactly right."""

from dataclasses import replace

import pytest
import torch

from course_lib.training import BOS_ID, EOS_ID, bleu, exact_match
from course_lib.training.translator import MOST_TOKENS
from tests.training.small import SIZES, small_translator, weights_of


def test_sources_end_and_targets_start_and_end(translator):
    source, target = translator.encode_pairs([("the ball is blue", "la bola es azul")])[0]
    assert source[-1] == EOS_ID and BOS_ID not in source and len(source) == 5
    assert target[0] == BOS_ID and target[-1] == EOS_ID and len(target) == 6
    assert translator.source.decode(source) == "the ball is blue"
    assert translator.target.decode(target) == "la bola es azul"


def test_the_neighbours_of_a_sentence_change_nothing_and_the_order_is_kept(with_opinions, monkeypatch):
    sentences = ["the ball is blue", "the old ball is not blue", "the balls are blue", "the ball"] * 3
    alone = [with_opinions.translate([sentence])[0] for sentence in sentences[:4]]
    assert len(set(alone)) > 1
    monkeypatch.setattr("course_lib.training.translating.AT_ONCE", 3)
    # A translation that does not end is cut off later beside a longer source.
    for together, single in zip(with_opinions.translate(sentences), alone * 3, strict=True):
        assert together.startswith(single)


def test_translating_leaves_the_model_as_it_was(with_opinions):
    with_opinions.model.train()
    before = weights_of(with_opinions).clone()
    with_opinions.translate(["the ball is blue"])
    assert with_opinions.model.training and torch.equal(weights_of(with_opinions), before)


def test_no_sentences_are_no_translations(translator):
    assert translator.translate([]) == []


def test_an_unknown_word_is_named(translator):
    with pytest.raises(ValueError, match="token 2 is 'boll'"):
        translator.translate(["the boll is blue"])


def test_exact_match_counts_sentences_that_are_right_to_the_letter():
    written, expected = ["la bola", "el gato", "un gato", "mi gato"], ["la bola", "el gato", "un perro", "mi gato azul"]
    assert exact_match(written, expected) == 0.5
    with pytest.raises(ValueError, match="no translations to judge"):
        exact_match([], [])
    with pytest.raises(ValueError, match="there are 4 translations and 3 expected ones"):
        exact_match(written, expected[1:])


def test_what_is_written_stands_beside_what_is_expected(with_opinions, pairs):
    written, expected = with_opinions.written_and_expected(pairs[:3])
    assert written == with_opinions.translate([source for source, _ in pairs[:3]])
    assert expected == [target for _, target in pairs[:3]]
    assert with_opinions.written_and_expected([]) == ([], [])


@pytest.mark.parametrize("empty", ["", "  ", "\t\n"])
def test_an_empty_line_becomes_an_empty_line_and_the_others_are_translated(with_opinions, empty):
    alone = with_opinions.translate(["the ball is blue"])[0]
    assert alone and with_opinions.translate([empty, "the ball is blue", empty]) == ["", alone, ""]
    assert with_opinions.translate([empty]) == [""]


@pytest.mark.parametrize("positions", ["sinusoidal", "learned"])
def test_a_sentence_as_long_as_allowed_is_translated_and_a_longer_one_is_refused(pairs, positions):
    translator = small_translator(pairs, replace(SIZES, positions=positions))
    longest = " ".join(["ball"] * (MOST_TOKENS - 1))
    assert len(translator.translate([longest])[0].split()) < MOST_TOKENS
    with pytest.raises(ValueError, match="it has 513 tokens, its end included; expected at most 512"):
        translator.translate([f"{longest} ball"])


def test_bleu_is_100_for_the_expected_words_and_less_for_others():
    expected = ["la bola azul es vieja", "el gato no duerme hoy"]
    assert bleu(expected, expected) == pytest.approx(100)
    assert 0 < bleu(["la bola azul es vieja", "el perro no duerme hoy"], expected) < 100


def test_bleu_is_that_of_its_formula():
    # Of 5 words 4 are right, of 4 pairs 3, of 3 triples 2, of 2 fours 1; nothing is too short.
    expected = 100 * (4 / 5 * 3 / 4 * 2 / 3 * 1 / 2) ** (1 / 4)
    assert bleu(["la bola azul es roja"], ["la bola azul es vieja"]) == pytest.approx(expected)


def test_bleu_takes_words_as_what_stands_between_spaces():
    # Other ways to cut would set the full stop off, and find "hoy".
    assert bleu(["el gato no duerme hoy."], ["el gato no duerme hoy ."]) == pytest.approx(
        100 * (4 / 5 * 3 / 4 * 2 / 3 * 1 / 2) ** (1 / 4) * 2.718281828 ** (1 - 6 / 5)
    )


def test_bleu_of_nothing_is_refused():
    with pytest.raises(ValueError, match=r"^there are no translations to judge; expected at least one\.$"):
        bleu([], [])


def test_bleu_wants_one_expected_translation_for_each():
    with pytest.raises(ValueError, match="there are 1 translations and 2 expected ones"):
        bleu(["la bola"], ["la bola", "el gato"])
