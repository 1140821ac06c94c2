"""Answers to sinusoidal-positions, written from its task and stub alone."""

# %% right: math in two loops
import math

import torch


def sinusoidal_positions(length: int, d_model: int) -> torch.Tensor:
    table = torch.zeros(length, d_model)
    for t in range(length):
        for i in range(d_model // 2):
            angle = t / 10000 ** (2 * i / d_model)
            table[t, 2 * i] = math.sin(angle)
            table[t, 2 * i + 1] = math.cos(angle)
    return table


# %% right: float64 angles, stacked and flattened
import torch


def sinusoidal_positions(n, d):
    places = torch.arange(n, dtype=torch.float64)
    rates = 10000.0 ** (-torch.arange(0, d, 2, dtype=torch.float64) / d)
    angles = torch.outer(places, rates)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1).float()


# %% wrong: all sines first, then all cosines, not side by side
import torch


def sinusoidal_positions(length: int, d_model: int) -> torch.Tensor:
    t = torch.arange(length, dtype=torch.float32)[:, None]
    i = torch.arange(d_model // 2, dtype=torch.float32)
    angles = t / 10000 ** (2 * i / d_model)
    return torch.cat([angles.sin(), angles.cos()], dim=1)


# %% wrong: the exponent is i / d_model, the 2 is missing
import torch


def sinusoidal_positions(length: int, d_model: int) -> torch.Tensor:
    t = torch.arange(length, dtype=torch.float32)[:, None]
    i = torch.arange(d_model // 2, dtype=torch.float32)
    angles = t / 10000 ** (i / d_model)
    table = torch.zeros(length, d_model)
    table[:, 0::2] = angles.sin()
    table[:, 1::2] = angles.cos()
    return table


# %% wrong: sine and cosine swapped
import torch


def sinusoidal_positions(length: int, d_model: int) -> torch.Tensor:
    t = torch.arange(length, dtype=torch.float32)[:, None]
    i = torch.arange(d_model // 2, dtype=torch.float32)
    angles = t / 10000 ** (2 * i / d_model)
    table = torch.zeros(length, d_model)
    table[:, 0::2] = angles.cos()
    table[:, 1::2] = angles.sin()
    return table


# %% wrong: each component has its own angle, the cosine does not share the sine's
import math

import torch


def sinusoidal_positions(length: int, d_model: int) -> torch.Tensor:
    table = torch.zeros(length, d_model)
    for t in range(length):
        for c in range(d_model):
            angle = t / 10000 ** (c / d_model)
            table[t, c] = math.sin(angle) if c % 2 == 0 else math.cos(angle)
    return table


# %% wrong: the component's index 2i stands for i, so the exponent is doubled
import torch


def sinusoidal_positions(length: int, d_model: int) -> torch.Tensor:
    t = torch.arange(length, dtype=torch.float32)[:, None]
    i = torch.arange(0, d_model, 2, dtype=torch.float32)
    angles = t / 10000 ** (2 * i / d_model)
    table = torch.zeros(length, d_model)
    table[:, 0::2] = angles.sin()
    table[:, 1::2] = angles.cos()
    return table


# %% wrong: places counted from 1
import torch


def sinusoidal_positions(length: int, d_model: int) -> torch.Tensor:
    t = torch.arange(1, length + 1, dtype=torch.float32)[:, None]
    i = torch.arange(d_model // 2, dtype=torch.float32)
    angles = t / 10000 ** (2 * i / d_model)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


# %% wrong: the width 4 of the example is written into the exponent
import torch


def sinusoidal_positions(length: int, d_model: int) -> torch.Tensor:
    t = torch.arange(length, dtype=torch.float32)[:, None]
    i = torch.arange(d_model // 2, dtype=torch.float32)
    angles = t / 100**i
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


# %% wrong: float64 instead of float32
import torch


def sinusoidal_positions(length: int, d_model: int) -> torch.Tensor:
    t = torch.arange(length, dtype=torch.float64)[:, None]
    i = torch.arange(d_model // 2, dtype=torch.float64)
    angles = t / 10000 ** (2 * i / d_model)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


# %% wrong: multiplied instead of divided
import torch


def sinusoidal_positions(length: int, d_model: int) -> torch.Tensor:
    t = torch.arange(length, dtype=torch.float32)[:, None]
    i = torch.arange(d_model // 2, dtype=torch.float32)
    angles = t * 10000 ** (2 * i / d_model)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


# %% wrong: stacked on the wrong axis, sines and cosines are not side by side
import torch


def sinusoidal_positions(length: int, d_model: int) -> torch.Tensor:
    t = torch.arange(length, dtype=torch.float32)[:, None]
    i = torch.arange(d_model // 2, dtype=torch.float32)
    angles = t / 10000 ** (2 * i / d_model)
    return torch.stack([angles.sin(), angles.cos()]).reshape(length, d_model)
