"""Answers to feed-forward, written from its task and stub alone."""

# %% right: two products and relu
import torch


def feed_forward(
    x: torch.Tensor,
    w_1: torch.Tensor,
    b_1: torch.Tensor,
    w_2: torch.Tensor,
    b_2: torch.Tensor,
) -> torch.Tensor:
    hidden = torch.relu(x @ w_1 + b_1)
    return hidden @ w_2 + b_2

# %% right: functional.linear with the transposed matrices
import torch
import torch.nn.functional as F


def feed_forward(x, w_1, b_1, w_2, b_2):
    return F.linear(F.relu(F.linear(x, w_1.T, b_1)), w_2.T, b_2)

# %% right: loops into torch.zeros
import torch


def feed_forward(x, a, a0, c, c0):
    batch, words, d_model = x.shape
    d_ff = a.shape[1]
    out = torch.zeros(batch, words, d_model)
    for b in range(batch):
        for t in range(words):
            hidden = []
            for j in range(d_ff):
                total = a0[j]
                for i in range(d_model):
                    total = total + x[b, t, i] * a[i, j]
                hidden.append(max(float(total), 0.0))
            for i in range(d_model):
                out[b, t, i] = float(c0[i]) + sum(hidden[j] * float(c[j, i]) for j in range(d_ff))
    return out

# %% right: einsum and where in float64, cast back
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    h = torch.einsum("bwm,mf->bwf", x.double(), w_1.double()) + b_1.double()
    h = torch.where(h > 0, h, torch.zeros_like(h))
    y = torch.einsum("bwf,fm->bwm", h, w_2.double()) + b_2.double()
    return y.to(x.dtype)

# %% right: word by word, with clamp
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    rows = [(row @ w_1 + b_1).clamp(min=0) @ w_2 + b_2 for row in x.reshape(-1, x.shape[-1])]
    return torch.stack(rows).reshape(x.shape)

# %% wrong: ReLU is missing
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    return (x @ w_1 + b_1) @ w_2 + b_2

# %% wrong: ReLU also after the second layer
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    hidden = torch.relu(x @ w_1 + b_1)
    return torch.relu(hidden @ w_2 + b_2)

# %% wrong: ReLU comes before the offset b_1 is added
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    hidden = torch.relu(x @ w_1) + b_1
    return hidden @ w_2 + b_2

# %% wrong: the offset b_2 is forgotten
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    return torch.relu(x @ w_1 + b_1) @ w_2

# %% wrong: the offset b_1 is forgotten
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    return torch.relu(x @ w_1) @ w_2 + b_2

# %% wrong: x is added at the end, as on the path round the block
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    return x + torch.relu(x @ w_1 + b_1) @ w_2 + b_2

# %% wrong: the absolute value instead of 0 for what is negative
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    hidden = (x @ w_1 + b_1).abs()
    return hidden @ w_2 + b_2

# %% wrong: multiplied from the left, the shapes do not fit
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    hidden = torch.relu(w_1 @ x + b_1)
    return w_2 @ hidden + b_2

# %% wrong: the matrices are transposed, the shapes do not fit
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    hidden = torch.relu(x @ w_1.T + b_1)
    return hidden @ w_2.T + b_2

# %% wrong: ReLU on the input instead of the hidden units
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    return (torch.relu(x) @ w_1 + b_1) @ w_2 + b_2

# %% wrong: only ReLU at the very end, not on the hidden units
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    return torch.relu((x @ w_1 + b_1) @ w_2 + b_2)

# %% wrong: keeps what is negative and makes what is positive 0
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    hidden = (x @ w_1 + b_1).clamp(max=0)
    return hidden @ w_2 + b_2

# %% wrong: b_2 is added only to the first word of each sentence
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    out = torch.relu(x @ w_1 + b_1) @ w_2
    out[:, 0] += b_2
    return out

# %% wrong: ReLU keeps a word whole or not at all: hidden units are set to 0 only where all units of the word are negative
import torch


def feed_forward(x, w_1, b_1, w_2, b_2):
    hidden = x @ w_1 + b_1
    negative = (hidden < 0).all(dim=-1, keepdim=True)
    hidden = hidden.masked_fill(negative, 0.0)
    return hidden @ w_2 + b_2
