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
    jacobian = torch.diag_embed(shares) - torch.einsum("ri,rj->rij", shares, shares)
    return jacobian.flatten(1).norm(dim=1)


def _diagonal_and_rest(shares: Tensor) -> Tensor:
    diagonal = (shares * (1 - shares)).pow(2).sum(dim=-1)
    everything = shares.pow(2).sum(dim=-1) ** 2
    return (diagonal + everything - shares.pow(4).sum(dim=-1)).clamp(min=0).sqrt()


def _with_a_loop(shares: Tensor) -> Tensor:
    sizes = torch.zeros(len(shares))
    for row, p in enumerate(shares.double()):
        sizes[row] = torch.linalg.matrix_norm(torch.diag(p) - torch.outer(p, p))
    return sizes


WHOLE = "(squares - 2 * cubes + squares**2).clamp(min=0).sqrt()"

MISTAKES = (
    Mistake("no-root", "This is the sum of the squares. The Frobenius norm is its root.", {".sqrt()": ""}),
    Mistake(
        "diagonal-only",
        "Only the diagonal counts in your answer (p⁴ for (Σp²)² does that too). The products off it count as well.",
        {" + everything - shares.pow(4).sum(dim=-1)": ""},
        of=_diagonal_and_rest,
    ),
    Mistake(
        "diagonal-left-out",
        "These are the entries off the diagonal alone. Those on it, p − p², count as well.",
        {"diagonal + everything": "everything"},
        of=_diagonal_and_rest,
    ),
    Mistake(
        "diagonal-counted-twice",
        "The sum of all squared products holds the diagonal already, as p⁴. Take that out.",
        {" - shares.pow(4).sum(dim=-1)": ""},
        of=_diagonal_and_rest,
    ),
    Mistake(
        "products-only",
        "This is the size of ppᵀ alone. On the diagonal stands p − p² instead.",
        {"squares - 2 * cubes + squares**2": "squares**2"},
    ),
    Mistake("cubes-once", "(p − p²)² = p² − 2p³ + p⁴: the cubes count twice.", {"2 * cubes": "cubes"}),
    Mistake("plus-for-minus", "This is the size of diag(p) + ppᵀ. It is a minus.", {"- 2 * cubes": "+ 2 * cubes"}),
    Mistake(
        "products-left-out",
        "The sum of all squared products is missing: (Σp²)².",
        ({" + squares**2": ""}, {" + squares**2).clamp(min=0)": ")"}),
    ),
    Mistake("not-squared", "The last term is the square of a sum: (Σp²)², not Σp².", {"+ squares**2": "+ squares"}),
    Mistake(
        "norms-subtracted",
        "You subtracted the norm of ppᵀ from that of diag(p), or their squares. Subtract the entries.",
        ({WHOLE: "squares.sqrt() - squares"}, {WHOLE: "(squares - squares**2).clamp(min=0).sqrt()"}),
    ),
    Mistake(
        "rows-mixed",
        "Each row has a size of its own. You added up over all rows.",
        (
            {".sqrt()": ".sum().sqrt().expand(len(shares))"},
            {".sqrt()": ".sum().sqrt()"},
            {"**2).sum(dim=-1)": "**2).sum()", "**3).sum(dim=-1)": "**3).sum()"},
        ),
    ),
    Mistake(
        "first-row-only",
        "This is the size of the first row. Each row has one of its own.",
        ({".sqrt()": ".sqrt()[:1].expand(len(shares))"}, {".sqrt()": ".sqrt()[0]"}, {".sqrt()": ".sqrt()[:1]"}),
    ),
    Mistake("axis-kept", "The sums have kept an axis of size 1. Return [rows].", {".sqrt()": ".sqrt()[:, None]"}),
    Mistake(
        "along-the-columns",
        "You added up along the columns. Each row is one p: dim=-1.",
        {"**2).sum(dim=-1)": "**2).sum(dim=0)", "**3).sum(dim=-1)": "**3).sum(dim=0)"},
    ),
    Mistake(
        "root-of-a-negative-number",
        "Near a one-hot row the terms cancel, and rounding leaves a number a little below 0: its root is NaN. "
        "Clamp it at 0 before the root. (A tiny number added, such as 1e-12, is lost in float32.)",
        (
            {".clamp(min=0)": ""},
            {"- 2 * cubes + squares**2).clamp(min=0)": "+ squares**2 - 2 * cubes)"},
            {"squares - 2 * cubes + squares**2).clamp(min=0)": "squares**2 - 2 * cubes + squares)"},
            {").clamp(min=0)": " + 1e-12)"},
            {").clamp(min=0)": " + 1e-8)"},
        ),
    ),
    Mistake(
        "pushed-up",
        "What you added under the root, or the limit there, is too large: it shows where the size is nearly 0. "
        "Clamp at 0.",
        tuple({").clamp(min=0)": other} for other in (" + 1e-3)", " + 1e-4)", " + 1e-5)", ").clamp(min=1e-3)")),
    ),
    Mistake(
        "trace",
        "This is the sum of the diagonal. Wanted is the root of the sum of all squared entries.",
        {WHOLE: "(shares - shares**2).sum(dim=-1)"},
    ),
    Mistake(
        "another-norm",
        "This is another norm. For Frobenius's, square every entry, add up, and take the root.",
        (
            {"norm(dim=1)": "abs().sum(dim=1)"},
            {"jacobian.flatten(1).norm(dim=1)": "torch.linalg.matrix_norm(jacobian, 2)"},
        ),
        of=_with_the_matrix,
    ),
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
