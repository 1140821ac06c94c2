"""Answers to masked-attention, written from its task and stub alone."""

# %% right: minus infinity before the softmax, zeros after it wherever the mask is False
import torch


def masked_attention(query, key, value, mask):
    d_k = query.shape[-1]
    scores = query @ key.transpose(-2, -1) / d_k**0.5
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    weights = weights.masked_fill(~mask, 0.0)
    return weights @ value, weights


# %% right: nan_to_num after the softmax, the query divided first
import math


def masked_attention(q, k, v, allowed):
    q = q / math.sqrt(q.size(-1))
    scores = torch.where(allowed, q @ k.mT, -torch.inf)
    weights = torch.nan_to_num(torch.softmax(scores, -1), nan=0.0)
    return torch.matmul(weights, v), weights


# %% right: softmax by hand in float64, cast back at the end
def masked_attention(query, key, value, mask):
    q, k, v = query.double(), key.double(), value.double()
    scores = torch.einsum("...qd,...kd->...qk", q, k) / q.shape[-1] ** 0.5
    lowest = torch.finfo(torch.float64).min
    scores = torch.where(mask, scores, torch.full_like(scores, lowest))
    biggest = scores.amax(dim=-1, keepdim=True)
    shares = (scores - biggest).exp() * mask
    total = shares.sum(dim=-1, keepdim=True)
    weights = shares / torch.where(total == 0, torch.ones_like(total), total)
    output = torch.einsum("...qk,...kv->...qv", weights, v)
    return output.to(query.dtype), weights.to(query.dtype)


# %% right: loops over all queries into torch.zeros
def masked_attention(query, key, value, mask):
    lead = query.shape[:-2]
    n_q, n_k, d_k, d_v = query.shape[-2], key.shape[-2], query.shape[-1], value.shape[-1]
    full_mask = mask.expand(*lead, n_q, n_k).reshape(-1, n_q, n_k)
    qs = query.float().reshape(-1, n_q, d_k)
    ks = key.float().reshape(-1, n_k, d_k)
    vs = value.float().reshape(-1, n_k, d_v)
    output = torch.zeros(len(qs), n_q, d_v)
    weights = torch.zeros(len(qs), n_q, n_k)
    for b in range(len(qs)):
        for i in range(n_q):
            seen = full_mask[b, i]
            if not seen.any():
                continue
            scores = (ks[b][seen] * qs[b, i]).sum(dim=-1) / d_k**0.5
            shares = torch.softmax(scores, dim=0)
            weights[b, i, seen] = shares
            output[b, i] = (shares[:, None] * vs[b][seen]).sum(dim=0)
    return output.reshape(*lead, n_q, d_v), weights.reshape(*lead, n_q, n_k)


# %% right: a query that sees nothing is first let see everything, then set to zero
def masked_attention(query, key, value, mask):
    sees_something = mask.any(dim=-1, keepdim=True)
    safe_mask = mask | ~sees_something
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    scores = scores.masked_fill(~safe_mask, -torch.inf)
    weights = scores.softmax(dim=-1) * sees_something
    return weights @ value, weights


# %% wrong: a query that may attend to nothing gets NaN
def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% wrong: the fill value -1e9 does not fit into half precision and raises an error there
def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask, -1e9)
    weights = torch.softmax(scores, dim=-1).masked_fill(~mask, 0.0)
    return weights @ value, weights


# %% wrong: the mask is inverted, allowed keys are blocked and blocked ones allowed
def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1).nan_to_num(0.0)
    return weights @ value, weights


# %% wrong: blocked scores become 0 instead of minus infinity
def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores * mask
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% wrong: the weights are masked after the softmax and no longer sum to 1
def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1) * mask
    return weights @ value, weights


# %% wrong: the division by the root of d_k is forgotten
def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1)
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1).nan_to_num(0.0)
    return weights @ value, weights


# %% wrong: renormalised after a softmax over all keys, so that a blocked key with a far larger score leaves all weights 0
def masked_attention(query, key, value, mask):
    scores = query.float() @ key.float().transpose(-2, -1) / query.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1) * mask
    total = weights.sum(dim=-1, keepdim=True)
    weights = weights / total.clamp(min=1e-30)
    weights = weights.to(query.dtype)
    return weights @ value, weights


# %% wrong: a query that sees nothing gets equal weights and the mean of all values
def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% wrong: NaN is replaced in the output only, the weights keep it
def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    output = torch.nan_to_num(weights @ value, nan=0.0)
    return output, weights


# %% wrong: exponentials without subtracting the maximum overflow, in half precision already at scores above 11
def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    shares = torch.where(mask, scores.exp(), torch.zeros_like(scores))
    total = shares.sum(dim=-1, keepdim=True)
    weights = torch.where(total > 0, shares / total, torch.zeros_like(shares))
    return weights @ value, weights


# %% wrong: rows that see nothing are indexed with the mask as it is, which fails when the mask has to be broadcast
def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    weights[~mask.any(dim=-1)] = 0.0
    return weights @ value, weights


# %% wrong: only the output is returned, not the weights
def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1).masked_fill(~mask, 0.0)
    return weights @ value


# %% wrong: the softmax runs over the queries instead of the keys
def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-2).nan_to_num(0.0)
    return weights @ value, weights
