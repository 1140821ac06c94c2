"""Make random numbers come out the same on every run."""

import random

import numpy
import torch


def set_seed(seed: int) -> None:
    """Seed Python's, NumPy's and PyTorch's global generators."""
    random.seed(seed)
    numpy.random.seed(seed)  # noqa: NPY002 - code that still uses the global generator must repeat as well
    torch.manual_seed(seed)
