"""Answers to multi-head-attention, written from its task and stub alone."""

# %% right: reshape to heads, transpose, attend, merge
import torch


def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    batch, words, d_model = x.shape
    d_k = d_model // num_heads

    def split(t):
        return t.reshape(batch, words, num_heads, d_k).transpose(1, 2)

    q, k, v = split(x @ w_q), split(x @ w_k), split(x @ w_v)
    weights = torch.softmax(q @ k.transpose(-2, -1) / d_k**0.5, dim=-1)
    merged = (weights @ v).transpose(1, 2).reshape(batch, words, d_model)
    return merged @ w_o


# %% right: a loop over the heads with slices of the columns
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    d_k = x.shape[-1] // num_heads
    heads = []
    for h in range(num_heads):
        columns = slice(h * d_k, (h + 1) * d_k)
        q = x @ w_q[:, columns]
        k = x @ w_k[:, columns]
        v = x @ w_v[:, columns]
        scores = q @ k.transpose(1, 2) / d_k**0.5
        heads.append(torch.softmax(scores, dim=2) @ v)
    return torch.cat(heads, dim=2) @ w_o


# %% right: einsum with matrices split into heads, float64 inside and left so
def multi_head_attention(x, wq, wk, wv, wo, heads):
    x, wq, wk, wv, wo = [t.double() for t in (x, wq, wk, wv, wo)]
    d_model = x.size(-1)
    d_k = d_model // heads
    q = torch.einsum("bwm,mhd->bhwd", x, wq.reshape(d_model, heads, d_k))
    k = torch.einsum("bwm,mhd->bhwd", x, wk.reshape(d_model, heads, d_k))
    v = torch.einsum("bwm,mhd->bhwd", x, wv.reshape(d_model, heads, d_k))
    shares = torch.einsum("bhqd,bhkd->bhqk", q / d_k**0.5, k).softmax(-1)
    return torch.einsum("bhqk,bhkd,hdm->bqm", shares, v, wo.reshape(heads, d_k, d_model))


# %% right: PyTorch's attention on chunks, each head mixed by its own rows of w_o
from torch.nn.functional import scaled_dot_product_attention as attend


def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    parts = zip(
        (x @ w_q).chunk(num_heads, dim=-1),
        (x @ w_k).chunk(num_heads, dim=-1),
        (x @ w_v).chunk(num_heads, dim=-1),
        w_o.chunk(num_heads, dim=0),
    )
    return sum(attend(q, k, v) @ rows for q, k, v, rows in parts)


# %% right: sentence by sentence, word by word into torch.zeros
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    batch, words, d_model = x.shape
    d_k = d_model // num_heads
    merged = torch.zeros(batch, words, d_model)
    for b in range(batch):
        q, k, v = x[b] @ w_q, x[b] @ w_k, x[b] @ w_v
        for h in range(num_heads):
            a, z = h * d_k, h * d_k + d_k
            for i in range(words):
                scores = (k[:, a:z] * q[i, a:z]).sum(dim=1) / d_k**0.5
                shares = torch.softmax(scores, dim=0)
                merged[b, i, a:z] = (shares[:, None] * v[:, a:z]).sum(dim=0)
    return merged @ w_o.float()


# %% wrong: divided by the root of d_model instead of d_k
import torch


def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    batch, words, d_model = x.shape
    d_k = d_model // num_heads

    def split(t):
        return t.reshape(batch, words, num_heads, d_k).transpose(1, 2)

    q, k, v = split(x @ w_q), split(x @ w_k), split(x @ w_v)
    weights = torch.softmax(q @ k.transpose(-2, -1) / d_model**0.5, dim=-1)
    merged = (weights @ v).transpose(1, 2).reshape(batch, words, d_model)
    return merged @ w_o


# %% wrong: the division by the root of d_k is forgotten, which shows only if d_k is not 1
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    batch, words, d_model = x.shape
    d_k = d_model // num_heads

    def split(t):
        return t.reshape(batch, words, num_heads, d_k).transpose(1, 2)

    q, k, v = split(x @ w_q), split(x @ w_k), split(x @ w_v)
    weights = torch.softmax(q @ k.transpose(-2, -1), dim=-1)
    merged = (weights @ v).transpose(1, 2).reshape(batch, words, d_model)
    return merged @ w_o


# %% wrong: reshaped straight to heads before words, without a transposition, so that the heads mix words
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    batch, words, d_model = x.shape
    d_k = d_model // num_heads
    q = (x @ w_q).reshape(batch, num_heads, words, d_k)
    k = (x @ w_k).reshape(batch, num_heads, words, d_k)
    v = (x @ w_v).reshape(batch, num_heads, words, d_k)
    weights = torch.softmax(q @ k.transpose(-2, -1) / d_k**0.5, dim=-1)
    return (weights @ v).reshape(batch, words, d_model) @ w_o


