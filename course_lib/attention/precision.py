"""Compute shares in single precision at least."""

from jaxtyping import Float
from torch import Tensor


def at_least_single(scores: Float[Tensor, "..."]) -> Float[Tensor, "..."]:
    """Widen half precision: it has too few digits for a sum of many shares, and overflows early."""
    return scores.float() if scores.itemsize < 4 else scores
