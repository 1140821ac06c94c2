"""Build sentences in English and in Spanish at once, each Spanish word with the English word that it comes from.

Spanish adjectives follow the noun and agree with it in gender and number, determiners agree too, verbs agree in
number, and "does not run" becomes two words, no corre. Objects are things only: persons would need *a* before them.
"""

import random
from collections.abc import Callable

from course_lib.tiny_corpora.spanish.lexicon import (
    ADJECTIVES,
    CONJUNCTIONS,
    DETERMINERS,
    ESTAR,
    LIVING,
    NOUNS,
    SER,
    TO_BE,
    VERBS,
    Adjective,
    Determiner,
    Noun,
)
from course_lib.tiny_corpora.spanish.phrase import Phrase

HAS_ADJECTIVE, IS_NEGATED, HAS_TWO_CLAUSES = 0.4, 0.2, 0.45  # probabilities
LIVING_NOUNS = tuple(noun for noun in NOUNS if noun.kind in LIVING)
THINGS = tuple(noun for noun in NOUNS if noun.kind == "thing")


def sentence(choose: random.Random) -> Phrase:
    """Draw a sentence of one clause or two."""
    if choose.random() >= HAS_TWO_CLAUSES:
        return clause(choose)
    conjunction = choose.choice(tuple(CONJUNCTIONS))
    return clause(choose) + Phrase((conjunction,), ((CONJUNCTIONS[conjunction], 0),)) + clause(choose)


def clause(choose: random.Random) -> Phrase:
    """Draw a clause of any kind."""
    kinds: tuple[Callable[[random.Random], Phrase], ...] = (being, doing)
    return choose.choice(kinds)(choose)


def being(choose: random.Random) -> Phrase:
    """Draw a clause such as "the ball is blue": la bola es azul."""
    noun, plural = choose.choice(NOUNS), choose.random() < 0.5
    adjective = choose.choice(_adjectives_for(noun))
    subject = _noun_phrase(choose, noun, plural)
    spanish = (ESTAR if adjective.with_estar else SER)[plural]
    verb = Phrase((TO_BE[plural],), ((spanish, 0),))
    if choose.random() < IS_NEGATED:
        verb = Phrase((TO_BE[plural], "not"), (("no", 1), (spanish, 0)))
    combination = frozenset({(adjective.english, noun.english[0])})
    return subject + verb + Phrase((adjective.english,), ((agreeing(adjective, noun, plural), 0),), combination)


def doing(choose: random.Random) -> Phrase:
    """Draw a clause such as "the girl does not see the ball": la niña no ve la bola."""
    plural = choose.random() < 0.5
    verb = choose.choice(VERBS)
    subject = _noun_phrase(choose, choose.choice(LIVING_NOUNS), plural)
    done = Phrase((verb.english[plural],), ((verb.spanish[plural], 0),))
    if choose.random() < IS_NEGATED:
        auxiliary = "do" if plural else "does"
        done = Phrase((auxiliary, "not", verb.english[True]), (("no", 1), (verb.spanish[plural], 2)))
    if not verb.takes_object:
        return subject + done
    return subject + done + _noun_phrase(choose, choose.choice(THINGS), choose.random() < 0.5)


def agreeing(adjective: Adjective, noun: Noun, plural: bool) -> str:
    """Return the Spanish form of an adjective for a noun's gender and number."""
    return adjective.spanish[2 * plural + (noun.gender == "f")]


def _noun_phrase(choose: random.Random, noun: Noun, plural: bool) -> Phrase:
    """Draw a determiner and perhaps an adjective: "the blue balls", las bolas azules."""
    determiner = choose.choice([each for each in DETERMINERS if each.plural == plural])
    adjective = choose.choice(_adjectives_for(noun)) if choose.random() < HAS_ADJECTIVE else None
    described = (*([adjective.english] if adjective else []), noun.english[plural])
    article = "an" if determiner.english == "a" and described[0][0] in "aeiou" else determiner.english
    spanish = ((_spanish_determiner(determiner, noun), 0), (noun.spanish[plural], len(described)))
    if adjective is None:
        return Phrase((article, *described), spanish)
    combination = frozenset({(adjective.english, noun.english[0])})
    return Phrase((article, *described), (*spanish, (agreeing(adjective, noun, plural), 1)), combination)


def _spanish_determiner(determiner: Determiner, noun: Noun) -> str:
    if noun.takes_el and determiner.before_stressed_a:
        return determiner.before_stressed_a
    return determiner.spanish[noun.gender == "f"]


def _adjectives_for(noun: Noun) -> tuple[Adjective, ...]:
    return tuple(adjective for adjective in ADJECTIVES if noun.kind in adjective.describes)
