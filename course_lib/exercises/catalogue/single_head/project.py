"""Make queries, keys and values from the words by three matrices."""

import torch
import torch.nn.functional as F
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
    Case("one sentence of one word", lambda: _inputs(1, 1, 3, 2, 4)),
    Case("one sentence of three words, d_model 5, d_k 2, d_v 4", lambda: _inputs(1, 3, 5, 2, 4)),
    Case("batch of 2, four words, d_model 3, d_k 5, d_v 6", lambda: _inputs(2, 4, 3, 5, 6)),
    Case("all sizes 3", lambda: _inputs(3, 3, 3, 3, 3)),
    Case("float64", lambda: _inputs(2, 3, 6, 4, 5, torch.float64)),
)


def _with_einsum(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    query, key, value = (torch.einsum("bwm,mk->bwk", x.double(), w.double()) for w in (w_q, w_k, w_v))
    return query, key, value


def _word_by_word(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    def rows(w: Tensor) -> Tensor:
        result = torch.zeros(*x.shape[:2], w.shape[1])
        for b, sentence in enumerate(x):
            for i, word in enumerate(sentence):
                result[b, i] = w.T @ word
        return result

    return rows(w_q), rows(w_k), rows(w_v)


def _built_in(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor) -> Projected:
    return F.linear(x, w_q.T), F.linear(x, w_k.T), F.linear(x, w_v.T)


THREE = "x @ w_q, x @ w_k, x @ w_v"

MISTAKES = (
    Mistake("query-and-key-swapped", "The query comes first, then the key.", {"@ w_q": "@ w_k", "@ w_k": "@ w_q"}),
    Mistake("key-and-value-swapped", "The order is query, key, value.", {"@ w_k": "@ w_v", "@ w_v": "@ w_k"}),
    Mistake("value-first", "The order is query, key, value.", {"@ w_q": "@ w_v", "@ w_v": "@ w_q"}),
    Mistake("key-from-w_q", "Your key is the query once more. Make it with w_k.", {"@ w_k": "@ w_q"}),
    Mistake("value-from-w_k", "Your value is the key once more. Make it with w_v.", {"@ w_v": "@ w_k"}),
    Mistake("value-from-w_q", "Your value is the query once more. Make it with w_v.", {"@ w_v": "@ w_q"}),
    Mistake("one-matrix", "Each of the three has a matrix of its own.", {"@ w_k": "@ w_q", "@ w_v": "@ w_q"}),
    Mistake(
        "transposed",
        "You transposed the matrices. They are [d_model, width] already (nn.Linear has it the other way round).",
        {"@ w_q": "@ w_q.T", "@ w_k": "@ w_k.T", "@ w_v": "@ w_v.T"},
    ),
    Mistake(
        "matrix-on-the-left",
        "The matrix stands on the left. In this book words are rows, so the matrix comes on the right: x @ w_q.",
        (
            {"x @ w_q": "w_q @ x", "x @ w_k": "w_k @ x", "x @ w_v": "w_v @ x"},
            {"x @ w_q": "w_q.T @ x", "x @ w_k": "w_k.T @ x", "x @ w_v": "w_v.T @ x"},
        ),
    ),
    Mistake(
        "words-as-columns",
        "Your words are columns, [batch, width, words]. In this book they stay rows: x @ w_q.",
        {THREE: "(x @ w_q).mT, (x @ w_k).mT, (x @ w_v).mT"},
    ),
    Mistake("chained", "Make each of them from x itself.", {"@ w_k": "@ w_q @ w_k", "@ w_v": "@ w_q @ w_k @ w_v"}),
    Mistake("value-is-x", "Your value is x itself. Multiply by w_v as well.", {" @ w_v": ""}),
    Mistake(
        "scaled-already",
        "You divided by √d_k. That comes with the scores, not asked for here.",
        (
            {"@ w_q": "@ w_q / w_q.shape[1] ** 0.5"},
            {"@ w_q": "@ w_q / w_q.shape[1] ** 0.5", "@ w_k": "@ w_k / w_q.shape[1] ** 0.5"},
        ),
    ),
    Mistake(
        "query-only",
        "Only the query comes back. Return all three, query, key and value: with a loop, after it.",
        ({THREE: "x @ w_q"}, {THREE: "(x @ w_q,)"}),
    ),
    Mistake(
        "equal-parts",
        "You cut one product into three equal parts, but d_v may differ from d_k. Cut after d_k and d_k columns.",
        {THREE: "torch.cat((x @ w_q, x @ w_k, x @ w_v), dim=-1).chunk(3, dim=-1)"},
    ),
    Mistake(
        "stacked",
        "stack makes one tensor of equal shapes, and the values may have another width. Return the three as they are.",
        tuple({THREE: how.format(f"torch.stack([{THREE}])")} for how in ("{}", "tuple({})", "{}.unbind()")),
    ),
    Mistake(
        "component-by-component",
        "`*` multiplies component by component. The product of matrices is `@`.",
        {THREE: "x * w_q, x * w_k, x * w_v"},
    ),
    Mistake("first-sentence-only", "Only the first sentence is left.", {"return": "x = x[0]\n    return"}),
    Mistake("flattened", "Keep the batch axis, in front.", {"return": "x = x.flatten(0, 1)\n    return"}),
    Mistake(
        "one-tensor",
        "Query, key and value stand side by side in one tensor. Return three: query, key, value.",
        {THREE: f"torch.cat([{THREE}], dim=-1)"},
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
    also_right=(_with_einsum, _word_by_word, _built_in),
    parts=(("query", "key", "value"),),
)
