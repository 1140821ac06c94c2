"""A sentence, its translation, and which word comes from which."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Translation:
    """A source sentence and its target; target word i translates the source word at the place `alignment[i]`."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    alignment: tuple[int, ...]


def as_text(translations: Iterable[Translation]) -> list[tuple[str, str]]:
    """Return each sentence and its translation as plain text; which word comes from which is left out."""
    return [(" ".join(each.source), " ".join(each.target)) for each in translations]
