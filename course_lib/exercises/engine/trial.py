"""Run one function on one case and keep what happened: it returned, it raised, or it ran out of time."""

import inspect
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from torch import Tensor

from course_lib.exercises.engine.comparison import agree
from course_lib.exercises.engine.exercise import Case, Exercise
from course_lib.exercises.engine.module_class import Ran, building_and_running
from course_lib.exercises.engine.readers_code import message_of
from course_lib.exercises.engine.time_limit import CallFailedError, TimeUpError, call_with_limit


@dataclass(frozen=True)
class Returned:
    """The function returned `value`; `changed` lists the positions of arguments it changed in place."""

    value: Any
    changed: tuple[int, ...]


@dataclass(frozen=True)
class Raised:
    """The function raised `error`."""

    error: BaseException


@dataclass(frozen=True)
class TimedOut:
    """The function did not return in time; `stopped` says whether it could be ended."""

    stopped: bool


Outcome = Returned | Raised | TimedOut


def make_arguments(case: Case) -> tuple[Any, ...]:
    """Make the case's arguments on the CPU, whatever default device the reader has set."""
    with torch.device("cpu"):
        return case.arguments()


@lru_cache(maxsize=100)  # an exercise has some ten cases
def _untouched_arguments(case: Case, _default_dtype: torch.dtype) -> tuple[Any, ...]:
    """Make the arguments that no function gets: what a function got is compared with them afterwards."""
    return make_arguments(case)


def run(function: Callable[..., Any], exercise: Exercise, case: Case, seconds: float) -> Outcome:
    """Call the function with the case's arguments, or build and run the module; never raise, except on interrupt."""
    arguments = make_arguments(case)
    if exercise.wants_class:
        function = building_and_running(function, exercise.solution)
    for seed in (torch.default_generator.manual_seed, random.seed, np.random.seed):
        seed(0)  # a function that draws random numbers must give the same report every time
    default_dtype = torch.get_default_dtype()
    try:
        value = call_with_limit(function, arguments, seconds)
    except TimeUpError as error:
        return TimedOut(error.stopped)
    except CallFailedError as error:
        return Raised(error.error)
    finally:
        torch.set_default_dtype(default_dtype)  # else the next cases would be made in another dtype
    pairs = zip(_untouched_arguments(case, default_dtype), arguments, strict=True)
    changed = (i for i, pair in enumerate(pairs) if not _unchanged(*pair))
    return Returned(_copy(value), tuple(changed))


def run_all(
    function: Callable[..., Any],
    exercise: Exercise,
    seconds: float,
    run_one: Callable[[Callable[..., Any], Exercise, Case, float], Outcome] = run,
) -> list[Outcome]:
    """Run the function on the cases in order; stop after the first that runs out of time."""
    outcomes: list[Outcome] = []
    for case in exercise.cases:
        outcomes.append(run_one(function, exercise, case, seconds))
        if isinstance(outcomes[-1], TimedOut):
            break
    return outcomes


def same_outcome(one: Outcome, other: Outcome, exercise: Exercise) -> bool:
    """Say whether two functions did the same: results that agree, or errors that say the same."""
    if isinstance(one, Returned) and isinstance(other, Returned):
        return same_value(one.value, other.value, exercise)
    if isinstance(one, Raised) and isinstance(other, Raised):
        return message_of(one.error) == message_of(other.error)
    return isinstance(one, TimedOut) and isinstance(other, TimedOut)


def same_value(want: Any, got: Any, exercise: Exercise) -> bool:
    """Say whether what a function returned, or what came of a module, agrees with what is wanted."""
    if isinstance(want, Ran) and isinstance(got, Ran):
        # The parameters, many but plain, in one go.
        return want[:3] == got[:3] and agree(want[3:], got[3:], exercise.tolerance, exercise.dtype_asked)
    return agree(want, got, exercise.tolerance, exercise.dtype_asked)


def _unchanged(before: Any, after: Any) -> bool:
    """Compare to the last bit: the tolerance for results would let small changes of an argument pass."""
    if isinstance(before, Tensor):
        kind, other = ((t.shape, t.dtype, t.requires_grad) for t in (before, after))
        return kind == other and bool(((before == after) | (before.isnan() & after.isnan())).all())
    if isinstance(before, np.ndarray):
        return bool(np.array_equal(before, after, equal_nan=before.dtype.kind == "f"))
    if isinstance(before, tuple | list):
        return len(before) == len(after) and all(map(_unchanged, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(_unchanged(before[key], after[key]) for key in before)
    if isinstance(before, set):
        return isinstance(after, set) and before == after
    return True  # numbers and strings cannot change; what is inside a generator or a module is not compared


def _copy(value: Any) -> Any:
    """Copy tensors: a function may return one buffer every time and overwrite it in the next call."""
    if inspect.iscoroutine(value):
        value.close()  # or Python warns that it was never awaited
    if isinstance(value, Tensor):
        return value.detach().clone()
    if isinstance(value, Ran):
        return value._replace(output=_copy(value.output), in_use=_copy(value.in_use))
    if type(value) in (tuple, list):
        return type(value)(_copy(part) for part in value)
    if type(value) is dict:
        return {key: _copy(part) for key, part in value.items()}
    return value
