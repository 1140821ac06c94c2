"""Check the reader's function: run it on the exercise's cases and say what came of it; never raise."""

from collections.abc import Sequence
from typing import Any

from course_lib.exercises.catalogue import find
from course_lib.exercises.engine.exercise import Exercise
from course_lib.exercises.engine.failure import explain
from course_lib.exercises.engine.known import run_known
from course_lib.exercises.engine.module_class import class_problem
from course_lib.exercises.engine.progress import record
from course_lib.exercises.engine.readers_code import is_stub_error, message_of
from course_lib.exercises.engine.report import Report
from course_lib.exercises.engine.signature import signature_problem
from course_lib.exercises.engine.trial import Outcome, Raised, Returned, random_numbers_kept, run, run_all, same_outcome

SECONDS = 2.0  # for one case


def check(name: Any = None, function: Any = None) -> Report:
    """Try the function on the cases of the exercise `name` and report.

    Never raises, so that "Run all" goes on; hence both arguments may be anything at all, or missing.
    """
    if not isinstance(name, str):
        return Report("check", "not started", 'Name the exercise first: check("softmax", softmax).')
    try:
        exercise = find(name)
    except LookupError as error:
        return Report(str(name), "not started", str(error.args[0]))
    try:
        with random_numbers_kept():
            report = judge(exercise, function)
    except Exception as error:  # a result that resists even being compared must not stop "Run all"
        text = f"The result cannot be compared ({message_of(error)}). Return a plain value, as the task asks."
        report = Report(exercise.name, "wrong", text)
    record(report)
    return report


def judge(exercise: Exercise, function: Any, seconds: float = SECONDS) -> Report:
    """Report on the function; `seconds` is the time it has for each case."""
    if problem := _unfit(exercise, function):
        return Report(exercise.name, "wrong", problem)
    expected = run_all(exercise.solution, exercise, 10 * seconds, run_known)
    outcomes = run_all(function, exercise, seconds)
    if all(isinstance(o, Raised) and is_stub_error(o.error, function) for o in outcomes):
        text = "Write your code in place of `raise NotImplementedError`, then run both cells."
        return Report(exercise.name, "not started", text)
    if exercise.given and _all_same(outcomes, run_all(exercise.given, exercise, seconds, run_known), exercise):
        same = "still does what the given one does" if exercise.wants_class else "is still as given"
        text = f"The {exercise.kind} {same}: find the bug, mend it, then run both cells."
        return Report(exercise.name, "not started", text)
    for i, (want, got) in enumerate(zip(expected, outcomes, strict=False)):
        if not _passes(want, got, exercise):
            return explain(exercise, function, expected, outcomes, i, seconds)
    count = len(exercise.cases)
    return Report(exercise.name, "right", f"All {count} cases agree with the reference solution.")


def is_right(exercise: Exercise, function: Any, seconds: float = SECONDS) -> bool:
    """Say whether `judge` would report "right", without asking what is wrong: the first case that fails is enough."""
    if _unfit(exercise, function):
        return False
    for case in exercise.cases:
        want = run_known(exercise.solution, exercise, case, 10 * seconds)
        if not _passes(want, run(function, exercise, case, seconds), exercise):
            return False
    return True


def _unfit(exercise: Exercise, function: Any) -> str | None:
    """Say why the object cannot be called as the task says, if so."""
    call = f'check("{exercise.name}", {exercise.solution.__name__})'
    if function is None:
        return f"check needs your {exercise.kind} as well: write {call}."
    if exercise.wants_class:
        return class_problem(function, exercise.solution)
    if not callable(function):
        kind = type(function).__name__
        return (
            f"check needs your function itself, but got an object of type {kind}: "
            f"write {call}, without calling the function."
        )
    return signature_problem(function, exercise.solution)


def _passes(want: Outcome, got: Outcome, exercise: Exercise) -> bool:
    changed = isinstance(got, Returned) and got.changed
    return same_outcome(want, got, exercise.tolerance) and not changed


def _all_same(some: Sequence[Outcome], others: Sequence[Outcome], exercise: Exercise) -> bool:
    pairs = zip(some, others, strict=False)
    return len(some) == len(others) and all(same_outcome(*pair, exercise.tolerance) for pair in pairs)
