"""A sentence, its translation, and which word comes from which."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Translation:
    """A source sentence and its target; target word i translates the source word at the place `alignment[i]`."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    alignment: tuple[int, ...]
