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
        query = self.split(self.w_q(query))
        key = self.split(self.w_k(key))
        value = self.split(self.w_v(value))
        heads = scaled_dot_product_attention(query, key, value, mask)
        return self.w_o(heads.transpose(1, 2).flatten(2))

    def split(self, x: Tensor) -> Tensor:
        """Turn [batch, words, d_model] into [batch, heads, words, d_k]."""
        batch, words, d_model = x.shape
        return x.reshape(batch, words, self.num_heads, d_model // self.num_heads).transpose(1, 2)


Arguments = Callable[[], tuple[int | Tensor, ...]]


def _self(num_heads: int, *x: int, dtype: torch.dtype = torch.float32) -> Arguments:
    """Let the words of one sentence ask each other."""

    def arguments() -> tuple[int | Tensor, ...]:
        query, key, value = (random_tensor(*x, dtype=dtype) for _ in range(3))
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

CASES = (
    Case("self-attention of two words, width 2, one head", _self(1, 1, 2, 2)),
    Case("self-attention of three words, width 4, two heads", _self(2, 2, 3, 4)),
    Case("cross-attention: three queries, five keys, width 12, three heads", _cross(12, 3, 2, 3, 5)),
    Case("three queries, five keys, causal mask [queries, keys]", _cross(12, 3, 2, 3, 5, CAUSAL)),
    Case("four queries, five keys, padding mask [batch, 1, 1, keys]", _cross(12, 3, 2, 4, 5, PADDING)),
    Case("a mask for each head, [1, heads, 1, keys]", _cross(12, 3, 2, 4, 5, ONE_MASK_A_HEAD)),
    Case("batch of 3, width 20, four heads", _self(4, 3, 2, 20)),
    Case("float64", _self(2, 2, 5, 6, dtype=torch.float64)),
)


# Other ways to write it


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
        return self.w_o(torch.einsum("bhqk,bkhd->bqhd", scores.softmax(-1), value).flatten(2))


class _HeadByHead(MultiHead):
    """Loop over the heads."""

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        output = torch.zeros_like(query)
        parts = [projected.chunk(self.num_heads, -1) for projected in (self.w_q(query), self.w_k(key), self.w_v(value))]
        for head, (q, k, v) in enumerate(zip(*parts, strict=True)):
            scores = q @ k.mT / q.shape[-1] ** 0.5
            if mask is not None:
                masks = mask.expand(len(query), self.num_heads, *scores.shape[1:])
                scores = torch.where(masks[:, head], scores, torch.finfo(scores.dtype).min)
            output = output + scores.softmax(-1) @ v @ self.w_o.weight.T.chunk(self.num_heads)[head]
        return output


# Ways to get it wrong


class _WithBias(MultiHead):
    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__(d_model, num_heads)
        for name in ("w_q", "w_k", "w_v", "w_o"):
            setattr(self, name, nn.Linear(d_model, d_model))


class _OutputWithBias(MultiHead):
    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__(d_model, num_heads)
        self.w_o = nn.Linear(d_model, d_model)


class _SharedProjection(MultiHead):
    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__(d_model, num_heads)
        self.w_k = self.w_v = self.w_q


class _NoOutputLayer(MultiHead):
    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__(d_model, num_heads)
        self.w_o = nn.Identity()  # type: ignore[assignment]


class _OutputLayerUnused(MultiHead):
    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        parts = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        return scaled_dot_product_attention(*parts, mask).transpose(1, 2).flatten(2)


class _OneHead(MultiHead):
    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__(d_model, 1)

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        # without heads, a mask with an axis for them has one axis too many
        return super().forward(query, key, value, mask if mask is None or mask.ndim == 2 else mask[:, :1])


class _ReshapedToSplit(MultiHead):
    def split(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], self.num_heads, x.shape[1], -1)


class _ReshapedToMerge(MultiHead):
    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        parts = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        return self.w_o(scaled_dot_product_attention(*parts, mask).reshape(query.shape))


class _ReshapedBothWays(_ReshapedToMerge):
    def split(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], self.num_heads, x.shape[1], -1)


class _Interleaved(MultiHead):
    def split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (-1, self.num_heads)).permute(0, 3, 1, 2)


