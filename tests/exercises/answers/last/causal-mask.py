"""Answers to causal-mask, written from its task and stub alone."""

# %% right: tril with the offset
import torch


def causal_mask(queries: int, keys: int) -> torch.Tensor:
    return torch.ones(queries, keys, dtype=torch.bool).tril(keys - queries)


# %% right: two loops into zeros of bools
import torch


def causal_mask(q, k):
    mask = torch.zeros(q, k, dtype=torch.bool)
    for i in range(q):
        for j in range(k):
            if j <= k - q + i:
                mask[i, j] = True
    return mask


# %% wrong: the offset is missing, as if the first query were the first key
import torch


def causal_mask(queries: int, keys: int) -> torch.Tensor:
    return torch.tril(torch.ones(queries, keys)).bool()


# %% wrong: inverted, True where a query may not look
import torch


def causal_mask(queries: int, keys: int) -> torch.Tensor:
    return torch.ones(queries, keys, dtype=torch.bool).triu(keys - queries + 1)


# %% wrong: off by one, a query does not see itself
import torch


def causal_mask(queries: int, keys: int) -> torch.Tensor:
    i = torch.arange(queries)[:, None]
    j = torch.arange(keys)[None, :]
    return j < keys - queries + i


# %% wrong: the offset is always 1, as in the example, instead of keys - queries
import torch


def causal_mask(queries: int, keys: int) -> torch.Tensor:
    return torch.tril(torch.ones(queries, keys), diagonal=1).bool()


# %% wrong: the offset has the wrong sign
import torch


def causal_mask(queries: int, keys: int) -> torch.Tensor:
    return torch.ones(queries, keys, dtype=torch.bool).tril(diagonal=queries - keys)


# %% wrong: ones and zeros in floats instead of bools
import torch


def causal_mask(queries: int, keys: int) -> torch.Tensor:
    return torch.ones(queries, keys).tril(keys - queries)


# %% wrong: triu for tril, the queries look ahead
import torch


def causal_mask(queries: int, keys: int) -> torch.Tensor:
    return torch.triu(torch.ones(queries, keys, dtype=torch.bool), keys - queries)
