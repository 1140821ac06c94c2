"""Answers to batch-as-position, written from its task and stub alone."""

# %% right: the words are axis 1, the rows broadcast over the batch
import torch


def add_positions(x: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    return x + table[: x.shape[1]]

# %% right: with a new axis in front
import torch


def add_positions(x, table):
    words = x.size(1)
    return x + table[:words].unsqueeze(0)

# %% right: loops into torch.zeros
import torch


def add_positions(x, table):
    out = torch.zeros(x.shape)
    for b in range(x.shape[0]):
        for place in range(x.shape[1]):
            out[b, place] = x[b, place] + table[place]
    return out

# %% right: there and back again: words first, the old code, batch first
import torch


def add_positions(x, table):
    x = x.transpose(0, 1)
    x = x + table[: x.shape[0]][:, None]
    return x.transpose(0, 1)

# %% right: rows looked up by place, repeated for each sentence
import torch


def add_positions(x, rows):
    batch, words, _ = x.shape
    places = torch.arange(words).repeat(batch, 1)
    return x + torch.nn.functional.embedding(places, rows)

# %% right: a list comprehension over the sentences, in float64
import torch


def add_positions(x, table):
    n = x.shape[1]
    return torch.stack([s.double() + table[:n].double() for s in x])

# %% wrong: only the new axis is moved, the number of rows is still the number of sentences
import torch


def add_positions(x, table):
    return x + table[: x.shape[0]][None]

# %% wrong: only the number of rows is changed, the new axis still stands behind the places
import torch


def add_positions(x, table):
    return x + table[: x.shape[1]][:, None]

# %% wrong: the same code written in another way
import torch


def add_positions(x, table):
    sentences = x.shape[0]
    rows = table[:sentences].unsqueeze(1)
    return x + rows

# %% wrong: the whole table is added, which fits only if it has as many rows as there are words
import torch


def add_positions(x, table):
    return x + table[None]

# %% wrong: the rows are counted by d_model
import torch


def add_positions(x, table):
    return x + table[: x.shape[2]]

# %% wrong: the places are counted from 1, the first row is skipped
import torch


def add_positions(x, table):
    return x + table[1 : x.shape[1] + 1]

# %% wrong: all words get the same row, that of the last word, as the colon is missing
import torch


def add_positions(x, table):
    return x + table[x.shape[1] - 1]

# %% wrong: turned to words first, but not back again
import torch


def add_positions(x, table):
    x = x.transpose(0, 1)
    return x + table[: x.shape[0]][:, None]

# %% wrong: right numbers, but x itself is changed by +=
import torch


def add_positions(x, table):
    x += table[: x.shape[1]]
    return x

# %% wrong: the last rows of the table are taken instead of the first
import torch


def add_positions(x, table):
    return x + table[-x.shape[1] :]

# %% wrong: the words are numbered through the whole batch instead of from 0 in each sentence; one sentence alone does not show it
import torch


def add_positions(x, table):
    batch, words, d_model = x.shape
    flat = x.reshape(batch * words, d_model)
    places = torch.arange(batch * words) % len(table)
    return (flat + table[places]).reshape(batch, words, d_model)

# %% wrong: multiplied instead of added
import torch


def add_positions(x, table):
    return x * table[: x.shape[1]]

# %% wrong: only the first sentence gets its places
import torch


def add_positions(x, table):
    out = x.clone()
    out[0] = out[0] + table[: x.shape[1]]
    return out
