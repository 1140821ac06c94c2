"""Answers to causal-mask, written from its task and stub alone."""

# %% right: tril with a shifted diagonal
import torch


def causal_mask(queries: int, keys: int) -> torch.Tensor:
    return torch.ones(queries, keys, dtype=torch.bool).tril(diagonal=keys - queries)

# %% right: comparison of places
import torch


def causal_mask(q, k):
    own_place = torch.arange(q).unsqueeze(1) + k - q
    return torch.arange(k) <= own_place

# %% right: loops into torch.zeros
import torch


def causal_mask(queries, keys):
    mask = torch.zeros(queries, keys, dtype=torch.bool)
    for i in range(queries):
        for j in range(keys):
            if j <= keys - queries + i:
                mask[i, j] = True
    return mask

# %% right: the last rows of the square mask
import torch


def causal_mask(queries, keys):
    square = torch.tril(torch.ones(keys, keys))
    return square[keys - queries :] == 1

# %% right: a list comprehension
import torch


def causal_mask(queries, keys):
    earlier = keys - queries
    rows = [[j <= earlier + i for j in range(keys)] for i in range(queries)]
    return torch.tensor(rows, dtype=torch.bool).reshape(queries, keys)

# %% right: what lies ahead, turned round
import torch


def causal_mask(queries, keys):
    ahead = torch.triu(torch.ones(queries, keys), diagonal=keys - queries + 1)
    return ~ahead.bool()

# %% wrong: the offset is missing: the first query is taken for the first key
import torch


def causal_mask(queries, keys):
    return torch.ones(queries, keys, dtype=torch.bool).tril()

# %% wrong: True and False are exchanged
import torch


def causal_mask(queries, keys):
    return torch.ones(queries, keys, dtype=torch.bool).triu(diagonal=keys - queries + 1)

# %% wrong: a query does not see itself (< instead of <=)
import torch


def causal_mask(queries, keys):
    i = torch.arange(queries)[:, None]
    j = torch.arange(keys)[None, :]
    return j < keys - queries + i

# %% wrong: the offset is always 1, which fits only the example
import torch


def causal_mask(queries, keys):
    return torch.ones(queries, keys, dtype=torch.bool).tril(diagonal=1)

# %% wrong: numbers 1 and 0 instead of bool
import torch


def causal_mask(queries, keys):
    return torch.ones(queries, keys).tril(diagonal=keys - queries)

# %% wrong: the first rows of the square mask instead of the last
import torch


def causal_mask(queries, keys):
    return torch.ones(keys, keys, dtype=torch.bool).tril()[:queries]

# %% wrong: rows and columns are exchanged, the result is [keys, queries]
import torch


def causal_mask(queries, keys):
    i = torch.arange(queries)[None, :]
    j = torch.arange(keys)[:, None]
    return j <= keys - queries + i

# %% wrong: the offset has the wrong sign
import torch


def causal_mask(queries, keys):
    return torch.ones(queries, keys, dtype=torch.bool).tril(diagonal=queries - keys)

# %% wrong: looks ahead instead of back: every query sees itself and the later keys
import torch


def causal_mask(queries, keys):
    i = torch.arange(queries)[:, None] + keys - queries
    j = torch.arange(keys)
    return j >= i

# %% wrong: the last key is left out, off by one in the range
import torch


def causal_mask(queries, keys):
    mask = torch.zeros(queries, keys, dtype=torch.bool)
    for i in range(queries):
        for j in range(keys - queries + i):
            mask[i, j] = True
    return mask

# %% wrong: only square masks are made, the earlier keys are missing
import torch


def causal_mask(queries, keys):
    return torch.ones(queries, queries, dtype=torch.bool).tril()

# %% wrong: all queries see everything that was there before the last query, not only up to themselves
import torch


def causal_mask(queries, keys):
    mask = torch.ones(queries, keys, dtype=torch.bool)
    mask[:-1, -1] = False
    return mask
