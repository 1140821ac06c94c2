"""Which mistake of the catalogue does what the reader's function did?"""

from collections.abc import Sequence

from course_lib.exercises.engine.exercise import Exercise, Mistake
from course_lib.exercises.engine.known import run_known
from course_lib.exercises.engine.trial import Outcome, Raised, TimedOut, same_outcome


def recognise(
    exercise: Exercise, expected: Sequence[Outcome], outcomes: Sequence[Outcome], failing: int, seconds: float
) -> Mistake | None:
    """Return the catalogued mistake that does what the reader's function did, on every case where both run.

    Among several, take the one that agrees on most cases: others may have stopped early with an error.
    """
    best, most = None, 0
    for mistake in exercise.mistakes:
        count = _agreement(exercise, mistake, expected, outcomes, failing, seconds)
        if count > most:
            best, most = mistake, count
    return best


def _agreement(
    exercise: Exercise,
    mistake: Mistake,
    expected: Sequence[Outcome],
    outcomes: Sequence[Outcome],
    failing: int,
    seconds: float,
) -> int:
    """Count the cases on which mistake and reader do the same; 0 if any contradicts."""
    count = 0
    # The failing case first: it settles most comparisons at once.
    for i in sorted(range(len(outcomes)), key=lambda i: i != failing):
        own, theirs = outcomes[i], run_known(mistake.implementation, exercise, exercise.cases[i], seconds)
        same = same_outcome(own, theirs, exercise.tolerance)
        if same and same_outcome(own, expected[i], exercise.tolerance):
            # A right result that is still a failure: the argument was changed. So must the mistake's be.
            same = isinstance(own, Raised | TimedOut) or own.changed == getattr(theirs, "changed", None)
        if same:
            count += 1
        elif i == failing or type(own) is type(theirs):
            return 0
    return count
