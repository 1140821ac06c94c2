"""Explain the first case that fails: what was given, what was expected, what came, and why."""

from collections.abc import Callable, Sequence
from typing import Any

from torch import Tensor

from course_lib.exercises.engine.comparison import agree
from course_lib.exercises.engine.diagnosis import compare
from course_lib.exercises.engine.exercise import Exercise
from course_lib.exercises.engine.hints import hint_for
from course_lib.exercises.engine.kind import kind_problem
from course_lib.exercises.engine.module_class import module_parameters_problem, output_of
from course_lib.exercises.engine.readers_code import message_of, where_raised
from course_lib.exercises.engine.recognition import recognise
from course_lib.exercises.engine.report import Report, State
from course_lib.exercises.engine.trial import Outcome, Raised, Returned, TimedOut, make_arguments
from course_lib.exercises.engine.wording import (
    SMALL,
    first_difference,
    parameter_names,
    show_arguments,
    side_by_side,
    wrapped,
)


def explain(
    exercise: Exercise,
    function: Callable[..., Any],
    expected: Sequence[Outcome],
    outcomes: Sequence[Outcome],
    failing: int,
    seconds: float,
) -> Report:
    """Report on the failing case; a mistake of the catalogue is named, any other described."""
    case, want, got = exercise.cases[failing], expected[failing], outcomes[failing]
    lines = [f"Case: {case.words}", *show_arguments(exercise.solution, make_arguments(case))]
    if not isinstance(want, Returned):
        fault = message_of(want.error) if isinstance(want, Raised) else "out of time"
        lines.append(f"The reference solution itself fails here ({fault}): a fault of the course, not yours.")
        return Report(exercise.name, "not started", "\n".join(lines))
    if isinstance(got, TimedOut):
        return Report(exercise.name, "wrong", "\n".join([*lines, *_out_of_time(got, seconds)]))
    told: str | None
    if isinstance(got, Raised):
        lines += where_raised(got.error, function)
        told = hint_for(message_of(got.error))
    elif agree(want.value, got.value, exercise.tolerance):
        told = _changed(exercise, got)
    elif problem := module_parameters_problem(want.value, got.value):
        lines.append(wrapped(problem))
        told = None
    elif agree(output_of(want.value), output_of(got.value), exercise.tolerance):
        lines.append("In training mode the output is right. In eval mode it is another:")
        lines += _difference(output_of(want.value), got.value.in_use, exercise.tolerance)
        told = None
    else:
        lines += _difference(output_of(want.value), output_of(got.value), exercise.tolerance)
        pairs = [(_value(w), _value(g)) for w, g in zip(expected, outcomes, strict=False)]
        told = compare(pairs, failing, exercise.tolerance)
    mistake = recognise(exercise, expected, outcomes, failing, seconds)
    if mistake:
        told = f"Diagnosis: {mistake.name}. {mistake.message}"
    lines += [wrapped(told)] if told else []
    state: State = "raised" if isinstance(got, Raised) else "wrong"
    return Report(exercise.name, state, "\n".join(lines), mistake.name if mistake else None)


def _value(outcome: Outcome) -> Any:
    return output_of(outcome.value) if isinstance(outcome, Returned) else None


def _out_of_time(outcome: TimedOut, seconds: float) -> list[str]:
    lines = [f"Your function did not finish within {seconds:g} seconds. Is there a loop that never ends?"]
    if not outcome.stopped:
        lines.append("It could not be stopped and still runs: restart the kernel before you go on.")
    return lines


def _changed(exercise: Exercise, outcome: Returned) -> str:
    names = parameter_names(exercise.solution)
    changed = " and ".join(f"`{names[i]}`" for i in outcome.changed)
    return (
        f"The result is right, but your function changes its argument {changed}. Leave arguments as they "
        "are: `x -= y`, `x[i] = y` and methods that end in `_` change x itself."
    )


def _difference(expected: Any, got: Any, tolerance: float) -> list[str]:
    """Show both values beside each other, or for large tensors of one shape where they first differ."""
    both_lists = isinstance(expected, list) and isinstance(got, list)
    if kind_problem(expected, got) and not both_lists:
        return []
    large = isinstance(expected, Tensor) and expected.numel() > SMALL
    if large and expected.shape == got.shape and expected.dtype == got.dtype:
        return [first_difference(expected, got, tolerance)]
    return side_by_side(expected, got)
