"""What went wrong, as far as the results themselves tell: kind, shape, dtype, NaN, sign, a constant factor …"""

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from course_lib.exercises.engine.comparison import close, comparable, largest
from course_lib.exercises.engine.exercise import Exercise
from course_lib.exercises.engine.kind import kind_problem
from course_lib.exercises.engine.parts import at, compare_plainly, first_difference_inside, reordered
from course_lib.exercises.engine.wording import dtype_of, shape_of
from course_lib.language import say

Pair = tuple[Any, Any]  # expected, got; None where a function did not return
LOOSE = 1e-3  # close enough to recognise values through another dtype's rounding
FEWEST_DIGITS = 3  # that agree, to be worth a word


def compare(exercise: Exercise, pairs: Sequence[Pair], failing: int) -> str | None:
    """Say what the results of the failing case tell; the other cases tell whether it holds everywhere."""
    expected, got = pairs[failing]
    if problem := kind_problem(exercise, expected, got):
        return problem
    if isinstance(expected, tuple | list | dict):
        return _compare_parts(exercise, pairs, failing)
    if not isinstance(expected, Tensor):
        return None
    tolerance = exercise.tolerance
    if expected.shape != got.shape:
        return _compare_shapes(expected, got, tolerance)
    if expected.dtype != got.dtype and exercise.dtype_asked:
        return _compare_dtypes(expected, got, tolerance)
    return _compare_values(pairs, failing, tolerance) if expected.dtype.is_floating_point else None


def _compare_parts(exercise: Exercise, pairs: Sequence[Pair], failing: int) -> str | None:
    """Compare the first parts that differ, of several."""
    expected, got = pairs[failing]
    name, keys = first_difference_inside(exercise, expected, got)
    if not keys:
        return None
    want, have = at(expected, keys), at(got, keys)
    if isinstance(want, Tensor) or kind_problem(exercise, want, have):
        told = compare(exercise, [(at(e, keys), at(g, keys)) for e, g in pairs], failing)
        text = say("{name}: {told}", name=name, told=told) if told else say("{name} differs.", name=name)
        return text[0].upper() + text[1:]
    told = compare_plainly(name, want, have)
    return (
        say("The entries are right, but in another order. {told}", told=told)
        if reordered(exercise, expected, got)
        else told
    )


def _compare_shapes(expected: Tensor, got: Tensor, tolerance: float) -> str:
    text = say("The shape is {got}; {expected} is expected.", got=shape_of(got), expected=shape_of(expected))
    if expected.ndim >= 2 and got.ndim >= 2 and expected.shape == got.mT.shape:
        alike = close(expected, got.mT, max(tolerance, LOOSE)).all()
        transposed = say("Your result is the expected one transposed.")
        return f"{text} {transposed if alike else say('The last two axes are swapped.')}"
    if expected.numel() == got.numel() and close(expected, got.reshape(expected.shape), tolerance).all():
        # Other cases may differ: with one row, a sum over the wrong axis can be right.
        return f"{text} {say('In this case the values are right.')}"
    return text


def _compare_dtypes(expected: Tensor, got: Tensor, tolerance: float) -> str:
    dtypes = {"got": dtype_of(got), "expected": dtype_of(expected)}
    if close(expected, got, max(tolerance, LOOSE)).all():
        return say("The values are right, but the dtype is {got}; {expected} is expected.", **dtypes)
    return say("The dtype is {got}; {expected} is expected.", **dtypes)


def _compare_values(pairs: Sequence[Pair], failing: int, tolerance: float) -> str | None:
    expected, got = pairs[failing]
    want, have = comparable(expected), comparable(got).to(torch.float64)
    if text := _not_finite(want, have):
        return text
    if expected.ndim >= 2 and expected.shape == got.mT.shape and close(expected, got.mT, tolerance).all():
        return say("Your result is the expected one transposed.")
    if _opposite((expected, got), tolerance):
        if expected.numel() == 1:
            return say("Here the sign is wrong.")
        if all(_opposite(pair, tolerance) for pair in pairs):
            return say("Your result has the wrong sign everywhere.")
        return say("In this case every sign is wrong.")
    if text := _compare_factor(want, have, tolerance):
        return text
    if digits := _digits_that_agree(want, have):
        return say("The values agree to about {digits} digits, and should to more.", digits=digits)
    return None


def _digits_that_agree(want: Tensor, have: Tensor) -> int | None:
    """Count the decimal digits to which all values agree, beside the largest one; None for fewer than three.

    Where something is expected to be exactly 0 and is not, a share of a blocked word, say, digits are not the point.
    """
    finite = want.isfinite()
    error, size = (want - have)[finite].abs(), largest(want)
    if not error.numel() or not size or not error.max() or (have[finite & (want == 0)] != 0).any():
        return None
    digits = int(-math.log10(error.max().item() / size))
    return digits if digits >= FEWEST_DIGITS else None


def _not_finite(want: Tensor, have: Tensor) -> str | None:
    """Say how many values are NaN or infinite that should not be."""
    for name, test in (("NaN", Tensor.isnan), ("infinite", Tensor.isinf)):
        if count := int((test(have) & ~test(want)).sum()):
            some = {"count": count, "all": have.numel(), "name": say(name)}
            if have.numel() == 1:
                start = say("The value is {name}", **some)
            elif count == 1:
                start = say("1 of {all} values is {name}", **some)
            else:
                start = say("{count} of {all} values are {name}", **some)
            if test(want).any():
                return say("{start} and should not be: others should be.", start=start)
            return say("{start}: look for 0/0, ∞ − ∞ or an overflow.", start=start)
    return None


def _opposite(pair: Pair, tolerance: float) -> bool:
    """Say whether two tensors differ by the sign alone."""
    expected, got = pair
    if not isinstance(expected, Tensor) or not isinstance(got, Tensor) or expected.shape != got.shape:
        return False
    return got.dtype.is_floating_point and bool(close(expected, -got, tolerance).all())


def _compare_factor(want: Tensor, have: Tensor, tolerance: float) -> str | None:
    """Recognise a factor or an addend that is the same everywhere; two values or fewer prove nothing."""
    finite = want.isfinite() & have.isfinite()
    if want[finite].unique().numel() < 3:
        return None
    at_largest = want[finite].abs().argmax()
    factor = (have[finite][at_largest] / want[finite][at_largest]).item()
    addend = (have[finite][at_largest] - want[finite][at_largest]).item()
    if factor != 0 and close(want * factor, have, tolerance).all():
        return say("Every value is {factor:.4g} times the expected one.", factor=factor)
    if close(want + addend, have, tolerance).all():
        return say("Every value is off by the same amount: {addend:+.4g}.", addend=addend)
    return None
