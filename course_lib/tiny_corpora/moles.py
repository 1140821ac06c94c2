"""Sentences in which "mole" is an animal, an amount of a substance, or a spot on the skin."""

import random

# What each sense of "mole" keeps company with. No word belongs to two senses.
DOES, HOME, PART = ("digs", "eats", "sleeps"), ("burrow", "tunnel", "garden"), ("fur", "claws", "snout")
ORIGIN, KIND = ("american", "european", "hungry"), ("shrew", "star", "baby")
SUBSTANCE = (("carbon", "dioxide"), ("carbon", "monoxide"), ("oxygen",))
MEASURE, PARTICLE = ("grams", "mass"), ("atoms", "molecules")
DOCTOR_DOES, BODY, LOOK = ("removes", "checks"), ("skin", "arm", "back"), ("dark", "flat", "itchy")

SENSES = {
    "animal": {*DOES, *HOME, *PART, *ORIGIN, *KIND},
    "amount": {*(word for substance in SUBSTANCE for word in substance), *MEASURE, *PARTICLE},
    "skin": {*DOCTOR_DOES, *BODY, *LOOK, "doctor", "biopsy", "take"},
}
# These are never among the sentences that `mole_sentences` makes, and never a part of one.
HELD_OUT = {
    "animal": ("american", "shrew", "mole"),
    "amount": ("one", "mole", "of", "carbon", "dioxide"),
    "skin": ("take", "a", "biopsy", "of", "the", "mole"),
}
# Words of no sense of their own, and "mole" itself: not worth guessing.
SMALL_WORDS = frozenset({"the", "a", "of", "one", "in", "on", "has", "mole"})


def mole_sentences(count: int, seed: int = 0) -> list[tuple[str, ...]]:
    """Make `count` sentences, each about one sense of "mole".

    The sense shows in the other words only: "the mole digs in the burrow", "one mole of oxygen",
    "the doctor checks the mole".
    """
    choose = random.Random(seed)
    makers = (_about_an_animal, _about_an_amount, _about_skin)
    sentences: list[tuple[str, ...]] = []
    while len(sentences) < count:
        sentence = choose.choice(makers)(choose)
        if not any(_holds(sentence, held_out) for held_out in HELD_OUT.values()):
            sentences.append(sentence)
    return sentences


def _holds(sentence: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Return whether these words stand in the sentence, one behind the other."""
    return any(sentence[start : start + len(part)] == part for start in range(len(sentence)))


def _about_an_animal(choose: random.Random) -> tuple[str, ...]:
    origin, kind = choose.choice(ORIGIN), choose.choice(KIND)
    does, home, part = choose.choice(DOES), choose.choice(HOME), choose.choice(PART)
    return choose.choice(
        (
            ("the", "mole", does, "in", "the", home),
            ("the", part, "of", "the", "mole"),
            ("one", origin, "mole", "has", part),
            ("the", origin, "mole", does),
            ("the", home, "of", "one", origin, "mole"),
            ("a", "mole", "of", "the", home, does),
            (origin, kind, "mole"),
        )
    )


def _about_an_amount(choose: random.Random) -> tuple[str, ...]:
    substance, measure, particle = choose.choice(SUBSTANCE), choose.choice(MEASURE), choose.choice(PARTICLE)
    return choose.choice(
        (
            ("one", "mole", "of", *substance),
            ("the", measure, "of", "one", "mole", "of", *substance),
            ("the", "mole", "of", *substance, "has", measure),
            ("one", "mole", "of", particle, measure),
            ("a", "mole", "of", particle),
            ("the", particle, "in", "the", "mole", "of", *substance),
        )
    )


def _about_skin(choose: random.Random) -> tuple[str, ...]:
    does, body, look = choose.choice(DOCTOR_DOES), choose.choice(BODY), choose.choice(LOOK)
    return choose.choice(
        (
            ("the", "doctor", does, "the", "mole"),
            ("one", look, "mole", "on", "the", body),
            ("a", "mole", "of", "the", body),
            ("take", "a", "biopsy", "of", "the", body),
            ("the", "biopsy", "of", "one", look, "mole"),
            ("take", "a", "biopsy", "of", "a", look, "mole"),
            ("the", "doctor", does, "one", "mole", "of", "the", body),
        )
    )
