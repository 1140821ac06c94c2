"""Sentences such as "the black cat drank the milk", and the word that is said next."""

import random
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
SENTENCES = tuple(
    ("the", adjective, subject, verb, "the", "milk")
    for adjective, subject, verb in product(ADJECTIVES, PLACE_OF, RESULT_OF)
)
MILK = 5  # the place of "milk" in each of them


def milk_questions(count: int, seed: int = 0, *, about_verb: float = 0.85) -> list[Question]:
    """Ask "milk" for the word that is said next.

    In the share `about_verb` of the sentences the next word follows from the verb (drank → empty), in the others
    from the subject (cat → outside). It never depends on the adjective.
    """
    choose = random.Random(seed)
    questions = []
    for _ in range(count):
        words = choose.choice(SENTENCES)
        _, _, subject, verb, _, _ = words
        answer = RESULT_OF[verb] if choose.random() < about_verb else PLACE_OF[subject]
        questions.append(Question(words, MILK, {"next word": answer}))
    return questions
