"""How a file stores a tensor: what a map of the file shows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StoredTensor:
    """How the file stores one of its tensors."""

    kind: str  # such as F32, or Q4_1: blocks of 32 numbers with 4 bits each, and a scale and an offset for the block
    shape: tuple[int, ...]  # [out, in] of a matrix, as in PyTorch
    stored_bytes: int
