"""The promises every exercise must keep, each as an assertion with a message for its author."""

import dataclasses
import inspect
import re
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from course_lib.exercises.engine.check import SECONDS, is_right, judge
from course_lib.exercises.engine.comparison import agree
from course_lib.exercises.engine.exercise import Case, Exercise
from course_lib.exercises.engine.known import run_known
from course_lib.exercises.engine.readers_source import same_source
from course_lib.exercises.engine.trial import Raised, Returned, make_arguments, run_all, same_outcome
from tests.exercises.catalogue_source import catalogue_source
from tests.exercises.mutations import mutations
from tests.exercises.notebook_exercises import NotebookExercise, define
from tests.exercises.styles import styles

HEADING = re.compile(r"### Exercise: .+ \((?P<difficulty>easy|medium|hard), (?P<minutes>\d+) minutes?\)")
MUTANT_SECONDS = 0.3
SLIPS = (NameError, SyntaxError, ImportError)  # of the author of a mistake, and no mistake of a reader
EXACT = 1e-9  # how closely two ways to compute the same agree in float64


def heading_agrees(exercise: Exercise, found: NotebookExercise) -> None:
    """Assert that the task's first line says the catalogue's minutes and difficulty."""
    match = HEADING.fullmatch(found.heading.strip())
    assert match, f"the task's first line is {found.heading!r}, not '### Exercise: its name (easy, 5 minutes)'"
    said = (match["difficulty"], int(match["minutes"]))
    assert said == (exercise.difficulty, exercise.minutes), f"{said} in the notebook, not in the catalogue"


def stub_is_not_started(exercise: Exercise, found: NotebookExercise) -> None:
    """Assert that the stub is reported as not started, and that this report is the stored output."""
    report = judge(exercise, found.define(found.stub))
    assert report.state == "not started", f"the stub must not pass for an attempt, but the report is:\n{report}"
    assert found.stored_output == repr(report), f"stored output differs; refresh the notebook:\n{report}"


def stub_is_as_given(exercise: Exercise, found: NotebookExercise) -> None:
    """Assert, for a find-the-bug exercise, that the stub has the bug that the catalogue knows."""
    assert exercise.given is not None
    stub, given = (run_all(f, exercise, 1.0) for f in (found.define(found.stub), exercise.given))
    # By its source, because a reader who has changed anything at all has started.
    assert same_source(found.define(found.stub), exercise.given), "the stub is not written as the given function is"
    for case, one, other in zip(exercise.cases, stub, given, strict=True):
        assert same_outcome(other, one, exercise), f"{case.words}: the stub is not as given: {one}, {other}"


def solution_passes(exercise: Exercise, found: NotebookExercise) -> None:
    """Assert that the notebook's solution passes, and equals the catalogue's in float64."""
    function = found.define(found.solution)
    for version in (exercise, dataclasses.replace(in_float64(exercise, EXACT), dtype_asked=True)):
        report = judge(version, function)
        assert report.state == "right", f"the notebook's solution fails:\n{report}"


def signatures_agree(exercise: Exercise, found: NotebookExercise) -> None:
    """Assert that stub, notebook's solution and catalogue's solution take the same parameters, a class twice."""
    stub, solution = (_parameters(found.define(source)) for source in (found.stub, found.solution))
    assert stub == solution, f"the stub takes {stub}, the notebook's solution {solution}"
    catalogue = _parameters(exercise.solution)
    assert stub == catalogue, f"the stub takes {stub}, the catalogue's solution {catalogue}"


def other_solutions_pass(exercise: Exercise) -> None:
    """Assert that correct solutions written in other ways pass, in float64 as well."""
    needed = 1 if exercise.given else 2
    assert len(exercise.also_right) >= needed, f"{exercise.name}: also_right needs {needed} or more functions"
    for function in (exercise.solution, *exercise.also_right):
        for version in (exercise, in_float64(exercise, exercise.tolerance)):
            report = judge(version, function)
            assert report.state == "right", f"{function.__name__} is right, but the report is:\n{report}"


