"""Answers to per-head-scale, written from its task and stub alone."""

# %% right: d_k read from the query
def attention_scores(query, key):
    d_k = query.shape[-1]
    return query @ key.transpose(0, 1) / d_k**0.5


# %% right: two loops into zeros
import math


def attention_scores(q, k):
    scores = torch.zeros(len(q), len(k))
    for i in range(len(q)):
        for j in range(len(k)):
            scores[i, j] = (q[i] * k[j]).sum() / math.sqrt(k.size(1))
    return scores


# %% wrong: takes the number of queries for d_k
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[0]
    return query @ key.transpose(0, 1) / d_k**0.5


# %% wrong: another fixed number, 4, right only for that width
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = 4
    return query @ key.transpose(0, 1) / d_k**0.5


# %% wrong: divided by d_k, the root was lost
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[-1]
    return query @ key.transpose(0, 1) / d_k


# %% wrong: the division is removed altogether
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    return query @ key.transpose(0, 1)


# %% wrong: a change without effect, the width is still 64
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = 64
    scale = d_k**0.5
    return torch.matmul(query, key.T) / scale


# %% wrong: takes all numbers of the query, queries times d_k, right only for one query
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.numel()
    return query @ key.transpose(0, 1) / d_k**0.5


# %% wrong: divides query and key each by the root, so the scores are divided by d_k
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[-1]
    query = query / d_k**0.5
    key = key / d_k**0.5
    return query @ key.transpose(0, 1)


# %% wrong: the key is not transposed any more
def attention_scores(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
    d_k = query.shape[-1]
    return query @ key / d_k**0.5
