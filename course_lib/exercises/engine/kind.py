"""Is the reader's result of the expected kind at all? One sentence if not."""

import inspect
from types import ModuleType
from typing import Any

import numpy as np
from torch import Tensor

from course_lib.exercises.engine.comparison import agree, other_dtype, same_scalar_kind
from course_lib.exercises.engine.exercise import Exercise
from course_lib.exercises.engine.hints import hint_for
from course_lib.exercises.engine.parts import compare_plainly, noun
from course_lib.exercises.engine.wording import shape_of
from course_lib.language import say


def kind_problem(exercise: Exercise, expected: Any, got: Any) -> str | None:
    """Say in a sentence that the result is of the wrong kind, or nothing if its kind is right."""
    if problem := _no_value(got):
        return problem
    wanted = kind_of(expected)
    if isinstance(expected, Tensor):
        if isinstance(got, np.ndarray | np.generic):
            return say("Your function returned a NumPy array; a tensor is expected. Stay with torch's functions.")
        fits = isinstance(got, Tensor)
    elif isinstance(expected, tuple | list):
        fits = isinstance(got, tuple | list)
        if fits and len(got) != len(expected):
            return _other_length(exercise, expected, got)
    elif isinstance(expected, dict):
        fits = isinstance(got, dict)
        if fits and got.keys() != expected.keys():
            return say("The keys are {got}; {expected} are expected.", got=list(got), expected=list(expected))
    else:
        fits = same_scalar_kind(expected, got) and not (exercise.dtype_asked and other_dtype(expected, got))
        if not fits and isinstance(got, Tensor):
            shape = shape_of(got)
            return say(
                "Your function returned a tensor of shape {shape}; {wanted} is expected.", shape=shape, wanted=wanted
            )
    if fits:
        return None
    told = say("Your function returned {got}; {wanted} is expected.", got=kind_of(got), wanted=wanted)
    hint = hint_for(str(type(got)))  # the type of what `.max(dim)` returns
    return f"{told} {hint}" if hint else told


def _other_length(exercise: Exercise, expected: Any, got: Any) -> str:
    if not isinstance(expected, list):
        return say(
            "Your function returned {got} results; {expected} are expected.", got=len(got), expected=len(expected)
        )
    told = say("The list has {got} entries; {expected} are expected.", got=len(got), expected=len(expected))
    differ = (i for i, (e, g) in enumerate(zip(expected, got, strict=False)) if not agree(e, g, exercise.tolerance))
    i = next(differ, None)
    if i is None or isinstance(expected[i], Tensor):
        return told
    return f"{told} {compare_plainly(say('{noun} {number}', noun=noun(exercise), number=i + 1), expected[i], got[i])}"


def _no_value(got: Any) -> str | None:
    """Say what was forgotten where the result is no value at all, but None, a function, an error …"""
    if got is None:
        return say("Your function returned None. Did you forget `return`?")
    if inspect.isgenerator(got):
        if got.gi_code.co_name == "<genexpr>":
            return say("Your function returned a generator: sum up or collect what is in the brackets.")
        return say("Your function returned a generator: use `return`, not `yield`.")
    if inspect.iscoroutine(got):
        return say("Your function returned a coroutine: write `def`, not `async def`.")
    error = got if isinstance(got, type) else type(got)
    if issubclass(error, BaseException):
        return say(
            "Your function returned the error {error}: an error is raised, not returned. "
            "Return your result in its place.",
            error=error.__name__,
        )
    if isinstance(got, type):
        return say("Your function returned a class: did you forget the brackets, as in `{call}`?", call=_call_of(got))
    if inspect.isroutine(got):
        return say(
            "Your function returned a function: did you forget the brackets, as in `{call}`?", call=_call_of(got)
        )
    return None


def _call_of(function: Any) -> str:
    """Write the call that was meant: `.sum()` for a tensor's method, `helper()` for a function."""
    owner = getattr(function, "__self__", None)
    dot = "" if owner is None or isinstance(owner, ModuleType) else "."
    name = getattr(function, "__name__", "f")
    return f"{dot}{name if name.isidentifier() else 'f'}()"


def kind_of(value: Any) -> str:
    """Name the kind of a value with its article: a tensor, an int; None has none."""
    if value is None:
        return "None"
    if isinstance(value, Tensor):
        return say("a tensor")
    name = "tuple" if isinstance(value, tuple) else type(value).__name__
    return say("an {kind}", kind=name) if name[0] in "aeioAEIO" or name == "ndarray" else say("a {kind}", kind=name)
