"""Is the reader's result of the expected kind at all? One sentence if not."""

import inspect
from types import ModuleType
from typing import Any

import numpy as np
from torch import Tensor

from course_lib.exercises.engine.comparison import same_scalar_kind
from course_lib.exercises.engine.hints import hint_for
from course_lib.exercises.engine.wording import shape_of


def kind_problem(expected: Any, got: Any) -> str | None:
    """Say in a sentence that the result is of the wrong kind, or nothing if its kind is right."""
    if problem := _no_value(got):
        return problem
    wanted = _kind(expected)
    if isinstance(expected, Tensor):
        if isinstance(got, np.ndarray | np.generic):
            return "Your function returned a NumPy array; a tensor is expected. Stay with torch's functions."
        fits = isinstance(got, Tensor)
    elif isinstance(expected, tuple | list):
        fits = isinstance(got, tuple | list)
        if fits and len(got) != len(expected):
            if isinstance(expected, list):
                return f"The list has {len(got)} entries; {len(expected)} are expected."
            return f"Your function returned {len(got)} results; {len(expected)} are expected."
    else:
        fits = same_scalar_kind(expected, got)
        if not fits and isinstance(got, Tensor):
            return f"Your function returned a tensor of shape {shape_of(got)}; {wanted} is expected."
    if fits:
        return None
    told = f"Your function returned {_kind(got)}; {wanted} is expected."
    hint = hint_for(str(type(got)))  # the type of what `.max(dim)` returns
    return f"{told} {hint}" if hint else told


def _no_value(got: Any) -> str | None:
    """Say what was forgotten where the result is no value at all, but None, a function, an error …"""
    if got is None:
        return "Your function returned None. Did you forget `return`?"
    if inspect.isgenerator(got):
        if got.gi_code.co_name == "<genexpr>":
            return "Your function returned a generator: sum up or collect what is in the brackets."
        return "Your function returned a generator: use `return`, not `yield`."
    if inspect.iscoroutine(got):
        return "Your function returned a coroutine: write `def`, not `async def`."
    error = got if isinstance(got, type) else type(got)
    if issubclass(error, BaseException):
        return (
            f"Your function returned the error {error.__name__}: an error is raised, not returned. "
            "Return your result in its place."
        )
    if inspect.isroutine(got) or isinstance(got, type):
        what = "class" if isinstance(got, type) else "function"
        return f"Your function returned a {what}: did you forget the brackets, as in `{_call_of(got)}`?"
    return None


def _call_of(function: Any) -> str:
    """Write the call that was meant: `.sum()` for a tensor's method, `helper()` for a function."""
    owner = getattr(function, "__self__", None)
    dot = "" if owner is None or isinstance(owner, ModuleType) else "."
    name = getattr(function, "__name__", "f")
    return f"{dot}{name if name.isidentifier() else 'f'}()"


def _kind(value: Any) -> str:
    """Name the kind of a value with its article: a tensor, an int."""
    if isinstance(value, Tensor | tuple):
        return "a tensor" if isinstance(value, Tensor) else "a tuple"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeioAEIO' or name == 'ndarray' else 'a'} {name}"