class _MaskIgnored(MultiHead):
    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        return super().forward(query, key, value)


class _MaskInverted(MultiHead):
    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        return super().forward(query, key, value, None if mask is None else ~mask)


class _MaskInvertedByHand(_ByHand):
    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        return super().forward(query, key, value, None if mask is None else ~mask)


class _SelfOnly(MultiHead):
    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        mask = None if mask is None or mask.shape[-1] != query.shape[1] else mask
        return super().forward(query, query, query, mask)


class _ValuesFromKeys(MultiHead):
    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        return super().forward(query, key, key, mask)


class _RootOfModel(MultiHead):
    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        return super().forward(query / self.num_heads**0.5, key, value, mask)


class _NotScaled(MultiHead):
    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        return super().forward(query * (query.shape[-1] / self.num_heads) ** 0.5, key, value, mask)


class _ScaledTwice(MultiHead):
    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        return super().forward(query / (query.shape[-1] / self.num_heads) ** 0.5, key, value, mask)


class _InputAdded(MultiHead):
    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        return query + super().forward(query, key, value, mask)


class _InAList(nn.Module):
    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__()
        self.inner = [MultiHead(d_model, num_heads)]

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.inner[0].to(query.dtype)(query, key, value, mask)


MISTAKES = (
    Mistake("with-offsets", "nn.Linear has an offset unless you say bias=False. The task wants none.", _WithBias),
    Mistake("output-with-offset", "w_o has an offset too: say bias=False, as for the other three.", _OutputWithBias),
    Mistake(
        "shared-projection",
        "Queries, keys and values share one layer. Make three: a word asks, is found and hands over in different ways.",
        _SharedProjection,
    ),
    Mistake("no-output-layer", "w_o is missing: the layer that mixes what the heads found.", _NoOutputLayer),
    Mistake("output-layer-unused", "You made w_o, but forward does not use it: it comes last.", _OutputLayerUnused),
    Mistake("one-head", "This is one head of the full width. Split queries, keys and values into heads.", _OneHead),
    Mistake(
        "reshaped-to-split",
        "You split by reshape alone: a head then gets pieces of several words. Split the last axis first, then "
        "transpose words and heads.",
        _ReshapedToSplit,
    ),
    Mistake(
        "reshaped-to-merge",
        "You merged the heads by reshape alone, which mixes words. Transpose heads and words first.",
        _ReshapedToMerge,
    ),
    Mistake(
        "reshaped-both-ways",
        "You split and merged by reshape alone: the shapes come out right, but a head got pieces of several words. "
        "Split the last axis first, then transpose words and heads; the same backwards at the end.",
        _ReshapedBothWays,
    ),
    Mistake(
        "interleaved",
        "You split into (d_k, num_heads), so a head gets every num_heads-th component. Split into (num_heads, d_k).",
        _Interleaved,
    ),
    Mistake("mask-ignored", "The mask has no effect: hand it on to the attention.", _MaskIgnored),
    Mistake("mask-inverted", "You block where the mask is True. In this book True means: may attend.", _MaskInverted),
    Mistake(
        "mask-inverted-by-hand",
        "You block where the mask is True. In this book True means: may be attended to, so block ~mask.",
        _MaskInvertedByHand,
    ),
    Mistake(
        "self-attention-only",
        "You took keys and values from `query`. That is right in self-attention only: use `key` and `value`.",
        _SelfOnly,
    ),
    Mistake("values-from-keys", "You took the values from `key`. They come from `value`.", _ValuesFromKeys),
    Mistake("root-of-d_model", "You divided by √d_model. Inside a head it is √d_k.", _RootOfModel),
    Mistake("not-scaled", "The division by √d_k is missing.", _NotScaled),
    Mistake(
        "scaled-twice",
        "The scores are divided by √d_k twice: scaled_dot_product_attention does it already.",
        _ScaledTwice,
    ),
    Mistake("input-added", "You added the query to the output. That comes later, in the block around it.", _InputAdded),
    Mistake(
        "hidden-in-a-list",
        "Your layers are in a plain list, or made anew in forward: PyTorch does not find them, and no optimizer "
        "trains them. Assign each one to an attribute of `self` in `__init__`.",
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
    also_right=(_ByHand, _HeadByHead),
)
