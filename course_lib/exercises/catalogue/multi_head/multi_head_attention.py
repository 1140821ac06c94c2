"""Write multi-head self-attention from its formula."""

from typing import Any

import torch
from torch import Tensor

from course_lib.attention import scaled_dot_product_attention
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def multi_head_attention(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    """Let every word attend to all words in each head, [batch, words, d_model] in and out."""
    batch, words, d_model = x.shape
    d_k = d_model // num_heads
    query = (x @ w_q).reshape(batch, words, num_heads, d_k).transpose(1, 2)
    key = (x @ w_k).reshape(batch, words, num_heads, d_k).transpose(1, 2)
    value = (x @ w_v).reshape(batch, words, num_heads, d_k).transpose(1, 2)
    weights = torch.softmax(query @ key.transpose(-2, -1) / d_k**0.5, dim=-1)
    merged = (weights @ value).transpose(1, 2).reshape(batch, words, d_model)
    return merged @ w_o


def _case(words: str, num_heads: int, *x: int, w_q: float = 1.0, dtype: torch.dtype = torch.float32) -> Case:
    """Give random words and matrices; `w_q` makes the queries larger, and so the scores."""

    def arguments() -> tuple[Any, ...]:
        d_model = x[-1]
        matrices = [random_tensor(d_model, d_model, seed=seed, dtype=dtype) / d_model**0.5 for seed in (2, 3, 4, 5)]
        matrices[0] *= w_q
        return random_tensor(*x, dtype=dtype), *matrices, num_heads

    return Case(words, arguments)


CASES = (
    _case("one sentence, three words, width 2, two heads", 2, 1, 3, 2),
    _case("batch of 2, three words, width 4, one head", 1, 2, 3, 4),
    _case("batch of 2, five words, width 12, three heads", 3, 2, 5, 12),
    _case("batch of 3, two words, width 20, four heads", 4, 3, 2, 20),
    _case("batch of 4, four words, width 16, four heads", 4, 4, 4, 16),
    _case("scores far apart", 2, 2, 3, 8, w_q=1000.0),
    _case("float64", 2, 3, 4, 6, dtype=torch.float64),
)


# Other ways to write it


def _head_by_head(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    d_k = x.shape[-1] // num_heads
    output = torch.zeros_like(x)
    for head in range(num_heads):
        part = slice(head * d_k, (head + 1) * d_k)
        query, key, value = (x @ w[:, part] for w in (w_q, w_k, w_v))
        output = output + torch.softmax(query @ key.mT / d_k**0.5, dim=-1) @ value @ w_o[part]
    return output


def _with_einsum(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    query, key, value = (torch.einsum("bwd,dhk->bwhk", x, w.unflatten(1, (num_heads, -1))) for w in (w_q, w_k, w_v))
    weights = torch.einsum("bqhd,bkhd->bhqk", query / query.shape[-1] ** 0.5, key).softmax(-1)
    return torch.einsum("bhqk,bkhd,hdm->bqm", weights, value, w_o.unflatten(0, (num_heads, -1)))


def _with_the_library(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    parts = [torch.stack((x @ w).chunk(num_heads, dim=-1), dim=1) for w in (w_q, w_k, w_v)]
    return torch.cat(scaled_dot_product_attention(*parts).unbind(dim=1), dim=-1) @ w_o


# Ways to get it wrong


def _split(x: Tensor, num_heads: int) -> Tensor:
    return x.unflatten(-1, (num_heads, -1)).transpose(1, 2)


def _merged(heads: Tensor) -> Tensor:
    return heads.transpose(1, 2).flatten(2)


def _weights(query: Tensor, key: Tensor, d_k: float | None = None) -> Tensor:
    return torch.softmax(query @ key.mT / (d_k or query.shape[-1]) ** 0.5, dim=-1)


def _heads(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, num_heads: int) -> Tensor:
    """Return the outputs of all heads before they are merged, [batch, heads, words, d_k]."""
    query, key, value = (_split(x @ w, num_heads) for w in (w_q, w_k, w_v))
    return _weights(query, key) @ value


def _root_of_d_model(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return multi_head_attention(x, w_q / num_heads**0.5, w_k, w_v, w_o, num_heads)


def _not_scaled(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    query, key, value = (_split(x @ w, num_heads) for w in (w_q, w_k, w_v))
    return _merged(_weights(query, key, d_k=1.0) @ value) @ w_o


def _no_root(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    query, key, value = (_split(x @ w, num_heads) for w in (w_q, w_k, w_v))
    return _merged(_weights(query, key, d_k=query.shape[-1] ** 2.0) @ value) @ w_o


def _one_head(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return multi_head_attention(x, w_q, w_k, w_v, w_o, 1)


def _reshaped_to_split(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    shape = (x.shape[0], num_heads, x.shape[1], -1)
    query, key, value = ((x @ w).reshape(shape) for w in (w_q, w_k, w_v))
    return _merged(_weights(query, key) @ value) @ w_o


def _reshaped_both_ways(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    shape = (x.shape[0], num_heads, x.shape[1], -1)
    query, key, value = ((x @ w).reshape(shape) for w in (w_q, w_k, w_v))
    return (_weights(query, key) @ value).reshape(x.shape) @ w_o


def _reshaped_to_merge(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return _heads(x, w_q, w_k, w_v, num_heads).reshape(x.shape) @ w_o


def _heads_attend_to_heads(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    query, key, value = ((x @ w).unflatten(-1, (num_heads, -1)) for w in (w_q, w_k, w_v))
    return (_weights(query, key) @ value).flatten(2) @ w_o


def _interleaved(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    query, key, value = ((x @ w).unflatten(-1, (-1, num_heads)).permute(0, 3, 1, 2) for w in (w_q, w_k, w_v))
    return (_weights(query, key) @ value).permute(0, 2, 3, 1).flatten(2) @ w_o


def _merged_interleaved(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return _heads(x, w_q, w_k, w_v, num_heads).permute(0, 2, 3, 1).flatten(2) @ w_o


def _sizes_swapped(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return multi_head_attention(x, w_q, w_k, w_v, w_o, x.shape[-1] // num_heads)


def _reversed(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return _merged(_heads(x, w_q, w_k, w_v, num_heads).flip(1)) @ w_o


def _without_w_o(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return _merged(_heads(x, w_q, w_k, w_v, num_heads))


def _w_o_before_merging(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return _merged(_heads(x, w_q, w_k, w_v @ w_o, num_heads))


def _block_of_w_o(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    d_k = x.shape[-1] // num_heads
    return _heads(x, w_q, w_k, w_v, num_heads).sum(dim=1) @ w_o[:d_k]


def _softmax_over(dim: int, x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    query, key, value = (_split(x @ w, num_heads) for w in (w_q, w_k, w_v))
    weights = torch.softmax(query @ key.mT / query.shape[-1] ** 0.5, dim=dim)
    return _merged(weights @ value) @ w_o


def _softmax_over_heads(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return _softmax_over(1, x, w_q, w_k, w_v, w_o, num_heads)


def _softmax_over_queries(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return _softmax_over(-2, x, w_q, w_k, w_v, w_o, num_heads)


def _no_softmax(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    query, key, value = (_split(x @ w, num_heads) for w in (w_q, w_k, w_v))
    return _merged(query @ key.mT / query.shape[-1] ** 0.5 @ value) @ w_o


def _transposed(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return multi_head_attention(x, w_q.T, w_k.T, w_v.T, w_o.T, num_heads)


def _transposed_w_o(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return multi_head_attention(x, w_q, w_k, w_v, w_o.T, num_heads)


def _averaged(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads) / num_heads


def _last_head_only(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    d_k = x.shape[-1] // num_heads
    return _heads(x, w_q, w_k, w_v, num_heads)[:, -1] @ w_o[-d_k:]


def _exchanged(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return multi_head_attention(x, w_k, w_q, w_v, w_o, num_heads)


def _keys_handed_over(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return multi_head_attention(x, w_q, w_k, w_k, w_o, num_heads)


def _value_not_projected(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return multi_head_attention(x, w_q, w_k, torch.eye(x.shape[-1], dtype=x.dtype), w_o, num_heads)


def _input_added(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    return x + multi_head_attention(x, w_q, w_k, w_v, w_o, num_heads)


def _causal(x: Tensor, w_q: Tensor, w_k: Tensor, w_v: Tensor, w_o: Tensor, num_heads: int) -> Tensor:
    query, key, value = (_split(x @ w, num_heads) for w in (w_q, w_k, w_v))
    mask = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).tril()[None, None]
    return _merged(scaled_dot_product_attention(query, key, value, mask)) @ w_o


MISTAKES = (
    Mistake(
        "root-of-d_model",
        "You divided by √d_model. The dot products run inside a head: divide by √d_k, with d_k = d_model / num_heads.",
        _root_of_d_model,
    ),
    Mistake("not-scaled", "The division by √d_k is missing.", _not_scaled),
    Mistake("no-root", "You divided by d_k itself, or twice by its root. Divide once by √d_k.", _no_root),
    Mistake(
        "one-head",
        "This is one head of the full width. Split queries, keys and values before the scores.",
        _one_head,
    ),
    Mistake(
        "reshaped-to-split",
        "You split by reshape alone: a head then gets pieces of several words. Split the last axis first, then "
        "transpose words and heads.",
        _reshaped_to_split,
    ),
    Mistake(
        "reshaped-both-ways",
        "You split and merged by reshape alone: the shapes come out right, but a head got pieces of several words. "
        "Split the last axis first, then transpose words and heads; the same backwards at the end.",
        _reshaped_both_ways,
    ),
    Mistake(
        "reshaped-to-merge",
        "The heads are right, but you merged them by reshape alone, which mixes words. Transpose heads and words "
        "first.",
        _reshaped_to_merge,
    ),
    Mistake(
        "heads-attend-to-heads",
        "Without the transpose your scores are [batch, words, heads, heads]: each word's heads attend to one another. "
        "Words must attend to words: put the heads before the words.",
        _heads_attend_to_heads,
    ),
    Mistake(
        "interleaved",
        "Head h works on the components h, h + heads, … It should get neighbours: split into (num_heads, d_k).",
        _interleaved,
    ),
    Mistake(
        "merged-interleaved",
        "The heads are right, but you merged them component by component. Each head's components stay together: swap "
        "axes 1 and 2 only.",
        _merged_interleaved,
    ),
    Mistake(
        "sizes-swapped",
        "You made d_k heads of width num_heads. Split into (num_heads, d_k), in this order.",
        _sizes_swapped,
    ),
    Mistake("heads-reversed", "The heads are merged in reverse order. Head 0 comes first.", _reversed),
    Mistake("without-w_o", "The heads are merged, but not mixed yet: multiply by w_o.", _without_w_o),
    Mistake(
        "w_o-before-merging",
        "You applied w_o to the values, before the heads did their work. It mixes what the heads found: apply it after "
        "merging.",
        _w_o_before_merging,
    ),
    Mistake(
        "one-block-of-w_o",
        "Every head went through the first d_k rows of w_o. Each head has rows of its own: merge first, then multiply.",
        _block_of_w_o,
    ),
    Mistake("softmax-over-heads", "Your weights sum to 1 over the heads. Over the keys: dim=-1.", _softmax_over_heads),
    Mistake(
        "softmax-over-queries", "Your weights sum to 1 over the queries. Over the keys: dim=-1.", _softmax_over_queries
    ),
    Mistake("no-softmax", "The scores go straight to the values. Softmax along the keys is missing.", _no_softmax),
    Mistake(
        "matrices-transposed",
        "You multiplied by the transposed matrices, as nn.Linear does with its `weight`. Here it is x @ w.",
        _transposed,
    ),
    Mistake("w_o-transposed", "w_o is transposed. As for the others, it is merged @ w_o.", _transposed_w_o),
    Mistake("heads-averaged", "You averaged over the heads. Their parts are merged and then add up in w_o.", _averaged),
    Mistake(
        "last-head-only",
        "Only the last head is left: in a loop, collect the heads, or add their parts up.",
        _last_head_only,
    ),
    Mistake("query-and-key-exchanged", "Queries come from w_q and keys from w_k: yours are exchanged.", _exchanged),
    Mistake(
        "keys-handed-over", "You took the values from w_k. They have a matrix of their own, w_v.", _keys_handed_over
    ),
    Mistake("value-not-projected", "The values are the words themselves. Multiply them by w_v.", _value_not_projected),
    Mistake("input-added", "You added x to the output. That comes later, in the block around attention.", _input_added),
    Mistake("causal", "Your words do not see later words. This task has no mask: every word sees all.", _causal),
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
