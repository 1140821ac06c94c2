"""Which sign stands between the columns of a file without tabs."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from course_lib.training.text_file import messages

# In this order: what is rare in sentences first, the comma last.
_SIGNS = {"|||": messages.THREE_BARS, ";": messages.SEMICOLONS, "|": messages.BARS}
_LOOKED_AT = 10_000  # characters of a line; the csv module takes no endless cell
_ENOUGH = 0.8  # of the lines must have the same number of columns, or the sign only belongs to the sentences


class Separator(NamedTuple):
    """A sign between columns, in how many lines there are how many columns, and what to say about it."""

    name: str
    columns: int
    lines: int
    message: str


def find_separator(lines: Sequence[str]) -> Separator | None:
    """Return the first sign that cuts most of the lines into the same number of columns, two at least."""
    candidates = [
        (name, messages.OTHER_SEPARATOR, [_count(line, sign) for line in lines]) for sign, name in _SIGNS.items()
    ]
    candidates += [
        ("", messages.SPACES, [len(re.split(r" {2,}", line.strip())) for line in lines]),
        (messages.COMMAS, messages.OTHER_SEPARATOR, [_count(line, ",") for line in lines]),
    ]
    for name, message, counts in candidates:
        columns, frequency = Counter(counts).most_common(1)[0]
        if columns > 1 and frequency >= _ENOUGH * len(lines):
            return Separator(name, columns, frequency, message)
    return None


def _count(line: str, sign: str) -> int:
    """Return the number of columns; a sign inside a quoted cell ends none."""
    return len(next(csv.reader([line[:_LOOKED_AT]], delimiter=sign), ())) if len(sign) == 1 else line.count(sign) + 1
