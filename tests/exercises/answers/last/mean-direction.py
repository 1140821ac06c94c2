"""Answers to mean-direction, written from its task and stub alone."""

# %% right: mean, then divided by the length
import torch


def mean_direction(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    mean = (end - start).mean(dim=0)
    return mean / mean.norm()


# %% right: a loop of sums in float64, cast back
import torch


def mean_direction(a, b):
    total = torch.zeros(a.shape[1], dtype=torch.float64)
    for first, second in zip(a, b):
        total += second.double() - first.double()
    average = total / len(a)
    return (average / (average**2).sum().sqrt()).to(a.dtype)


# %% wrong: not scaled to length 1
import torch


def mean_direction(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    return (end - start).mean(dim=0)


# %% wrong: start minus end, the opposite direction
import torch


def mean_direction(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    mean = (start - end).mean(dim=0)
    return mean / mean.norm()


# %% wrong: each difference scaled to length 1 before the mean, so the mean is not of length 1
import torch


def mean_direction(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    differences = end - start
    differences = differences / differences.norm(dim=1, keepdim=True)
    return differences.mean(dim=0)


# %% wrong: each difference scaled to length 1 before the mean, and the mean again: long differences no longer count more
import torch


def mean_direction(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    differences = torch.nn.functional.normalize(end - start, dim=1)
    mean = differences.mean(dim=0)
    return mean / mean.norm()


# %% wrong: mean over the components instead of the pairs
import torch


def mean_direction(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    mean = (end - start).mean(dim=1)
    return mean / mean.norm()


# %% wrong: divided by the sum of the components instead of the length
import torch


def mean_direction(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    mean = (end - start).mean(dim=0)
    return mean / mean.sum()


# %% wrong: divided by the squared length
import torch


def mean_direction(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    mean = (end - start).mean(dim=0)
    return mean / (mean @ mean)


# %% wrong: one mean over all numbers, a single number
import torch


def mean_direction(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    mean = (end - start).mean()
    return mean / mean.norm()


# %% wrong: divided by the mean length of the differences, not by the length of the mean
import torch


def mean_direction(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    differences = end - start
    return differences.mean(dim=0) / differences.norm(dim=1).mean()
