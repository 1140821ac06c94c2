"""Find the bug in heads that are merged without a transpose."""

import torch
from torch import Tensor

from course_lib.attention import scaled_dot_product_attention
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def attend_in_heads(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    """Attend in each head and merge the heads, [batch, words, d_model] in and out."""
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape).transpose(1, 2) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.transpose(1, 2).reshape(batch, words, d_model)


def _merged_without_transpose(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    batch, words, d_model = query.shape
    shape = (batch, words, num_heads, d_model // num_heads)
    query, key, value = (t.reshape(shape).transpose(1, 2) for t in (query, key, value))
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    heads = torch.softmax(scores, dim=-1) @ value
    return heads.reshape(batch, words, d_model)


def _case(words: str, num_heads: int, *shape: int, dtype: torch.dtype = torch.float32) -> Case:
    return Case(words, lambda: (*(random_tensor(*shape, seed=seed, dtype=dtype) for seed in (1, 2, 3)), num_heads))


CASES = (
    _case("one sentence, two words, width 4, two heads", 2, 1, 2, 4),
    _case("batch of 2, three words, width 4, one head", 1, 2, 3, 4),
    _case("batch of 2, five words, width 12, three heads", 3, 2, 5, 12),
    _case("batch of 3, two words, width 20, four heads", 4, 3, 2, 20),
    _case("batch of 4, four words, width 16, four heads", 4, 4, 4, 16),
    _case("float64", 2, 3, 4, 6, dtype=torch.float64),
)


def _side_by_side(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    parts = zip(*(t.chunk(num_heads, dim=-1) for t in (query, key, value)), strict=True)
    return torch.cat([scaled_dot_product_attention(*part) for part in parts], dim=-1)


def _with_einsum(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    query, key, value = (t.unflatten(-1, (num_heads, -1)) for t in (query, key, value))
    weights = torch.einsum("bqhd,bkhd->bhqk", query, key).div(query.shape[-1] ** 0.5).softmax(-1)
    return torch.einsum("bhqk,bkhd->bqhd", weights, value).flatten(2)


def _with_a_loop(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    merged, d_k = torch.zeros(query.shape), query.shape[-1] // num_heads
    for start in range(0, query.shape[-1], d_k):
        q, k, v = (t[..., start : start + d_k].double() for t in (query, key, value))
        merged[..., start : start + d_k] = torch.softmax(q @ k.mT / d_k**0.5, dim=-1) @ v
    return merged


SPLIT, SIZES = "(shape).transpose(1, 2)", "num_heads, d_model // num_heads"
SWAP, MERGE = "heads.transpose(1, 2)", "heads.transpose(1, 2).reshape(batch, words, d_model)"
SPLIT_BY_RESHAPE = {"words, num_heads,": "num_heads, words,", SPLIT: "(shape)"}
INTERLEAVED = {SIZES: "d_model // num_heads, num_heads", SPLIT: "(shape).permute(0, 3, 1, 2)"}
MERGE_INTERLEAVED = {SWAP: "heads.permute(0, 2, 3, 1)"}

MISTAKES = (
    Mistake(
        "still-reshaped-only",
        "The heads are still merged by reshape alone. Transpose heads and words first, and keep the result.",
        {"heads.transpose(1, 2)": "heads"},
    ),
    Mistake(
        "reshaped-to-split",
        "Now the split lacks its transpose: the heads get pieces of several words. It was right; mend the merging.",
        (SPLIT_BY_RESHAPE, SPLIT_BY_RESHAPE | {SWAP: "heads"}),
    ),
    Mistake(
        "split-not-transposed",
        "Without the transpose in the split, each word's heads attend to one another: words must attend to words.",
        ({SPLIT: "(shape)"}, {SPLIT: "(shape)", SWAP: "heads"}),
    ),
    Mistake(
        "interleaved",
        "You merged component by component. Each head's components stay together: swap axes 1 and 2 only.",
        MERGE_INTERLEAVED,
    ),
    Mistake(
        "split-interleaved",
        "Now the split deals the components out in turn. It was right: a head gets neighbours, (heads, d_k).",
        (INTERLEAVED, INTERLEAVED | MERGE_INTERLEAVED),
    ),
    Mistake(
        "wrong-axes-swapped",
        "You swapped words and components. Swap heads and words: axes 1 and 2.",
        {"heads.transpose(1, 2)": "heads.transpose(2, 3)"},
    ),
    Mistake(
        "transposed-too-late",
        "The transpose comes after the reshape, which has mixed the words by then. Transpose first.",
        ({MERGE: "heads.reshape(batch, d_model, words).mT"}, {MERGE: "heads.reshape(batch, words, d_model).mT"}),
    ),
    Mistake(
        "not-merged",
        "Heads and words are swapped, but not merged: reshape to [batch, words, d_model].",
        {MERGE: "heads.transpose(1, 2)"},
    ),
    Mistake(
        "view-after-transpose",
        "After a transpose a row's numbers no longer lie side by side in memory, and `view` refuses. Use `reshape`.",
        {".reshape(batch": ".view(batch"},
    ),
    Mistake(
        "one-below-the-other",
        "The heads stand one below the other, as if they were more words. Put them side by side.",
        {MERGE: "heads.flatten(1, 2)"},
    ),
    Mistake(
        "averaged-or-summed",
        "You averaged or summed the heads. Put them side by side.",
        ({MERGE: "heads.mean(dim=1)"}, {MERGE: "heads.sum(dim=1)"}),
    ),
    Mistake(
        "one-head",
        "This is one head of the full width. Keep the split into heads.",
        {"num_heads, d_model // num_heads": "1, d_model"},
    ),
    Mistake(
        "scale-changed",
        "The scale was right: the root of d_k, the width of a head.",
        ({"/ query.shape[-1]": "/ d_model"}, {"/ query.shape[-1] ** 0.5": ""}, {" ** 0.5": ""}),
    ),
    Mistake(
        "softmax-changed", "softmax was right: along the keys, dim=-1.", ({"dim=-1": "dim=-2"}, {"dim=-1": "dim=1"})
    ),
)

EXERCISE = Exercise(
    name="reshape-heads",
    chapter="multi-head",
    minutes=6,
    difficulty="medium",
    solution=attend_in_heads,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_side_by_side, _with_einsum, _with_a_loop),
    given=_merged_without_transpose,
)
