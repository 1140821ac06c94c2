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
    return _heads(query, key, value, num_heads).reshape(query.shape)


def _case(words: str, num_heads: int, *shape: int, dtype: torch.dtype = torch.float32) -> Case:
    def arguments() -> tuple[Tensor, Tensor, Tensor, int]:
        query, key, value = (random_tensor(*shape, seed=seed, dtype=dtype) for seed in (1, 2, 3))
        return query, key, value, num_heads

    return Case(words, arguments)


CASES = (
    _case("one sentence, two words, width 4, two heads", 2, 1, 2, 4),
    _case("batch of 2, three words, width 4, one head", 1, 2, 3, 4),
    _case("batch of 2, five words, width 12, three heads", 3, 2, 5, 12),
    _case("batch of 3, two words, width 20, four heads", 4, 3, 2, 20),
    _case("batch of 4, four words, width 16, four heads", 4, 4, 4, 16),
    _case("float64", 2, 3, 4, 6, dtype=torch.float64),
)


def _heads(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    """Return the outputs of the heads before they are merged, [batch, heads, words, d_k]."""
    query, key, value = (t.unflatten(-1, (num_heads, -1)).transpose(1, 2) for t in (query, key, value))
    return torch.softmax(query @ key.mT / query.shape[-1] ** 0.5, dim=-1) @ value


def _side_by_side(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    parts = zip(*(t.chunk(num_heads, dim=-1) for t in (query, key, value)), strict=True)
    return torch.cat([scaled_dot_product_attention(*part) for part in parts], dim=-1)


def _with_einsum(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    query, key, value = (t.unflatten(-1, (num_heads, -1)) for t in (query, key, value))
    weights = torch.einsum("bqhd,bkhd->bhqk", query, key).div(query.shape[-1] ** 0.5).softmax(-1)
    return torch.einsum("bhqk,bkhd->bqhd", weights, value).flatten(2)


def _reshaped_both_ways(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    shape = (query.shape[0], num_heads, query.shape[1], -1)
    return scaled_dot_product_attention(*(t.reshape(shape) for t in (query, key, value))).reshape(query.shape)


def _reshaped_to_split(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    shape = (query.shape[0], num_heads, query.shape[1], -1)
    return scaled_dot_product_attention(*(t.reshape(shape) for t in (query, key, value))).transpose(1, 2).flatten(2)


def _no_transpose(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    parts = (t.unflatten(-1, (num_heads, -1)) for t in (query, key, value))
    return scaled_dot_product_attention(*parts).flatten(2)


def _interleaved(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    return _heads(query, key, value, num_heads).permute(0, 2, 3, 1).flatten(2)


def _wrong_axes(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    return _heads(query, key, value, num_heads).transpose(2, 3).reshape(query.shape)


def _after_the_reshape(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    return _heads(query, key, value, num_heads).reshape(query.mT.shape).transpose(1, 2)


def _not_merged(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    return _heads(query, key, value, num_heads).transpose(1, 2)


def _view(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    return _heads(query, key, value, num_heads).transpose(1, 2).view(query.shape)


def _one_head(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    return scaled_dot_product_attention(query, key, value)


def _averaged(query: Tensor, key: Tensor, value: Tensor, num_heads: int) -> Tensor:
    return _heads(query, key, value, num_heads).mean(dim=1)


MISTAKES = (
    Mistake(
        "reshaped-both-ways",
        "Now the split lacks its transpose too: the heads get pieces of several words. It was right; mend the merging.",
        _reshaped_both_ways,
    ),
    Mistake(
        "reshaped-to-split",
        "The merging is mended, but now the split lacks its transpose: a head gets pieces of several words.",
        _reshaped_to_split,
    ),
    Mistake(
        "no-transpose",
        "Without any transpose the scores are [batch, words, heads, heads]: heads attend to one another, not words.",
        _no_transpose,
    ),
    Mistake(
        "interleaved",
        "You merged component by component. Each head's components stay together: swap axes 1 and 2 only.",
        _interleaved,
    ),
    Mistake("wrong-axes-swapped", "You swapped words and components. Swap heads and words: axes 1 and 2.", _wrong_axes),
    Mistake(
        "transposed-too-late",
        "The transpose comes after the reshape, which has mixed the words by then. Transpose first.",
        _after_the_reshape,
    ),
    Mistake(
        "not-merged", "Heads and words are swapped, but not merged: reshape to [batch, words, d_model].", _not_merged
    ),
    Mistake(
        "view-after-transpose",
        "After a transpose the numbers of a row no longer lie side by side in memory, and `view` refuses. Use "
        "`reshape`.",
        _view,
    ),
    Mistake("one-head", "This is one head of the full width. Keep the split into heads.", _one_head),
    Mistake("averaged", "You averaged over the heads. Put them side by side.", _averaged),
)

EXERCISE = Exercise(
    name="reshape-heads",
    chapter="multi-head",
    minutes=6,
    difficulty="medium",
    solution=attend_in_heads,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_side_by_side, _with_einsum),
    given=_merged_without_transpose,
)
