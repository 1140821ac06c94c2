"""Is the reader's result the expected one? Tensors, numbers, strings, and tuples or lists of those."""

import numbers
from typing import Any

import numpy as np
import torch
from torch import Tensor

ABSOLUTE = 1e-7  # lets rounding pass where the expected values are all zero


def agree(expected: Any, got: Any, tolerance: float) -> bool:
    """Say whether `got` equals `expected` in kind, dtype, shape and, up to the tolerance, in value."""
    if isinstance(expected, Tensor):
        same_kind = isinstance(got, Tensor) and got.dtype == expected.dtype and got.shape == expected.shape
        return same_kind and bool(close(expected, got, tolerance).all())
    if isinstance(expected, tuple | list):
        same_length = isinstance(got, tuple | list) and len(got) == len(expected)
        return same_length and all(agree(e, g, tolerance) for e, g in zip(expected, got, strict=True))
    if not same_scalar_kind(expected, got):
        return False
    if isinstance(expected, float):
        return bool(close(torch.tensor(expected).double(), torch.tensor(float(got)).double(), tolerance))
    return bool(expected == got)


def same_scalar_kind(expected: Any, got: Any) -> bool:
    """Say whether `got` may stand for `expected`: NumPy's scalars count, and an int may stand for a float."""
    is_bool = isinstance(got, bool | np.bool_)
    if isinstance(expected, bool):
        return is_bool
    if isinstance(expected, int):
        return isinstance(got, numbers.Integral) and not is_bool
    if isinstance(expected, float):
        return isinstance(got, numbers.Real) and not is_bool
    return isinstance(got, type(expected))


def close(expected: Tensor, got: Tensor, tolerance: float) -> Tensor:
    """Return, entry by entry, whether two tensors of one shape agree; infinities and NaN match exactly."""
    wide, other = comparable(expected), comparable(got)
    if not expected.dtype.is_floating_point:
        return wide == other
    finite = wide[wide.isfinite()].abs()
    size = finite.max().item() if finite.numel() else 0.0
    margin = max(tolerance, 8 * torch.finfo(expected.dtype).eps) * size + ABSOLUTE
    return ((wide - other).abs() <= margin) | (wide == other) | (wide.isnan() & other.isnan())


def comparable(tensor: Tensor) -> Tensor:
    """Return the bare values, on the CPU, in the widest dtype; a subclass cannot bring its own `==`."""
    bare = tensor.detach().as_subclass(Tensor).to_dense().cpu()
    return bare.double() if bare.dtype.is_floating_point else bare
