"""The decoder: words look back at one another, and across at what the encoder made of the source."""

from jaxtyping import Bool, Float
from torch import Tensor, nn

from course_lib.attention import MultiHeadAttention
from course_lib.transformer.add_and_norm import AddAndNorm, NormOrder
from course_lib.transformer.cache import DecoderCache, LayerCache
from course_lib.transformer.feed_forward import Activation, FeedForward
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
        norm: NormOrder,
        activation: Activation = "relu",
        dropout: float = 0.0,
        bias: bool = False,
    ) -> None:
        """Make one layer; `bias` is that of the attention projections."""
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads, bias=bias, dropout=dropout)
        self.cross_attention = MultiHeadAttention(d_model, num_heads, bias=bias, dropout=dropout)
        self.feed_forward = FeedForward(d_model, d_ff, activation=activation, dropout=dropout)
        self.around_self_attention = AddAndNorm(d_model, norm=norm, dropout=dropout)
        self.around_cross_attention = AddAndNorm(d_model, norm=norm, dropout=dropout)
        self.around_feed_forward = AddAndNorm(d_model, norm=norm, dropout=dropout)

    def forward(
        self,
        x: Words,
        memory: Memory,
        mask: Mask | None = None,
        memory_mask: Mask | None = None,
        cache: LayerCache | None = None,
    ) -> Words:
        """Let each word look back, then across, then change it by itself.

        Args:
            x: the target words so far, or with a cache only those that are new.
            memory: the encoder's output.
            mask: where a target word may look among the target words, on top of never looking ahead.
            memory_mask: where it may look among the source words.
            cache: keys and values of the words before `x`, which this call extends.
        """
        cache = LayerCache() if cache is None else cache

        def look_back(words: Tensor) -> Tensor:
            key, value = cache.extend(*self.self_attention.keys_and_values(words, words))
            return self.self_attention.attend(words, key, value, mask, is_causal=True)

        def look_across(words: Tensor) -> Tensor:
            key, value = cache.once(lambda: self.cross_attention.keys_and_values(memory, memory))
            return self.cross_attention.attend(words, key, value, memory_mask)

        x = self.around_self_attention(x, look_back)
        x = self.around_cross_attention(x, look_across)
        return self.around_feed_forward(x, self.feed_forward)


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
    ) -> Words:
        """Run the target words through all layers; see `DecoderLayer.forward`."""
        for number, layer in enumerate(self.layers):
            x = layer(x, memory, mask, memory_mask, None if cache is None else cache.layers[number])
        return self.final_norm(x)
