"""Distinct sentences of the English-Spanish grammar, split so that two questions can be asked of a translator.

Does it translate sentences that it has not seen? And adjectives with nouns that it has never seen together?
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from course_lib.language import say
from course_lib.tiny_corpora.spanish.grammar import sentence
from course_lib.tiny_corpora.spanish.lexicon import ADJECTIVES, NOUNS
from course_lib.tiny_corpora.spanish.phrase import Combination, Phrase
from course_lib.tiny_corpora.translations import Translation


@dataclass(frozen=True)
class SpanishCorpus:
    """Three lists of different sentences."""

    train: list[Translation]
    held_out: list[Translation]  # if `train` has thousands, their words and combinations occur in it
    new_combinations: list[Translation]  # each has an adjective and a noun that never meet in the other two
    combinations: frozenset[Combination]  # those that are kept from the other two


def spanish_corpus(
    train: int,
    held_out: int = 1000,
    new_combinations: int = 1000,
    *,
    seed: int = 0,
    draw: Callable[[random.Random], Phrase] = sentence,
) -> SpanishCorpus:
    """Draw so many different sentences of each kind.

    One combination of adjective and noun in ten is kept from `train` and `held_out`, whether it is said as "the blue
    ball" or as "the ball is blue".

    Args:
        train, held_out, new_combinations: how many sentences.
        seed: another seed draws other sentences and keeps other combinations.
        draw: what draws a sentence, such as `grammar.being` for short ones like "the ball is blue".

    Raises:
        ValueError: the grammar has not so many different sentences.
    """
    choose = random.Random(seed)
    kept = frozenset(_some_combinations(choose))
    rooms = {"seen": train + held_out, "new": new_combinations}
    found: dict[str, dict[tuple[str, ...], Translation]] = {"seen": {}, "new": {}}
    in_vain = 0
    while any(len(found[name]) < room for name, room in rooms.items()):
        phrase = draw(choose)
        name = "new" if phrase.combinations & kept else "seen"
        if len(found[name]) == rooms[name] or phrase.english in found[name]:
            in_vain += 1
            if in_vain > 200 * sum(rooms.values()):
                raise ValueError(
                    say(
                        "train + held_out is {seen} and new_combinations {new}; this grammar gave no "
                        "more than {found_seen} and {found_new} different sentences: ask for fewer.",
                        seen=rooms["seen"],
                        new=rooms["new"],
                        found_seen=len(found["seen"]),
                        found_new=len(found["new"]),
                    )
                )
            continue
        found[name][phrase.english] = phrase.translation()
    seen = list(found["seen"].values())
    return SpanishCorpus(seen[:train], seen[train:], list(found["new"].values()), kept)


def _some_combinations(choose: random.Random) -> list[Combination]:
    """Draw one in ten of the adjectives and nouns that go together."""
    all_of_them = [
        (adjective.english, noun.english[0])
        for adjective in ADJECTIVES
        for noun in NOUNS
        if noun.kind in adjective.describes
    ]
    return choose.sample(all_of_them, len(all_of_them) // 10)
