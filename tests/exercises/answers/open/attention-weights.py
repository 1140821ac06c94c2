"""Answers to attention-weights, written from its task and stub alone."""

# %% right: matrix product, root, torch.softmax
import torch


def attention_weights(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    scores = query @ key.transpose(-2, -1)
    return torch.softmax(scores / query.shape[-1] ** 0.5, dim=-1)

# %% right: einsum and an own softmax that subtracts the largest score
import torch


def attention_weights(q, k):
    scores = torch.einsum("...qd,...kd->...qk", q, k) / q.shape[-1] ** 0.5
    scores = scores - scores.max(dim=-1, keepdim=True).values
    e = torch.exp(scores)
    return e / e.sum(dim=-1, keepdim=True)

# %% right: a loop over all rows into torch.zeros
import torch


def attention_weights(query, key):
    queries, d_k = query.shape[-2:]
    keys = key.shape[-2]
    q = query.reshape(-1, queries, d_k)
    k = key.reshape(-1, keys, d_k)
    out = torch.zeros(q.shape[0], queries, keys)
    for b in range(q.shape[0]):
        for i in range(queries):
            row = torch.zeros(keys)
            for j in range(keys):
                row[j] = (q[b, i] * k[b, j]).sum() / d_k**0.5
            out[b, i] = torch.softmax(row, dim=0)
    return out.reshape(*query.shape[:-1], keys)

# %% right: float64 inside and left so
import torch
import math


def attention_weights(query, key):
    query, key = query.double(), key.double()
    return torch.softmax(query @ key.mT / math.sqrt(key.shape[-1]), -1)

# %% right: recursion over the axes in front, a list comprehension for the rows
import torch


def attention_weights(query, key):
    if query.dim() > 2:
        return torch.stack([attention_weights(q, k) for q, k in zip(query, key)])
    d_k = query.shape[1]
    return torch.stack([((key * q).sum(dim=1) / d_k**0.5).softmax(dim=0) for q in query])

# %% right: the keys are scaled before the product, log_softmax and exp
import torch


def attention_weights(query, key):
    key = key.to(torch.float32) / key.size(-1) ** 0.5
    scores = torch.matmul(query.to(torch.float32), key.swapaxes(-1, -2))
    return torch.log_softmax(scores, dim=-1).exp()

# %% wrong: the scores are not divided by the root of d_k
import torch


def attention_weights(query, key):
    return torch.softmax(query @ key.transpose(-2, -1), dim=-1)

# %% wrong: divided by d_k, the root is forgotten
import torch


def attention_weights(query, key):
    return torch.softmax(query @ key.transpose(-2, -1) / query.shape[-1], dim=-1)

# %% wrong: softmax over the queries (wrong axis), the columns sum to 1
import torch


def attention_weights(query, key):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-2)

# %% wrong: softmax first, then divided by the root: the rows do not sum to 1
import torch


def attention_weights(query, key):
    weights = torch.softmax(query @ key.transpose(-2, -1), dim=-1)
    return weights / query.shape[-1] ** 0.5

# %% wrong: divided by the root of the number of keys instead of d_k
import torch


def attention_weights(query, key):
    scores = query @ key.transpose(-2, -1)
    return torch.softmax(scores / key.shape[-2] ** 0.5, dim=-1)

# %% wrong: all axes of the key are turned round, not only the last two: right for two axes, wrong or an error with axes in front
import torch


def attention_weights(query, key):
    scores = query @ key.permute(*range(key.dim() - 1, -1, -1))
    return torch.softmax(scores / query.shape[-1] ** 0.5, dim=-1)

# %% wrong: axes 1 and 2 are swapped by number, which fits only tensors with three axes
import torch


def attention_weights(query, key):
    scores = query @ key.transpose(1, 2)
    return torch.softmax(scores / query.shape[-1] ** 0.5, dim=-1)

# %% wrong: the keys are reshaped instead of transposed, which scrambles their numbers
import torch


def attention_weights(query, key):
    turned = key.reshape(*key.shape[:-2], key.shape[-1], key.shape[-2])
    return torch.softmax(query @ turned / query.shape[-1] ** 0.5, dim=-1)

# %% wrong: the transposition is forgotten
import torch


def attention_weights(query, key):
    return torch.softmax(query @ key / query.shape[-1] ** 0.5, dim=-1)

# %% wrong: query and key are exchanged, the result is [keys, queries] and sums along the wrong words
import torch


def attention_weights(query, key):
    scores = key @ query.transpose(-2, -1) / query.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1)

# %% wrong: exp without subtracting the largest score: large scores give nan
import torch


def attention_weights(query, key):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    e = torch.exp(scores)
    return e / e.sum(dim=-1, keepdim=True)

# %% wrong: keepdim forgotten in the own softmax, so the sums go along the wrong axis or do not fit
import torch


def attention_weights(query, key):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    e = torch.exp(scores - scores.max())
    return e / e.sum(dim=-1)

# %% wrong: only the scaled scores are returned, softmax is missing
import torch


def attention_weights(query, key):
    return query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5

# %% wrong: softmax over all scores at once, not row by row
import torch


def attention_weights(query, key):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    return torch.softmax(scores.flatten(), dim=0).reshape(scores.shape)
