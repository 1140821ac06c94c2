"""Which mistake of the catalogue does what the reader's function did?"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from course_lib.exercises.engine.exercise import Exercise, Mistake
from course_lib.exercises.engine.known import run_known
from course_lib.exercises.engine.readers_code import message_of
from course_lib.exercises.engine.trial import Outcome, Raised, Returned, same_outcome


class _Verdict(NamedTuple):
    """What one case says of a mistake: does it fit, and does it speak for it?"""

    fits: bool
    speaks: bool


FITS, SPEAKS, CONTRADICTS = _Verdict(True, False), _Verdict(True, True), _Verdict(False, False)


def recognise(
    exercise: Exercise, expected: Sequence[Outcome], outcomes: Sequence[Outcome], failing: int, seconds: float
) -> Mistake | None:
    """Return the catalogued mistake that does what the reader's function did, on every case where both run.

    Among several, take the one for which most cases speak: others may have stopped early with an error.
    """
    best, most = None, 0
    for mistake in exercise.mistakes:
        for function in exercise.make(mistake):
            count = _evidence(exercise, function, expected, outcomes, failing, seconds)
            if count > most:
                best, most = mistake, count
    return best


def _evidence(
    exercise: Exercise,
    function: Callable[..., Any],
    expected: Sequence[Outcome],
    outcomes: Sequence[Outcome],
    failing: int,
    seconds: float,
) -> int:
    """Count the cases on which mistake and reader do the same; 0 if one contradicts or none is a failure of both."""
    count, spoken = 0, False
    # The failing case first: it settles most comparisons at once.
    for i in sorted(range(len(outcomes)), key=lambda i: i != failing):
        theirs = run_known(function, exercise, exercise.cases[i], seconds)
        fits, speaks = _verdict(exercise, expected[i], outcomes[i], theirs)
        both_returned = isinstance(outcomes[i], Returned) and isinstance(theirs, Returned)
        if not fits and (i == failing or both_returned):
            return 0
        count += fits
        spoken = spoken or speaks
    return count if spoken else 0


def _verdict(exercise: Exercise, expected: Outcome, own: Outcome, theirs: Outcome) -> _Verdict:
    """Compare what the reader's function and the mistake did in one case.

    What speaks for a mistake is its own wrong value, or its own error to the last digit. An error of the same words
    with other numbers, such as a product of other shapes, fits, but speaks for nothing.
    """
    if isinstance(own, Raised) and isinstance(theirs, Raised):
        words = message_of(own.error), message_of(theirs.error)
        if words[0] == words[1]:
            return SPEAKS if ":" in words[0] else FITS  # a bare `raise ValueError` says nothing
        return FITS if _without_numbers(words[0]) == _without_numbers(words[1]) else CONTRADICTS
    # The same wrong value in another dtype is the same mistake; only where the value is right is the dtype the point.
    value_is_right = same_outcome(expected, own, exercise.for_any_dtype)
    if not same_outcome(theirs, own, exercise if value_is_right else exercise.for_any_dtype):
        return CONTRADICTS
    if isinstance(own, Returned) and isinstance(theirs, Returned) and same_outcome(expected, own, exercise):
        # A right result can still be a failure: the argument was changed. So must the mistake's be.
        if own.changed != theirs.changed:
            return CONTRADICTS
        return SPEAKS if own.changed else FITS
    return SPEAKS


def _without_numbers(message: str) -> str:
    return re.sub(r"-?\d+", "", message)
