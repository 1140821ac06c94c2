"""Random tensors for the cases of an exercise: the same ones on every call."""

import torch
from torch import Tensor


def random_tensor(*shape: int, seed: int = 1, dtype: torch.dtype = torch.float32) -> Tensor:
    """Draw standard normal numbers from a generator of their own, so that a check disturbs no other randomness."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=dtype)


def random_shares(*shape: int, seed: int = 1, dtype: torch.dtype = torch.float32) -> Tensor:
    """Draw rows of positive numbers that sum to 1."""
    return torch.softmax(random_tensor(*shape, seed=seed, dtype=dtype), dim=-1)
