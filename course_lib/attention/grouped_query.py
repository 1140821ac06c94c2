"""Grouped-query attention: several heads of queries share one head of keys and values."""

from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from course_lib.attention.heads import split_heads
from course_lib.attention.multi_head import (
    Heads,
    KeyOrValue,
    KeysAndValues,
    KeyValueCache,
    Mask,
    MultiHeadAttention,
    Query,
)
from course_lib.language import say

MakeNorm = Callable[[int], nn.Module]


class GroupedQueryAttention(MultiHeadAttention):
    """Multi-head attention with fewer heads of keys and values than of queries, as in Llama 2 and later.

    A cache keeps each head of keys and values once. With `num_kv_heads` equal to `num_heads` it is multi-head
    attention, with one it is multi-query attention. With a `head_norm`, the query and the key of each head are
    normalised before they are compared (QK-norm).

    Source: Ainslie et al. (2023), "GQA: training generalized multi-query Transformer models from multi-head
    checkpoints"; QK-norm: Henry et al. (2020), "Query-key normalization for Transformers".
    """

    def __init__(
        self,
        d_model: int,
        num_heads: int,
        *,
        num_kv_heads: int,
        head_norm: MakeNorm = nn.Identity,
        bias: bool = False,
        dropout: float = 0.0,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> None:
        """Make the four projections; those of keys and values are narrower.

        Args:
            d_model: width of the words' vectors, in and out.
            num_heads: how many heads of queries share that width.
            num_kv_heads: how many heads of keys and values there are; each serves num_heads / num_kv_heads heads of
                queries that stand side by side.
            head_norm: makes a norm for the width of one head, such as `nn.RMSNorm`: one for all queries, one for all
                keys.
            bias, dropout, dtype, device: as in `MultiHeadAttention`.

        Raises:
            ValueError: heads that cannot be shared equally, or what `MultiHeadAttention` refuses.
        """
        super().__init__(d_model, num_heads, bias=bias, dropout=dropout)
        if num_kv_heads < 1 or num_heads % num_kv_heads:
            raise ValueError(
                say(
                    "num_heads is {num_heads} and num_kv_heads is {num_kv_heads}; expected heads of keys and values "
                    "that serve equally many heads of queries.",
                    num_heads=num_heads,
                    num_kv_heads=num_kv_heads,
                )
            )
        self.num_kv_heads = num_kv_heads
        d_head = d_model // num_heads
        self.w_k, self.w_v = (nn.Linear(d_model, num_kv_heads * d_head, bias=bias) for _ in range(2))
        for projection in (self.w_k, self.w_v):
            nn.init.xavier_uniform_(projection.weight)
            if bias:
                nn.init.zeros_(projection.bias)
        self.query_norm, self.key_norm = head_norm(d_head), head_norm(d_head)
        self.to(device=device, dtype=dtype)

    def forward(
        self,
        query: Query,
        key: KeyOrValue,
        value: KeyOrValue,
        mask: Mask | None = None,
        *,
        cache: KeyValueCache | None = None,
        **options: Any,
    ) -> Any:
        """Attend; the arguments are those of `MultiHeadAttention.forward`."""
        shared = _Shared(cache, self.num_heads // self.num_kv_heads)
        return super().forward(query, key, value, mask, cache=shared, **options)

    def queries(self, query: Query) -> Heads:
        """Project the words that ask, split them into heads, and normalise each."""
        return self.query_norm(super().queries(query))

    def keys_and_values(self, key: KeyOrValue, value: KeyOrValue) -> KeysAndValues:
        """Project the words that answer and those that hand over into the few heads that they have."""
        keys, values = (split_heads(x, self.num_kv_heads) for x in (self.w_k(key), self.w_v(value)))
        return self.key_norm(keys), values  # [batch, kv heads, keys, d_head] each

    def extra_repr(self) -> str:
        """Say the sizes."""
        return f"{super().extra_repr()}, num_kv_heads={self.num_kv_heads}"


class _Shared:
    """Hand each head of keys and values to all heads of queries that it serves; a cache keeps it once."""

    def __init__(self, cache: KeyValueCache | None, served: int) -> None:
        self.cache, self.served = cache, served

    def keys_and_values(self, project: Callable[[], KeysAndValues]) -> KeysAndValues:
        keys, values = project() if self.cache is None else self.cache.keys_and_values(project)
        # Heads 0, 0, 1, 1: those served by one head stand side by side. [batch, heads, keys, d_head]
        return keys.repeat_interleave(self.served, dim=1), values.repeat_interleave(self.served, dim=1)
