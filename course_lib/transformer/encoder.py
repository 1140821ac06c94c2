"""The encoder: words look at one another, layer by layer."""

from collections.abc import Callable

import torch
from jaxtyping import Bool, Float
from torch import Tensor, nn

from course_lib.attention import MultiHeadAttention
from course_lib.attention.multi_head import KeyValueCache, Turn
from course_lib.transformer.cache import DecoderCache
from course_lib.transformer.feed_forward import FeedForward
from course_lib.transformer.refusals import refuse_what_makes_nothing
from course_lib.transformer.residual import MakeNorm, PostNorm, Residual
from course_lib.transformer.stack import Stack

Words = Float[Tensor, "batch words d_model"]
Mask = Bool[Tensor, "..."]
MakeAttention = Callable[..., MultiHeadAttention]
MakeFeedForward = Callable[..., nn.Module]


class EncoderLayer(nn.Module):
    """Self-attention, then the feed-forward block, each with Add & Norm.

    With `is_causal=True` it is the layer of a model that only writes, such as GPT: a decoder layer without its middle
    part.

    Source: Vaswani et al. (2017), "Attention is all you need", section 3.1.
    """

    def __init__(
        self,
        d_model: int,
        num_heads: int,
        d_ff: int,
        *,
        residual: type[Residual] = PostNorm,
        norm: MakeNorm = nn.LayerNorm,
        attention: MakeAttention = MultiHeadAttention,
        feed_forward: MakeFeedForward = FeedForward,
        dropout: float = 0.0,
        bias: bool = False,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> None:
        """Make one layer.

        Args:
            d_model, num_heads, d_ff: the sizes.
            residual: how a block's input and its result are put together: `PostNorm` as in the paper, `PreNorm`,
                `WithoutResidual`.
            norm: makes a norm for the width d_model.
            attention: makes the attention block from d_model, num_heads, `bias=` and `dropout=`, such as
                `partial(GroupedQueryAttention, num_kv_heads=2)`.
            feed_forward: makes the feed-forward block from d_model, d_ff and `dropout=`.
            dropout: share set to zero while training: of weights, of what blocks propose.
            bias: give the attention projections an offset.
            dtype, device: of the parameters; PyTorch's defaults, if not given.

        Raises:
            ValueError: sizes or a dropout that a part refuses, or a name where an object is expected.
        """
        super().__init__()
        refuse_what_makes_nothing("residual", residual, "PreNorm")
        refuse_what_makes_nothing("attention", attention, "MultiHeadAttention")
        refuse_what_makes_nothing("feed_forward", feed_forward, "FeedForward")
        self.self_attention = attention(d_model, num_heads, bias=bias, dropout=dropout)
        self.feed_forward = feed_forward(d_model, d_ff, dropout=dropout)
        self.around_attention = residual(d_model, norm=norm, dropout=dropout)
        self.around_feed_forward = residual(d_model, norm=norm, dropout=dropout)
        self.to(device=device, dtype=dtype)

    def forward(
        self,
        x: Words,
        mask: Mask | None = None,
        *,
        is_causal: bool = False,
        turn: Turn | None = None,
        cache: KeyValueCache | None = None,
    ) -> Words:
        """Let the words look at one another under the mask, then change each by itself.

        Args:
            x: the words, or with a cache only those that are new.
            mask: where a word may look.
            is_causal: no word looks ahead.
            turn: turns queries and keys by their places; see `RotaryPositions`.
            cache: keys and values of the words before `x`, which this call extends.
        """

        def look_around(words: Words) -> Words:
            return self.self_attention(words, words, words, mask, is_causal=is_causal, turn=turn, cache=cache)

        x = self.around_attention(x, look_around)  # [batch, words, d_model]
        return self.around_feed_forward(x, self.feed_forward)  # [batch, words, d_model]


class Encoder(Stack):
    """Several encoder layers of the same shape, each with weights of its own."""

    layer_class = EncoderLayer

    def forward(
        self,
        x: Words,
        mask: Mask | None = None,
        *,
        is_causal: bool = False,
        turn: Turn | None = None,
        cache: DecoderCache | None = None,
    ) -> Words:
        """Run the words through all layers: one vector per word goes in, one per word comes out."""
        caches = [None] * len(self.layers) if cache is None else [of_layer.target for of_layer in cache.layers]
        for layer, of_layer in zip(self.layers, caches, strict=True):
            x = layer(x, mask, is_causal=is_causal, turn=turn, cache=of_layer)  # [batch, words, d_model]
        return self.final_norm(x)
