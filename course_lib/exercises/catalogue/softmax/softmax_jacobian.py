"""Build the Jacobian of softmax for many rows."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import ROWS_OF_SHARES, random_shares


def softmax_jacobian(shares: Tensor) -> Tensor:
    """Return diag(p) − ppᵀ for each row p."""
    products = shares[:, :, None] * shares[:, None, :]
    return torch.diag_embed(shares) - products


CASES = (
    *ROWS_OF_SHARES,
    Case("five rows in float64", lambda: (random_shares(5, 2, dtype=torch.float64),)),
)


def _with_a_loop(shares: Tensor) -> Tensor:
    return torch.stack([torch.diag(row) - torch.outer(row, row) for row in shares])


def _with_eye(shares: Tensor) -> Tensor:
    return shares.unsqueeze(-1) * (torch.eye(shares.shape[-1], dtype=shares.dtype) - shares.unsqueeze(-2))


def _with_einsum(shares: Tensor) -> Tensor:
    return torch.diag_embed(shares) - torch.einsum("ri,rj->rij", shares, shares)


def _diagonal_only(shares: Tensor) -> Tensor:
    return torch.diag_embed(shares * (1 - shares))


def _added(shares: Tensor) -> Tensor:
    return torch.diag_embed(shares) + shares[:, :, None] * shares[:, None, :]


def _negative(shares: Tensor) -> Tensor:
    return shares[:, :, None] * shares[:, None, :] - torch.diag_embed(shares)


def _products_only(shares: Tensor) -> Tensor:
    return -shares[:, :, None] * shares[:, None, :]


def _identity(shares: Tensor) -> Tensor:
    return torch.eye(shares.shape[-1], dtype=shares.dtype) - shares[:, :, None] * shares[:, None, :]


def _mixed_rows(shares: Tensor) -> Tensor:
    return torch.diag_embed(shares) - shares.T @ shares


def _dot_for_outer(shares: Tensor) -> Tensor:
    return torch.stack([torch.diag(p) - p @ p for p in shares])


def _componentwise(shares: Tensor) -> Tensor:
    return torch.stack([torch.diag(p) - p * p for p in shares])


def _square_taken_twice(shares: Tensor) -> Tensor:
    return torch.diag_embed(shares * (1 - shares)) - shares[:, :, None] * shares[:, None, :]


MISTAKES = (
    Mistake(
        "diagonal-only",
        "Only the diagonal is there. A rising score also takes from all the others.",
        _diagonal_only,
    ),
    Mistake(
        "added",
        "You added the products. They must be subtracted: what one share gains, the others lose.",
        _added,
    ),
    Mistake("sign-turned", "All signs are turned round: raising a score must raise its own share.", _negative),
    Mistake("products-only", "The diagonal lacks its first part: diag(p) is missing.", _products_only),
    Mistake("identity", "You took the identity for diag(p). The diagonal holds the shares themselves.", _identity),
    Mistake(
        "rows-mixed",
        "shares.T @ shares adds up the products of all rows. Each row needs its own.",
        _mixed_rows,
    ),
    Mistake(
        "dot-for-outer", "p @ p is one number. p pᵀ is a matrix of all products: torch.outer(p, p).", _dot_for_outer
    ),
    Mistake("componentwise", "p * p holds only the squares. All products p_i p_j are needed.", _componentwise),
    Mistake("square-taken-twice", "p² leaves the diagonal twice: once is enough.", _square_taken_twice),
)

EXERCISE = Exercise(
    name="softmax-jacobian",
    chapter="softmax",
    minutes=10,
    difficulty="medium",
    solution=softmax_jacobian,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_a_loop, _with_eye, _with_einsum),
)
