"""Small stories with names and facts that must be kept over many words, and with a known share for every word.

Two people are introduced, each with a thing of some colour. Then things are given away, people go to places, and
colours, owners and places are told or asked for. Each word is decided by the sentence alone ("grammar"), by who and
what the story is about ("cast"), or by a fact: the "surname" of a first name, the "owner" or the "colour" of a
thing, the "place" of a person.
"""

import random
from collections.abc import Generator

from course_lib.tiny_corpora.known_entropy import Next, Source, even, write

FIRST_NAMES = ("ada", "ben", "eva", "ian", "kim", "lea", "leo", "mia", "ned", "ola", "sam", "una")
SURNAMES = ("bell", "cole", "dale", "ford", "hill", "lane", "moss", "park", "reed", "stone", "west", "wood")
THINGS = ("ball", "book", "boat", "drum", "kite", "lamp", "ring", "vase")
COLOURS = ("blue", "gold", "green", "red", "white")
PLACES = ("beach", "garden", "kitchen", "market", "school", "tower")
CLASSES = {"name": FIRST_NAMES, "surname": SURNAMES, "thing": THINGS, "colour": COLOURS, "place": PLACES}
CLASS_OF = {word: name for name, words in CLASSES.items() for word in words}
OTHER_WORDS = (".", "?", "a", "end", "gives", "goes", "has", "in", "is", "the", "to", "where", "who")
STORY_WORDS = tuple(sorted((*CLASS_OF, *OTHER_WORDS)))
FACTS = ("surname", "owner", "colour", "place")
END = "end"


def story() -> Source:
    """Yield what may come next, and be sent the word that came; see `known_entropy`."""
    surname_of: dict[str, str] = {}
    owner_of: dict[str, str] = {}
    colour_of: dict[str, str] = {}
    place_of: dict[str, str] = {}

    def person(choice: Next) -> Generator[Next, str, str]:
        first = yield choice
        yield even([surname_of[first]], "surname")
        return first

    while len(surname_of) < 2:
        first = yield even(name for name in FIRST_NAMES if name not in surname_of)
        surname_of[first] = yield even(name for name in SURNAMES if name not in surname_of.values())
        yield from fixed("has a")
        colour = yield even(COLOURS)
        thing = yield even(thing for thing in THINGS if thing not in owner_of)
        owner_of[thing], colour_of[thing] = first, colour
        yield from fixed(".")

    sentences = 0
    while (opening := (yield which_opening(surname_of, bool(place_of), sentences))) != END:
        sentences += 1
        if opening == "the":
            thing = yield even(owner_of, "cast")
            yield from fixed("is")
            yield even([colour_of[thing]], "colour")
        elif opening == "who":
            yield from fixed("has the")
            thing = yield even(owner_of, "cast")
            yield from fixed("?")
            yield from person(even([owner_of[thing]], "owner"))
        elif opening == "where":
            yield from fixed("is")
            first = yield from person(even(place_of, "cast"))
            yield from fixed("? in the")
            yield even([place_of[first]], "place")
        else:
            yield even([surname_of[opening]], "surname")
            owned = [thing for thing, owner in owner_of.items() if owner == opening]
            if (yield even(["gives", "goes"] if owned else ["goes"], "owner")) == "gives":
                yield from fixed("the")
                thing = yield even(owned, "owner")
                yield from fixed("to")
                owner_of[thing] = yield from person(even((name for name in surname_of if name != opening), "cast"))
            else:
                yield from fixed("to the")
                place_of[opening] = yield even(PLACES)
        yield from fixed(".")


def which_opening(people: dict[str, str], somebody_went: bool, sentences: int) -> Next:
    """Return the first words of a sentence: a person acts in two of five, a story may end after six sentences."""
    weights = {"the": 2.0, "who": 2.0} | dict.fromkeys(people, 2.0)
    if somebody_went:
        weights["where"] = 2.0
    if sentences >= 6:
        weights[END] = 1.5
    return Next({word: weight / sum(weights.values()) for word, weight in weights.items()}, "cast")


def fixed(words: str) -> Generator[Next, str, None]:
    """Go through words that must stand there."""
    for word in words.split():
        yield even([word])


def stories(count: int, seed: int = 0, *, most: int | None = None) -> list[tuple[str, ...]]:
    """Draw stories, each to its end or to its first `most` words."""
    choose = random.Random(seed)
    return [write(story(), choose, most=most) for _ in range(count)]
