"""Make queries, keys and values from the words by three matrices."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor

Projected = tuple[Tensor, Tensor, Tensor]


def project(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    """Return query, key and value of every word."""
    return x @ w_q, x @ w_k, x @ w_v


def _inputs(
    batch: int, words: int, d_model: int, d_k: int, d_v: int, dtype: torch.dtype = torch.float32
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    return (
        random_tensor(batch, words, d_model, dtype=dtype),
        random_tensor(d_model, d_k, seed=2, dtype=dtype),
        random_tensor(d_model, d_k, seed=3, dtype=dtype),
        random_tensor(d_model, d_v, seed=4, dtype=dtype),
    )


CASES = (
    # All sizes 2: here every mix-up of axes still gives a result, and can be told by it.
    Case(
        "one sentence of two words, all widths 2",
        lambda: (
            torch.tensor([[[1.0, 2.0], [0.0, 3.0]]]),
            torch.tensor([[1.0, 0.0], [2.0, 1.0]]),
            torch.tensor([[0.0, 1.0], [-1.0, 4.0]]),
            torch.tensor([[3.0, 1.0], [0.0, -2.0]]),
        ),
    ),
    Case("one sentence of three words, d_model 5, d_k 2, d_v 4", lambda: _inputs(1, 3, 5, 2, 4)),
    Case("batch of 2, four words, d_model 3, d_k 5, d_v 6", lambda: _inputs(2, 4, 3, 5, 6)),
    Case("all sizes 3", lambda: _inputs(3, 3, 3, 3, 3)),
    Case("float64", lambda: _inputs(2, 3, 6, 4, 5, torch.float64)),
)


def _with_einsum(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    query, key, value = (torch.einsum("bwm,mk->bwk", x, w) for w in (w_q, w_k, w_v))
    return query, key, value


def _one_product(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    together = x @ torch.cat([w_q, w_k, w_v], dim=1)
    query, key, value = together.split([w_q.shape[1], w_k.shape[1], w_v.shape[1]], dim=-1)
    return query, key, value


def _word_by_word(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    def rows(w: Tensor) -> Tensor:
        return torch.stack([torch.stack([w.T @ word for word in sentence]) for sentence in x])

    return rows(w_q), rows(w_k), rows(w_v)


def _query_and_key_swapped(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    return x @ w_k, x @ w_q, x @ w_v


def _key_and_value_swapped(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    return x @ w_q, x @ w_v, x @ w_k


def _query_twice(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    return x @ w_q, x @ w_q, x @ w_v


def _key_twice(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    return x @ w_q, x @ w_k, x @ w_k


def _one_matrix(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    return x @ w_q, x @ w_q, x @ w_q


def _transposed(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    return x @ w_q.T, x @ w_k.T, x @ w_v.T


def _on_the_left(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    return w_q @ x, w_k @ x, w_v @ x


def _chained(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    query = x @ w_q
    key = query @ w_k
    return query, key, key @ w_v


def _words_not_projected(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    return x @ w_q, x @ w_k, x


def _scaled(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    return x @ w_q / w_q.shape[1] ** 0.5, x @ w_k, x @ w_v


def _first_sentence(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    return project(x[0], w_q, w_k, w_v)


def _one_tensor(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Tensor:
    return x @ torch.cat([w_q, w_k, w_v], dim=1)


MISTAKES = (
    Mistake(
        "query-and-key-swapped", "Query and key have changed places: the query comes first.", _query_and_key_swapped
    ),
    Mistake(
        "key-and-value-swapped", "Key and value have changed places: query, key, value it is.", _key_and_value_swapped
    ),
    Mistake("key-from-w_q", "Your key is the query once more. Make the key with w_k.", _query_twice),
    Mistake("value-from-w_k", "Your value is the key once more. Make the value with w_v.", _key_twice),
    Mistake("one-matrix", "All three are made with w_q. Each has a matrix of its own.", _one_matrix),
    Mistake(
        "transposed",
        "You transposed the matrices. Here they are [d_model, width] already, so x @ w_q fits as it is. "
        "(nn.Linear stores its matrix the other way round.)",
        _transposed,
    ),
    Mistake(
        "matrix-on-the-left",
        "The matrix stands on the left. In this book words are rows, so the matrix comes on the right: x @ w_q.",
        _on_the_left,
    ),
    Mistake(
        "chained", "You made the key from the query, and the value from the key. Make each from x itself.", _chained
    ),
    Mistake("value-is-x", "Your value is x itself. Multiply by w_v as well.", _words_not_projected),
    Mistake(
        "scaled-already", "You divided the query by √d_k. That comes with the scores, not asked for here.", _scaled
    ),
    Mistake("first-sentence-only", "This is the first sentence only. Keep the batch axis.", _first_sentence),
    Mistake(
        "one-tensor",
        "Query, key and value stand side by side in one tensor. Return three: query, key, value.",
        _one_tensor,
    ),
)

EXERCISE = Exercise(
    name="project",
    chapter="single-head",
    minutes=4,
    difficulty="easy",
    solution=project,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_einsum, _one_product, _word_by_word),
)
