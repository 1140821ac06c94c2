"""Write multi-head attention as a module of PyTorch."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from course_lib.attention import scaled_dot_product_attention
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


class MultiHead(nn.Module):
    """Multi-head attention of queries to keys and values, with four projections without offsets."""

    def __init__(self, d_model: int, num_heads: int) -> None:
        """Make the four projections."""
        super().__init__()
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model, bias=False)
        self.w_k = nn.Linear(d_model, d_model, bias=False)
        self.w_v = nn.Linear(d_model, d_model, bias=False)
        self.w_o = nn.Linear(d_model, d_model, bias=False)

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return [batch, queries, d_model]."""
        parts = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        heads = scaled_dot_product_attention(*parts, mask)
        return self.w_o(heads.transpose(1, 2).flatten(2))

    def split(self, x: Tensor) -> Tensor:
        """Turn [batch, words, d_model] into [batch, heads, words, d_k]."""
        batch, words, d_model = x.shape
        return x.reshape(batch, words, self.num_heads, d_model // self.num_heads).transpose(1, 2)


Arguments = Callable[[], tuple[int | Tensor, ...]]


def _self(num_heads: int, *x: int) -> Arguments:
    """Let the words of one sentence ask each other."""

    def arguments() -> tuple[int | Tensor, ...]:
        query, key, value = (random_tensor(*x) for _ in range(3))
        return x[-1], num_heads, query, key, value

    return arguments


def _cross(d_model: int, num_heads: int, batch: int, queries: int, keys: int, mask: Tensor | None = None) -> Arguments:
    """Let other words ask than answer, with values of their own."""

    def arguments() -> tuple[int | Tensor, ...]:
        sizes = ((1, queries), (2, keys), (3, keys))
        inputs = tuple(random_tensor(batch, count, d_model, seed=seed) for seed, count in sizes)
        return d_model, num_heads, *inputs, *(() if mask is None else (mask.clone(),))

    return arguments


CAUSAL = torch.ones(3, 5, dtype=torch.bool).tril(2)
PADDING = torch.tensor([[1, 1, 0, 0, 0], [1, 1, 1, 1, 0]]).bool()[:, None, None]
ONE_MASK_A_HEAD = torch.tensor([[1, 1, 0, 1, 1], [0, 1, 1, 1, 1], [1, 0, 0, 0, 1]]).bool()[None, :, None]

# No case in float64: a loop into torch.zeros stays in float32, and w_o would refuse it.
CASES = (
    Case("self-attention of two words, width 2, one head", _self(1, 1, 2, 2)),
    Case("self-attention of three words, width 4, two heads", _self(2, 2, 3, 4)),
    Case("cross-attention: three queries, five keys, width 12, three heads", _cross(12, 3, 2, 3, 5)),
    Case("three queries, five keys, causal mask [queries, keys]", _cross(12, 3, 2, 3, 5, CAUSAL)),
    Case("four queries, five keys, padding mask [batch, 1, 1, keys]", _cross(12, 3, 2, 4, 5, PADDING)),
    Case("a mask for each head, [1, heads, 1, keys]", _cross(12, 3, 2, 4, 5, ONE_MASK_A_HEAD)),
    Case("batch of 3, width 20, four heads", _self(4, 3, 2, 20)),
)


class _ByHand(nn.Module):
    """Make the layers in another order, and write attention out with einsum."""

    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__()
        self.w_o, self.w_v, self.w_k, self.w_q = (nn.Linear(d_model, d_model, bias=False) for _ in range(4))
        self.num_heads, self.d_k = num_heads, d_model // num_heads

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        query = self.w_q(query).unflatten(-1, (self.num_heads, self.d_k))
        key = self.w_k(key).unflatten(-1, (self.num_heads, self.d_k))
        value = self.w_v(value).unflatten(-1, (self.num_heads, self.d_k))
        scores = torch.einsum("bqhd,bkhd->bhqk", query, key) / self.d_k**0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, -torch.inf)
        weights = scores.softmax(-1)
        return self.w_o(torch.einsum("bhqk,bkhd->bqhd", weights, value).flatten(2))


