"""Read the vectors of some words out of a zip archive as GloVe is published in."""

import zlib
from collections.abc import Iterable, Sequence
from math import isfinite
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from course_lib.embeddings.unavailable import GloveUnavailableError, disk_trouble
from course_lib.language import say

NO_FIRST_VECTOR = (
    "Line {number} of {member} is not a word followed by numbers; give the name of a file in GloVe's text format as "
    "member=."
)
NO_VECTOR = (
    "Line {number} of {member} is not a word followed by {d} numbers; give the name of a file in GloVe's text format "
    "as member=."
)


def read_vectors(archive: Path, member: str, words: Iterable[str]) -> dict[str, list[float]]:
    """Return the vectors of those of the words that the text file `member` of the archive holds.

    Raises:
        GloveUnavailableError: the archive is damaged (it is deleted then), has no such member, or a line of it is
            not a word followed by numbers.
    """
    with disk_trouble(archive.name):
        try:
            with ZipFile(archive) as files:
                if member not in (names := files.namelist()):
                    raise GloveUnavailableError(
                        say(
                            "{archive} holds no {member}; give one of these as member=: {members}.",
                            archive=archive.name,
                            member=member,
                            members=", ".join(names),
                        )
                    )
                with files.open(member) as lines:
                    return select_vectors(lines, member, words)
        except GloveUnavailableError:
            raise
        except (BadZipFile, zlib.error, EOFError, RuntimeError) as error:  # RuntimeError: packed in a way unknown here
            archive.unlink(missing_ok=True)
            raise GloveUnavailableError(
                say(
                    "{archive} in the cache is no whole zip archive and was deleted; "
                    "call again with download=True to download it afresh.",
                    archive=archive.name,
                )
            ) from error


def select_vectors(lines: Iterable[bytes], member: str, words: Iterable[str]) -> dict[str, list[float]]:
    """Return the vectors of the words among lines of the form `word v1 v2 … vd`, reading no further than needed.

    The first line says how many numbers d a line has; in the others the last d fields are the numbers, since in some
    files a word holds spaces. Bytes are compared, not text: some words hold what Python takes for an end of line.
    """
    wanted = {word.encode(): word for word in words}
    vectors: dict[str, list[float]] = {}
    d = 0
    for number, line in enumerate(lines, start=1):
        if not wanted:
            break
        d = d or line.rstrip().count(b" ")
        spelling, *fields = line.rstrip().rsplit(b" ", d)
        # One number is no vector: it is a line that counts words and dimensions, with which other formats begin.
        vector = parse_numbers(fields) if spelling in wanted else []
        if len(fields) < max(d, 2) or vector is None:
            raise GloveUnavailableError(
                say(NO_VECTOR if number > 1 else NO_FIRST_VECTOR, number=number, member=member, d=d)
            )
        if vector:
            vectors[wanted.pop(spelling)] = vector
    return vectors


def parse_numbers(fields: Sequence[bytes]) -> list[float] | None:
    """Return the fields as numbers, or None if one of them is none, or is not finite."""
    try:
        numbers = [float(field) for field in fields]
    except ValueError:
        return None
    return numbers if all(map(isfinite, numbers)) else None
