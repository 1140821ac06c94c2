"""Answers to batch-as-position, written from its task and stub alone."""

# %% right: as many rows as words, broadcast over the batch
import torch


def add_positions(x: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    return x + table[: x.shape[1]]


# %% right: the axes swapped, the old code, swapped back
import torch


def add_positions(vectors, places):
    swapped = vectors.transpose(0, 1)
    result = swapped + places[: swapped.shape[0]][:, None]
    return result.transpose(0, 1)


# %% wrong: the number of words is right, but the rows still lie along the batch
import torch


def add_positions(x: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    return x + table[: x.shape[1]][:, None]


# %% wrong: only the extra axis is taken away, the rows are still as many as sentences
import torch


def add_positions(x: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    return x + table[: x.shape[0]]


# %% wrong: the extra axis is in front, but the rows are still as many as sentences
import torch


def add_positions(x: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    return x + table[: x.shape[0]][None, :]


# %% wrong: written otherwise, without effect
import torch


def add_positions(x: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    batch = x.shape[0]
    return x + table[:batch].unsqueeze(1)


# %% wrong: swapped, but not swapped back
import torch


def add_positions(x: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    x = x.transpose(0, 1)
    return x + table[: x.shape[0]][:, None]


# %% wrong: the whole table, an error if it is longer than the sentence
import torch


def add_positions(x: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    return x + table[None]


# %% wrong: places counted from 1
import torch


def add_positions(x: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    return x + table[1 : x.shape[1] + 1]


# %% wrong: the places run on from one sentence to the next
import torch


def add_positions(x: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    batch, words, d_model = x.shape
    flat = x.reshape(batch * words, d_model)
    return (flat + table[: batch * words]).reshape(x.shape)


# %% wrong: the colon is lost, every word gets the same row
import torch


def add_positions(x: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    return x + table[x.shape[1] - 1]
