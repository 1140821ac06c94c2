"""Sentences of two nouns, each with up to two adjectives before it: "a fluffy blue creature roamed the forest"."""

import random

from course_lib.tiny_corpora.questions import Question

TEXTURES = ("fluffy", "smooth", "spiky", "shaggy")
COLOURS = ("blue", "green", "golden", "verdant")
NOUNS = ("creature", "forest", "bird", "garden", "cat", "hill")
VERBS = ("roamed", "crossed", "saw", "left")
# Never among the sentences that `creature_questions` makes.
HELD_OUT = ("a", "fluffy", "blue", "creature", "roamed", "the", "verdant", "forest")


def creature_questions(
    sentences: int, seed: int = 0, *, asked: tuple[str, ...] = ("texture", "colour")
) -> list[Question]:
    """Make two questions for each sentence: what do the adjectives before each noun say?

    Each noun is asked for its "texture" and its "colour", and can be asked for the "noun" that it is. Both kinds of
    adjective can stand before either noun, or be left out; the answer is then "none". Only the place of an adjective
    tells whose it is.
    """
    choose = random.Random(seed)
    questions: list[Question] = []
    while len(questions) < 2 * sentences:
        subject, about_subject = _noun_with_adjectives(choose, asked)
        place, about_place = _noun_with_adjectives(choose, asked)
        words = ("a", *subject, choose.choice(VERBS), "the", *place)
        if words != HELD_OUT:
            questions.append(Question(words, len(subject), about_subject))
            questions.append(Question(words, len(words) - 1, about_place))
    return questions


def _noun_with_adjectives(choose: random.Random, asked: tuple[str, ...]) -> tuple[tuple[str, ...], dict[str, str]]:
    texture = choose.choice(TEXTURES) if choose.random() < 0.6 else None
    colour = choose.choice(COLOURS) if choose.random() < 0.6 else None
    adjectives = tuple(word for word in (texture, colour) if word)
    noun = choose.choice(NOUNS)
    answers = {"texture": texture or "none", "colour": colour or "none", "noun": noun}
    return (*adjectives, noun), {name: answers[name] for name in asked}
