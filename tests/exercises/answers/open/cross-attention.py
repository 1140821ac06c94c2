"""Answers to cross-attention, written from its task and stub alone."""

# %% right: step by step
import torch


def cross_attention(
    target: torch.Tensor,
    memory: torch.Tensor,
    w_q: torch.Tensor,
    w_k: torch.Tensor,
    w_v: torch.Tensor,
) -> torch.Tensor:
    query = target @ w_q
    key = memory @ w_k
    value = memory @ w_v
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1) @ value

# %% right: the built-in of PyTorch
import torch
from torch.nn.functional import scaled_dot_product_attention as built_in


def cross_attention(target, memory, w_q, w_k, w_v):
    return built_in(target @ w_q, memory @ w_k, memory @ w_v)

# %% right: loops into torch.zeros
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    batch, words, _ = target.shape
    d_k, d_v = w_q.shape[1], w_v.shape[1]
    out = torch.zeros(batch, words, d_v)
    for b in range(batch):
        keys = memory[b] @ w_k
        values = memory[b] @ w_v
        for t in range(words):
            q = target[b, t] @ w_q
            scores = torch.stack([(q * k).sum() / d_k**0.5 for k in keys])
            weights = torch.softmax(scores, dim=0)
            for w, v in zip(weights, values):
                out[b, t] += w * v
    return out

# %% right: einsum in float64
import torch


def cross_attention(t, m, w_q, w_k, w_v):
    t, m, w_q, w_k, w_v = (a.double() for a in (t, m, w_q, w_k, w_v))
    q = torch.einsum("btm,mk->btk", t, w_q)
    k = torch.einsum("bsm,mk->bsk", m, w_k)
    weights = torch.softmax(torch.einsum("btk,bsk->bts", q, k) / q.shape[2] ** 0.5, dim=2)
    return torch.einsum("bts,bsm,mv->btv", weights, m, w_v)

# %% right: w_q and w_k multiplied first, the weighted memory before w_v
import torch
import math


def cross_attention(target, memory, w_q, w_k, w_v):
    scores = target @ (w_q @ w_k.T) @ memory.mT / math.sqrt(w_k.shape[1])
    scores = scores - scores.amax(dim=-1, keepdim=True)
    e = scores.exp()
    weights = e / e.sum(dim=-1, keepdim=True)
    return (weights @ memory) @ w_v

# %% wrong: target and memory are exchanged: the queries come from the memory
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q, k, v = memory @ w_q, target @ w_k, target @ w_v
    return torch.softmax(q @ k.transpose(-2, -1) / k.shape[-1] ** 0.5, dim=-1) @ v

# %% wrong: the values come from the target
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q, k, v = target @ w_q, memory @ w_k, target @ w_v
    return torch.softmax(q @ k.transpose(-2, -1) / k.shape[-1] ** 0.5, dim=-1) @ v

# %% wrong: self-attention of the target, the memory is not used at all
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q, k, v = target @ w_q, target @ w_k, target @ w_v
    return torch.softmax(q @ k.transpose(-2, -1) / k.shape[-1] ** 0.5, dim=-1) @ v

# %% wrong: divided by the root of d_model instead of d_k
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q, k, v = target @ w_q, memory @ w_k, memory @ w_v
    return torch.softmax(q @ k.transpose(-2, -1) / target.shape[-1] ** 0.5, dim=-1) @ v

# %% wrong: the scores are not scaled
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q, k, v = target @ w_q, memory @ w_k, memory @ w_v
    return torch.softmax(q @ k.transpose(-2, -1), dim=-1) @ v

# %% wrong: a causal mask is applied, though the whole source is there
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q, k, v = target @ w_q, memory @ w_k, memory @ w_v
    scores = q @ k.transpose(-2, -1) / k.shape[-1] ** 0.5
    mask = torch.ones(scores.shape[-2:], dtype=torch.bool).tril()
    return torch.softmax(scores.masked_fill(~mask, -torch.inf), dim=-1) @ v

# %% wrong: softmax over the target words (wrong axis)
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q, k, v = target @ w_q, memory @ w_k, memory @ w_v
    return torch.softmax(q @ k.transpose(-2, -1) / k.shape[-1] ** 0.5, dim=1) @ v

# %% wrong: w_k and w_q are exchanged
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q, k, v = target @ w_k, memory @ w_q, memory @ w_v
    return torch.softmax(q @ k.transpose(-2, -1) / k.shape[-1] ** 0.5, dim=-1) @ v

# %% wrong: the memory itself serves as values, w_v is not used
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q, k = target @ w_q, memory @ w_k
    return torch.softmax(q @ k.transpose(-2, -1) / k.shape[-1] ** 0.5, dim=-1) @ memory

# %% wrong: divided by d_k, the root is forgotten
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q, k, v = target @ w_q, memory @ w_k, memory @ w_v
    return torch.softmax(q @ k.transpose(-2, -1) / k.shape[-1], dim=-1) @ v

# %% wrong: all three axes of the keys are turned round (batch too), not only the last two
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q, k, v = target @ w_q, memory @ w_k, memory @ w_v
    turned = k.permute(2, 1, 0)
    return torch.softmax(q @ turned / k.shape[-1] ** 0.5, dim=-1) @ v

# %% wrong: the keys are computed with the matrix of the values
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q, k, v = target @ w_q, memory @ w_v, memory @ w_v
    return torch.softmax(q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5, dim=-1) @ v

# %% wrong: all target words share one query, the mean of the words
import torch


def cross_attention(target, memory, w_q, w_k, w_v):
    q = (target @ w_q).mean(dim=1, keepdim=True).expand(-1, target.shape[1], -1)
    k, v = memory @ w_k, memory @ w_v
    return torch.softmax(q @ k.transpose(-2, -1) / k.shape[-1] ** 0.5, dim=-1) @ v
