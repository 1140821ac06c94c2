"""Check the reader's function: run it on the exercise's cases and say what came of it; never raise."""

from collections.abc import Sequence
from typing import Any

from course_lib.exercises.catalogue import find
from course_lib.exercises.engine.comparison import other_dtype
from course_lib.exercises.engine.exercise import Exercise
from course_lib.exercises.engine.failure import explain
from course_lib.exercises.engine.known import run_known
from course_lib.exercises.engine.module_class import class_problem, output_of
from course_lib.exercises.engine.progress import record
from course_lib.exercises.engine.readers_code import is_of_the_course, is_stub_error, message_of
from course_lib.exercises.engine.readers_source import is_bare_stub, same_source
from course_lib.exercises.engine.report import Report
from course_lib.exercises.engine.session import session_kept
from course_lib.exercises.engine.signature import signature_problem
from course_lib.exercises.engine.trial import Outcome, Raised, Returned, run, run_all, same_outcome
from course_lib.language import say

SECONDS = 2.0  # for one case


def check(name: Any = None, function: Any = None) -> Report:
    """Try the function on the cases of the exercise `name` and report.

    Never raises, so that "Run all" goes on; hence both arguments may be anything at all, or missing. The session
    goes on afterwards as if nothing had happened.
    """
    if not isinstance(name, str):
        return Report("check", "not started", say('Name the exercise first: check("softmax", softmax).'))
    try:
        exercise = find(name)
    except LookupError as error:
        return Report(str(name), "not started", str(error.args[0]))
    try:
        with session_kept():
            report = _not_the_readers(exercise, function) or judge(exercise, function)
    except Exception as error:  # a result that resists even being compared must not stop "Run all"
        text = say(
            "The result cannot be compared ({error}). Return a plain value, as the task asks.", error=message_of(error)
        )
        report = Report(exercise.name, "wrong", text)
    record(report)
    return report


def judge(exercise: Exercise, function: Any, seconds: float = SECONDS) -> Report:
    """Report on the function; `seconds` is the time it has for each case."""
    if problem := _unfit(exercise, function):
        return Report(exercise.name, "wrong", problem)
    outcomes = run_all(function, exercise, seconds)
    if text := _not_started(exercise, function, outcomes):
        return Report(exercise.name, "not started", text)
    expected = run_all(exercise.solution, exercise, 10 * seconds, run_known)
    for i, (want, got) in enumerate(zip(expected, outcomes, strict=False)):
        if not _passes(want, got, exercise):
            return explain(exercise, function, expected, outcomes, i, seconds)
    text = say("All {count} cases agree with the reference solution.", count=len(exercise.cases))
    return Report(exercise.name, "right", "\n".join([text, *_remarks(expected, outcomes)]))


def is_right(exercise: Exercise, function: Any, seconds: float = SECONDS) -> bool:
    """Say whether `judge` would report "right", without asking what is wrong: the first case that fails is enough."""
    if _unfit(exercise, function):
        return False
    for case in exercise.cases:
        want = run_known(exercise.solution, exercise, case, 10 * seconds)
        if not _passes(want, run(function, exercise, case, seconds), exercise):
            return False
    return True


def _not_the_readers(exercise: Exercise, function: Any) -> Report | None:
    """Refuse what comes from the library: its names are often those of the exercise."""
    if not callable(function) or not is_of_the_course(function):
        return None
    text = say(
        "This {kind} is the library's, from course_lib, not yours: "
        "run the cell with your own code first, then this one.",
        kind=say(exercise.kind),
    )
    return Report(exercise.name, "not started", text)


def _unfit(exercise: Exercise, function: Any) -> str | None:
    """Say why the object cannot be called as the task says, if so."""
    call = f'check("{exercise.name}", {exercise.solution.__name__})'
    if function is None:
        return say("check needs your {kind} as well: write {call}.", kind=say(exercise.kind), call=call)
    if exercise.wants_class:
        return class_problem(function, exercise.solution)
    if not callable(function):
        return say(
            "check needs your function itself, but got an object of type {kind}: "
            "write {call}, without calling the function.",
            kind=type(function).__name__,
            call=call,
        )
    return signature_problem(function, exercise.solution)


def _not_started(exercise: Exercise, function: Any, outcomes: Sequence[Outcome]) -> str | None:
    """Say what to do first where the reader has written nothing yet."""
    if all(isinstance(o, Raised) and is_stub_error(o.error, function) for o in outcomes) and is_bare_stub(function):
        return say("Write your code in place of `raise NotImplementedError`, then run both cells.")
    if exercise.given and _is_as_given(exercise, function, outcomes):
        if exercise.wants_class:
            return say("The class still does what the given one does: find the bug, mend it, then run both cells.")
        return say("The function is still as given: find the bug, mend it, then run both cells.")
    return None


def _is_as_given(exercise: Exercise, function: Any, outcomes: Sequence[Outcome]) -> bool:
    """Say whether the reader has changed nothing: by the source, or where there is none, by what it does."""
    same = same_source(function, exercise.given)
    if same is not None:
        return same
    assert exercise.given is not None
    given = run_all(exercise.given, exercise, SECONDS, run_known)
    pairs = zip(outcomes, given, strict=False)
    return len(outcomes) == len(given) and all(same_outcome(*pair, exercise) for pair in pairs)


def _remarks(expected: Sequence[Outcome], outcomes: Sequence[Outcome]) -> list[str]:
    """Remark on a dtype of the result that is another than the reference solution's."""
    for want, got in zip(expected, outcomes, strict=True):
        assert isinstance(want, Returned)
        assert isinstance(got, Returned)
        if dtypes := other_dtype(output_of(want.value), output_of(got.value)):
            return [
                say(
                    "One remark: your result is {got} where the reference solution's is {want}.",
                    want=dtypes[0],
                    got=dtypes[1],
                )
            ]
    return []


def _passes(want: Outcome, got: Outcome, exercise: Exercise) -> bool:
    changed = isinstance(got, Returned) and got.changed
    return isinstance(want, Returned) and same_outcome(want, got, exercise) and not changed
