"""Attend with one head and add what it found to the words."""

import torch
import torch.nn.functional as F
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
    return x + weights @ value @ w_o


def _merged_matrices(*inputs: Tensor) -> Tensor:
    x, w_q, w_k, w_v, w_o = (tensor.double() for tensor in inputs)
    scores = torch.einsum("bqm,mn,bkn->bqk", x, w_q @ w_k.T / w_q.shape[1] ** 0.5, x)
    return x + torch.einsum("bqk,bkm,mn->bqn", scores.softmax(-1), x, w_v @ w_o)


def _word_by_word(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    result = torch.zeros(x.shape)
    for i, words in enumerate(x):
        for j, word in enumerate(words):
            shares = torch.softmax((words @ w_k) @ (word @ w_q) / w_q.shape[1] ** 0.5, dim=0)
            result[i, j] = word + shares @ (words @ w_v) @ w_o
    return result


def _built_in(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    return x + F.scaled_dot_product_attention(x @ w_q, x @ w_k, x @ w_v) @ w_o


MISTAKES = (
    Mistake("not-added", "This is the change ΔE alone. Add it to x.", {"x + output": "output"}),
    Mistake("subtracted", "You subtracted the change from x. Add it.", {"x + output": "x - output"}),
    Mistake("multiplied", "You multiplied. Add the change to x.", {"x + output": "x * (output", "@ w_o\n": "@ w_o)\n"}),
    Mistake(
        "halved",
        "You halved ΔE, or the sum. Add x and ΔE, no more.",
        ({"x + output @ w_o": "(x + output @ w_o) / 2"}, {"output @ w_o": "output @ w_o / 2"}),
    ),
    Mistake("added-twice", "You added x twice. The answer is x + ΔE.", {"x + output": "x + x + output"}),
    Mistake("query-added", "You added the query. The change is added to x.", {"x + output": "x @ w_q + output"}),
    Mistake("no-output-matrix", "w_o is missing: it takes the mixed values, [d_v], back to d_model.", {" @ w_o": ""}),
    Mistake("added-too-early", "You added x before w_o. Add x untouched, at the end.", {"x + output": "(x + output)"}),
    Mistake("w_o-transposed", "You transposed w_o. It is [d_v, d_model] already.", {"@ w_o": "@ w_o.T"}),
    Mistake(
        "matrices-transposed",
        "You transposed the matrices. Words are rows here, so the matrices fit as they are: x @ w_q.",
        (
            {"@ w_q": "@ w_q.T", "@ w_k": "@ w_k.T", "@ w_v": "@ w_v.T"},
            {"@ w_q": "@ w_q.T", "@ w_k": "@ w_k.T", "@ w_v": "@ w_v.T", "@ w_o": "@ w_o.T"},
        ),
    ),
    Mistake("words-mixed", "The weights mix x itself. Mix the values, x @ w_v.", {"x @ w_v": "x"}),
    Mistake("query-and-key-swapped", "w_q makes the query, w_k the key.", {"@ w_q": "@ w_k", "@ w_k": "@ w_q"}),
    Mistake("key-and-value-swapped", "w_k makes the key, w_v the value.", {"@ w_k": "@ w_v", "@ w_v": "@ w_k"}),
    Mistake("key-from-w_q", "Query and key are both made with w_q. Make the key with w_k.", {"@ w_k": "@ w_q"}),
    Mistake("words-compared", "You compared x with x, not x @ w_q with x @ w_k.", {" @ w_q": "", " @ w_k": ""}),
    Mistake("not-scaled", "The scores must be divided by √d_k.", {" / query.shape[-1] ** 0.5": ""}, of=_from_scratch),
    Mistake(
        "no-root", "You divided by d_k, or twice by its root. Divide once by √d_k.", {" ** 0.5": ""}, of=_from_scratch
    ),
    Mistake("root-of-d_model", "You divided by √d_model, not √d_k.", {"query.shape": "x.shape"}, of=_from_scratch),
    Mistake(
        "scaled-after-softmax",
        "You divided the weights, so they do not sum to 1. Divide the scores.",
        {" / query.shape[-1] ** 0.5": "", "dim=-1)": "dim=-1) / query.shape[-1] ** 0.5"},
        of=_from_scratch,
    ),
    Mistake(
        "key-not-transposed",
        "Only the last two axes of the key change places, words and components: key.transpose(-2, -1).",
        tuple({"key.mT": other} for other in ("key.transpose(0, 1)", "key.transpose(0, 2)", "key")),
        of=_from_scratch,
    ),
    Mistake(
        "sentences-joined",
        "You joined all sentences to one, so words attend to those of other sentences. Keep the batch axis.",
        {
            "x @ w_q, x @ w_k, x @ w_v": "*((x @ w).flatten(0, 1) for w in (w_q, w_k, w_v))",
            "t @ w_o": "t.view(*x.shape[:2], -1) @ w_o",
        },
    ),
    Mistake("causal", "Every word attends to all, the later ones too.", {"w_v)": "w_v, is_causal=True)"}, of=_built_in),
    Mistake(
        "softmax-axis",
        "You took softmax along another axis. A query shares among the keys, the last axis of the scores: dim=-1.",
        ({"dim=-1": "dim=-2"}, {"dim=-1": "dim=0"}),
        of=_from_scratch,
    ),
    Mistake(
        "no-softmax",
        "Turn the scores into shares by softmax first.",
        {"torch.softmax": "", ", dim=-1": ""},
        of=_from_scratch,
    ),
    Mistake(
        "overflow",
        "exp overflows for large scores. Subtract the row's maximum, or use torch.softmax.",
        {"softmax": "exp", ", dim=-1": "", "weights @": "weights / weights.sum(dim=-1, keepdim=True) @"},
        of=_from_scratch,
    ),
    Mistake("in-place", "The result is right, but x itself was changed.", {"x + output @ w_o": "x.add_(output @ w_o)"}),
)

EXERCISE = Exercise(
    name="attend-and-add",
    chapter="single-head",
    minutes=8,
    difficulty="medium",
    solution=attend_and_add,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_from_scratch, _merged_matrices, _word_by_word, _built_in),
)
