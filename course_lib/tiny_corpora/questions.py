"""A sentence, one of its words, and what the vector of that word must be able to answer."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """Ask the word at place `asked` of a sentence; `answers` maps each thing asked to the right answer."""

    words: tuple[str, ...]
    asked: int
    answers: Mapping[str, str]
