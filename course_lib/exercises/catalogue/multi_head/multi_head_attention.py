"""Write multi-head self-attention from its formula."""

from typing import Any

import torch
from torch import Tensor

from course_lib.attention import scaled_dot_product_attention
from course_lib.exercises.engine.changed_source import with_changes
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def multi_head_attention(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    """Let every word attend to all words in each head, [batch, words, d_model] in and out."""
    batch, words, d_model = x.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = ((x @ w).reshape(shape).transpose(1, 2) for w in (w_q, w_k, w_v))
    weights = torch.softmax(query @ key.mT / query.shape[-1] ** 0.5, dim=-1)
    return (weights @ value).transpose(1, 2).reshape(batch, words, d_model) @ w_o


def _case(words: str, num_heads: int, *x: int, w_q: float = 1.0) -> Case:
    """Give random words and matrices; `w_q` makes the queries larger, and so the scores."""

    def arguments() -> tuple[Any, ...]:
        d_model = x[-1]
        matrices = [random_tensor(d_model, d_model, seed=seed) / d_model**0.5 for seed in (2, 3, 4, 5)]
        matrices[0] *= w_q
        return random_tensor(*x), *matrices, num_heads

    return Case(words, arguments)


# No case in float64: what a loop has put into torch.zeros is float32, and does not go with w_o.
CASES = (
    _case("one sentence, three words, width 2, two heads", 2, 1, 3, 2),
    _case("batch of 2, three words, width 4, one head", 1, 2, 3, 4),
    _case("batch of 2, five words, width 12, three heads", 3, 2, 5, 12),
    _case("batch of 3, two words, width 20, four heads", 4, 3, 2, 20),
    _case("batch of 4, four words, width 16, four heads", 4, 4, 4, 16),
    _case("scores far apart", 2, 2, 3, 8, w_q=1000.0),
)


def _head_by_head(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    d_k = x.shape[-1] // num_heads
    output = torch.zeros(x.shape)
    for head in range(num_heads):
        part = slice(head * d_k, (head + 1) * d_k)
        query, key, value = (x.double() @ w[:, part].double() for w in (w_q, w_k, w_v))
        output = output + torch.softmax(query @ key.mT / d_k**0.5, dim=-1) @ value @ w_o[part].double()
    return output


def _with_einsum(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    query, key, value = (torch.einsum("bwd,dhk->bwhk", x, w.unflatten(1, (num_heads, -1))) for w in (w_q, w_k, w_v))
    weights = torch.einsum("bqhd,bkhd->bhqk", query / query.shape[-1] ** 0.5, key).softmax(-1)
    return torch.einsum("bhqk,bkhd,hdm->bqm", weights, value, w_o.unflatten(0, (num_heads, -1)))


def _with_the_library(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    parts = [torch.stack((x @ w).chunk(num_heads, dim=-1), dim=1) for w in (w_q, w_k, w_v)]
    return torch.cat(scaled_dot_product_attention(*parts).unbind(dim=1), dim=-1) @ w_o


SPLIT, MERGED, SIZES = "(shape).transpose(1, 2)", "value).transpose(1, 2)", "num_heads, d_model // num_heads"
MERGE = "(weights @ value).transpose(1, 2).reshape(batch, words, d_model)"
SPLIT_BY_RESHAPE = {"words, num_heads,": "num_heads, words,", SPLIT: "(shape)"}
INTERLEAVED = {SIZES: "d_model // num_heads, num_heads", SPLIT: "(shape).permute(0, 3, 1, 2)"}
MERGE_INTERLEAVED = {MERGED: "value).permute(0, 2, 3, 1)"}

MISTAKES = (
    Mistake(
        "another-root",
        "The dot products run inside a head: divide by √d_k, not by √d_model or the root of the number of heads.",
        ({"/ query.shape[-1]": "/ d_model"}, {"/ query.shape[-1]": "/ num_heads"}),
    ),
    Mistake("not-scaled", "The division by √d_k is missing.", {" / query.shape[-1] ** 0.5": ""}),
    Mistake("no-root", "You divided by d_k itself, or twice by its root. Divide once by √d_k.", {" ** 0.5": ""}),
    Mistake("one-head", "This is one head of the full width. Split it before the scores.", {SIZES: "1, d_model"}),
    Mistake(
        "reshaped-alone",
        "You split or merged by reshape alone, which mixes words. It takes a transpose of words and heads as well.",
        (SPLIT_BY_RESHAPE, {MERGED: "value)"}, SPLIT_BY_RESHAPE | {MERGED: "value)"}),
    ),
    Mistake(
        "heads-attend-to-heads",
        "Without the transpose in the split, each word's heads attend to one another. Put the heads before the words.",
        ({SPLIT: "(shape)", MERGED: "value)"}, {SPLIT: "(shape)"}),
    ),
    Mistake(
        "interleaved",
        "You dealt the components out in turn, to split or to merge. Each head has neighbours: (num_heads, d_k).",
        (INTERLEAVED, MERGE_INTERLEAVED, INTERLEAVED | MERGE_INTERLEAVED),
    ),
    Mistake(
        "sizes-swapped",
        "You made d_k heads of width num_heads. Split into (num_heads, d_k), in this order.",
        (
            {SIZES: "d_model // num_heads, num_heads"},
            {SIZES: "d_model // num_heads, num_heads", "/ query.shape[-1]": "/ (d_model / num_heads)"},
        ),
    ),
    Mistake("heads-reversed", "The last head is merged first. Head 0 comes first.", {"value).": "value).flip(1)."}),
    Mistake(
        "heads-averaged",
        "You averaged or summed the heads. Merge them side by side: their parts add up in w_o.",
        tuple(
            {MERGE: how} for how in (MERGE + " / num_heads", "(weights @ value).mean(1)", "(weights @ value).sum(1)")
        ),
    ),
    Mistake(
        "not-merged",
        "Put the heads side by side before w_o, [batch, words, d_model].",
        tuple({MERGE: "(weights @ value)" + how} for how in ("", ".transpose(1, 2)", ".flatten(1, 2)")),
    ),
    Mistake(
        "view-after-transpose",
        "After a transpose a row's numbers no longer lie side by side in memory, and `view` refuses. Use `reshape`.",
        {".reshape(batch": ".view(batch"},
    ),
    Mistake("true-division", "`/` makes a float, and a shape needs ints: use `//`.", {"d_model // n": "d_model / n"}),
    Mistake("without-w_o", "The heads are merged, but not mixed yet: multiply by w_o.", {" @ w_o": ""}),
    Mistake(
        "w_o-before-merging",
        "You applied w_o to the values. It mixes what the heads found: apply it after merging.",
        {"w_k, w_v)": "w_k, w_v @ w_o)", "d_model) @ w_o": "d_model)"},
    ),
    Mistake("w_o-in-front", "It is merged @ w_o, not w_o @ merged.", {"return (": "return w_o @ (", " @ w_o": ""}),
    Mistake(
        "one-head-again-and-again",
        "Every head got the first d_k columns, or the first rows of w_o. Each has its own.",
        ({"w_o[part]": "w_o[:d_k]"}, {"w[:, part]": "w[:, :d_k]"}),
        of=_head_by_head,
    ),
    Mistake(
        "one-of-the-heads",
        "Only the first or the last head counts. In the loop collect them, or add their parts up; return after it.",
        ({"output = output + ": "output = "}, {"\n    return": "\n        return"}),
        of=_head_by_head,
    ),
    Mistake(
        "words-split-first",
        "You split x before projecting it. A matrix takes the whole word: split x @ w.",
        (
            {"(x @ w).reshape(shape).transpose(1, 2)": "x.reshape(shape).transpose(1, 2) @ w"},
            with_changes(_head_by_head, {"x.double() @ w[:, part]": "x[..., part].double() @ w[part, part]"}),
        ),
    ),
    Mistake("keys-not-transposed", "The keys are not transposed: query @ keyᵀ.", {"key.mT": "key"}),
    Mistake(
        "scaled-after-softmax",
        "You divided the weights, so they do not sum to 1. Divide the scores.",
        {" / query.shape[-1] ** 0.5": "", "dim=-1)": "dim=-1) / query.shape[-1] ** 0.5"},
    ),
    Mistake(
        "softmax-along-another-axis",
        "Your weights do not sum to 1 over the keys. They are the last axis of the scores: dim=-1.",
        ({"dim=-1": "dim=-2"}, {"dim=-1": "dim=1"}, {"dim=-1": "dim=0"}),
    ),
    Mistake("no-softmax", "Softmax along the keys is missing.", {"torch.softmax(": "(", ", dim=-1": ""}),
    Mistake(
        "matrices-transposed",
        "You multiplied by transposed matrices, as nn.Linear does with its `weight`. Here it is x @ w.",
        ({"(x @ w)": "(x @ w.T)"}, {"(x @ w)": "(x @ w.T)", "@ w_o": "@ w_o.T"}),
    ),
    Mistake("w_o-transposed", "w_o is transposed. As for the others, it is merged @ w_o.", {"@ w_o": "@ w_o.T"}),
    Mistake(
        "query-and-key-exchanged", "Queries and keys are exchanged: those of w_q ask.", {"(w_q, w_k,": "(w_k, w_q,"}
    ),
    Mistake(
        "a-matrix-used-twice",
        "You took one matrix for two things. Queries, keys and values have one each: w_q, w_k, w_v.",
        tuple({"(w_q, w_k, w_v)": f"({three})"} for three in ("w_q, w_k, w_k", "w_q, w_q, w_v", "w_q, w_q, w_q")),
    ),
    Mistake(
        "not-projected",
        "You took the words themselves. Queries, keys and values are x @ w_q, x @ w_k and x @ w_v.",
        ({"(x @ w)": "x"}, {"w_k, w_v)": "w_k, torch.eye(d_model, dtype=x.dtype))"}),
    ),
    Mistake("input-added", "Do not add x: that comes later, around this.", {"return (": "return x + ("}),
    Mistake(
        "causal",
        "Your words do not see later words. This task has no mask: every word sees all.",
        {"(query @": "(torch.ones(words, words).triu(1).mul(-1e30) + query @"},
    ),
)

EXERCISE = Exercise(
    name="multi-head-attention",
    chapter="multi-head",
    minutes=20,
    difficulty="hard",
    solution=multi_head_attention,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_head_by_head, _with_einsum, _with_the_library),
)
