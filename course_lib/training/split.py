"""Hold out pairs of sentences to judge by, such that none of their sources is trained on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from unicodedata import normalize

from course_lib.language import say
from course_lib.training.translator import TextPair

HELD_OUT = "{held_out} of {total} different pairs are held out."
NOT_TRAINED_ON = "None of their source sentences is trained on, whatever its capitals and spaces."
TOO_FEW = "They are too few for that."
SOURCES_TOO_FEW = "Too many of them have the same source sentence."
SEVERAL = "Source sentences with several translations: {sources} (up to {most} for one)."


@dataclass(frozen=True)
class Split:
    """Pairs to train on and pairs held out, both in the order in which they were given."""

    train: list[TextPair]
    held_out: list[TextPair]
    asked_for: int
    translations: Counter[int]  # how many sources have so many translations

    def report(self) -> str:
        """Say in words how many pairs are held out, and which sources have several translations."""
        held_out, total = len(self.held_out), len(self.held_out) + len(self.train)
        why = NOT_TRAINED_ON if held_out else SOURCES_TOO_FEW if self.asked_for else TOO_FEW
        lines = [f"{say(HELD_OUT, held_out=held_out, total=total)} {say(why)}"]
        several = {most: sources for most, sources in self.translations.items() if most > 1}
        if several:
            lines.append(say(SEVERAL, sources=sum(several.values()), most=max(several)))
        return "\n".join(lines)


def split_by_source(pairs: Sequence[TextPair], count: int) -> Split:
    """Hold out `count` pairs, or a few less, with all other pairs of the same source.

    Sources are the same if they differ in capitals, in white space or in how an accent is encoded (NFC) only. Which
    ones are held out follows from a checksum of each: their order in the file does not matter, and with more pairs
    the same ones come first. A source with more pairs than are still to be held out is trained on.
    """
    checksums = [_checksum(source) for source, _ in pairs]
    sizes = Counter(checksums)
    chosen, left = set(), count
    for checksum in sorted(sizes):
        if not left:
            break
        if sizes[checksum] <= left:
            chosen.add(checksum)
            left -= sizes[checksum]
    train: list[TextPair] = []
    held_out: list[TextPair] = []
    for pair, checksum in zip(pairs, checksums, strict=True):
        (held_out if checksum in chosen else train).append(pair)
    return Split(train, held_out, count, Counter(sizes.values()))


def _checksum(source: str) -> int:
    """Return a number that says which sentence this is, however it is written."""
    folded = " ".join(normalize("NFC", normalize("NFC", source).casefold()).split())
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "big")
