"""Answers to scaled-scores, written from its task and stub alone."""

# %% right: product with the transposed keys, divided by the root
import torch


def scaled_scores(query, key):
    d_k = query.shape[-1]
    return query @ key.transpose(-2, -1) / d_k**0.5


# %% right: einsum, float64 inside and left so
import math


def scaled_scores(q, k):
    scores = torch.einsum("bqd,bkd->bqk", q.double(), k.double())
    return scores / math.sqrt(k.size(2))


# %% right: three loops into torch.zeros
def scaled_scores(query, key):
    batch, queries, d_k = query.shape
    keys = key.shape[1]
    answer = torch.zeros(batch, queries, keys)
    for b in range(batch):
        for i in range(queries):
            for j in range(keys):
                answer[b, i, j] = (query[b, i] * key[b, j]).sum() / d_k**0.5
    return answer


# %% right: both sides are divided by the fourth root, then bmm
def scaled_scores(query, key):
    root = query.shape[-1] ** 0.25
    return torch.bmm(query / root, key.permute(0, 2, 1) / root)


# %% right: products with a new axis, summed
def scaled_scores(query, key):
    products = query[:, :, None, :] * key[:, None, :, :]
    return products.sum(dim=-1) * query.shape[-1] ** -0.5


# %% wrong: the division is forgotten
def scaled_scores(query, key):
    return query @ key.transpose(-2, -1)


# %% wrong: divided by d_k, not by its root
def scaled_scores(query, key):
    return query @ key.transpose(-2, -1) / query.shape[-1]


# %% wrong: the keys are not transposed
def scaled_scores(query, key):
    return query @ key / query.shape[-1] ** 0.5


# %% wrong: transposes batch and keys instead of the last two axes
def scaled_scores(query, key):
    return query @ key.transpose(0, 1) / query.shape[-1] ** 0.5


# %% wrong: always divided by 2, the root of the example
def scaled_scores(query, key):
    return query @ key.transpose(-2, -1) / 2


# %% wrong: the root is rounded down to a whole number
import math


def scaled_scores(query, key):
    return query @ key.transpose(-2, -1) / math.isqrt(query.shape[-1])


# %% wrong: the root of the number of keys instead of the width
def scaled_scores(query, key):
    return query @ key.transpose(-2, -1) / key.shape[1] ** 0.5


# %% wrong: torch.sqrt of a Python number raises an error
def scaled_scores(query, key):
    return query @ key.transpose(-2, -1) / torch.sqrt(query.shape[-1])


# %% wrong: multiplied by the root instead of divided
def scaled_scores(query, key):
    return query @ key.transpose(-2, -1) * query.shape[-1] ** 0.5


# %% wrong: queries and keys are exchanged, the scores come back transposed
def scaled_scores(query, key):
    return key @ query.transpose(-2, -1) / query.shape[-1] ** 0.5


# %% wrong: a softmax is applied to the scores
def scaled_scores(query, key):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1)


# %% wrong: the query is divided in place and so changed for the caller
def scaled_scores(query, key):
    query /= query.shape[-1] ** 0.5
    return query @ key.transpose(-2, -1)


# %% wrong: times 0.5 instead of to the power 0.5, so half the width instead of its root
def scaled_scores(query, key):
    return query @ key.transpose(-2, -1) / (query.shape[-1] * 0.5)


# %% wrong: each query is multiplied only with the key at its own place
def scaled_scores(query, key):
    return (query * key).sum(dim=-1, keepdim=True) / query.shape[-1] ** 0.5
