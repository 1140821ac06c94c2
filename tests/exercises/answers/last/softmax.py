"""Answers to softmax, written from its task and stub alone."""

# %% right: the maximum subtracted first
import torch


def softmax(scores: torch.Tensor, dim: int) -> torch.Tensor:
    powers = torch.exp(scores - scores.amax(dim=dim, keepdim=True))
    return powers / powers.sum(dim=dim, keepdim=True)


# %% right: through logsumexp
import torch


def softmax(x, axis):
    return (x - torch.logsumexp(x, axis, keepdim=True)).exp()


# %% wrong: the maximum is not subtracted, NaN for scores of 1000
import torch


def softmax(scores: torch.Tensor, dim: int) -> torch.Tensor:
    powers = torch.exp(scores)
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: keepdim forgotten
import torch


def softmax(scores: torch.Tensor, dim: int) -> torch.Tensor:
    powers = torch.exp(scores - scores.amax(dim=dim, keepdim=True))
    return powers / powers.sum(dim=dim)


# %% wrong: the maximum of the whole tensor, a row far below it becomes 0 / 0
import torch


def softmax(scores: torch.Tensor, dim: int) -> torch.Tensor:
    powers = torch.exp(scores - scores.max())
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: dim is ignored, always the last axis
import torch


def softmax(scores: torch.Tensor, dim: int) -> torch.Tensor:
    powers = torch.exp(scores - scores.amax(dim=-1, keepdim=True))
    return powers / powers.sum(dim=-1, keepdim=True)


# %% wrong: divided by the sum of the whole tensor
import torch


def softmax(scores: torch.Tensor, dim: int) -> torch.Tensor:
    powers = torch.exp(scores - scores.max())
    return powers / powers.sum()


# %% wrong: the maximum is taken along the last axis, the sum along dim
import torch


def softmax(scores: torch.Tensor, dim: int) -> torch.Tensor:
    powers = torch.exp(scores - scores.amax(dim=-1, keepdim=True))
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: the scores are clamped to ±80, so 1000 and 900 get equal shares
import torch


def softmax(scores: torch.Tensor, dim: int) -> torch.Tensor:
    powers = torch.exp(scores.clamp(-80, 80))
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: max along an axis returns values and indices, the pair is not unpacked
import torch


def softmax(scores: torch.Tensor, dim: int) -> torch.Tensor:
    powers = torch.exp(scores - scores.max(dim=dim, keepdim=True))
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: the exponential is missing, the scores are divided by their sum
import torch


def softmax(scores: torch.Tensor, dim: int) -> torch.Tensor:
    return scores / scores.sum(dim=dim, keepdim=True)
