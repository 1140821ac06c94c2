"""Write attention: queries, keys and values in, output and weights out."""

import itertools

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


def _by_hand(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    scores = torch.einsum("...qd,...kd->...qk", query, key) * key.shape[-1] ** -0.5
    exponentials = (scores - scores.amax(dim=-1, keepdim=True)).exp()
    weights = exponentials / exponentials.sum(dim=-1, keepdim=True)
    return torch.einsum("...qk,...kv->...qv", weights, value), weights


def _query_by_query(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    output, weights = torch.zeros(*query.shape[:-1], value.shape[-1]), torch.zeros(*query.shape[:-1], key.shape[-2])
    for place in itertools.product(*map(range, query.shape[:-1])):
        one, keys, values = query[place].double(), key[place[:-1]].double(), value[place[:-1]].double()
        weights[place] = shares = torch.softmax(keys @ one / len(one) ** 0.5, dim=0)
        output[place] = (shares[:, None] * values).sum(dim=0)
    return output, weights


def _built_in(query: Tensor, key: Tensor, value: Tensor) -> OutputAndWeights:
    weights = ((query / key.shape[-1] ** 0.5) @ key.mT).softmax(-1)
    return F.scaled_dot_product_attention(query, key, value), weights


MISTAKES = (
    Mistake("not-scaled", "The division by √d_k is missing: these weights are too sharp.", {" / d_k**0.5": ""}),
    Mistake("no-root", "You divided by d_k itself, or twice by its root. Divide by √d_k once.", {"**0.5": ""}),
    Mistake("multiplied", "You multiplied the scores by √d_k. Divide them.", {"/ d_k": "* d_k"}),
    Mistake(
        "number-of-vectors",
        "You divided by the root of how many there are: queries, keys or sentences. d_k is their width, the last axis.",
        tuple({"query.shape[-1]": size} for size in ("query.shape[-2]", "key.shape[-2]", "len(query)", "len(key)")),
    ),
    Mistake("width-of-the-values", "You divided by √d_v, not √d_k.", {"query.shape": "value.shape"}),
    Mistake(
        "power-before-slash", "√d_k is d_k ** (1 / 2).", ({"d_k**0.5": "d_k**1 / 2"}, {"d_k**0.5": "(d_k**1 / 2)"})
    ),
    Mistake(
        "softmax-over-queries", "Each column sums to 1. A query shares among the keys: dim=-1.", {"dim=-1": "dim=-2"}
    ),
    Mistake(
        "softmax-axis-from-the-front",
        "You numbered softmax's axis from the front; which one that is depends on how many there are. Take dim=-1.",
        ({"dim=-1": "dim=0"}, {"dim=-1": "dim=1"}, {"dim=-1": "dim=2"}),
    ),
    Mistake(
        "softmax-over-everything",
        "All weights together sum to 1. Each query has a whole 1 to share among the keys: dim=-1.",
        {"torch.softmax(scores, dim=-1)": "scores.flatten(-2).softmax(dim=-1).reshape(scores.shape)"},
    ),
    Mistake(
        "scaled-after-softmax",
        "You divided the weights, so their rows sum to 1/√d_k. Divide the scores, before softmax.",
        {" / d_k**0.5": "", "dim=-1)": "dim=-1) / d_k**0.5"},
    ),
    Mistake("output-scaled", "Divide only the scores by √d_k.", {"@ value, weights": "@ value / d_k**0.5, weights"}),
    Mistake("keys-mixed", "You mixed the keys. Mix the values.", {"@ value, weights": "@ key, weights"}),
    Mistake("weights-transposed", "You transposed the weights, too.", {"weights @ value": "weights.mT @ value"}),
    Mistake("keys-ask", "Your rows are keys, not queries.", {"query @ key.transpose": "key @ query.transpose"}),
    Mistake("key-not-transposed", "Each query meets each key: transpose the key.", {".transpose(-2, -1)": ""}),
    Mistake(
        "other-axes-transposed",
        "With axes in front, or without, these are not the key's last two. Count from the end: key.transpose(-2, -1).",
        # permute: what key.T does, without its warning
        (
            {"transpose(-2, -1)": "permute(*reversed(range(key.ndim)))"},
            {"-2, -1": "0, 1"},
            {"-2, -1": "1, 2"},
            {"-2, -1": "2, 3"},
        ),
    ),
    Mistake(
        "reshaped",
        "reshape and view do not transpose: they cut the same numbers into other rows. Use key.transpose(-2, -1).",
        {"key.transpose(-2, -1)": "key.reshape(*key.shape[:-2], d_k, -1)"},
    ),
    Mistake(
        "query-transposed",
        "You transposed the query: that compares components, [d_k, d_k]. Transpose the key.",
        {"query @ key.transpose(-2, -1)": "query.mT @ key"},
    ),
    Mistake(
        "key-and-value-swapped",
        "Key and value have changed places.",
        {"key.transpose": "value.transpose", "@ value, weights": "@ key, weights"},
    ),
    Mistake(
        "overflow",
        "exp overflows for large scores. Subtract the row's maximum, or use torch.softmax.",
        {" - scores.amax(dim=-1, keepdim=True)": ""},
        of=_by_hand,
    ),
    Mistake(
        "one-maximum-for-all",
        "You subtract one maximum for several rows. A row far below it becomes 0 / 0 = NaN: take each row's own.",
        ({"scores.amax(dim=-1, keepdim=True)": "scores.max()"}, {"amax(dim=-1,": "amax(dim=(-2, -1),"}),
        of=_by_hand,
    ),
    Mistake(
        "no-keepdim",
        "A row's sum or maximum has lost its axis, so broadcasting lines it up with the keys. Use keepdim=True.",
        (
            {"sum(dim=-1, keepdim=True)": "sum(dim=-1)"},
            {"amax(dim=-1, keepdim=True)": "amax(dim=-1)"},
            {" - scores.amax(dim=-1, keepdim=True)": "", "sum(dim=-1, keepdim=True)": "sum(dim=-1)"},
        ),
        of=_by_hand,
    ),
    Mistake("no-softmax", "Softmax is missing: mix with shares.", {"torch.softmax(scores, dim=-1)": "scores"}),
    Mistake("scores-returned", "Return the weights, not the scores.", {"@ value, weights": "@ value, scores"}),
    Mistake("wrong-order", "Return the output first.", {"weights @ value, weights": "weights, weights @ value"}),
    Mistake("output-only", "The output is right. Return the weights as well.", {"@ value, weights": "@ value"}),
    Mistake("weights-only", "Return the output as well, in front.", {"weights @ value, weights": "weights"}),
)

EXERCISE = Exercise(
    name="scaled-dot-product-attention",
    chapter="single-head",
    minutes=15,
    difficulty="hard",
    solution=attention,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_hand, _query_by_query, _built_in),
    parts=(("output", "weights"),),
)
