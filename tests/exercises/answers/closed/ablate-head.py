"""Answers to ablate-head, written from its task and stub alone."""

# %% right: a copy with zeros, merged and mixed
import torch


def ablate_head(heads: torch.Tensor, head: int, w_o: torch.Tensor) -> torch.Tensor:
    off = heads.clone()
    off[:, head] = 0
    return off.transpose(1, 2).flatten(2) @ w_o

# %% right: the sum of what the other heads add, each with its rows of w_o
import torch


def ablate_head(heads, head, w_o):
    batch, n, words, d_v = heads.shape
    out = torch.zeros(batch, words, w_o.shape[1])
    for h in range(n):
        if h != head:
            out = out + heads[:, h] @ w_o[h * d_v : (h + 1) * d_v]
    return out

# %% right: einsum with a mask of ones and one zero, in float64
import torch


def ablate_head(heads, number, w_o):
    n, d_v = heads.shape[1], heads.shape[3]
    on = torch.ones(n, dtype=torch.float64)
    on[number] = 0
    w = w_o.double().reshape(n, d_v, -1)
    return torch.einsum("bhwv,h,hvm->bwm", heads.double(), on, w)

# %% right: zeros in the merged vector
import torch


def ablate_head(heads, head, w_o):
    batch, n, words, d_v = heads.shape
    merged = heads.permute(0, 2, 1, 3).reshape(batch, words, n * d_v).clone()
    merged[:, :, head * d_v : (head + 1) * d_v] = 0.0
    return merged @ w_o

# %% right: cat of the parts, zeros_like for the one switched off
import torch


def ablate_head(heads, head, w_o):
    parts = [torch.zeros_like(heads[:, h]) if h == head else heads[:, h] for h in range(heads.shape[1])]
    return torch.matmul(torch.cat(parts, dim=-1), w_o)

# %% right: a copy of w_o without effect for the rows of the head
import torch


def ablate_head(heads, head, w_o):
    d_v = heads.shape[-1]
    w = w_o.clone()
    w[head * d_v : (head + 1) * d_v, :] = 0
    return torch.cat(list(heads.unbind(1)), dim=2) @ w

# %% wrong: heads is changed in place
import torch


def ablate_head(heads, head, w_o):
    heads[:, head] = 0
    return heads.transpose(1, 2).flatten(2) @ w_o

# %% wrong: a mere second name instead of a copy, heads is changed
import torch


def ablate_head(heads, head, w_o):
    off = heads.view(heads.shape)
    off[:, head].zero_()
    return off.transpose(1, 2).flatten(2) @ w_o

# %% wrong: merged without transposing, words and heads are mixed up
import torch


def ablate_head(heads, head, w_o):
    batch, n, words, d_v = heads.shape
    off = heads.clone()
    off[:, head] = 0
    return off.reshape(batch, words, n * d_v) @ w_o

# %% wrong: heads are counted from 1
import torch


def ablate_head(heads, head, w_o):
    off = heads.clone()
    off[:, head - 1] = 0
    return off.transpose(1, 2).flatten(2) @ w_o

# %% wrong: a word is switched off instead of a head
import torch


def ablate_head(heads, head, w_o):
    off = heads.clone()
    off[:, :, head] = 0
    return off.transpose(1, 2).flatten(2) @ w_o

# %% wrong: only this head is kept, the others are switched off
import torch


def ablate_head(heads, head, w_o):
    off = torch.zeros_like(heads)
    off[:, head] = heads[:, head]
    return off.transpose(1, 2).flatten(2) @ w_o

# %% wrong: the head is cut out instead of set to zero, so the merged vector no longer fits w_o
import torch


def ablate_head(heads, head, w_o):
    rest = torch.cat([heads[:, :head], heads[:, head + 1 :]], dim=1)
    return rest.transpose(1, 2).flatten(2) @ w_o

# %% wrong: only one component of the merged vector is set to zero, which fits only width 1
import torch


def ablate_head(heads, head, w_o):
    merged = heads.transpose(1, 2).flatten(2).clone()
    merged[:, :, head] = 0
    return merged @ w_o

# %% wrong: the width of a head is taken from d_model, though d_v may be another
import torch


def ablate_head(heads, head, w_o):
    d_v = w_o.shape[1] // heads.shape[1]
    merged = heads.transpose(1, 2).flatten(2).clone()
    merged[:, :, head * d_v : (head + 1) * d_v] = 0
    return merged @ w_o

# %% wrong: the components of the heads are interleaved when merged; right only for width 1
import torch


def ablate_head(heads, head, w_o):
    off = heads.clone()
    off[:, head] = 0
    return off.permute(0, 2, 3, 1).flatten(2) @ w_o

# %% wrong: the head is switched off only in the sentence with its number
import torch


def ablate_head(heads, head, w_o):
    off = heads.clone()
    off[head] = 0
    return off.transpose(1, 2).flatten(2) @ w_o

# %% wrong: zeros are written into the columns of w_o instead of the head's output
import torch


def ablate_head(heads, head, w_o):
    w = w_o.clone()
    w[:, head] = 0
    return heads.transpose(1, 2).flatten(2) @ w

# %% wrong: w_o is changed: the rows of the head are set to zero in place
import torch


def ablate_head(heads, head, w_o):
    d_v = heads.shape[-1]
    w_o[head * d_v : (head + 1) * d_v] = 0
    return heads.transpose(1, 2).flatten(2) @ w_o

# %% wrong: w_o is transposed
import torch


def ablate_head(heads, head, w_o):
    off = heads.clone()
    off[:, head] = 0
    return off.transpose(1, 2).flatten(2) @ w_o.T
