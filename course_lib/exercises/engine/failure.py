"""Explain the first case that fails: what was given, what was expected, what came, and why."""

from collections.abc import Callable, Sequence
from typing import Any

from torch import Tensor

from course_lib.exercises.engine.comparison import agree
from course_lib.exercises.engine.diagnosis import compare
from course_lib.exercises.engine.exercise import Exercise
from course_lib.exercises.engine.hints import hint_for
from course_lib.exercises.engine.kind import kind_problem
from course_lib.exercises.engine.module_class import Ran, gradient_problem, module_parameters_problem, output_of
from course_lib.exercises.engine.readers_code import is_stub_error, message_of, where_raised
from course_lib.exercises.engine.readers_source import returns_a_value
from course_lib.exercises.engine.recognition import recognise
from course_lib.exercises.engine.report import Report, State
from course_lib.exercises.engine.signature import order_problem
from course_lib.exercises.engine.trial import Outcome, Raised, Returned, TimedOut, make_arguments, same_value
from course_lib.exercises.engine.wording import (
    SMALL,
    first_difference,
    parameter_names,
    show_arguments,
    side_by_side,
    wrapped,
)
from course_lib.language import say


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
    lines = [say("Case: {words}", words=say(case.words)), *show_arguments(exercise.solution, make_arguments(case))]
    if not isinstance(want, Returned):
        return Report(exercise.name, "not started", "\n".join([*lines, _own_fault(want)]))
    if isinstance(got, TimedOut):
        return Report(exercise.name, "wrong", "\n".join([*lines, *_out_of_time(got, seconds)]))
    mistake = recognise(exercise, expected, outcomes, failing, seconds)
    if isinstance(got, Raised):
        lines += where_raised(got.error, function)
        told = _of_an_error(got.error, function)
    elif isinstance(got.value, Ran) and (shown := _of_a_module(exercise, want.value, got.value)):
        lines, told = lines + shown, None
    elif same_value(want.value, got.value, exercise):
        told = _changed(exercise, got)
    else:
        lines += _difference(exercise, output_of(want.value), output_of(got.value))
        told = _none_at_the_end(function, got) or compare(exercise, _pairs(expected, outcomes), failing)
    if mistake:
        told = say("Diagnosis: {name}. {message}", name=mistake.name, message=say(mistake.message))
    elif order := _order_problem(exercise, function):
        told = f"{told} {order}" if told else order
    lines += [wrapped(told)] if told else []
    state: State = "raised" if isinstance(got, Raised) else "wrong"
    return Report(exercise.name, state, "\n".join(lines), mistake.name if mistake else None)


def _own_fault(outcome: Outcome) -> str:
    fault = message_of(outcome.error) if isinstance(outcome, Raised) else say("out of time")
    return say("The reference solution itself fails here ({fault}): a fault of the course, not yours.", fault=fault)


def _out_of_time(outcome: TimedOut, seconds: float) -> list[str]:
    lines = [
        say(
            "Your function did not finish within {seconds:g} seconds. Is there a loop that never ends?", seconds=seconds
        )
    ]
    if not outcome.stopped:
        lines.append(say("It could not be stopped and still runs: restart the kernel before you go on."))
    return lines


def _of_an_error(error: BaseException, function: Callable[..., Any]) -> str | None:
    if is_stub_error(error, function):
        return say("This line is still that of the unfinished exercise: remove it once your code stands before it.")
    return hint_for(message_of(error))


def _of_a_module(exercise: Exercise, want: Any, got: Ran) -> list[str]:
    """Say what differs between two modules apart from the output in training: parameters, or the output in use."""
    if problem := module_parameters_problem(want, got):
        return [wrapped(problem)]
    alike = agree(output_of(want), got.output, exercise.tolerance, exercise.dtype_asked)
    if not alike or same_value(want, got, exercise):
        return []
    if problem := gradient_problem(want, got):
        return [wrapped(problem)]
    lines = [say("In training mode the output is right. In eval mode it is another:")]
    return lines + _difference(exercise, output_of(want), got.in_use)


def _changed(exercise: Exercise, outcome: Returned) -> str:
    names = parameter_names(exercise.solution)
    changed = say(" and ").join(f"`{names[i]}`" for i in outcome.changed)
    return say(
        "The result is right, but your function changes its argument {names}. Leave arguments as they "
        "are: `x -= y`, `x[i] = y` and methods that end in `_` change x itself.",
        names=changed,
    )


def _none_at_the_end(function: Callable[..., Any], outcome: Returned) -> str | None:
    if output_of(outcome.value) is None and returns_a_value(function):
        return say("Your function returned None: in this case it came to its end without meeting a `return`.")
    return None


def _order_problem(exercise: Exercise, function: Any) -> str | None:
    solution: Any = exercise.solution
    if exercise.wants_class:
        return order_problem(function, solution) or order_problem(function.forward, solution.forward)
    return order_problem(function, solution)


def _pairs(expected: Sequence[Outcome], outcomes: Sequence[Outcome]) -> list[tuple[Any, Any]]:
    return [(_value(w), _value(g)) for w, g in zip(expected, outcomes, strict=False)]


def _value(outcome: Outcome) -> Any:
    return output_of(outcome.value) if isinstance(outcome, Returned) else None


def _difference(exercise: Exercise, expected: Any, got: Any) -> list[str]:
    """Show both values beside each other, or for large tensors of one shape where they first differ."""
    both_lists = isinstance(expected, list) and isinstance(got, list)
    if kind_problem(exercise, expected, got) and not both_lists:
        return []
    if isinstance(expected, Tensor) and expected.numel() > SMALL and expected.shape == got.shape:
        if agree(expected, got, exercise.tolerance):  # the dtype alone differs, and is asked for
            return []
        return [first_difference(expected, got, exercise.tolerance)]
    return side_by_side(expected, got)
