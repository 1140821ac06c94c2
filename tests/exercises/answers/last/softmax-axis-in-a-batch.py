"""Answers to softmax-axis-in-a-batch, written from its task and stub alone."""

# %% right: the last axis
import torch


def head_weights(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1)


# %% right: one sentence after the other
import torch


def head_weights(q, k):
    if q.dim() == 3:
        return torch.stack([head_weights(a, b) for a, b in zip(q, k)])
    scores = torch.einsum("qd,kd->qk", q, k) / q.shape[1] ** 0.5
    return scores.softmax(1)


# %% wrong: dim 2, an error without a batch
import torch


def head_weights(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=2)


# %% wrong: dim 0
import torch


def head_weights(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=0)


# %% wrong: the axis of the queries
import torch


def head_weights(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-2)


# %% wrong: only the scores are written otherwise, the softmax axis stays
import torch


def head_weights(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    scores = torch.matmul(query, key.mT) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=1)


# %% wrong: every sentence of the batch is compared with the keys of the first one
import torch


def head_weights(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    if key.dim() == 3:
        key = key[0]
    scores = query @ key.T / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1)


# %% wrong: softmax over queries and keys together, a query's weights do not sum to 1
import torch


def head_weights(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores.flatten(-2), dim=-1).reshape(scores.shape)


# %% wrong: a batch of one loses its axis
import torch


def head_weights(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1).squeeze(0)


# %% wrong: softmax over the queries, then divided by the sums over the keys
import torch


def head_weights(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=1)
    return weights / weights.sum(dim=-1, keepdim=True)
