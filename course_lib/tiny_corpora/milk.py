"""Sentences such as "the black cat drank the milk", and the word that is said next."""

import random
from collections.abc import Iterable, Mapping
from itertools import product

from course_lib.tiny_corpora.questions import Question

ADJECTIVES = ("black", "white", "old", "hungry")
PLACE_OF = {"cat": "outside", "girl": "inside", "farmer": "outside", "boy": "inside"}
RESULT_OF = {
    "drank": "empty",
    "spilled": "wet",
    "bought": "shop",
    "heated": "warm",
    "froze": "ice",
    "sold": "coins",
    "poured": "glass",
    "shared": "thanks",
    "hid": "search",
    "tasted": "sweet",
}


def sentences_of(subjects: Iterable[str], verbs: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return every sentence with one of these subjects and one of these verbs."""
    return tuple(
        ("the", adjective, subject, verb, "the", "milk")
        for adjective, subject, verb in product(ADJECTIVES, subjects, verbs)
    )


SENTENCES = sentences_of(PLACE_OF, RESULT_OF)
MILK = 5  # the place of "milk" in each of them

# As many kinds of subject as of verb, and fewer kinds of verb than of subject: what is to be told apart, turned round.
TEN_PLACES = {
    "cat": "yard",
    "girl": "room",
    "farmer": "field",
    "boy": "school",
    "dog": "kennel",
    "cook": "kitchen",
    "baker": "bakery",
    "child": "cradle",
    "nurse": "ward",
    "guest": "hall",
}
TWO_RESULTS = {verb: ("empty", "full")[number % 2] for number, verb in enumerate(RESULT_OF)}


def milk_questions(
    count: int,
    seed: int = 0,
    *,
    about_verb: float = 0.85,
    place_of: Mapping[str, str] = PLACE_OF,
    result_of: Mapping[str, str] = RESULT_OF,
) -> list[Question]:
    """Ask "milk" for the word that is said next.

    In the share `about_verb` of the sentences the next word follows from the verb (drank → empty), in the others
    from the subject (cat → outside). It never depends on the adjective. `place_of` and `result_of` say what follows
    from which subject and from which verb.
    """
    choose = random.Random(seed)
    sentences = sentences_of(place_of, result_of)
    questions = []
    for _ in range(count):
        words = choose.choice(sentences)
        _, _, subject, verb, _, _ = words
        answer = result_of[verb] if choose.random() < about_verb else place_of[subject]
        questions.append(Question(words, MILK, {"next word": answer}))
    return questions
