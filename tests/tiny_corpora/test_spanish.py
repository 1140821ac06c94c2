"""The English-Spanish grammar speaks good Spanish, aligns its words, and keeps apart what it promises to keep apart."""

import random

import pytest

from course_lib.tiny_corpora import spanish_corpus
from course_lib.tiny_corpora.spanish import being, grammar
from course_lib.tiny_corpora.spanish.lexicon import ADJECTIVES, NOUNS
from course_lib.tiny_corpora.spanish.phrase import Phrase
from tests.tiny_corpora.spanish_by_hand import CONJUNCTIONS, SPANISH_OF, assert_good_spanish, plural

ENGLISH_ADJECTIVES = {adjective.english for adjective in ADJECTIVES}
SINGULAR_OF = {english: noun.english[0] for noun in NOUNS for english in noun.english}


@pytest.fixture(scope="module")
def corpus():
    return spanish_corpus(1500, 300, 300)


@pytest.fixture(scope="module")
def sentences(corpus):
    return corpus.train + corpus.held_out + corpus.new_combinations


def combinations_in(english: tuple[str, ...]) -> dict[str, set[tuple[str, str]]]:
    """Find, in the words alone, which noun each adjective describes: "the blue ball", "the ball is blue"."""
    found: dict[str, set[tuple[str, str]]] = {"before the noun": set(), "after is": set()}
    subject = None
    for word, following in zip(english, (*english[1:], ""), strict=True):
        if word in ("and", "but", "because", "when"):
            subject = None
        if word in ENGLISH_ADJECTIVES and following in SINGULAR_OF:
            found["before the noun"].add((word, SINGULAR_OF[following]))
        elif word in ENGLISH_ADJECTIVES:
            found["after is"].add((word, subject))
        subject = subject or SINGULAR_OF.get(word)
    return found


def only(monkeypatch, noun: str, adjective: str, verb: str, thing: str = "ball") -> None:
    """Leave the grammar one noun, one adjective and one verb, so that all it can say is soon drawn."""
    nouns = {each.english[0]: each for each in grammar.NOUNS}
    monkeypatch.setattr(grammar, "NOUNS", (nouns[noun],))
    monkeypatch.setattr(grammar, "LIVING_NOUNS", (nouns[noun],))
    monkeypatch.setattr(grammar, "THINGS", (nouns[thing],))
    monkeypatch.setattr(grammar, "ADJECTIVES", tuple(each for each in ADJECTIVES if each.english == adjective))
    monkeypatch.setattr(grammar, "VERBS", tuple(each for each in grammar.VERBS if each.english[1] == verb))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ball", "blue", "run"), {"the ball is blue": "la bola es azul", "my balls are blue": "mis bolas son azules"}),
        (("eagle", "tired", "swim"),
         {"the eagle is tired": "el águila está cansada", "the eagles are tired": "las águilas están cansadas",
          "an eagle swims": "un águila nada", "some eagles swim": "unas águilas nadan",
          "this eagle does not swim": "esta águila no nada", "a tired eagle swims": "un águila cansada nada"}),
        (("lion", "old", "sleep"),
         {"an old lion sleeps": "un león viejo duerme", "a lion sleeps": "un león duerme",
          "those old lions do not sleep": "esos leones viejos no duermen",
          "that lion is not old": "ese león no es viejo"}),
        (("girl", "big", "see"),
         {"the girl does not see the ball": "la niña no ve la bola",
          "these girls see a ball": "estas niñas ven una bola",
          "the girl sees the big balls": "la niña ve las bolas grandes"}),
    ],
)  # fmt: skip
def test_sentences_written_by_hand_can_be_drawn_with_their_translation(monkeypatch, words, expected):
    only(monkeypatch, *words)
    choose, drawn = random.Random(0), {}
    for _ in range(6000):
        translation = grammar.clause(choose).translation()
        drawn[" ".join(translation.source)] = " ".join(translation.target)
        if expected.items() <= drawn.items():
            return
    raise AssertionError({english: drawn.get(english) for english in expected})


