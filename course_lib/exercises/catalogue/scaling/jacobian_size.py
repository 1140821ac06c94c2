"""Compute the size of softmax's Jacobian without building it."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import ROWS_OF_SHARES, random_shares, random_tensor


def jacobian_size(shares: Tensor) -> Tensor:
    """Return the Frobenius norm of diag(p) − ppᵀ for each row p."""
    squares = (shares**2).sum(dim=-1)
    cubes = (shares**3).sum(dim=-1)
    return (squares - 2 * cubes + squares**2).clamp(min=0).sqrt()


CASES = (
    *ROWS_OF_SHARES,
    # Rounding makes the bracket negative in some of them, in others on another processor.
    Case("500 rows, many of them nearly one-hot", lambda: (torch.softmax(8 * random_tensor(500, 4), dim=-1),)),
    Case("five rows in float64", lambda: (random_shares(5, 7, dtype=torch.float64),)),
)


def _with_the_matrix(shares: Tensor) -> Tensor:
    jacobian = torch.diag_embed(shares) - shares[:, :, None] * shares[:, None, :]
    return jacobian.flatten(1).norm(dim=1)


def _diagonal_and_rest(shares: Tensor) -> Tensor:
    diagonal = (shares * (1 - shares)).pow(2).sum(dim=-1)
    everything = shares.pow(2).sum(dim=-1) ** 2
    return (diagonal + everything - shares.pow(4).sum(dim=-1)).clamp(min=0).sqrt()


def _with_a_loop(shares: Tensor) -> Tensor:
    return torch.stack([torch.linalg.matrix_norm(torch.diag(p) - p[:, None] * p) for p in shares])


def _no_root(shares: Tensor) -> Tensor:
    return jacobian_size(shares) ** 2


def _diagonal_only(shares: Tensor) -> Tensor:
    return (shares * (1 - shares)).norm(dim=-1)


def _not_corrected(shares: Tensor) -> Tensor:
    return (shares**2).sum(dim=-1)


def _diagonal_counted_twice(shares: Tensor) -> Tensor:
    diagonal = (shares * (1 - shares)).pow(2).sum(dim=-1)
    return (diagonal + shares.pow(2).sum(dim=-1) ** 2).sqrt()


def _cubes_once(shares: Tensor) -> Tensor:
    squares = (shares**2).sum(dim=-1)
    return (squares - (shares**3).sum(dim=-1) + squares**2).sqrt()


def _all_rows(shares: Tensor) -> Tensor:
    return jacobian_size(shares).norm().expand(len(shares)).clone()


def _not_clamped(shares: Tensor) -> Tensor:
    squares, cubes = (shares**2).sum(dim=-1), (shares**3).sum(dim=-1)
    return (squares - 2 * cubes + squares**2).sqrt()


def _trace(shares: Tensor) -> Tensor:
    return (shares * (1 - shares)).sum(dim=-1)


MISTAKES = (
    Mistake("no-root", "This is the sum of the squares. The Frobenius norm is its root.", _no_root),
    Mistake(
        "diagonal-only",
        "Only the diagonal entries count in your answer (if you used p⁴ for (Σp²)², that is why). The products p_i p_j "
        "off the diagonal belong to it too.",
        _diagonal_only,
    ),
    Mistake(
        "products-only",
        "This is the size of ppᵀ alone. On the diagonal stands p_i − p_i² instead.",
        _not_corrected,
    ),
    Mistake(
        "diagonal-counted-twice",
        "You added the diagonal to the sum of all squared products, which holds the diagonal as p_i⁴. Take that out.",
        _diagonal_counted_twice,
    ),
    Mistake("cubes-once", "(p − p²)² = p² − 2p³ + p⁴: the cubes count twice.", _cubes_once),
    Mistake("rows-mixed", "Each row has a size of its own. You took one norm over all rows.", _all_rows),
    Mistake(
        "root-of-a-negative-number",
        "Near a one-hot row the terms cancel, and rounding leaves a number a little below 0: its root is NaN. "
        "Clamp it at 0 before the root.",
        _not_clamped,
    ),
    Mistake("trace", "This is the sum of the diagonal. Wanted is the root of the sum of all squared entries.", _trace),
)

EXERCISE = Exercise(
    name="jacobian-size",
    chapter="scaling",
    minutes=12,
    difficulty="hard",
    solution=jacobian_size,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_the_matrix, _diagonal_and_rest, _with_a_loop),
    tolerance=2e-3,  # near a one-hot row the terms cancel, and float32 keeps few digits
)
