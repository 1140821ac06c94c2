"""Is the reader's result the expected one? Tensors, numbers, strings, and tuples, lists or dicts of those."""

import numbers
from typing import Any

import numpy as np
import torch
from torch import Tensor

ABSOLUTE = 1e-7  # lets rounding pass where the expected values are all zero
FINE = (torch.float32, torch.float64)  # in these a reader may compute; what is rounded more coarsely is told


def agree(expected: Any, got: Any, tolerance: float, dtype_asked: bool | str = False) -> bool:
    """Say whether `got` equals `expected` in kind, shape and, up to the tolerance, value; in dtype if that is asked."""
    if isinstance(expected, Tensor):
        if not isinstance(got, Tensor) or got.shape != expected.shape:
            return False
        return not _wrong_dtype(expected, got, dtype_asked) and bool(close(expected, got, tolerance).all())
    if isinstance(expected, tuple | list):
        same_length = isinstance(got, tuple | list) and len(got) == len(expected)
        return same_length and all(agree(e, g, tolerance, dtype_asked) for e, g in zip(expected, got, strict=True))
    if isinstance(expected, dict):
        same_keys = isinstance(got, dict) and got.keys() == expected.keys()
        return same_keys and all(agree(expected[key], got[key], tolerance, dtype_asked) for key in expected)
    if not same_scalar_kind(expected, got) or (dtype_asked and other_dtype(expected, got)):
        return False
    if isinstance(expected, float):
        return bool(close(torch.tensor(expected).double(), torch.tensor(float(got)).double(), tolerance))
    return bool(expected == got)


def same_scalar_kind(expected: Any, got: Any) -> bool:
    """Say whether `got` may stand for `expected`: NumPy's scalars count, and one kind of number for the other."""
    if isinstance(expected, bool | int | float):
        is_bool = isinstance(got, bool | np.bool_)
        return is_bool if isinstance(expected, bool) else isinstance(got, numbers.Real) and not is_bool
    return isinstance(got, type(expected))


def other_dtype(expected: Any, got: Any) -> tuple[str, str] | None:
    """Return the dtypes of the first tensors, or numbers, that agree but for it; whole numbers count as one dtype."""
    if isinstance(expected, Tensor):
        want, have = _sort_of_dtype(expected), _sort_of_dtype(got)
    elif isinstance(expected, tuple | list):
        return next(filter(None, map(other_dtype, expected, got)), None)
    elif isinstance(expected, dict):
        return next(filter(None, (other_dtype(expected[key], got[key]) for key in expected)), None)
    elif isinstance(expected, int) and not isinstance(got, numbers.Integral | np.bool_):
        want, have = "int", "float"
    else:
        return None
    return None if want == have else (want, have)


def _wrong_dtype(expected: Tensor, got: Tensor, dtype_asked: bool | str) -> bool:
    """Say whether a tensor's dtype is another than the task asks for: exactly, or in its kind."""
    if dtype_asked == "kind":
        return _kind_of_dtype(got) != _kind_of_dtype(expected)
    return bool(dtype_asked) and got.dtype != expected.dtype


def _kind_of_dtype(tensor: Tensor) -> str:
    return "float" if tensor.dtype.is_floating_point else _sort_of_dtype(tensor)


def _sort_of_dtype(tensor: Tensor) -> str:
    whole = not (tensor.dtype.is_floating_point or tensor.dtype.is_complex or tensor.dtype == torch.bool)
    return "int64" if whole else str(tensor.dtype).removeprefix("torch.")


def close(expected: Tensor, got: Tensor, tolerance: float) -> Tensor:
    """Return, entry by entry, whether two tensors of one shape agree; infinities and NaN match exactly."""
    wide, other = comparable(expected), comparable(got)
    if not expected.dtype.is_floating_point:
        return wide == other
    other = other if other.dtype.is_complex else other.double()
    size = largest(wide)
    # What was rounded to the input's dtype, or to one of the usual ones, can be no closer than that dtype is fine.
    coarsest = max(torch.finfo(dtype).eps for dtype in {expected.dtype, got.dtype} if dtype in (*FINE, expected.dtype))
    margin = max(tolerance, 8 * coarsest) * size + ABSOLUTE
    return ((wide - other).abs() <= margin) | (wide == other) | (wide.isnan() & other.isnan())


def largest(values: Tensor) -> float:
    """Return the size of the largest finite value."""
    finite = values[values.isfinite()].abs()
    return finite.max().item() if finite.numel() else 0.0


def comparable(tensor: Tensor) -> Tensor:
    """Return the bare values, on the CPU, in the widest dtype; a subclass cannot bring its own `==`."""
    bare = tensor.detach().as_subclass(Tensor).to_dense().cpu()
    return bare.double() if bare.dtype.is_floating_point else bare
