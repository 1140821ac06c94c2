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
    matrices = torch.zeros(*shares.shape, shares.shape[1])
    for r, row in enumerate(shares):
        matrices[r] = torch.diag(row) - torch.outer(row, row)
    return matrices


def _with_eye(shares: Tensor) -> Tensor:
    return shares.unsqueeze(-1) * (torch.eye(shares.shape[-1], dtype=shares.dtype) - shares.unsqueeze(-2))


def _with_einsum(shares: Tensor) -> Tensor:
    wide = shares.double()
    return torch.diag_embed(wide) - torch.einsum("ri,rj->rij", wide, wide)


PRODUCTS = "shares[:, :, None] * shares[:, None, :]"
DIAGONAL = "torch.diag_embed(shares)"

MISTAKES = (
    Mistake(
        "diagonal-only",
        "Only the diagonal is there. A rising score also takes from all the others: −p_i p_j beside it.",
        ({DIAGONAL: "torch.diag_embed(shares * (1 - shares))", " - products": ""}, {" - products": ""}),
    ),
    Mistake("added", "Subtract the products: what one gains, the others lose.", {" - products": " + products"}),
    Mistake("sign-turned", "All signs are turned round.", {f"{DIAGONAL} - products": f"products - {DIAGONAL}"}),
    Mistake("products-only", "diag(p) is missing, from which to subtract.", ({DIAGONAL: ""}, {f"{DIAGONAL} - ": ""})),
    Mistake("identity", "The diagonal holds the shares, not ones.", {DIAGONAL: "torch.eye(shares.shape[-1])"}),
    Mistake("diag-of-a-table", "torch.diag takes a diagonal out: use diag_embed.", {DIAGONAL: "torch.diag(shares)"}),
    Mistake(
        "not-on-a-diagonal",
        "The shares stand in every row or column. They belong on the diagonal: torch.diag_embed.",
        ({DIAGONAL: "shares[:, None, :]"}, {DIAGONAL: "shares[:, :, None]"}, {DIAGONAL: "shares"}),
    ),
    Mistake(
        "rows-mixed",
        "A product of the whole table with its transpose mixes the rows. Each row needs products of its own.",
        ({PRODUCTS: "shares.T @ shares"}, {PRODUCTS: "shares @ shares.T"}),
    ),
    Mistake(
        "dot-for-outer",
        "p · p is one number. p pᵀ is a matrix of all products: torch.outer(p, p).",
        {PRODUCTS: "(shares * shares).sum(dim=-1)[:, None, None]"},
    ),
    Mistake(
        "componentwise",
        "p * p holds only the squares. All products p_i p_j are needed.",
        ({PRODUCTS: "(shares**2)[:, None, :]"}, {PRODUCTS: "(shares**2)[:, :, None]"}, {PRODUCTS: "shares**2"}),
    ),
    Mistake(
        "square-taken-twice", "p² leaves the diagonal twice.", {DIAGONAL: "torch.diag_embed(shares * (1 - shares))"}
    ),
    Mistake(
        "not-one-for-each-row",
        "This is one matrix: the first row's, or all added up. Each row has its own: [rows, n, n].",
        tuple({DIAGONAL: f"({DIAGONAL}", "- products": f"- products){one}"} for one in ("[0]", "[:1]", ".sum(dim=0)")),
    ),
    Mistake(
        "one-large-matrix",
        "You took all rows for one long row. Each has a matrix of its own: [rows, n, n].",
        {"    products": "    shares = shares.reshape(1, -1)\n    products"},
    ),
    Mistake(
        "softmax-again",
        "These are shares already.",
        {"    products": "    shares = torch.softmax(shares, dim=-1)\n    products"},
    ),
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