# %% wrong: merged without transposing heads and words back
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    batch, words, d_model = x.shape
    d_k = d_model // num_heads

    def split(t):
        return t.reshape(batch, words, num_heads, d_k).transpose(1, 2)

    q, k, v = split(x @ w_q), split(x @ w_k), split(x @ w_v)
    weights = torch.softmax(q @ k.transpose(-2, -1) / d_k**0.5, dim=-1)
    return (weights @ v).reshape(batch, words, d_model) @ w_o


# %% wrong: view on transposed memory raises an error
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    batch, words, d_model = x.shape
    d_k = d_model // num_heads
    q = (x @ w_q).view(batch, words, num_heads, d_k).transpose(1, 2)
    k = (x @ w_k).view(batch, words, num_heads, d_k).transpose(1, 2)
    v = (x @ w_v).view(batch, words, num_heads, d_k).transpose(1, 2)
    weights = torch.softmax(q @ k.transpose(-2, -1) / d_k**0.5, dim=-1)
    return (weights @ v).transpose(1, 2).view(batch, words, d_model) @ w_o


# %% wrong: the merged heads are not mixed by w_o
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    d_k = x.shape[-1] // num_heads
    heads = []
    for h in range(num_heads):
        columns = slice(h * d_k, (h + 1) * d_k)
        q, k, v = x @ w_q[:, columns], x @ w_k[:, columns], x @ w_v[:, columns]
        heads.append(torch.softmax(q @ k.mT / d_k**0.5, dim=-1) @ v)
    return torch.cat(heads, dim=-1)


# %% wrong: each head gets every num_heads-th column instead of neighbouring ones
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    d_k = x.shape[-1] // num_heads
    heads = []
    for h in range(num_heads):
        q, k, v = x @ w_q[:, h::num_heads], x @ w_k[:, h::num_heads], x @ w_v[:, h::num_heads]
        heads.append(torch.softmax(q @ k.mT / d_k**0.5, dim=-1) @ v)
    return torch.cat(heads, dim=-1) @ w_o


# %% wrong: the matrices are applied transposed, as nn.Linear stores them
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    d_k = x.shape[-1] // num_heads
    heads = []
    for h in range(num_heads):
        columns = slice(h * d_k, (h + 1) * d_k)
        q, k, v = (x @ w_q.T)[..., columns], (x @ w_k.T)[..., columns], (x @ w_v.T)[..., columns]
        heads.append(torch.softmax(q @ k.mT / d_k**0.5, dim=-1) @ v)
    return torch.cat(heads, dim=-1) @ w_o.T


# %% wrong: num_heads is ignored, one head over the full width
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    q, k, v = x @ w_q, x @ w_k, x @ w_v
    weights = torch.softmax(q @ k.transpose(1, 2) / x.shape[-1] ** 0.5, dim=-1)
    return weights @ v @ w_o


# %% wrong: the merge interleaves the heads component by component, instead of head 0 first
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    batch, words, d_model = x.shape
    d_k = d_model // num_heads
    heads = []
    for h in range(num_heads):
        columns = slice(h * d_k, (h + 1) * d_k)
        q, k, v = x @ w_q[:, columns], x @ w_k[:, columns], x @ w_v[:, columns]
        heads.append(torch.softmax(q @ k.mT / d_k**0.5, dim=-1) @ v)
    return torch.stack(heads, dim=-1).reshape(batch, words, d_model) @ w_o


# %% wrong: the softmax runs over axis 1, which are the heads here
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    batch, words, d_model = x.shape
    d_k = d_model // num_heads

    def split(t):
        return t.reshape(batch, words, num_heads, d_k).transpose(1, 2)

    q, k, v = split(x @ w_q), split(x @ w_k), split(x @ w_v)
    weights = torch.softmax(q @ k.transpose(-2, -1) / d_k**0.5, dim=1)
    merged = (weights @ v).transpose(1, 2).reshape(batch, words, d_model)
    return merged @ w_o


# %% wrong: x is split among the heads instead of the columns of the matrices
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    d_k = x.shape[-1] // num_heads
    heads = []
    for h in range(num_heads):
        part = slice(h * d_k, (h + 1) * d_k)
        q = x[..., part] @ w_q[part, part]
        k = x[..., part] @ w_k[part, part]
        v = x[..., part] @ w_v[part, part]
        heads.append(torch.softmax(q @ k.mT / d_k**0.5, dim=-1) @ v)
    return torch.cat(heads, dim=-1) @ w_o


# %% wrong: the number of heads and the width of a head are exchanged
def multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads):
    batch, words, d_model = x.shape
    d_k = d_model // num_heads

    def split(t):
        return t.reshape(batch, words, d_k, num_heads).transpose(1, 2)

    q, k, v = split(x @ w_q), split(x @ w_k), split(x @ w_v)
    weights = torch.softmax(q @ k.transpose(-2, -1) / d_k**0.5, dim=-1)
    merged = (weights @ v).transpose(1, 2).reshape(batch, words, d_model)
    return merged @ w_o
