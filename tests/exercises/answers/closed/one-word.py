"""Answers to one-word, written from its task and stub alone."""

# %% right: one query against all words
import torch


def attend_from(x: torch.Tensor, index: int) -> torch.Tensor:
    scores = x @ x[index] / x.shape[1] ** 0.5
    return torch.softmax(scores, dim=0) @ x

# %% right: loops with Python numbers
import torch
import math


def attend_from(x, index):
    words, d = x.shape
    scores = [sum(float(x[index, k]) * float(x[j, k]) for k in range(d)) / math.sqrt(d) for j in range(words)]
    biggest = max(scores)
    e = [math.exp(s - biggest) for s in scores]
    out = torch.zeros(d)
    for j in range(words):
        out += e[j] / sum(e) * x[j]
    return out

# %% right: the whole table of scores, then one row
import torch


def attend_from(sentence, i):
    scores = sentence @ sentence.T / sentence.shape[-1] ** 0.5
    return (torch.softmax(scores, dim=-1) @ sentence)[i]

# %% right: einsum in float64, cast back
import torch


def attend_from(x, index):
    y = x.double()
    scores = torch.einsum("d,wd->w", y[index], y) / y.shape[1] ** 0.5
    return torch.einsum("w,wd->d", scores.softmax(0), y).to(x.dtype)

# %% right: the built-in of PyTorch with a single query
import torch
import torch.nn.functional as F


def attend_from(x, index):
    return F.scaled_dot_product_attention(x[index][None, None], x[None], x[None])[0, 0]

# %% wrong: the scores are not divided by the root of d
import torch


def attend_from(x, index):
    return torch.softmax(x @ x[index], dim=0) @ x

# %% wrong: always divided by 2, which fits only d = 4
import torch


def attend_from(x, index):
    return torch.softmax(x @ x[index] / 2, dim=0) @ x

# %% wrong: divided by d, the root is forgotten
import torch


def attend_from(x, index):
    return torch.softmax(x @ x[index] / x.shape[1], dim=0) @ x

# %% wrong: divided by the root of the number of words instead of d
import torch


def attend_from(x, index):
    return torch.softmax(x @ x[index] / len(x) ** 0.5, dim=0) @ x

# %% wrong: softmax is missing
import torch


def attend_from(x, index):
    return (x @ x[index] / x.shape[1] ** 0.5) @ x

# %% wrong: the weights are returned, not the mix of the words
import torch


def attend_from(x, index):
    return torch.softmax(x @ x[index] / x.shape[1] ** 0.5, dim=0)

# %% wrong: the result has shape [1, d]
import torch


def attend_from(x, index):
    query = x[index : index + 1]
    return torch.softmax(query @ x.T / x.shape[1] ** 0.5, dim=-1) @ x

# %% wrong: always the first word, index is not used
import torch


def attend_from(x, index):
    return torch.softmax(x @ x[0] / x.shape[1] ** 0.5, dim=0) @ x

# %% wrong: the word sees only the words up to itself, not the later ones
import torch


def attend_from(x, index):
    seen = x[: index + 1]
    return torch.softmax(seen @ x[index] / x.shape[1] ** 0.5, dim=0) @ seen

# %% wrong: the word does not attend to itself
import torch


def attend_from(x, index):
    scores = x @ x[index] / x.shape[1] ** 0.5
    scores[index] = -torch.inf
    return torch.softmax(scores, dim=0) @ x

# %% wrong: the weights multiply the word itself, not all words
import torch


def attend_from(x, index):
    weights = torch.softmax(x @ x[index] / x.shape[1] ** 0.5, dim=0)
    return weights.sum() * x[index]

# %% wrong: the scores go along the wrong axis, the query is a column
import torch


def attend_from(x, index):
    scores = x.T @ x[:, index] / x.shape[1] ** 0.5
    return x @ torch.softmax(scores, dim=0)

# %% wrong: the word itself is added to the result
import torch


def attend_from(x, index):
    weights = torch.softmax(x @ x[index] / x.shape[1] ** 0.5, dim=0)
    return x[index] + weights @ x

# %% wrong: the query is divided in place, which changes x
import torch


def attend_from(x, index):
    query = x[index]
    query /= x.shape[1] ** 0.5
    return torch.softmax(x @ query, dim=0) @ x

# %% wrong: the word with the largest score is returned instead of the mix
import torch


def attend_from(x, index):
    return x[(x @ x[index]).argmax()]
