"""Answers to mean-direction, written from its task and stub alone."""

# %% right: mean of the differences divided by its length
import torch


def mean_direction(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    mean = (end - start).mean(dim=0)
    return mean / mean.norm()

# %% right: difference of the two means, normalised by torch
import torch


def mean_direction(a, b):
    direction = b.mean(0) - a.mean(0)
    return torch.nn.functional.normalize(direction, dim=0)

# %% right: loops with Python sums
import torch


def mean_direction(start, end):
    pairs, d = start.shape
    mean = []
    for j in range(d):
        total = 0.0
        for i in range(pairs):
            total += float(end[i, j]) - float(start[i, j])
        mean.append(total / pairs)
    length = sum(m * m for m in mean) ** 0.5
    return torch.tensor([m / length for m in mean])

# %% right: in float64, the number of pairs cancels out
import torch


def mean_direction(start, end):
    total = (end.double() - start.double()).sum(dim=0)
    return total / torch.sqrt((total**2).sum())

# %% right: a loop over the pairs into torch.zeros
import torch


def mean_direction(start, end):
    total = torch.zeros(start.shape[1])
    for s, e in zip(start, end):
        total = total + (e - s)
    total = total / len(start)
    return total / torch.sqrt(total @ total)

# %% right: einsum with equal weights
import torch


def mean_direction(start, end):
    n = start.shape[0]
    weights = torch.full((n,), 1 / n, dtype=start.dtype)
    mean = torch.einsum("p,pd->d", weights, end - start)
    return mean / torch.linalg.vector_norm(mean)

# %% wrong: not scaled to length 1
import torch


def mean_direction(start, end):
    return (end - start).mean(dim=0)

# %% wrong: the direction points backwards, start minus end
import torch


def mean_direction(start, end):
    mean = (start - end).mean(dim=0)
    return mean / mean.norm()

# %% wrong: each difference is scaled to length 1 before the mean, so that short and long differences count the same
import torch


def mean_direction(start, end):
    diff = end - start
    diff = diff / diff.norm(dim=1, keepdim=True)
    mean = diff.mean(dim=0)
    return mean / mean.norm()

# %% wrong: each difference is scaled to length 1, and their mean is not scaled: its length is less than 1 if they differ in direction
import torch


def mean_direction(start, end):
    diff = end - start
    diff = diff / diff.norm(dim=1, keepdim=True)
    return diff.mean(dim=0)

# %% wrong: the mean is taken over the components of each pair (wrong axis), the result has one number for each pair
import torch


def mean_direction(start, end):
    mean = (end - start).mean(dim=1)
    return mean / mean.norm()

# %% wrong: divided by the sum of the absolute values and not by the length
import torch


def mean_direction(start, end):
    mean = (end - start).mean(dim=0)
    return mean / mean.abs().sum()

# %% wrong: divided by the squared length, the root is forgotten
import torch


def mean_direction(start, end):
    mean = (end - start).mean(dim=0)
    return mean / (mean**2).sum()

# %% wrong: only the first pair is used, the loop returns at once
import torch


def mean_direction(start, end):
    for s, e in zip(start, end):
        diff = e - s
        return diff / diff.norm()

# %% wrong: divided by the length of the whole table of differences, not of the mean
import torch


def mean_direction(start, end):
    diff = end - start
    return diff.mean(dim=0) / diff.norm()

# %% wrong: the two means are scaled to length 1 before the difference is taken, and the difference is scaled again
import torch


def mean_direction(start, end):
    s = start.mean(dim=0)
    e = end.mean(dim=0)
    diff = e / e.norm() - s / s.norm()
    return diff / diff.norm()

# %% wrong: changes the argument end in place
import torch


def mean_direction(start, end):
    end -= start
    mean = end.mean(dim=0)
    return mean / mean.norm()

# %% wrong: the median of the differences instead of their mean
import torch


def mean_direction(start, end):
    middle = (end - start).median(dim=0).values
    return middle / middle.norm()

# %% wrong: the mean keeps its axis, the result has shape [1, d]
import torch


def mean_direction(start, end):
    mean = (end - start).mean(dim=0, keepdim=True)
    return mean / mean.norm()
