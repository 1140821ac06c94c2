"""Answers to merge-heads, written from its task and stub alone."""

# %% right: transpose, then reshape
import torch


def merge_heads(x: torch.Tensor) -> torch.Tensor:
    batch, heads, words, d_k = x.shape
    return x.transpose(1, 2).reshape(batch, words, heads * d_k)

# %% right: the heads put side by side with cat
import torch


def merge_heads(x):
    parts = [x[:, h] for h in range(x.shape[1])]
    return torch.cat(parts, dim=-1)

# %% right: a loop into torch.zeros
import torch


def merge_heads(t):
    b, h, w, d = t.shape
    out = torch.zeros(b, w, h * d)
    for i in range(b):
        for head in range(h):
            for word in range(w):
                for k in range(d):
                    out[i, word, head * d + k] = t[i, head, word, k]
    return out

# %% right: permute, contiguous, view
import torch


def merge_heads(x):
    y = x.permute(0, 2, 1, 3).contiguous()
    return y.view(y.shape[0], y.shape[1], -1)

# %% right: einsum to change the axes, then flatten
import torch


def merge_heads(x):
    return torch.einsum("bhwd->bwhd", x).flatten(2)

# %% right: slices of a float64 tensor are filled
import torch


def merge_heads(x):
    batch, heads, words, d_k = x.shape
    out = torch.zeros(batch, words, heads * d_k, dtype=torch.float64)
    for h in range(heads):
        start = h * d_k
        out[:, :, start : start + d_k] = x[:, h, :, :]
    return out

# %% wrong: the transposition is missing, only reshaped
import torch


def merge_heads(x):
    batch, heads, words, d_k = x.shape
    return x.reshape(batch, words, heads * d_k)

# %% wrong: view after transpose without contiguous, which raises an error as soon as there are several heads and several words
import torch


def merge_heads(x):
    batch, heads, words, d_k = x.shape
    return x.transpose(1, 2).view(batch, words, heads * d_k)

# %% wrong: the parts are interleaved: component 0 of all heads first, not head 0 first
import torch


def merge_heads(x):
    batch, heads, words, d_k = x.shape
    return x.permute(0, 2, 3, 1).reshape(batch, words, heads * d_k)

# %% wrong: the heads are added up and not put side by side
import torch


def merge_heads(x):
    return x.sum(dim=1)

# %% wrong: the heads are put one after another along the words, not side by side
import torch


def merge_heads(x):
    return torch.cat([x[:, h] for h in range(x.shape[1])], dim=1)

# %% wrong: heads and words are mixed up when the shape is unpacked, so the result has the shape [batch, heads, words · d_k]; right only if there are as many heads as words
import torch


def merge_heads(x):
    batch, words, heads, d_k = x.shape
    return x.transpose(1, 2).reshape(batch, words, heads * d_k)

# %% wrong: only transposed, the last two axes are not merged
import torch


def merge_heads(x):
    return x.transpose(1, 2)

# %% wrong: the last head comes first
import torch


def merge_heads(x):
    batch, heads, words, d_k = x.shape
    return x.flip(1).transpose(1, 2).reshape(batch, words, heads * d_k)

# %% wrong: only the first sentence of the batch is merged, the others repeat it
import torch


def merge_heads(x):
    batch, heads, words, d_k = x.shape
    out = torch.zeros(batch, words, heads * d_k)
    for h in range(heads):
        out[:, :, h * d_k : (h + 1) * d_k] = x[0, h]
    return out

# %% wrong: the wrong axes are swapped (words and d_k)
import torch


def merge_heads(x):
    batch, heads, words, d_k = x.shape
    return x.transpose(2, 3).reshape(batch, words, heads * d_k)

# %% wrong: two heads are taken for granted
import torch


def merge_heads(x):
    return torch.cat([x[:, 0], x[:, 1]], dim=-1)
