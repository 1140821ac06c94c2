"""Learn to look something up: a question must find its item among many, and fetch what belongs to it."""

from math import sqrt
from typing import Literal

import torch


def train_soft_lookup(
    *,
    d_k: int,
    scaled: bool,
    learning_rate: float,
    optimiser: Literal["SGD", "Adam"] = "SGD",
    small_start: bool = False,
    seed: int = 0,
    steps: int = 200,
    items: int = 16,
    width: int = 32,
    batch: int = 64,
) -> list[float]:
    """Train a query and a key matrix, by plain gradient descent or by Adam; return every loss.

    Each example has `items` random vectors, and each owns a random value of 8 numbers.
    The question is a copy of one item. The model asks with query = question · w_q and
    is answered by key = item · w_k. Its output is the mean of the values, weighted by
    softmax(query · key), with the scores divided by √d_k if `scaled`. The loss is the
    mean squared distance to the value of the item asked for: 0 is perfect, and always
    answering zero costs 1.

    At the start all components of queries and keys have mean 0 and variance 1. With a `small_start` both matrices
    begin smaller by the fourth root of d_k, so that the scores begin as if they were divided by √d_k.
    """
    generator = torch.Generator().manual_seed(seed)
    size = 1 / sqrt(width) / (d_k**0.25 if small_start else 1)
    w_q = torch.randn(width, d_k, generator=generator) * size
    w_k = torch.randn(width, d_k, generator=generator) * size
    parameters = [w_q.requires_grad_(), w_k.requires_grad_()]
    descent = getattr(torch.optim, optimiser)(parameters, lr=learning_rate)
    rows = torch.arange(batch)
    losses = []
    for _ in range(steps):
        item = torch.randn(batch, items, width, generator=generator)
        value = torch.randn(batch, items, 8, generator=generator)
        wanted = torch.randint(items, (batch,), generator=generator)  # [batch]

        query = item[rows, wanted] @ w_q  # [batch, d_k]
        key = item @ w_k  # [batch, items, d_k]
        scores = (key @ query[:, :, None])[:, :, 0]  # [batch, items]
        weights = torch.softmax(scores / sqrt(d_k) if scaled else scores, dim=-1)
        output = (weights[:, None, :] @ value)[:, 0]  # [batch, 8]

        loss = ((output - value[rows, wanted]) ** 2).mean()
        descent.zero_grad()
        loss.backward()
        descent.step()
        losses.append(loss.item())
    return losses
