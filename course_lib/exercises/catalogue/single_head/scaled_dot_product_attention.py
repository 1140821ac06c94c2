"""Write attention: queries, keys and values in, output and weights out."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor

OutputAndWeights = tuple[Tensor, Tensor]


def attention(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    """Return softmax(QKᵀ / √d_k) V, and the softmax."""
    d_k = query.shape[-1]
    scores = query @ key.transpose(-2, -1) / d_k**0.5
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights


def _inputs(
    *leading: int, queries: int, keys: int, d_k: int, d_v: int, dtype: torch.dtype = torch.float32
) -> tuple[Tensor, Tensor, Tensor]:
    return (
        random_tensor(*leading, queries, d_k, dtype=dtype),
        random_tensor(*leading, keys, d_k, seed=2, dtype=dtype),
        random_tensor(*leading, keys, d_v, seed=3, dtype=dtype),
    )


def _far_apart() -> tuple[Tensor, Tensor, Tensor]:
    """Make one query with scores near 128 and one with scores near 0; all of them are exact in float32."""
    query = torch.tensor([[64.0, 0, 0, 0], [0, 1, 0, 2]])
    key = torch.tensor([[4.0, 1, 0, 0], [3.9375, 0, 1, 1], [3.875, 2, 1, 0]])
    return query, key, random_tensor(3, 5, seed=3)


CASES = (
    # All sizes 2, without and with a batch: here every mix-up of axes still gives a result, and can be told by it.
    Case(
        "two queries, two keys, all widths 2",
        lambda: (
            torch.tensor([[1.0, 0.0], [2.0, 1.0]]),
            torch.tensor([[2.0, 0.0], [1.0, 3.0]]),
            torch.tensor([[4.0, 0.0], [1.0, 8.0]]),
        ),
    ),
    Case("batch of 2, all other sizes 2 as well", lambda: _inputs(2, queries=2, keys=2, d_k=2, d_v=2)),
    Case("one query, three keys, d_k 4, d_v 2", lambda: _inputs(queries=1, keys=3, d_k=4, d_v=2)),
    Case("two queries, three keys, d_k 5, d_v 4", lambda: _inputs(queries=2, keys=3, d_k=5, d_v=4)),
    Case("batch of 2, five queries, three keys, d_k 4, d_v 6", lambda: _inputs(2, queries=5, keys=3, d_k=4, d_v=6)),
    Case(
        "batch of 2, three heads, four queries, five keys, d_k 6, d_v 7",
        lambda: _inputs(2, 3, queries=4, keys=5, d_k=6, d_v=7),
    ),
    Case("all sizes 3", lambda: _inputs(3, 3, queries=3, keys=3, d_k=3, d_v=3)),
    Case("very long queries and keys", lambda: tuple(30 * t for t in _inputs(queries=2, keys=3, d_k=8, d_v=5))),
    Case("one very long query beside a short one", _far_apart),
    Case("float64", lambda: _inputs(2, queries=3, keys=4, d_k=7, d_v=5, dtype=torch.float64)),
)


def _with_einsum(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    scores = torch.einsum("...qd,...kd->...qk", query, key) * key.shape[-1] ** -0.5
    exponentials = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    weights = exponentials / exponentials.sum(dim=-1, keepdim=True)
    return torch.einsum("...qk,...kv->...qv", weights, value), weights


def _query_by_query(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    if query.ndim > 2:
        parts = [_query_by_query(*part) for part in zip(query, key, value, strict=True)]
        return torch.stack([output for output, _ in parts]), torch.stack([weights for _, weights in parts])
    weights = torch.stack([torch.softmax(key @ one / len(one) ** 0.5, dim=0) for one in query])
    return torch.stack([(shares[:, None] * value).sum(dim=0) for shares in weights]), weights


def _with_the_library(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    weights = ((query / key.shape[-1] ** 0.5) @ key.mT).softmax(-1)
    return F.scaled_dot_product_attention(query, key, value), weights


def _divided_at_the_end(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    scores = torch.matmul(query, key.movedim(-1, -2)).div(query.size(-1) ** 0.5)
    exponentials = torch.exp(scores - scores.max(dim=-1, keepdim=True).values)
    total = exponentials.sum(-1, keepdim=True)
    return exponentials @ value / total, exponentials / total


Scores = Callable[[Tensor, Tensor, Tensor], Tensor]


def _with_scores(scores: Scores, dim: int = -1) -> Callable[[Tensor, Tensor, Tensor], OutputAndWeights]:
    """Return an attention that takes other scores, or softmax along another axis."""

    def attend(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
        weights = scores(query, key, value).softmax(dim=dim)
        return weights @ value, weights

    return attend


def _scores(query: Tensor, key: Tensor, *_: Tensor) -> Tensor:
    return query @ key.mT / query.shape[-1] ** 0.5


def _scaled_after(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    weights = torch.softmax(query @ key.mT, dim=-1) / query.shape[-1] ** 0.5
    return weights @ value, weights


def _output_scaled(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    output, weights = attention(query, key, value)
    return output / query.shape[-1] ** 0.5, weights


def _keys_mixed(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    return attention(query, key, key)


def _weights_transposed(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    weights = _scores(query, key).softmax(dim=-1)
    return weights.mT @ value, weights


def _key_and_value_swapped(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    return attention(query, value, key)


def _naive_softmax(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    exponentials = _scores(query, key).exp()
    weights = exponentials / exponentials.sum(dim=-1, keepdim=True)
    return weights @ value, weights


def _one_maximum(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    scores = _scores(query, key)
    exponentials = (scores - scores.max()).exp()
    weights = exponentials / exponentials.sum(dim=-1, keepdim=True)
    return weights @ value, weights


def _no_softmax(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    scores = _scores(query, key)
    return scores @ value, scores


def _scores_returned(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    return attention(query, key, value)[0], _scores(query, key)


def _wrong_order(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    output, weights = attention(query, key, value)
    return weights, output


def _output_only(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    return attention(query, key, value)[0]


def _weights_only(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    return attention(query, key, value)[1]


MISTAKES = (
    Mistake(
        "not-scaled",
        "The division by √d_k is missing: these weights are too sharp.",
        _with_scores(lambda q, k, v: q @ k.mT),
    ),
    Mistake(
        "no-root",
        "You divided by d_k itself, or twice by its root: these weights are too even. Divide by √d_k once.",
        _with_scores(lambda q, k, v: q @ k.mT / q.shape[-1]),
    ),
    Mistake(
        "multiplied",
        "You multiplied the scores by √d_k. Divide them.",
        _with_scores(lambda q, k, v: q @ k.mT * q.shape[-1] ** 0.5),
    ),
    Mistake(
        "number-of-queries",
        "You divided by the root of the number of queries. d_k is the last axis of the query.",
        _with_scores(lambda q, k, v: q @ k.mT / q.shape[-2] ** 0.5),
    ),
    Mistake(
        "number-of-keys",
        "You divided by the root of the number of keys. d_k is the last axis of the key.",
        _with_scores(lambda q, k, v: q @ k.mT / k.shape[-2] ** 0.5),
    ),
    Mistake(
        "width-of-the-values",
        "You divided by √d_v. The dot product is one of query and key: its width is d_k.",
        _with_scores(lambda q, k, v: q @ k.mT / v.shape[-1] ** 0.5),
    ),
    Mistake(
        "size-of-the-first-axis",
        "You divided by the root of the first axis' size. Count from the end: d_k is the axis −1.",
        _with_scores(lambda q, k, v: q @ k.mT / len(q) ** 0.5),
    ),
    Mistake(
        "power-before-slash",
        "`x / d_k**1/2` is x / d_k / 2, because ** binds first. Write d_k**0.5.",
        _with_scores(lambda q, k, v: q @ k.mT / q.shape[-1] ** 1 / 2),
    ),
    Mistake(
        "softmax-over-queries",
        "Each column of the weights sums to 1. A query shares among the keys: softmax along dim=-1.",
        _with_scores(_scores, dim=-2),
    ),
    Mistake(
        "softmax-over-first-axis",
        "The first axis of the weights sums to 1. A query shares among the keys: softmax along dim=-1.",
        _with_scores(_scores, dim=0),
    ),
    Mistake(
        "softmax-over-axis-one",
        "Axis 1 holds the keys only as long as there is no axis in front. Count from the end: dim=-1.",
        _with_scores(_scores, dim=1),
    ),
    Mistake(
        "scaled-after-softmax",
        "You divided the weights, so their rows sum to 1/√d_k. Divide the scores, before softmax.",
        _scaled_after,
    ),
    Mistake("output-scaled", "The output is divided by √d_k as well. Only the scores are.", _output_scaled),
    Mistake("keys-mixed", "The weights mix the keys. What is mixed are the values: weights @ value.", _keys_mixed),
    Mistake(
        "weights-transposed",
        "You transposed the weights before mixing. The rows are queries already: weights @ value.",
        _weights_transposed,
    ),
    Mistake(
        "keys-ask",
        "Your rows are keys and your columns queries. In this book rows ask: query @ keyᵀ.",
        _with_scores(lambda q, k, v: _scores(k, q)),
    ),
    Mistake(
        "all-axes-turned",
        "`.T` turns round all axes, those of the batch too. Swap the last two only: key.transpose(-2, -1), or key.mT.",
        # permute: what key.T does, without its warning
        _with_scores(lambda q, k, v: q @ k.permute(*reversed(range(k.ndim))) / q.shape[-1] ** 0.5),
    ),
    Mistake(
        "key-not-transposed",
        "The key must be transposed, so that each query meets each key: query @ key.transpose(-2, -1).",
        _with_scores(lambda q, k, v: q @ k / q.shape[-1] ** 0.5),
    ),
    Mistake(
        "reshaped",
        "reshape and view do not transpose: they cut the same numbers into other rows. Use key.transpose(-2, -1).",
        _with_scores(lambda q, k, v: q @ k.reshape(*k.shape[:-2], k.shape[-1], -1) / q.shape[-1] ** 0.5),
    ),
    Mistake(
        "first-two-axes-swapped",
        "transpose(0, 1) swaps the last two axes only as long as there is no axis in front. Count from the end: "
        "key.transpose(-2, -1).",
        _with_scores(lambda q, k, v: q @ k.transpose(0, 1) / q.shape[-1] ** 0.5),
    ),
    Mistake(
        "query-transposed",
        "You transposed the query: that compares components, [d_k, d_k]. Transpose the key.",
        _with_scores(lambda q, k, v: q.mT @ k / q.shape[-1] ** 0.5),
    ),
    Mistake(
        "key-and-value-swapped",
        "Key and value have changed places. The query is compared with the keys, the values are mixed.",
        _key_and_value_swapped,
    ),
    Mistake(
        "overflow", "exp overflows for large scores. Subtract the row's maximum, or use torch.softmax.", _naive_softmax
    ),
    Mistake(
        "one-maximum-for-all",
        "You subtract the largest score of all. A row far below it becomes all zeros, and 0 / 0 is NaN: take the "
        "maximum of each row.",
        _one_maximum,
    ),
    Mistake("no-softmax", "You mixed the values with the scores. Turn them into shares by softmax first.", _no_softmax),
    Mistake("scores-returned", "The output is right. Return the weights with it, not the scores.", _scores_returned),
    Mistake(
        "wrong-order", "Both are there, in the wrong order: the output comes first, then the weights.", _wrong_order
    ),
    Mistake("output-only", "The output is right. Return the weights as well: `return output, weights`.", _output_only),
    Mistake("weights-only", "The weights are right. Mix the values with them, and return both.", _weights_only),
)

EXERCISE = Exercise(
    name="scaled-dot-product-attention",
    chapter="single-head",
    minutes=15,
    difficulty="hard",
    solution=attention,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_einsum, _query_by_query, _with_the_library, _divided_at_the_end),
)
