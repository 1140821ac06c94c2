"""The decoder: words look back at one another, and across at what the encoder made of the source."""

import torch
from jaxtyping import Bool, Float
from torch import Tensor, nn

from course_lib.attention import MultiHeadAttention
from course_lib.attention.multi_head import Turn
from course_lib.transformer.cache import DecoderCache, LayerCache
from course_lib.transformer.encoder import MakeAttention, MakeFeedForward
from course_lib.transformer.feed_forward import FeedForward
from course_lib.transformer.refusals import refuse_what_makes_nothing
from course_lib.transformer.residual import MakeNorm, PostNorm, Residual
from course_lib.transformer.stack import Stack

Words = Float[Tensor, "batch words d_model"]
Memory = Float[Tensor, "batch source_words d_model"]
Mask = Bool[Tensor, "..."]


class DecoderLayer(nn.Module):
    """Masked self-attention, cross-attention to the source, the feed-forward block, each with Add & Norm.

    The encoder hands over one vector per source word, `memory`. Keys and values are made from it here, by this
    layer's own matrices.

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
        """Make one layer; the arguments are those of `EncoderLayer`."""
        super().__init__()
        refuse_what_makes_nothing("residual", residual, "PreNorm")
        refuse_what_makes_nothing("attention", attention, "MultiHeadAttention")
        refuse_what_makes_nothing("feed_forward", feed_forward, "FeedForward")
        self.self_attention = attention(d_model, num_heads, bias=bias, dropout=dropout)
        self.cross_attention = attention(d_model, num_heads, bias=bias, dropout=dropout)
        self.feed_forward = feed_forward(d_model, d_ff, dropout=dropout)
        self.around_self_attention = residual(d_model, norm=norm, dropout=dropout)
        self.around_cross_attention = residual(d_model, norm=norm, dropout=dropout)
        self.around_feed_forward = residual(d_model, norm=norm, dropout=dropout)
        self.to(device=device, dtype=dtype)

    def forward(
        self,
        x: Words,
        memory: Memory,
        mask: Mask | None = None,
        memory_mask: Mask | None = None,
        cache: LayerCache | None = None,
        *,
        is_causal: bool = True,
        turn: Turn | None = None,
    ) -> Words:
        """Let each word look back, then across, then change it by itself.

        Args:
            x: the target words so far, or with a cache only those that are new.
            memory: the encoder's output.
            mask: where a target word may look among the target words, on top of never looking ahead.
            memory_mask: where it may look among the source words.
            cache: keys and values of the words before `x`, which this call extends.
            is_causal: no target word looks ahead. Without it, all of them see one another.
            turn: turns queries and keys of the target words by their places; see `RotaryPositions`.
        """
        of_target, of_memory = (None, None) if cache is None else (cache.target, cache.memory)

        def look_back(words: Words) -> Words:
            return self.self_attention(words, words, words, mask, is_causal=is_causal, turn=turn, cache=of_target)

        def look_across(words: Words) -> Words:
            return self.cross_attention(words, memory, memory, memory_mask, cache=of_memory)

        x = self.around_self_attention(x, look_back)  # [batch, target words, d_model]
        x = self.around_cross_attention(x, look_across)  # [batch, target words, d_model]
        return self.around_feed_forward(x, self.feed_forward)  # [batch, target words, d_model]


class Decoder(Stack):
    """Several decoder layers of the same shape, each with weights of its own."""

    layer_class = DecoderLayer

    def forward(
        self,
        x: Words,
        memory: Memory,
        mask: Mask | None = None,
        memory_mask: Mask | None = None,
        cache: DecoderCache | None = None,
        *,
        is_causal: bool = True,
        turn: Turn | None = None,
    ) -> Words:
        """Run the target words through all layers; see `DecoderLayer.forward`."""
        caches = [None] * len(self.layers) if cache is None else cache.layers
        for layer, of_layer in zip(self.layers, caches, strict=True):
            x = layer(x, memory, mask, memory_mask, of_layer, is_causal=is_causal, turn=turn)
        return self.final_norm(x)
