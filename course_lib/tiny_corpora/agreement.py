"""Sentences in which pronouns agree with names and adjectives with things, and questions that need both.

"ana wears her red coat in the park": that *ana* is a she, and that a *coat* is worn, is told by the company of the
words, in text without labels. A question about "in the park ana sees a small coat" needs both, and its own sentence
tells neither.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from types import MappingProxyType

from course_lib.language import say

# fmt: off
CLASSES = MappingProxyType({
    "she-name": ("ana", "bea", "cora", "dina", "ella", "fay", "gina", "hope", "iris", "june", "kate", "lea"),
    "he-name": ("adam", "ben", "carl", "dan", "emil", "finn", "greg", "hugo", "ivan", "jack", "karl", "luke"),
    "clothing": (
        "coat", "hat", "scarf", "shirt", "skirt", "glove", "sock", "shoe", "belt", "dress", "jacket", "sweater",
    ),
    "food": ("rice", "soup", "bread", "cheese", "cake", "fish", "salad", "pasta", "apple", "plum", "bean", "egg"),
    "colour": ("red", "blue", "green", "black", "white"),
    "taste": ("tasty", "sweet", "salty", "hot", "fresh"),
    "cut": ("warm", "long", "torn", "woollen", "tight"),
    "size": ("small", "large", "cheap", "new", "good"),
    "place": ("park", "shop", "street", "garden", "school", "hall"),
})
# fmt: on
CLASSES_OF_SLOTS = MappingProxyType({"name": ("she-name", "he-name"), "thing": ("clothing", "food")})
PRONOUNS = MappingProxyType({"she": ("she", "he"), "her": ("her", "his")})  # for a she, for a he
TEMPLATES = (
    "‹name› wears ‹her› ‹colour› ‹clothing› in the ‹place›",
    "when ‹name› is hungry ‹she› eats the ‹taste› ‹food›",
    "‹name› says that ‹she› has lost ‹her› ‹cut› ‹clothing›",
    "the ‹food› that ‹name› has cooked is very ‹taste›",
    "the ‹clothing› that ‹name› has bought is very ‹cut›",
    "in the ‹place› ‹name› sees a ‹size› ‹thing›",
)
NEUTRAL = TEMPLATES[-1]  # its words tell neither who is a she nor what is worn
ANSWERS = ("she, clothing", "she, food", "he, clothing", "he, food")


@dataclass(frozen=True)
class Labelled:
    """A neutral sentence, and the number in `ANSWERS` of what its name and its thing are."""

    words: tuple[str, ...]
    answer: int


def all_words() -> list[str]:
    """Return every word of the sentences, in a fixed order."""
    plain = [word for template in TEMPLATES for word in template.split() if not word.startswith("‹")]
    pronouns = [word for pair in PRONOUNS.values() for word in pair]
    return list(dict.fromkeys([*plain, *pronouns, *(word for words in CLASSES.values() for word in words)]))


def sentences(count: int, seed: int = 0) -> list[tuple[str, ...]]:
    """Return that many sentences, each from a template chosen at random."""
    choose = random.Random(seed)
    return [_fill(choose.choice(TEMPLATES), choose) for _ in range(count)]


def labelled_sentences(count: int, seed: int = 0, besides: Sequence[Labelled] = ()) -> list[Labelled]:
    """Return that many different neutral sentences with their answers, none of those in `besides`.

    The answers take turns, so that each is as frequent as the others.
    """
    choose = random.Random(seed)
    known = {sentence.words for sentence in besides}
    found: list[Labelled] = []
    while len(found) < count:
        words = _fill(NEUTRAL, choose)
        if words not in known and answer_to(words) == len(found) % len(ANSWERS):
            known.add(words)
            found.append(Labelled(words, answer_to(words)))
    return found


def answer_to(words: Sequence[str]) -> int:
    """Return the number in `ANSWERS` for a neutral sentence."""
    name, thing = words[3], words[-1]
    return 2 * (name in CLASSES["he-name"]) + (thing in CLASSES["food"])


def is_right(words: Sequence[str]) -> bool:
    """Say whether the words are one of the sentences: a template, filled, with pronouns that agree."""
    return any(_fits(template.split(), words) for template in TEMPLATES)


def bits_of(words: Sequence[str]) -> float:
    """Return −log2 of the probability of one of the sentences: the choice of its template, and of each free word.

    Raises:
        ValueError: these words are none of the sentences.
    """
    for template in TEMPLATES:
        if _fits(template.split(), words):
            free = [len(_words_of(slot)) for slot in template.split() if slot.startswith("‹") and not _is_pronoun(slot)]
            return log2(len(TEMPLATES)) + sum(map(log2, free))
    raise ValueError(say("{words!r} is none of the sentences.", words=" ".join(words)))


def _is_pronoun(slot: str) -> bool:
    return slot.strip("‹›") in PRONOUNS


def _fill(template: str, choose: random.Random) -> tuple[str, ...]:
    words: list[str] = []
    # The name decides the pronouns, wherever they stand.
    name = choose.choice([*CLASSES["she-name"], *CLASSES["he-name"]])
    for slot in template.split():
        if slot == "‹name›":
            words.append(name)
        elif _is_pronoun(slot):
            words.append(PRONOUNS[slot.strip("‹›")][name in CLASSES["he-name"]])
        elif slot.startswith("‹"):
            words.append(choose.choice(_words_of(slot)))
        else:
            words.append(slot)
    return tuple(words)


def _words_of(slot: str) -> list[str]:
    name = slot.strip("‹›")
    return [word for of in CLASSES_OF_SLOTS.get(name, (name,)) for word in CLASSES[of]]


def _fits(slots: Sequence[str], words: Sequence[str]) -> bool:
    if len(slots) != len(words):
        return False
    is_he = any(word in CLASSES["he-name"] for slot, word in zip(slots, words, strict=True) if slot == "‹name›")
    for slot, word in zip(slots, words, strict=True):
        if _is_pronoun(slot):
            fits = word == PRONOUNS[slot.strip("‹›")][is_he]
        else:
            fits = word in _words_of(slot) if slot.startswith("‹") else word == slot
        if not fits:
            return False
    return True
