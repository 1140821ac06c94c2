"""The encoder: words look at one another, layer by layer."""

from jaxtyping import Bool, Float
from torch import Tensor, nn

from course_lib.attention import MultiHeadAttention
from course_lib.transformer.add_and_norm import AddAndNorm, NormOrder
from course_lib.transformer.feed_forward import Activation, FeedForward
from course_lib.transformer.stack import Stack

Words = Float[Tensor, "batch words d_model"]
Mask = Bool[Tensor, "..."]


class EncoderLayer(nn.Module):
    """Self-attention, then the feed-forward block, each with Add & Norm.

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
        self.feed_forward = FeedForward(d_model, d_ff, activation=activation, dropout=dropout)
        self.around_attention = AddAndNorm(d_model, norm=norm, dropout=dropout)
        self.around_feed_forward = AddAndNorm(d_model, norm=norm, dropout=dropout)

    def forward(self, x: Words, mask: Mask | None = None) -> Words:
        """Let the words look at one another under the mask, then change each by itself."""
        x = self.around_attention(x, lambda words: self.self_attention(words, words, words, mask))
        return self.around_feed_forward(x, self.feed_forward)


class Encoder(Stack):
    """Several encoder layers of the same shape, each with weights of its own."""

    layer_class = EncoderLayer

    def forward(self, x: Words, mask: Mask | None = None) -> Words:
        """Run the words through all layers: one vector per word goes in, one per word comes out."""
        for layer in self.layers:
            x = layer(x, mask)
        return self.final_norm(x)
