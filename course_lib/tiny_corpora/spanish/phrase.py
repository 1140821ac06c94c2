"""A piece of a sentence in both languages."""

from dataclasses import dataclass

from course_lib.tiny_corpora.translations import Translation

Combination = tuple[str, str]  # an English adjective, and the singular of the noun that it describes


@dataclass(frozen=True)
class Phrase:
    """English words, and Spanish words each with the place of the English word that it comes from."""

    english: tuple[str, ...]
    spanish: tuple[tuple[str, int], ...]
    combinations: frozenset[Combination] = frozenset()  # of adjective and noun

    def __add__(self, other: "Phrase") -> "Phrase":
        """Put another phrase behind this one; its places move on."""
        moved = tuple((word, place + len(self.english)) for word, place in other.spanish)
        return Phrase(self.english + other.english, self.spanish + moved, self.combinations | other.combinations)

    def translation(self) -> Translation:
        """Return the finished pair of sentences."""
        words, alignment = zip(*self.spanish, strict=True)
        return Translation(self.english, words, alignment)
