"""Corpora whose every word has a known probability: one generator function writes texts and reads them.

A `Source` yields what may come next, with the shares, and is sent the word that came. Run by drawing words, it writes
a text; run on a given text, it says what each word costs. What it remembers of the words so far is in its own
variables, so that each text has exactly one derivation, and probabilities and entropies are exact.
"""

import random
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from math import log2
from typing import Literal, NamedTuple


class Next(NamedTuple):
    """What may come next: the words with their shares, which sum to 1, and by what they are decided."""

    shares: Mapping[str, float]
    kind: str

    @property
    def entropy(self) -> float:
        """Return how many bits the next word costs in the mean."""
        return -sum(share * log2(share) for share in self.shares.values())


Source = Generator[Next, str, None]


@dataclass(frozen=True)
class ReadWord:
    """A word of a text, with what might have stood in its place."""

    word: str
    next: Next

    @property
    def bits(self) -> float:
        """Return what this word costs: −log2 of its share."""
        return -log2(self.next.shares[self.word])


@dataclass(frozen=True)
class Break:
    """Where a text breaks: a fact, if a word of the same class should stand there, else the grammar."""

    place: int
    word: str
    what: Literal["grammar", "fact"]
    next: Next | None  # what might have come; None after the end

    @property
    def expected(self) -> tuple[str, ...]:
        """Return the words that might have come."""
        return tuple(self.next.shares) if self.next else ()


@dataclass(frozen=True)
class Reading:
    """A text as far as it can have been written, and where it breaks, if it does."""

    words: tuple[ReadWord, ...]
    broken: Break | None
    ended: bool  # nothing may come after it


def even(words: Iterable[str], kind: str = "grammar") -> Next:
    """Return a choice among words of equal shares."""
    words = list(words)
    return Next(dict.fromkeys(words, 1 / len(words)), kind)


def words_from(source: Source, choose: random.Random) -> Generator[str]:
    """Draw words until the text ends, which may be never."""
    word: str | None = None
    while True:
        try:
            shares = next(source).shares if word is None else source.send(word).shares
        except StopIteration:
            return
        word = choose.choices(tuple(shares), tuple(shares.values()))[0] if len(shares) > 1 else next(iter(shares))
        yield word


def write(source: Source, choose: random.Random, *, most: int | None = None) -> tuple[str, ...]:
    """Draw a text, or its first `most` words."""
    return tuple(islice(words_from(source, choose), most))


def read(source: Source, words: Iterable[str], class_of: Mapping[str, str] | None = None) -> Reading:
    """Say what each word of a text costs, up to where it breaks.

    Args:
        source: a new one, such as `story()`.
        words: the text, or its beginning.
        class_of: the class of a word that takes part in facts, such as "colour".
    """
    classes, expected = class_of or {}, next(source, None)
    seen: list[ReadWord] = []
    for place, word in enumerate(words):
        shares = expected.shares if expected else {}
        if expected is None or word not in shares:
            is_fact = word in classes and classes[word] in {classes.get(other) for other in shares}
            broken = Break(place, word, "fact" if is_fact else "grammar", expected)
            return Reading(tuple(seen), broken, ended=False)
        seen.append(ReadWord(word, expected))
        try:
            expected = source.send(word)
        except StopIteration:
            expected = None
    return Reading(tuple(seen), None, ended=expected is None)


def after(source: Source, words: Iterable[str]) -> Next | None:
    """Return what may come after the first words of a text; None if it has ended.

    Raises:
        KeyError: a word has no share.
    """
    following = next(source, None)
    for word in words:
        if following is None or word not in following.shares:
            raise KeyError(word)
        try:
            following = source.send(word)
        except StopIteration:
            following = None
    return following
