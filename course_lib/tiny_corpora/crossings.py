"""Sentences such as "the animal did not cross the street because it was too tired": what does *it* mean?

The sentences are about toys, which are kept in boxes. Each box holds one walker and one place, so the number of a
box cannot be guessed from the kind of thing alone. Who wants to fetch *it* must know what *it* is.
"""

import random
from itertools import product

from course_lib.tiny_corpora.questions import Question

# fmt: off
WALKERS = (
    "animal", "dog", "horse", "pig", "cow", "mouse", "goat", "cat", "wolf", "duck", "hen", "fox", "sheep", "bear",
)
PLACES = (
    "street", "road", "square", "river", "bridge", "field", "park", "track", "path", "yard", "lake", "hill", "beach",
    "ditch",
)
# fmt: on
OF_WALKERS = ("tired", "scared", "hungry", "old", "slow")
OF_PLACES = ("wide", "long", "crowded", "wet", "dark")
WALKER, PLACE, IT, LAST = 1, 6, 8, 11  # places of words in each sentence
SECOND_CLAUSE = 7  # where "because …" begins
HELD_OUT = ("animal", "street")


def box_of(thing: str) -> str:
    """Return the box in which a toy is kept; the places are packed in another order than the walkers."""
    number = WALKERS.index(thing) if thing in WALKERS else (3 * PLACES.index(thing) + 1) % len(PLACES)
    return f"box {number}"


def crossing(walker: str, place: str, adjective: str) -> Question:
    """Ask *it* for its box: that of the walker or of the place, as the adjective tells."""
    words = f"the {walker} did not cross the {place} because it was too {adjective}".split()
    meant = walker if adjective in OF_WALKERS else place
    return Question(tuple(words), IT, {"box": box_of(meant)})


def crossing_questions(seed: int = 0) -> tuple[list[Question], list[Question]]:
    """Return all sentences in two lists: to train on, and those of the pairs that are held out.

    Held out are one pair of walker and place in five, *animal* and *street* always among them. Every walker and
    every place occurs in the first list, but never both of a held-out pair in one sentence.
    """
    choose = random.Random(seed)
    # Where both toys are in one box, the answer would not tell which of them is meant.
    pairs = [pair for pair in product(WALKERS, PLACES) if pair != HELD_OUT and len({*map(box_of, pair)}) == 2]
    choose.shuffle(pairs)
    count = len(pairs) // 5
    new = [crossing(*pair, adjective) for pair in (HELD_OUT, *pairs[:count]) for adjective in OF_WALKERS + OF_PLACES]
    seen = [crossing(*pair, adjective) for pair in pairs[count:] for adjective in OF_WALKERS + OF_PLACES]
    choose.shuffle(seen)
    return seen, new


def place_of_meant(question: Question) -> int:
    """Return the place of the noun that *it* means."""
    return WALKER if question.words[LAST] in OF_WALKERS else PLACE
