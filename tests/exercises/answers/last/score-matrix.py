"""Answers to score-matrix, written from its task and stub alone."""

# %% right: one product
import torch


def score_form(w_q: torch.Tensor, w_k: torch.Tensor) -> torch.Tensor:
    return w_q @ w_k.T / w_q.shape[1] ** 0.5


# %% right: loops into zeros
import torch


def score_form(a, b):
    d_model, d_k = a.shape
    m = torch.zeros(d_model, d_model)
    for i in range(d_model):
        for j in range(d_model):
            m[i, j] = torch.dot(a[i], b[j]) / d_k**0.5
    return m


# %% wrong: not divided by the root of d_k
import torch


def score_form(w_q: torch.Tensor, w_k: torch.Tensor) -> torch.Tensor:
    return w_q @ w_k.T


# %% wrong: the two matrices in the wrong order, the result is transposed
import torch


def score_form(w_q: torch.Tensor, w_k: torch.Tensor) -> torch.Tensor:
    return w_k @ w_q.T / w_q.shape[-1] ** 0.5


# %% wrong: the root of d_model instead of d_k
import torch


def score_form(w_q: torch.Tensor, w_k: torch.Tensor) -> torch.Tensor:
    return w_q @ w_k.T / len(w_q) ** 0.5


# %% wrong: w_q transposed instead of w_k, the result is [d_k, d_k]
import torch


def score_form(w_q: torch.Tensor, w_k: torch.Tensor) -> torch.Tensor:
    return w_q.T @ w_k / w_q.shape[-1] ** 0.5


# %% wrong: divided by d_k without the root
import torch


def score_form(w_q: torch.Tensor, w_k: torch.Tensor) -> torch.Tensor:
    return w_q @ w_k.T / w_q.shape[-1]


# %% wrong: the transposition is forgotten
import torch


def score_form(w_q: torch.Tensor, w_k: torch.Tensor) -> torch.Tensor:
    return w_q @ w_k / w_q.shape[-1] ** 0.5


# %% wrong: both matrices divided by the root of d_k
import torch


def score_form(w_q: torch.Tensor, w_k: torch.Tensor) -> torch.Tensor:
    root = w_q.shape[1] ** 0.5
    return (w_q / root) @ (w_k / root).T


# %% wrong: elementwise product instead of a matrix product
import torch


def score_form(w_q: torch.Tensor, w_k: torch.Tensor) -> torch.Tensor:
    return w_q * w_k / w_q.shape[-1] ** 0.5
