"""One attention, forward and backward: the explicit formula, and random inputs for it."""

from math import sqrt

import torch
from torch import Tensor

HEADS, WIDTH = 8, 64


def explicit(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Compute softmax(QKᵀ / √d_k) V as it is written in the paper."""
    return torch.softmax(query @ key.mT / sqrt(query.shape[-1]), dim=-1) @ value


def random_heads(length: int) -> list[Tensor]:
    """Return query, key and value, [1, 8, length, 64]."""
    torch.manual_seed(0)
    return [torch.randn(1, HEADS, length, WIDTH, requires_grad=True) for _ in range(3)]


def forward_and_backward(output: Tensor, inputs: list[Tensor]) -> list[Tensor]:
    """Return the output and the gradients of the inputs."""
    return [output.detach(), *torch.autograd.grad(output, inputs, torch.ones_like(output))]
