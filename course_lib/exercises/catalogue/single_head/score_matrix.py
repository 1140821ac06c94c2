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
    Case(
        "d_model 2, d_k 2",
        lambda: (torch.tensor([[1.0, 2.0], [0.0, 1.0]]), torch.tensor([[3.0, 0.0], [1.0, -1.0]])),
    ),
    Case("d_model 3, d_k 4", lambda: (random_tensor(3, 4), random_tensor(3, 4, seed=2))),
    Case("d_model 5, d_k 2", lambda: (random_tensor(5, 2), random_tensor(5, 2, seed=2))),
    Case("d_model 4, d_k 1", lambda: (random_tensor(4, 1), random_tensor(4, 1, seed=2))),
    Case("the same matrix for queries and keys", lambda: (random_tensor(3, 2), random_tensor(3, 2))),
    Case(
        "float64", lambda: (random_tensor(6, 3, dtype=torch.float64), random_tensor(6, 3, seed=2, dtype=torch.float64))
    ),
)


def _with_einsum(w_q: Tensor, w_k: Tensor) -> Tensor:
    return torch.einsum("ik,jk->ij", w_q, w_k) * w_k.shape[1] ** -0.5


def _column_by_column(w_q: Tensor, w_k: Tensor) -> Tensor:
    form = torch.zeros(len(w_q), len(w_k), dtype=w_q.dtype)
    for query_column, key_column in zip(w_q.T, w_k.T, strict=True):
        form = form + torch.outer(query_column, key_column)
    return form / w_q.size(1) ** 0.5


def _from_the_scores_of_unit_vectors(w_q: Tensor, w_k: Tensor) -> Tensor:
    x = torch.eye(len(w_q), dtype=w_q.dtype)
    return (x @ w_q / w_q.shape[1] ** 0.5) @ (x @ w_k).T


def _not_scaled(w_q: Tensor, w_k: Tensor) -> Tensor:
    return w_q @ w_k.T


def _no_root(w_q: Tensor, w_k: Tensor) -> Tensor:
    return w_q @ w_k.T / w_q.shape[1]


def _by_d_model(w_q: Tensor, w_k: Tensor) -> Tensor:
    return w_q @ w_k.T / len(w_q) ** 0.5


def _multiplied(w_q: Tensor, w_k: Tensor) -> Tensor:
    return w_q @ w_k.T * w_q.shape[1] ** 0.5


def _power_before_slash(w_q: Tensor, w_k: Tensor) -> Tensor:
    return w_q @ w_k.T / w_q.shape[1] ** 1 / 2


def _keys_first(w_q: Tensor, w_k: Tensor) -> Tensor:
    return w_k @ w_q.T / w_q.shape[1] ** 0.5


def _first_transposed(w_q: Tensor, w_k: Tensor) -> Tensor:
    return w_q.T @ w_k / w_q.shape[1] ** 0.5


def _not_transposed(w_q: Tensor, w_k: Tensor) -> Tensor:
    return w_q @ w_k / w_q.shape[1] ** 0.5


def _reshaped(w_q: Tensor, w_k: Tensor) -> Tensor:
    return w_q @ w_k.reshape(w_k.shape[1], -1) / w_q.shape[1] ** 0.5


def _entry_by_entry(w_q: Tensor, w_k: Tensor) -> Tensor:
    return w_q * w_k / w_q.shape[1] ** 0.5


def _made_symmetric(w_q: Tensor, w_k: Tensor) -> Tensor:
    form = score_form(w_q, w_k)
    return (form + form.T) / 2


def _queries_only(w_q: Tensor, w_k: Tensor) -> Tensor:
    return w_q @ w_q.T / w_q.shape[1] ** 0.5


def _softmaxed(w_q: Tensor, w_k: Tensor) -> Tensor:
    return score_form(w_q, w_k).softmax(dim=-1)


MISTAKES = (
    Mistake("not-scaled", "The product is right. The scaled scores also need the division by √d_k.", _not_scaled),
    Mistake("no-root", "You divided by d_k itself. Divide by √d_k.", _no_root),
    Mistake(
        "root-of-d_model",
        "You divided by √d_model. The dot product runs over the d_k components of a query: the columns of w_q.",
        _by_d_model,
    ),
    Mistake("multiplied", "You multiplied by √d_k. Divide.", _multiplied),
    Mistake(
        "power-before-slash",
        "`x / d_k**1/2` is x / d_k / 2, because ** binds first. Write d_k**0.5.",
        _power_before_slash,
    ),
    Mistake(
        "keys-first",
        "This is Mᵀ: with it the rows of the scores would be the keys. Queries come first: w_q on the left.",
        _keys_first,
    ),
    Mistake(
        "wrong-one-transposed",
        "You transposed w_q, and the result is [d_k, d_k]. In Q Kᵀ the keys are transposed: transpose w_k.",
        _first_transposed,
    ),
    Mistake(
        "not-transposed",
        "w_k must be transposed: Kᵀ = (X W_K)ᵀ = W_Kᵀ Xᵀ. Without it the sizes fit only when d_k = d_model.",
        _not_transposed,
    ),
    Mistake(
        "reshaped",
        "reshape and view do not transpose: they cut the same numbers into other rows. Use w_k.T.",
        _reshaped,
    ),
    Mistake("entry-by-entry", "`*` multiplies entry by entry. Asked for is the matrix product, `@`.", _entry_by_entry),
    Mistake(
        "made-symmetric",
        "Your matrix is symmetric, which M is not in general: the score of word 1 for word 2 is not that of 2 for 1.",
        _made_symmetric,
    ),
    Mistake("queries-only", "w_k has no part in your answer. M takes both matrices.", _queries_only),
    Mistake("softmaxed", "Softmax comes after X M Xᵀ, not here: it acts on scores of words.", _softmaxed),
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
