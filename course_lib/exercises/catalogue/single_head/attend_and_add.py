"""Attend with one head and add what it found to the words."""

import torch
from torch import Tensor

from course_lib.attention import scaled_dot_product_attention
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def attend_and_add(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    """Return x + attention(X W_Q, X W_K, X W_V) W_O."""
    output = scaled_dot_product_attention(x @ w_q, x @ w_k, x @ w_v)
    return x + output @ w_o


Inputs = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


def _inputs(batch: int, words: int, d_model: int, d_k: int, d_v: int, dtype: torch.dtype = torch.float32) -> Inputs:
    return (
        random_tensor(batch, words, d_model, dtype=dtype),
        random_tensor(d_model, d_k, seed=2, dtype=dtype),
        random_tensor(d_model, d_k, seed=3, dtype=dtype),
        random_tensor(d_model, d_v, seed=4, dtype=dtype),
        random_tensor(d_v, d_model, seed=5, dtype=dtype),
    )


def _very_long() -> Inputs:
    x, *matrices = _inputs(1, 3, 5, 4, 2)
    w_q, w_k, w_v, w_o = matrices
    return 10 * x, w_q, w_k, w_v, w_o


CASES = (
    # All sizes 2: here every mix-up of axes still gives a result, and can be told by it.
    Case("two sentences of two words, all widths 2", lambda: _inputs(2, 2, 2, 2, 2)),
    Case("one sentence of three words, d_model 5, d_k 2, d_v 4", lambda: _inputs(1, 3, 5, 2, 4)),
    Case("batch of 2, four words, d_model 3, d_k 5, d_v 6", lambda: _inputs(2, 4, 3, 5, 6)),
    Case("batch of 4, two words, d_model 6, d_k 3, d_v 1", lambda: _inputs(4, 2, 6, 3, 1)),
    Case("all sizes 3", lambda: _inputs(3, 3, 3, 3, 3)),
    Case("very long words", _very_long),
    Case("float64", lambda: _inputs(2, 3, 6, 4, 5, torch.float64)),
)


def _from_scratch(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    query, key, value = x @ w_q, x @ w_k, x @ w_v
    weights = torch.softmax(query @ key.mT / query.shape[-1] ** 0.5, dim=-1)
    return weights @ value @ w_o + x


def _merged_matrices(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    form, change = w_q @ w_k.T / w_q.shape[1] ** 0.5, w_v @ w_o
    scores = torch.einsum("bqm,mn,bkn->bqk", x, form, x)
    return x + torch.einsum("bqk,bkm,mn->bqn", scores.softmax(-1), x, change)


def _word_by_word(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    result = x.clone()
    for i, words in enumerate(x):
        for j, word in enumerate(words):
            shares = torch.softmax((words @ w_k) @ (word @ w_q) / w_q.shape[1] ** 0.5, dim=0)
            result[i, j] += sum(share * (other @ w_v @ w_o) for share, other in zip(shares, words, strict=True))
    return result


def _no_sum(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return attend_and_add(x, w_q, w_k, w_v, w_o) - x


def _subtracted(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return x - _no_sum(x, w_q, w_k, w_v, w_o)


def _multiplied(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return x * _no_sum(x, w_q, w_k, w_v, w_o)


def _halved(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return attend_and_add(x, w_q, w_k, w_v, w_o) / 2


def _no_output_matrix(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return x + scaled_dot_product_attention(x @ w_q, x @ w_k, x @ w_v)


def _added_too_early(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return _no_output_matrix(x, w_q, w_k, w_v, w_o) @ w_o


def _output_matrix_transposed(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return attend_and_add(x, w_q, w_k, w_v, w_o.T)


def _all_transposed(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return attend_and_add(x, w_q.T, w_k.T, w_v.T, w_o.T)


def _words_themselves_mixed(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return x + scaled_dot_product_attention(x @ w_q, x @ w_k, x) @ w_o


def _query_and_key_swapped(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return attend_and_add(x, w_k, w_q, w_v, w_o)


def _key_and_value_swapped(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return x + scaled_dot_product_attention(x @ w_q, x @ w_v, x @ w_k) @ w_o


def _key_from_w_q(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return attend_and_add(x, w_q, w_q, w_v, w_o)


def _scores_of_the_words(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return x + scaled_dot_product_attention(x, x, x @ w_v) @ w_o


def _scaled_by(divisor: float, x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    scores = x @ w_q @ (x @ w_k).mT / divisor
    return x + scores.softmax(dim=-1) @ x @ w_v @ w_o


def _not_scaled(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return _scaled_by(1.0, x, w_q, w_k, w_v, w_o)


def _no_root(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return _scaled_by(float(w_q.shape[1]), x, w_q, w_k, w_v, w_o)


def _root_of_d_model(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return _scaled_by(x.shape[-1] ** 0.5, x, w_q, w_k, w_v, w_o)


def _over_queries(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    scores = x @ w_q @ (x @ w_k).mT / w_q.shape[1] ** 0.5
    return x + scores.softmax(dim=-2) @ x @ w_v @ w_o


def _overflow(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    exponentials = (x @ w_q @ (x @ w_k).mT / w_q.shape[1] ** 0.5).exp()
    return x + exponentials / exponentials.sum(dim=-1, keepdim=True) @ x @ w_v @ w_o


def _in_place(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    x += _no_sum(x, w_q, w_k, w_v, w_o)
    return x


MISTAKES = (
    Mistake("not-added", "This is the change ΔE alone. Add it to x.", _no_sum),
    Mistake("subtracted", "You subtracted the change from x. Add it.", _subtracted),
    Mistake("multiplied", "You multiplied x by the change. Add it.", _multiplied),
    Mistake("halved", "You took the mean of x and the changed x, or of x and ΔE. Add the two, no more.", _halved),
    Mistake(
        "no-output-matrix", "w_o is missing: it takes the mixed values, [d_v], back to d_model.", _no_output_matrix
    ),
    Mistake(
        "added-too-early",
        "You added x before w_o. Only the mixed values go through w_o; x is added untouched, at the end.",
        _added_too_early,
    ),
    Mistake("output-matrix-transposed", "You transposed w_o. It is [d_v, d_model] already.", _output_matrix_transposed),
    Mistake(
        "matrices-transposed",
        "You transposed the matrices. Words are rows here, so the matrices fit as they are: x @ w_q.",
        _all_transposed,
    ),
    Mistake("words-mixed", "The weights mix x itself. Mix the values, x @ w_v.", _words_themselves_mixed),
    Mistake("query-and-key-swapped", "w_q and w_k have changed places: the keys ask.", _query_and_key_swapped),
    Mistake("key-and-value-swapped", "w_k and w_v have changed places.", _key_and_value_swapped),
    Mistake("key-from-w_q", "Query and key are both made with w_q. Make the key with w_k.", _key_from_w_q),
    Mistake(
        "words-compared",
        "The scores are those of x with itself. Compare the queries with the keys: x @ w_q with x @ w_k.",
        _scores_of_the_words,
    ),
    Mistake("not-scaled", "The division of the scores by √d_k is missing.", _not_scaled),
    Mistake("no-root", "You divided the scores by d_k itself, or twice by its root. Divide by √d_k once.", _no_root),
    Mistake(
        "root-of-d_model",
        "You divided by √d_model, the width of x. The dot product runs over the d_k components of a query.",
        _root_of_d_model,
    ),
    Mistake(
        "softmax-over-queries",
        "Each column of the weights sums to 1. A query shares among the keys: softmax along dim=-1.",
        _over_queries,
    ),
    Mistake("overflow", "exp overflows for large scores. Subtract the row's maximum, or use torch.softmax.", _overflow),
    Mistake("in-place", "The result is right, but `+=` changes the caller's x. Write x + …, a new tensor.", _in_place),
)

EXERCISE = Exercise(
    name="attend-and-add",
    chapter="single-head",
    minutes=8,
    difficulty="medium",
    solution=attend_and_add,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_from_scratch, _merged_matrices, _word_by_word),
)