class _HeadByHead(MultiHead):
    """Loop over the heads, in float64, into zeros."""

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        merged = torch.zeros_like(query)
        parts = [part.double().chunk(self.num_heads, -1) for part in (self.w_q(query), self.w_k(key), self.w_v(value))]
        for head, (q, k, v) in enumerate(zip(*parts, strict=True)):
            scores = q @ k.mT / q.shape[-1] ** 0.5
            if mask is not None:
                masks = mask.expand(len(query), self.num_heads, *scores.shape[1:])
                scores = torch.where(masks[:, head], scores, torch.finfo(scores.dtype).min)
            merged[..., head * q.shape[-1] : (head + 1) * q.shape[-1]] = scores.softmax(-1) @ v
        return self.w_o(merged)


class _BuiltIn(MultiHead):
    """Let PyTorch attend."""

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        parts = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        heads = nn.functional.scaled_dot_product_attention(*parts, mask)
        return self.w_o(torch.cat(heads.unbind(1), dim=-1))


class _InAList(nn.Module):
    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__()
        self.inner = [MultiHead(d_model, num_heads)]

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.inner[0](query, key, value, mask)


LAYER = "nn.Linear(d_model, d_model, bias=False)"
SIZES = "self.num_heads, d_model // self.num_heads).transpose(1, 2)"
SPLIT_BY_RESHAPE = {f"words, {SIZES}": "self.num_heads, words, d_model // self.num_heads)"}
INTERLEAVED = {SIZES: "d_model // self.num_heads, self.num_heads).permute(0, 3, 1, 2)"}
MERGE_BY_RESHAPE = {"heads.transpose(1, 2).flatten(2)": "heads.reshape(query.shape)"}
MERGE_INTERLEAVED = {"heads.transpose(1, 2)": "heads.permute(0, 2, 3, 1)"}
UNSPLIT = {
    f"self.split(self.w_{a}({b}))": f"self.w_{a}({b})" for a, b in zip("qkv", ("query", "key", "value"), strict=True)
}
# Where all keys are blocked, a reader's own softmax gives NaN; others give zeros.
ZEROS = {"softmax(-1)": "softmax(-1).nan_to_num(0.0)"}

BLOCK = "~mask, -torch.inf"

