"""What went wrong: a mistake known by name, or else what the two results themselves tell."""

import inspect
from collections.abc import Sequence
from typing import Any

import numpy as np
from torch import Tensor

from course_lib.exercises.comparison import agree, close, comparable, same_scalar_kind
from course_lib.exercises.exercise import Exercise, Mistake
from course_lib.exercises.trial import Outcome, Raised, TimedOut, run, same_outcome
from course_lib.exercises.wording import dtype_of, shape_of


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
        own, theirs = outcomes[i], run(mistake.implementation, exercise.cases[i], seconds)
        same = same_outcome(own, theirs, exercise.tolerance)
        if same and same_outcome(own, expected[i], exercise.tolerance):
            # A right result that is still a failure: the argument was changed. So must the mistake's be.
            same = isinstance(own, Raised | TimedOut) or own.changed == getattr(theirs, "changed", None)
        if same:
            count += 1
        elif i == failing or type(own) is type(theirs):
            return 0
    return count


def kind_problem(expected: Any, got: Any) -> str | None:
    """Say in a sentence that the result is of the wrong kind, or nothing if its kind is right."""
    if got is None:
        return "Your function returned None. Did you forget `return`?"
    if inspect.isgenerator(got):
        return "Your function returned a generator: use `return`, not `yield`."
    if inspect.iscoroutine(got):
        return "Your function returned a coroutine: write `def`, not `async def`."
    wanted = _kind(expected)
    if isinstance(expected, Tensor):
        if isinstance(got, np.ndarray | np.generic):
            return "Your function returned a NumPy array; a tensor is expected. Stay with torch's functions."
        fits = isinstance(got, Tensor)
    elif isinstance(expected, tuple | list):
        fits = isinstance(got, tuple | list)
        if fits and len(got) != len(expected):
            return f"Your function returned {len(got)} results; {len(expected)} are expected."
    else:
        fits = same_scalar_kind(expected, got)
        if not fits and isinstance(got, Tensor):
            return f"Your function returned a tensor of shape {shape_of(got)}; {wanted} is expected."
    return None if fits else f"Your function returned {_kind(got)}; {wanted} is expected."


def compare(expected: Any, got: Any, tolerance: float) -> str | None:
    """Say what the two results tell by themselves: kind, shape, dtype, NaN, sign, a constant factor …"""
    if problem := kind_problem(expected, got):
        return problem
    if isinstance(expected, tuple | list):
        pairs = list(zip(expected, got, strict=True))
        i = next(i for i, (e, g) in enumerate(pairs) if not agree(e, g, tolerance))
        told = compare(*pairs[i], tolerance)
        return f"Result {i + 1} of {len(pairs)}: {told}" if told else f"Result {i + 1} of {len(pairs)} differs."
    if not isinstance(expected, Tensor):
        return None
    if expected.shape != got.shape:
        return _compare_shapes(expected, got, tolerance)
    if expected.dtype != got.dtype:
        alike = close(expected, got.to(expected.dtype), _loose(tolerance)).all()
        start = "The values are right, but the" if alike else "The"
        return f"{start} dtype is {dtype_of(got)}; {dtype_of(expected)} is expected."
    return _compare_values(expected, got, tolerance) if expected.dtype.is_floating_point else None


def _compare_shapes(expected: Tensor, got: Tensor, tolerance: float) -> str:
    text = f"The shape is {shape_of(got)}; {shape_of(expected)} is expected."
    if expected.ndim >= 2 and got.ndim >= 2 and expected.shape == got.mT.shape:
        alike = close(expected, got.mT, _loose(tolerance)).all()
        text += " Your result is the expected one transposed." if alike else " The last two axes are swapped."
    elif expected.numel() == got.numel() and close(expected, got.reshape(expected.shape), tolerance).all():
        text += " The values are right."
    return text


def _compare_values(expected: Tensor, got: Tensor, tolerance: float) -> str | None:
    want, have = comparable(expected), comparable(got)
    for name, test in (("NaN", Tensor.isnan), ("infinite", Tensor.isinf)):
        if (extra := test(have) & ~test(want)).any():
            return f"{int(extra.sum())} of {have.numel()} values are {name}: look for 0/0, ∞ − ∞ or an overflow."
    if close(expected, got, _loose(tolerance)).all():
        return "The values are right to about three digits only: look for a step that loses precision."
    if want.ndim >= 2 and want.shape == want.mT.shape and close(expected, got.mT, tolerance).all():
        return "Your result is the expected one transposed."
    if close(expected, -got, tolerance).all():
        return "Your result has the wrong sign everywhere."
    return _compare_factor(expected, got, tolerance)


def _compare_factor(expected: Tensor, got: Tensor, tolerance: float) -> str | None:
    """Recognise a factor or an addend that is the same everywhere; two values or fewer prove nothing."""
    want, have = comparable(expected), comparable(got)
    finite = want.isfinite() & have.isfinite()
    if want[finite].unique().numel() < 3:
        return None
    at = want[finite].abs().argmax()
    factor = (have[finite][at] / want[finite][at]).item()
    addend = (have[finite][at] - want[finite][at]).item()
    if factor != 0 and close(want * factor, have, tolerance).all():
        return f"Every value is {factor:.4g} times the expected one."
    if close(want + addend, have, tolerance).all():
        return f"Every value is off by the same amount: {addend:+.4g}."
    return None


def _loose(tolerance: float) -> float:
    """Return a tolerance fit to recognise values through another dtype's rounding."""
    return max(tolerance, 1e-3)


def _kind(value: Any) -> str:
    """Name the kind of a value with its article: a tensor, an int."""
    name = "tensor" if isinstance(value, Tensor) else type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"
