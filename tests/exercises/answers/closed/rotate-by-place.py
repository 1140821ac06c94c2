"""Answers to rotate-by-place, written from its task and stub alone."""

# %% right: even and odd components, stacked and flattened
import torch


def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words, d_k = x.shape[-2:]
    t = torch.arange(words, dtype=torch.float64).unsqueeze(1)
    i = torch.arange(d_k // 2, dtype=torch.float64)
    a = t / 10000 ** (2 * i / d_k)
    p, q = x[..., 0::2], x[..., 1::2]
    turned = torch.stack([p * a.cos() - q * a.sin(), p * a.sin() + q * a.cos()], dim=-1)
    return turned.flatten(-2).to(x.dtype)


# %% right: loops over places and pairs
import math


def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    answer = torch.zeros(x.shape, dtype=x.dtype)
    words, d_k = x.shape[-2], x.shape[-1]
    for t in range(words):
        for i in range(d_k // 2):
            a = t / 10000 ** (2 * i / d_k)
            p = x[..., t, 2 * i]
            q = x[..., t, 2 * i + 1]
            answer[..., t, 2 * i] = p * math.cos(a) - q * math.sin(a)
            answer[..., t, 2 * i + 1] = p * math.sin(a) + q * math.cos(a)
    return answer


# %% right: complex numbers
def rotate_by_place(vectors):
    words, d = vectors.shape[-2:]
    pairs = vectors.double().reshape(*vectors.shape[:-1], d // 2, 2)
    numbers = torch.view_as_complex(pairs.contiguous())
    angles = torch.outer(
        torch.arange(words, dtype=torch.float64),
        10000 ** (-torch.arange(0, d, 2, dtype=torch.float64) / d),
    )
    turned = numbers * torch.polar(torch.ones_like(angles), angles)
    return torch.view_as_real(turned).reshape(vectors.shape).to(vectors.dtype)


# %% right: x times cosine plus the quarter turn times sine
def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words, d_k = x.shape[-2:]
    frequency = 1 / 10000 ** (torch.arange(0, d_k, 2, dtype=torch.float64) / d_k)
    a = torch.arange(words, dtype=torch.float64)[:, None] * frequency
    a = a.repeat_interleave(2, dim=-1)
    quarter = torch.empty_like(x)
    quarter[..., 0::2] = -x[..., 1::2]
    quarter[..., 1::2] = x[..., 0::2]
    return (x * a.cos() + quarter * a.sin()).to(x.dtype)


# %% right: one rotation matrix for each place
import math


def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words, d_k = x.shape[-2:]
    matrices = torch.zeros(words, d_k, d_k, dtype=torch.float64)
    for t in range(words):
        for i in range(0, d_k, 2):
            a = t * 10000 ** (-i / d_k)
            matrices[t, i, i] = matrices[t, i + 1, i + 1] = math.cos(a)
            matrices[t, i, i + 1] = -math.sin(a)
            matrices[t, i + 1, i] = math.sin(a)
    return torch.einsum("tij,...tj->...ti", matrices, x.double()).to(x.dtype)


# %% wrong: pairs the first half with the second half instead of neighbours
def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words, d_k = x.shape[-2:]
    t = torch.arange(words, dtype=x.dtype).unsqueeze(1)
    a = t / 10000 ** (torch.arange(0, d_k, 2, dtype=x.dtype) / d_k)
    p, q = x.chunk(2, dim=-1)
    return torch.cat([p * a.cos() - q * a.sin(), p * a.sin() + q * a.cos()], dim=-1)


# %% wrong: neighbours are turned, but put together as two halves instead of alternating
def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words, d_k = x.shape[-2:]
    t = torch.arange(words, dtype=x.dtype).unsqueeze(1)
    a = t / 10000 ** (torch.arange(0, d_k, 2, dtype=x.dtype) / d_k)
    p, q = x[..., 0::2], x[..., 1::2]
    return torch.cat([p * a.cos() - q * a.sin(), p * a.sin() + q * a.cos()], dim=-1)


# %% wrong: places counted from 1
def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words, d_k = x.shape[-2:]
    t = torch.arange(1, words + 1, dtype=x.dtype).unsqueeze(1)
    a = t / 10000 ** (torch.arange(0, d_k, 2, dtype=x.dtype) / d_k)
    p, q = x[..., 0::2], x[..., 1::2]
    return torch.stack([p * a.cos() - q * a.sin(), p * a.sin() + q * a.cos()], -1).flatten(-2)


# %% wrong: turned the other way round, the signs of the sines swapped
def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words, d_k = x.shape[-2:]
    t = torch.arange(words, dtype=x.dtype).unsqueeze(1)
    a = t / 10000 ** (torch.arange(0, d_k, 2, dtype=x.dtype) / d_k)
    p, q = x[..., 0::2], x[..., 1::2]
    return torch.stack([p * a.cos() + q * a.sin(), -p * a.sin() + q * a.cos()], -1).flatten(-2)


# %% wrong: the first component is overwritten before the second one is computed from it
import math


def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words, d_k = x.shape[-2:]
    answer = x.clone()
    for t in range(words):
        for i in range(d_k // 2):
            a = t / 10000 ** (2 * i / d_k)
            p = answer[..., t, 2 * i]
            q = answer[..., t, 2 * i + 1]
            answer[..., t, 2 * i] = p * math.cos(a) - q * math.sin(a)
            answer[..., t, 2 * i + 1] = p * math.sin(a) + q * math.cos(a)
    return answer


# %% wrong: exponent i / d_k instead of 2i / d_k
def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words, d_k = x.shape[-2:]
    t = torch.arange(words, dtype=x.dtype).unsqueeze(1)
    a = t / 10000 ** (torch.arange(d_k // 2, dtype=x.dtype) / d_k)
    p, q = x[..., 0::2], x[..., 1::2]
    return torch.stack([p * a.cos() - q * a.sin(), p * a.sin() + q * a.cos()], -1).flatten(-2)


# %% wrong: the places go on through the whole batch instead of starting anew in each sentence
def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    d_k = x.shape[-1]
    flat = x.reshape(-1, d_k)
    t = torch.arange(flat.shape[0], dtype=x.dtype).unsqueeze(1)
    a = t / 10000 ** (torch.arange(0, d_k, 2, dtype=x.dtype) / d_k)
    p, q = flat[:, 0::2], flat[:, 1::2]
    turned = torch.stack([p * a.cos() - q * a.sin(), p * a.sin() + q * a.cos()], -1)
    return turned.reshape(x.shape)


# %% wrong: the first axis taken for the words, works without axes in front only
import math


def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    answer = torch.zeros_like(x)
    for t in range(x.shape[0]):
        for i in range(x.shape[1] // 2):
            a = t / 10000 ** (2 * i / x.shape[1])
            p, q = x[t, 2 * i], x[t, 2 * i + 1]
            answer[t, 2 * i] = p * math.cos(a) - q * math.sin(a)
            answer[t, 2 * i + 1] = p * math.sin(a) + q * math.cos(a)
    return answer


# %% wrong: the result is always float64, the dtype of x is lost
def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words, d_k = x.shape[-2:]
    t = torch.arange(words, dtype=torch.float64).unsqueeze(1)
    a = t / 10000 ** (torch.arange(0, d_k, 2, dtype=torch.float64) / d_k)
    p, q = x[..., 0::2], x[..., 1::2]
    return torch.stack([p * a.cos() - q * a.sin(), p * a.sin() + q * a.cos()], -1).flatten(-2)


# %% wrong: every pair is turned by the same angle t
def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words = x.shape[-2]
    a = torch.arange(words, dtype=x.dtype).unsqueeze(1)
    p, q = x[..., 0::2], x[..., 1::2]
    return torch.stack([p * a.cos() - q * a.sin(), p * a.sin() + q * a.cos()], -1).flatten(-2)


# %% wrong: the angle grows with i, multiplied by the power instead of divided
def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words, d_k = x.shape[-2:]
    t = torch.arange(words, dtype=x.dtype).unsqueeze(1)
    a = t * 10000 ** (torch.arange(0, d_k, 2, dtype=x.dtype) / d_k)
    p, q = x[..., 0::2], x[..., 1::2]
    return torch.stack([p * a.cos() - q * a.sin(), p * a.sin() + q * a.cos()], -1).flatten(-2)


# %% wrong: sinusoidal positions are added instead of turning
def rotate_by_place(x: torch.Tensor) -> torch.Tensor:
    words, d_k = x.shape[-2:]
    t = torch.arange(words, dtype=x.dtype).unsqueeze(1)
    a = t / 10000 ** (torch.arange(0, d_k, 2, dtype=x.dtype) / d_k)
    return x + torch.stack([a.sin(), a.cos()], dim=-1).flatten(-2)