MISTAKES = (
    Mistake(
        "with-offsets",
        "nn.Linear has an offset unless you say bias=False. The task wants none, in all four.",
        (
            {", bias=False": ""},
            {"self.num_heads, self.d_k =": "self.w_o, self.num_heads, self.d_k = nn.Linear(d_model, d_model),"},
        ),
        of=_ByHand,
    ),
    Mistake(
        "shared-projection",
        "Queries, keys and values share one layer. Make three: a word asks, is found and hands over in its own ways.",
        {f"self.w_k = {LAYER}": "self.w_k = self.w_q", f"self.w_v = {LAYER}": "self.w_v = self.w_q"},
    ),
    Mistake(
        "no-output-layer",
        "w_o is missing: the layer that mixes what the heads found.",
        {f"self.w_o = {LAYER}": "self.w_o = nn.Identity()"},
    ),
    Mistake(
        "output-layer-unused",
        "You made w_o, but forward does not use it: it comes last.",
        {"self.w_o(heads.transpose(1, 2).flatten(2))": "heads.transpose(1, 2).flatten(2)"},
    ),
    Mistake(
        "one-head",
        "This is one head of the full width. Split queries, keys and values into heads.",
        ({"= num_heads": "= 1"}, UNSPLIT | {"heads.transpose(1, 2).flatten(2)": "heads"}),
    ),
    Mistake(
        "reshaped-alone",
        "You split or merged by reshape alone, which mixes words. It takes a transpose of words and heads as well.",
        (SPLIT_BY_RESHAPE, MERGE_BY_RESHAPE, SPLIT_BY_RESHAPE | MERGE_BY_RESHAPE),
    ),
    Mistake(
        "interleaved",
        "You dealt the components out in turn, to split or to merge. Each head has neighbours: (num_heads, d_k).",
        (INTERLEAVED, MERGE_INTERLEAVED, INTERLEAVED | MERGE_INTERLEAVED),
    ),
    Mistake(
        "view-after-transpose",
        "After a transpose a row's numbers no longer lie side by side in memory, and `view` refuses. Use `reshape`.",
        {"flatten(2)": "view(query.shape)"},
    ),
    Mistake("mask-ignored", "The mask has no effect: hand it on to the attention.", {"(*parts, mask)": "(*parts)"}),
    Mistake(
        "mask-inverted",
        "You block where the mask is True. In this book True means: may be attended to, so block ~mask.",
        ({"~mask": "mask"}, ZEROS | {"~mask": "mask"}),
        of=_ByHand,
    ),
    Mistake(
        "mask-with-an-axis-more",
        "The mask broadcasts to [batch, heads, queries, keys] as it is: give it no further axis.",
        {"~mask": "~mask.unsqueeze(1)"},
        of=_ByHand,
    ),
    Mistake(
        "blocked-by-zero",
        "Setting scores to 0, or adding or multiplying the mask, blocks nothing: exp(0) = 1. Set them to −∞.",
        ({"-torch.inf": "0.0"}, {"scores.masked_fill(~mask, -torch.inf)": "scores + mask"}),
        of=_ByHand,
    ),
    Mistake(
        "mask-after-softmax",
        "You zeroed weights after softmax: the blocked keys have taken their share already. Block the scores.",
        {f"scores.masked_fill({BLOCK})": "scores", "softmax(-1)": "softmax(-1) * (1 if mask is None else mask)"},
        of=_ByHand,
    ),
    Mistake(
        "mask-or-none",
        "The mask is a tensor, or None where everything may be attended to. Ask `if mask is not None:`.",
        ({" is not None:": ":"}, {"        if mask is not None:\n    ": ""}),
        of=_ByHand,
    ),
    Mistake(
        "self-attention-only",
        "You took keys and values from `query`. That is right in self-attention only: use `key` and `value`.",
        {"w_k(key)": "w_k(query)", "w_v(value)": "w_v(query)"},
    ),
    Mistake(
        "as-many-keys-as-queries",
        "You took the number of words from `query` for the keys too. In cross-attention there may be more, or fewer.",
        {"self.split(self.w_k(key))": "self.w_k(key).view(self.split(query).transpose(1, 2).shape).transpose(1, 2)"},
    ),
    Mistake("values-from-keys", "You took the values from `key`. They come from `value`.", {"w_v(value)": "w_v(key)"}),
    Mistake(
        "layer-used-twice",
        "`query` goes through w_q, `key` through w_k and `value` through w_v; you used one layer for two of them.",
        ({"w_v(value)": "w_k(value)"}, {"w_k(key)": "w_q(key)"}, {"w_v(value)": "w_q(value)"}),
    ),
    Mistake(
        "root-of-d_model",
        "You divided by √d_model. Inside a head it is √d_k.",
        {"self.d_k**0.5": "(self.num_heads * self.d_k) ** 0.5"},
        of=_ByHand,
    ),
    Mistake("not-scaled", "The division by √d_k is missing.", {" / self.d_k**0.5": ""}, of=_ByHand),
    Mistake(
        "scaled-twice",
        "You divided by d_k, or twice by √d_k: scaled_dot_product_attention does it already.",
        {"self.d_k**0.5": "self.d_k"},
        of=_ByHand,
    ),
    Mistake(
        "softmax-along-another-axis",
        "Your weights do not sum to 1 over the keys. They are the last axis of the scores: dim=-1.",
        ({"softmax(-1)": "softmax(-2)"}, {"softmax(-1)": "softmax(1)"}),
        of=_ByHand,
    ),
    Mistake("input-added", "Do not add the query: that comes later.", {"return self.": "return query + self."}),
    Mistake(
        "hidden-in-a-list",
        "Layers in a plain list, or made in forward, are found by no optimizer. Assign each to `self` in `__init__`.",
        _InAList,
    ),
)

EXERCISE = Exercise(
    name="multi-head-module",
    chapter="multi-head",
    minutes=25,
    difficulty="hard",
    solution=MultiHead,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_ByHand, _HeadByHead, _BuiltIn),
)
