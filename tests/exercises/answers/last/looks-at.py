"""Answers to looks-at, written from its task and stub alone."""

# %% right: mean over the heads, argmax over the source
import torch


def looks_at(weights: torch.Tensor) -> torch.Tensor:
    return weights.mean(dim=1).argmax(dim=-1)


# %% right: loops over sentences and words
import torch


def looks_at(w):
    batch, heads, targets, sources = w.shape
    answer = torch.zeros(batch, targets, dtype=torch.long)
    for b in range(batch):
        for t in range(targets):
            means = w[b, :, t].mean(dim=0).tolist()
            answer[b, t] = means.index(max(means))
    return answer


# %% wrong: the maximum over the heads instead of the mean
import torch


def looks_at(weights: torch.Tensor) -> torch.Tensor:
    return weights.amax(dim=1).argmax(dim=-1)


# %% wrong: the largest mean itself instead of its place
import torch


def looks_at(weights: torch.Tensor) -> torch.Tensor:
    return weights.mean(dim=1).amax(dim=-1)


# %% wrong: mean over the batch instead of the heads
import torch


def looks_at(weights: torch.Tensor) -> torch.Tensor:
    return weights.mean(dim=0).argmax(dim=-1)


# %% wrong: argmax over the target words
import torch


def looks_at(weights: torch.Tensor) -> torch.Tensor:
    return weights.mean(dim=1).argmax(dim=1)


# %% wrong: the mean over the heads is missing, one place for each head
import torch


def looks_at(weights: torch.Tensor) -> torch.Tensor:
    return weights.argmax(dim=-1)


# %% wrong: the mean of each head's place instead of the place of the mean
import torch


def looks_at(weights: torch.Tensor) -> torch.Tensor:
    return weights.argmax(dim=-1).float().mean(dim=1).long()


# %% wrong: of equal means the last one counts
import torch


def looks_at(weights: torch.Tensor) -> torch.Tensor:
    mean = weights.mean(dim=1)
    return mean.argsort(dim=-1, stable=True)[..., -1]


# %% wrong: only the first head is looked at
import torch


def looks_at(weights: torch.Tensor) -> torch.Tensor:
    return weights[:, 0].argmax(dim=-1)


# %% wrong: places counted from 1
import torch


def looks_at(weights: torch.Tensor) -> torch.Tensor:
    return weights.mean(dim=1).argmax(dim=-1) + 1


# %% wrong: argmax without an axis, a single number
import torch


def looks_at(weights: torch.Tensor) -> torch.Tensor:
    return weights.mean(dim=1).argmax()
