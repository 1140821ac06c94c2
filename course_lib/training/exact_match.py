"""How well a translator does: which share of the sentences comes out exactly right."""

from collections.abc import Sequence
from operator import eq

from course_lib.training.messages import NO_SCORES, UNEQUAL_LISTS


def exact_match(written: Sequence[str], expected: Sequence[str]) -> float:
    """Return the share of translations that are the expected ones, letter by letter.

    Raises:
        ValueError: there are no translations, or the lists are not equally long.
    """
    if len(written) != len(expected):
        raise ValueError(UNEQUAL_LISTS.format(written=len(written), expected=len(expected)))
    if not written:
        raise ValueError(NO_SCORES)
    return sum(map(eq, written, expected)) / len(written)
