"""Answers to tied-logits, written from its task and stub alone."""

# %% right: matrix product with the transposed table
import torch


def tied_logits(x: torch.Tensor, embedding: torch.Tensor) -> torch.Tensor:
    return x @ embedding.T

# %% right: einsum in float64
import torch


def tied_logits(x, embedding):
    return torch.einsum("bwd,vd->bwv", x.double(), embedding.double())

# %% right: loops into torch.zeros
import torch


def tied_logits(x, table):
    batch, words, d_model = x.shape
    out = torch.zeros(batch, words, len(table))
    for b in range(batch):
        for w in range(words):
            for v in range(len(table)):
                out[b, w, v] = (x[b, w] * table[v]).sum()
    return out

# %% right: the built-in linear layer
import torch
import torch.nn.functional as F


def tied_logits(x, embedding):
    return F.linear(x, embedding)

# %% right: broadcast, multiply, sum
import torch


def tied_logits(x, embedding):
    return (x.unsqueeze(2) * embedding).sum(dim=-1)

# %% right: a list comprehension over the vocabulary
import torch


def tied_logits(x, embedding):
    return torch.stack([x @ row for row in embedding], dim=-1)

# %% wrong: the table is not transposed
import torch


def tied_logits(x, embedding):
    return x @ embedding

# %% wrong: softmax is applied
import torch


def tied_logits(x, embedding):
    return torch.softmax(x @ embedding.T, dim=-1)

# %% wrong: divided by the root of d_model
import torch


def tied_logits(x, embedding):
    return x @ embedding.T / x.shape[-1] ** 0.5

# %% wrong: multiplied by the root of d_model, as at the bottom
import torch


def tied_logits(x, embedding):
    return x @ embedding.T * x.shape[-1] ** 0.5

# %% wrong: the rows of the table are scaled to length 1
import torch


def tied_logits(x, embedding):
    rows = embedding / embedding.norm(dim=-1, keepdim=True)
    return x @ rows.T

# %% wrong: the table is reshaped instead of transposed
import torch


def tied_logits(x, embedding):
    return x @ embedding.reshape(embedding.shape[1], embedding.shape[0])

# %% wrong: only the last word of each sentence gets logits
import torch


def tied_logits(x, embedding):
    return x[:, -1:] @ embedding.T

# %% wrong: the batch axis is lost if there is only one sentence
import torch


def tied_logits(x, embedding):
    return (x @ embedding.T).squeeze(0)

# %% wrong: the axes are in the wrong order, [batch, vocab_size, words]
import torch


def tied_logits(x, embedding):
    return embedding @ x.transpose(1, 2)

# %% wrong: the loop over the words runs only as far as there are sentences
import torch


def tied_logits(x, embedding):
    out = torch.zeros(x.shape[0], x.shape[1], embedding.shape[0])
    for b in range(x.shape[0]):
        for w in range(min(x.shape[0], x.shape[1])):
            out[b, w] = embedding @ x[b, w]
    return out

# %% wrong: log_softmax is applied
import torch


def tied_logits(x, embedding):
    return torch.log_softmax(x @ embedding.T, dim=-1)

# %% wrong: the likeliest word is returned instead of the logits
import torch


def tied_logits(x, embedding):
    return (x @ embedding.T).argmax(dim=-1)

# %% wrong: the table is used as at the bottom, ids are looked up in it
import torch


def tied_logits(x, embedding):
    return embedding[x.long()]

# %% wrong: the word with id 0 is taken for padding and excluded with −∞
import torch


def tied_logits(x, embedding):
    logits = x @ embedding.T
    logits[..., 0] = -torch.inf
    return logits

# %% wrong: the distance instead of the dot product
import torch


def tied_logits(x, embedding):
    return -torch.cdist(x, embedding.expand(x.shape[0], -1, -1))