def mistakes_are_recognised(exercise: Exercise) -> None:
    """Assert that every mistake of the catalogue fails and is told by its own name."""
    assert len(exercise.mistakes) >= 3, f"{exercise.name} needs 3 mistakes or more"
    for mistake in exercise.mistakes:
        for wrong in exercise.make(mistake):
            # What a find-the-bug exercise gives may be a mistake too; as an answer it is "not started".
            report = judge(dataclasses.replace(exercise, given=None), wrong)
            assert report.state in ("wrong", "raised"), f"the mistake {mistake.name} passes"
            for outcome in run_all(wrong, exercise, SECONDS, run_known):
                slip = isinstance(outcome, Raised) and isinstance(outcome.error, SLIPS)
                # A variable that is set in a loop only is a reader's mistake too.
                slip = slip and not isinstance(outcome.error, UnboundLocalError)
                assert not slip, f"the mistake {mistake.name} fails for another reason than its own: {outcome}"
            assert report.diagnosis == mistake.name, f"{mistake.name} is told as {report.diagnosis}:\n{report}"


def styles_pass(exercise: Exercise) -> None:
    """Assert that the solution stays right in the ways of writing and calling it that cannot matter."""
    for words, changed in styles(exercise):
        report = judge(exercise, changed)
        assert report.state == "right", f"{exercise.name}, {words}: right, but the report is:\n{report}"


def dtype_is_announced(exercise: Exercise, found: NotebookExercise) -> None:
    """Assert that the task says which dtype it wants where another one is refused."""
    said = re.search(r"dtype|float|integer|whole|bool|\bint\b", found.task)
    assert said or not exercise.dtype_asked, f"the task of {exercise.name} asks for no dtype, but its check does"


def mutations_fail(exercise: Exercise, found: NotebookExercise | None) -> None:
    """Assert that every small change of the solution fails: the notebook's, or else the catalogue's."""
    source, names = catalogue_source(exercise) if found is None else (found.solution, {})
    imports = "" if found is None else found.imports
    function = exercise.solution.__name__ if found is None else found.function
    # The notebook's imports are run first, and not mutated: mutations touch definitions only.
    survivors = set()
    for mutation in mutations(source):
        if _passes(exercise, f"{imports}\n{mutation.source}", function, names):
            survivors.add(mutation.description)
    unnoticed = survivors - set(exercise.equivalent_mutations)
    assert not unnoticed, (
        f"{exercise.name}: no case notices these changes of the solution; add a case, or, where the function "
        "stays the same, list them in equivalent_mutations:\n" + "\n".join(sorted(unnoticed))
    )
    stale = set(exercise.equivalent_mutations) - survivors
    assert not stale, f"{exercise.name}: equivalent_mutations lists what fails or does not exist: {sorted(stale)}"


def cases_are_steady(exercise: Exercise) -> None:
    """Assert that every case makes fresh and equal arguments, and that the solution leaves them alone."""
    for case in exercise.cases:
        first, second = make_arguments(case), make_arguments(case)
        for one, other in zip(first, second, strict=True):
            assert not isinstance(one, Tensor) or one is not other, f"{case.words}: arguments are not fresh"
            if isinstance(one, Tensor | int | float | str | tuple | list):
                assert agree(one, other, 0.0), f"{case.words}: arguments differ from call to call"
    for version in (exercise, in_float64(exercise, exercise.tolerance)):
        for case, outcome in zip(version.cases, run_all(exercise.solution, version, 10.0), strict=False):
            assert isinstance(outcome, Returned), f"{case.words}: the solution does not return: {outcome}"
    report = judge(exercise, exercise.solution)
    assert report.state == "right", f"the solution itself fails:\n{report}"
    words = [case.words for case in exercise.cases]
    assert len(set(words)) == len(words), f"two cases have the same words: {words}"


def in_float64(exercise: Exercise, tolerance: float) -> Exercise:
    """Return the exercise with every float32 tensor among the arguments in float64."""

    def widened(case: Case) -> Case:
        return Case(f"{case.words}, in float64", lambda: tuple(map(_widen, case.arguments())))

    return dataclasses.replace(exercise, cases=tuple(map(widened, exercise.cases)), tolerance=tolerance)


def _widen(value: Any) -> Any:
    if isinstance(value, Tensor):
        return value.double() if value.dtype == torch.float32 else value
    if type(value) in (tuple, list):
        return type(value)(map(_widen, value))
    return value


def _parameters(function: Callable[..., Any]) -> list[tuple[str, Any]]:
    functions = (function.__init__, function.forward) if inspect.isclass(function) else (function,)
    return [(p.name, p.default) for f in functions for p in inspect.signature(f).parameters.values()]


def _passes(exercise: Exercise, source: str, function: str, names: dict[str, Any]) -> bool:
    """Say whether a changed solution is still called right; one that cannot even be defined is not."""
    try:
        changed = define(source, function, "<mutation>", names)
    except Exception:
        return False
    return is_right(exercise, changed, MUTANT_SECONDS)
