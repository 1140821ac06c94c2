"""Merge the matrices of queries and keys into the one that makes the scores."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def score_form(w_q: Tensor, w_k: Tensor) -> Tensor:
    """Return the matrix M with X M Xᵀ = scaled scores: W_Q W_Kᵀ / √d_k."""
    d_k = w_q.shape[-1]
    return w_q @ w_k.T / d_k**0.5


CASES = (
    # All sizes 2: here every mix-up of axes still gives a result, and can be told by it.
    Case("d_model 2, d_k 2", lambda: (torch.tensor([[1.0, 2.0], [0.0, 1.0]]), torch.tensor([[3.0, 0.0], [1.0, -1.0]]))),
    Case("d_model 3, d_k 4", lambda: (random_tensor(3, 4), random_tensor(3, 4, seed=2))),
    Case("d_model 5, d_k 2", lambda: (random_tensor(5, 2), random_tensor(5, 2, seed=2))),
    Case("d_model 1, d_k 3", lambda: (random_tensor(1, 3), random_tensor(1, 3, seed=2))),
    Case("d_model 4, d_k 1", lambda: (random_tensor(4, 1), random_tensor(4, 1, seed=2))),
    Case("the same matrix for queries and keys", lambda: (random_tensor(3, 2), random_tensor(3, 2))),
    Case(
        "float64", lambda: (random_tensor(6, 3, dtype=torch.float64), random_tensor(6, 3, seed=2, dtype=torch.float64))
    ),
)


def _with_einsum(w_q: Tensor, w_k: Tensor) -> Tensor:
    return torch.einsum("ik,jk->ij", w_q.double(), w_k.double()) * w_k.shape[1] ** -0.5


def _column_by_column(w_q: Tensor, w_k: Tensor) -> Tensor:
    form = torch.zeros(len(w_q), len(w_k))
    for query_column, key_column in zip(w_q.T, w_k.T, strict=True):
        form += torch.outer(query_column, key_column)
    return form / w_q.size(1) ** 0.5


def _from_the_scores_of_unit_vectors(w_q: Tensor, w_k: Tensor) -> Tensor:
    x = torch.eye(len(w_q), dtype=w_q.dtype)
    return (x @ w_q / w_q.shape[1] ** 0.5) @ (x @ w_k).T


MISTAKES = (
    Mistake("not-scaled", "The product is right. The division by √d_k is missing.", {" / d_k**0.5": ""}),
    Mistake("no-root", "You divided by d_k, or twice by its root. Divide once by √d_k.", {"**0.5": ""}),
    Mistake("root-of-d_model", "You divided by √d_model. d_k is the number of columns.", {"shape[-1]": "shape[0]"}),
    Mistake("multiplied", "You multiplied by √d_k. Divide.", {"/ d_k": "* d_k"}),
    Mistake(
        "power-before-slash", "√d_k is d_k ** (1 / 2).", ({"d_k**0.5": "d_k**1 / 2"}, {"d_k**0.5": "(d_k**1 / 2)"})
    ),
    Mistake("keys-first", "This is Mᵀ. Queries come first: w_q on the left.", {"w_q @ w_k.T": "w_k @ w_q.T"}),
    Mistake(
        "wrong-one-transposed",
        "You multiplied over d_model, and the result is [d_k, d_k]. In Q Kᵀ the keys are transposed: w_q @ w_k.T.",
        ({"w_q @ w_k.T": "w_q.T @ w_k"}, {"w_q @ w_k.T": "w_k.T @ w_q"}),
    ),
    Mistake("not-transposed", "w_k must be transposed: Kᵀ = (X W_K)ᵀ = W_Kᵀ Xᵀ.", {"w_k.T": "w_k"}),
    Mistake("reshaped", "reshape and view do not transpose. Use w_k.T.", {"w_k.T": "w_k.reshape(w_k.shape[1], -1)"}),
    Mistake(
        "entry-by-entry", "`*` is no matrix product.", ({"w_q @ w_k.T": "w_q * w_k"}, {"w_q @ w_k.T": "w_q * w_k.T"})
    ),
    Mistake(
        "made-symmetric",
        "Your matrix is symmetric, which M is not in general: the score of word 1 for word 2 is not that of 2 for 1.",
        {"w_q @ w_k.T": "(w_q @ w_k.T + w_k @ w_q.T) / 2"},
    ),
    Mistake(
        "one-matrix-only", "M takes both matrices, w_q and w_k.", ({"w_k.T": "w_q.T"}, {"w_q @ w_k.T": "w_k @ w_k.T"})
    ),
    Mistake(
        "one-column-only",
        "Only one column of each matrix counts in your answer. A dot product runs over all d_k of them.",
        ({"w_q @ w_k.T": "w_q[:, :1] @ w_k[:, :1].T"}, {"w_q @ w_k.T": "w_q[:, -1:] @ w_k[:, -1:].T"}),
    ),
    Mistake(
        "softmaxed",
        "No softmax: it acts on scores.",
        {"w_q @ w_k.T / d_k**0.5": "(w_q @ w_k.T / d_k**0.5).softmax(dim=-1)"},
    ),
)

EXERCISE = Exercise(
    name="score-matrix",
    chapter="single-head",
    minutes=8,
    difficulty="medium",
    solution=score_form,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_einsum, _column_by_column, _from_the_scores_of_unit_vectors),
)
