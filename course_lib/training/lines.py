"""Sentences to be translated, one on each line; what cannot be translated is named, and all the others are."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from course_lib.language import say
from course_lib.training.messages import CANNOT_READ_LINES, LINE, NO_TEXT
from course_lib.training.translating import AT_ONCE
from course_lib.training.translator import Translator

STANDARD_INPUT = Path("-")


class Answer(NamedTuple):
    """A sentence with its translation, or with what is wrong with it; then the translation is empty."""

    sentence: str
    translation: str
    problem: str | None


def read_lines(path: Path) -> Iterator[str]:
    """Give the lines of a file, or of the standard input as they come; a byte that is no UTF-8 spoils its line only.

    Raises:
        ValueError: the file cannot be read.
    """
    try:
        with _opened(path) as lines:
            for line in lines:
                yield line.removesuffix("\n")
    except OSError as error:
        raise ValueError(say(CANNOT_READ_LINES, path=path, reason=error.strerror or error)) from error


def translate_lines(
    translator: Translator, sentences: Iterable[str], *, kind: str = LINE, at_once: int = AT_ONCE
) -> Iterator[Answer]:
    """Translate each sentence, `at_once` of them together; every sentence has its answer, in one line.

    Args:
        translator: translates.
        sentences: what to translate.
        kind: what to say of one that cannot be translated, `LINE` or `SENTENCE` of the messages.
        at_once: how many are translated together.
    """
    first = 1
    sentences = iter(sentences)
    while part := list(islice(sentences, at_once)):
        problems = [
            _problem_with(sentence, translator, kind, number) for number, sentence in enumerate(part, start=first)
        ]
        sound = ["" if problem else sentence for sentence, problem in zip(part, problems, strict=True)]
        for sentence, translation, problem in zip(part, translator.translate(sound), problems, strict=True):
            yield Answer(sentence, " ".join(translation.splitlines()), problem)
        first += len(part)


def refuse_untranslatable(translator: Translator, sentences: Iterable[str], *, kind: str = LINE) -> None:
    """Raise ValueError for the first sentence that cannot be translated: better now than after the training."""
    for number, sentence in enumerate(sentences, start=1):
        if problem := _problem_with(sentence, translator, kind, number):
            raise ValueError(problem)


def _problem_with(sentence: str, translator: Translator, kind: str, number: int) -> str | None:
    """Say what is wrong with a sentence, or None."""
    try:
        if "\0" in sentence or any("\ud800" <= letter <= "\udfff" for letter in sentence):
            raise ValueError(say(NO_TEXT))
        translator.encode_to_translate(sentence)
    except ValueError as error:
        return say(kind, number=number, problem=error)
    return None


def _opened(path: Path) -> TextIO:
    """Open a file, or the standard input, whatever the system's encoding: a strange byte becomes half a letter."""
    encoding, errors = "utf-8-sig", "surrogateescape"
    if path == STANDARD_INPUT:
        return open(0, encoding=encoding, errors=errors, closefd=False)
    return path.open(encoding=encoding, errors=errors)