def test_determiners_adjectives_and_verbs_agree_with_every_noun(sentences):
    for sentence in sentences:
        assert_good_spanish(sentence.target)
    assert {word for sentence in sentences for word in sentence.source} >= set(SINGULAR_OF)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.english[0])
def test_every_noun_has_its_plural_and_every_adjective_agrees_with_it(noun):
    assert noun.spanish[1] == plural(noun.spanish[0])
    for adjective in ADJECTIVES:
        for is_plural, (determiner, verb) in enumerate((("mi", "es"), ("mis", "son"))):
            verb = {"es": "está", "son": "están"}[verb] if adjective.with_estar else verb
            agreeing = grammar.agreeing(adjective, noun, bool(is_plural))
            assert_good_spanish((determiner, noun.spanish[is_plural], verb, agreeing))


def test_every_spanish_word_is_aligned_to_the_english_word_it_translates(sentences):
    for sentence in sentences:
        for word, place in zip(sentence.target, sentence.alignment, strict=True):
            assert word in SPANISH_OF[sentence.source[place]]
        left_out = set(range(len(sentence.source))) - set(sentence.alignment)
        assert len(set(sentence.alignment)) == len(sentence.alignment)
        assert {sentence.source[place] for place in left_out} <= {"do", "does"}


def test_an_stands_before_vowels_and_only_there(sentences):
    followed = {sentence.source[at : at + 2] for sentence in sentences for at in range(len(sentence.source))}
    of_an, of_a = ({pair[1] for pair in followed if pair[0] == article} for article in ("an", "a"))
    assert of_an == {"eagle", "expensive", "old"}
    assert of_a and not of_a & of_an


def test_there_are_as_many_sentences_of_each_kind_as_asked_and_all_are_different(corpus, sentences):
    assert [len(part) for part in (corpus.train, corpus.held_out, corpus.new_combinations)] == [1500, 300, 300]
    assert len({sentence.source for sentence in sentences}) == len({s.target for s in sentences}) == 2100


def test_kept_combinations_occur_in_each_new_sentence_and_nowhere_else_however_they_are_said(corpus):
    assert len(corpus.combinations) == 48
    said = set()
    for sentence in corpus.train + corpus.held_out:
        assert not set().union(*combinations_in(sentence.source).values()) & corpus.combinations
    for sentence in corpus.new_combinations:
        kept = {way: pairs & corpus.combinations for way, pairs in combinations_in(sentence.source).items()}
        assert any(kept.values())
        said |= {way for way, pairs in kept.items() if pairs}
    assert said == {"before the noun", "after is"}


def test_every_word_of_the_other_sentences_occurs_in_training(corpus):
    for side in ("source", "target"):
        known = {word for sentence in corpus.train for word in getattr(sentence, side)}
        others = {word for s in corpus.held_out + corpus.new_combinations for word in getattr(s, side)}
        assert others <= known


def test_the_seed_decides_everything():
    first, again, other = (spanish_corpus(30, 5, 5, seed=seed) for seed in (3, 3, 4))
    assert first == again
    assert first.train != other.train and first.combinations != other.combinations


def test_short_sentences_can_be_asked_for():
    corpus = spanish_corpus(100, 10, 10, draw=being)
    for sentence in corpus.train + corpus.held_out + corpus.new_combinations:
        assert not CONJUNCTIONS & set(sentence.target) and {"is", "are"} & set(sentence.source)


@pytest.mark.parametrize("counts", [(2, 0, 0), (0, 2, 0), (1, 0, 1)])
def test_asking_for_more_than_the_grammar_can_say_is_refused_with_what_to_do(counts):
    with pytest.raises(ValueError, match="no more than 1 and 0 different sentences: ask for fewer"):
        spanish_corpus(*counts, draw=lambda choose: Phrase(("hello",), (("hola", 0),)))


def test_there_are_more_than_200_000_different_sentences():
    choose = random.Random(0)
    clauses = {grammar.clause(choose).english for _ in range(400)}
    assert not {word for clause in clauses for word in clause} & {"and", "but", "because", "when"}
    # So a sentence of two clauses tells its two clauses: any of these, in any order, with any of four conjunctions.
    assert 4 * len(clauses) ** 2 > 200_000
