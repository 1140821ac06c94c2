"""Answers to masked-attention, written from its task and stub alone."""

# %% right: minus infinity before the softmax, NaN to zero after it
import torch


def masked_attention(query, key, value, mask):
    scores = query / query.shape[-1] ** 0.5 @ key.transpose(-2, -1)
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1).nan_to_num(0.0)
    return weights @ value, weights


# %% right: exponentials by hand in float32, cast back
import torch


def masked_attention(query, key, value, mask):
    dtype = query.dtype
    q, k, v = query.float(), key.float(), value.float()
    scores = torch.einsum("...qd,...kd->...qk", q, k) / q.shape[-1] ** 0.5
    allowed = mask.expand(scores.shape)
    lowest = torch.finfo(scores.dtype).min
    biggest = torch.where(allowed, scores, lowest).amax(-1, keepdim=True)
    powers = torch.where(allowed, torch.exp(torch.where(allowed, scores - biggest, 0.0)), 0.0)
    total = powers.sum(-1, keepdim=True)
    weights = powers / torch.where(total == 0, 1.0, total)
    return (weights @ v).to(dtype), weights.to(dtype)


# %% wrong: NaN for a query that may attend to nothing
import torch


def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% wrong: -1e9 does not fit into half precision, and a query with nothing gets equal weights
import torch


def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask, -1e9)
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% wrong: -1e9 does not fit into half precision
import torch


def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask, -1e9)
    weights = torch.softmax(scores, dim=-1).masked_fill(~mask, 0.0)
    return weights @ value, weights


# %% wrong: the smallest number of the dtype, so a query with nothing gets equal weights
import torch


def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


# %% wrong: mask after the softmax, the other weights do not sum to 1
import torch


def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1) * mask
    return weights @ value, weights


# %% wrong: mask inverted
import torch


def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    scores = scores.masked_fill(mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1).nan_to_num(0.0)
    return weights @ value, weights


# %% wrong: the scores are not divided by the root of d_k
import torch


def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1)
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1).nan_to_num(0.0)
    return weights @ value, weights


# %% wrong: zeros only if the whole mask is blocked, a single blocked row is still NaN
import torch


def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    if not mask.any():
        weights = torch.zeros_like(scores)
        return weights @ value, weights
    weights = torch.softmax(scores.masked_fill(~mask, float("-inf")), dim=-1)
    return weights @ value, weights


# %% wrong: only the output is freed of NaN, the weights are not
import torch


def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    weights = torch.softmax(scores.masked_fill(~mask, float("-inf")), dim=-1)
    output = weights @ value
    return output.nan_to_num(0.0), weights


# %% wrong: softmax over everything, then masked and shared out again: all is 0 where a blocked key has a far larger score
import torch


def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    weights = torch.softmax(scores, dim=-1) * mask
    weights = (weights / weights.sum(dim=-1, keepdim=True)).nan_to_num(0.0)
    return weights @ value, weights


# %% wrong: blocked scores are set to 0 instead of minus infinity
import torch


def masked_attention(query, key, value, mask):
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    weights = torch.softmax(scores * mask, dim=-1)
    return weights @ value, weights
