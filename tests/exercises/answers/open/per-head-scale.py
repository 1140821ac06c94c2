"""Answers to per-head-scale, written from its task and stub alone."""

# %% right: d_k read from the query
import torch


def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[-1]
    return query @ key.transpose(0, 1) / d_k**0.5


# %% right: the size of the key, math.sqrt
import math


def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    return torch.matmul(query, key.T) / math.sqrt(key.size(1))


# %% right: a loop into torch.zeros
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    queries, d_k = query.shape
    keys = key.shape[0]
    scores = torch.zeros(queries, keys)
    for i in range(queries):
        for j in range(keys):
            total = 0.0
            for c in range(d_k):
                total += query[i, c] * key[j, c]
            scores[i, j] = total / d_k**0.5
    return scores


# %% right: einsum in float64, the queries scaled first
def attention_scores(q, k):
    scaled = q.double() * q.shape[1] ** -0.5
    return torch.einsum("qd,kd->qk", scaled, k.double())


# %% right: a list of lists
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    root = len(query[0]) ** 0.5
    return torch.tensor([[torch.dot(q, k).item() / root for k in key] for q in query])


# %% right: root of a tensor
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    _, d_k = query.shape
    return (query @ key.transpose(0, 1)) / torch.sqrt(torch.tensor(float(d_k)))


# %% wrong: 64 replaced by another fixed number, which fits the example only
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = 4
    return query @ key.transpose(0, 1) / d_k**0.5


# %% wrong: the number of queries instead of d_k
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[0]
    return query @ key.transpose(0, 1) / d_k**0.5


# %% wrong: the root is lost, divided by d_k itself
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[-1]
    return query @ key.transpose(0, 1) / d_k


# %% wrong: all elements of query counted, right for a single query only
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.numel()
    return query @ key.transpose(0, 1) / d_k**0.5


# %% wrong: the root cut to a whole number, right only where d_k is a square
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[1]
    return query @ key.transpose(0, 1) / int(d_k**0.5)


# %% wrong: torch.sqrt of a plain int raises a TypeError
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[-1]
    return query @ key.transpose(0, 1) / torch.sqrt(d_k)


# %% wrong: a change without effect, 64 is still fixed
import math


def attention_scores(query: torch.Tensor, key: torch.Tensor, d_k: int = 64) -> torch.Tensor:
    scale = 1 / math.sqrt(d_k)
    return (query @ key.T) * scale


# %% wrong: the scale is dropped altogether
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    return query @ key.transpose(0, 1)


# %% wrong: multiplied by the root instead of divided
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[-1]
    return query @ key.transpose(0, 1) * d_k**0.5


# %% wrong: queries and keys are both divided by the root, so it counts twice
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[-1]
    query = query / d_k**0.5
    key = key / d_k**0.5
    return query @ key.transpose(0, 1)


# %% wrong: d_k never more than 64
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = min(64, query.shape[-1])
    return query @ key.transpose(0, 1) / d_k**0.5


# %% wrong: the key is not transposed any more
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[-1]
    return query @ key / d_k**0.5


# %% wrong: returns weights, softmax applied as well
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[-1]
    return torch.softmax(query @ key.transpose(0, 1) / d_k**0.5, dim=-1)
