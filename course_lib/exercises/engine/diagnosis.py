"""What went wrong, as far as the results themselves tell: kind, shape, dtype, NaN, sign, a constant factor …"""

from collections.abc import Sequence
from typing import Any

from torch import Tensor

from course_lib.exercises.engine.comparison import agree, close, comparable
from course_lib.exercises.engine.kind import kind_problem
from course_lib.exercises.engine.wording import dtype_of, shape_of

Pair = tuple[Any, Any]  # expected, got; None where a function did not return


def compare(pairs: Sequence[Pair], failing: int, tolerance: float) -> str | None:
    """Say what the results of the failing case tell; the other cases tell whether it holds everywhere."""
    expected, got = pairs[failing]
    if problem := kind_problem(expected, got):
        return problem
    if isinstance(expected, tuple | list):
        return _compare_parts(pairs, failing, tolerance)
    if not isinstance(expected, Tensor):
        return None
    if expected.shape != got.shape:
        return _compare_shapes(expected, got, tolerance)
    if expected.dtype != got.dtype:
        alike = close(expected, got.to(expected.dtype), _loose(tolerance)).all()
        start = "The values are right, but the" if alike else "The"
        return f"{start} dtype is {dtype_of(got)}; {dtype_of(expected)} is expected."
    return _compare_values(pairs, failing, tolerance) if expected.dtype.is_floating_point else None


def _compare_parts(pairs: Sequence[Pair], failing: int, tolerance: float) -> str:
    """Compare the first results that differ, of several."""
    expected, got = pairs[failing]
    i = next(i for i, parts in enumerate(zip(expected, got, strict=True)) if not agree(*parts, tolerance))
    told = compare([(_part(e, i), _part(g, i)) for e, g in pairs], failing, tolerance)
    start = f"Result {i + 1} of {len(expected)}"
    return f"{start}: {told}" if told else f"{start} differs."


def _part(value: Any, i: int) -> Any:
    return value[i] if isinstance(value, tuple | list) and i < len(value) else None


def _compare_shapes(expected: Tensor, got: Tensor, tolerance: float) -> str:
    text = f"The shape is {shape_of(got)}; {shape_of(expected)} is expected."
    if expected.ndim >= 2 and got.ndim >= 2 and expected.shape == got.mT.shape:
        alike = close(expected, got.mT, _loose(tolerance)).all()
        text += " Your result is the expected one transposed." if alike else " The last two axes are swapped."
    elif expected.numel() == got.numel() and close(expected, got.reshape(expected.shape), tolerance).all():
        # Other cases may differ: with one row, a sum over the wrong axis can be right.
        text += " In this case the values are right."
    return text


def _compare_values(pairs: Sequence[Pair], failing: int, tolerance: float) -> str | None:
    expected, got = pairs[failing]
    if text := _not_finite(comparable(expected), comparable(got)):
        return text
    if close(expected, got, _loose(tolerance)).all():
        return "The values are right to about three digits only: look for a step that loses precision."
    if expected.ndim >= 2 and expected.shape == got.mT.shape and close(expected, got.mT, tolerance).all():
        return "Your result is the expected one transposed."
    if _opposite((expected, got), tolerance):
        if expected.numel() == 1:
            return "Here the sign is wrong."
        everywhere = all(_opposite(pair, tolerance) for pair in pairs)
        return "Your result has the wrong sign everywhere." if everywhere else "In this case every sign is wrong."
    return _compare_factor(expected, got, tolerance)


def _not_finite(want: Tensor, have: Tensor) -> str | None:
    """Say how many values are NaN or infinite that should not be."""
    for name, test in (("NaN", Tensor.isnan), ("infinite", Tensor.isinf)):
        if count := int((test(have) & ~test(want)).sum()):
            which = f"{count} of {have.numel()} values {'is' if count == 1 else 'are'}"
            which = "The value is" if have.numel() == 1 else which
            if test(want).any():
                return f"{which} {name} and should not be: others should be."
            return f"{which} {name}: look for 0/0, ∞ − ∞ or an overflow."
    return None


def _opposite(pair: Pair, tolerance: float) -> bool:
    """Say whether two tensors differ by the sign alone."""
    expected, got = pair
    if not isinstance(expected, Tensor) or not isinstance(got, Tensor) or expected.shape != got.shape:
        return False
    return got.dtype.is_floating_point and bool(close(expected, -got, tolerance).all())


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
