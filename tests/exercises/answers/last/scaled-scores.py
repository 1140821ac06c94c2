"""Answers to scaled-scores, written from its task and stub alone."""

# %% right: matmul with the keys transposed
import torch


def scaled_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    return query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5


# %% right: einsum in float64, cast back
import torch


def scaled_scores(q, k):
    scale = q.size(2) ** -0.5
    return torch.einsum("bqd,bkd->bqk", q.double() * scale, k.double()).to(q.dtype)


# %% wrong: divided by d_k without the root
import torch


def scaled_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    return query @ key.transpose(-2, -1) / query.shape[-1]


# %% wrong: not divided at all
import torch


def scaled_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    return query @ key.transpose(1, 2)


# %% wrong: the root of the number of keys instead of d_k
import torch


def scaled_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    return query @ key.transpose(-2, -1) / key.shape[1] ** 0.5


# %% wrong: reshaped instead of transposed, the keys are mixed up
import torch


def scaled_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    batch, keys, d_k = key.shape
    return query @ key.reshape(batch, d_k, keys) / d_k**0.5


# %% wrong: keys times queries, the result is transposed
import torch


def scaled_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    return key @ query.transpose(-2, -1) / query.shape[-1] ** 0.5


# %% wrong: batch and keys swapped instead of keys and d_k
import torch


def scaled_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    return query @ key.transpose(0, 1) / query.shape[-1] ** 0.5


# %% wrong: always divided by 2, the root for d_k = 4
import torch


def scaled_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    return query @ key.transpose(-2, -1) / 2


# %% wrong: softmax on top, weights instead of scores
import torch


def scaled_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1)


# %% wrong: elementwise product and a sum, each query meets only the key at its own place
import torch


def scaled_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    return (query * key).sum(dim=-1, keepdim=True) / query.shape[-1] ** 0.5
