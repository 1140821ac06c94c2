"""The encoder-decoder Transformer."""

from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from course_lib.attention import padding_mask
from course_lib.transformer.add_and_norm import NormOrder
from course_lib.transformer.cache import DecoderCache, LayerCache
from course_lib.transformer.decoder import Decoder
from course_lib.transformer.embed import EmbedWithPositions, Positions
from course_lib.transformer.encoder import Encoder
from course_lib.transformer.feed_forward import Activation

Source = Int[Tensor, "batch source_words"]
Target = Int[Tensor, "batch target_words"]
Memory = Float[Tensor, "batch source_words d_model"]
Logits = Float[Tensor, "batch target_words vocab_size"]


class Transformer(nn.Module):
    """Reads a source text, and scores every word of a target text from the source and the words before it.

    Source: Vaswani et al. (2017), "Attention is all you need". The defaults are the paper's base model.
    """

    def __init__(
        self,
        src_vocab_size: int,
        tgt_vocab_size: int,
        *,
        d_model: int = 512,
        num_heads: int = 8,
        num_layers: int = 6,
        d_ff: int = 2048,
        norm: NormOrder = "post",
        activation: Activation = "relu",
        dropout: float = 0.1,
        bias: bool = False,
        positions: Positions = "sinusoidal",
        max_length: int = 512,
        tie_embeddings: bool = False,
        pad_id: int = 0,
    ) -> None:
        """Make encoder and decoder, with `num_layers` layers each.

        Args:
            src_vocab_size, tgt_vocab_size: how many tokens each language has.
            d_model, num_heads, num_layers, d_ff: the sizes.
            norm: "post" as in the paper, or "pre"; a pre-norm stack ends with a norm.
            activation: of the feed-forward blocks, "relu" as in the paper or "gelu".
            dropout: share set to zero while training: of weights, of what blocks propose, of embeddings.
            bias: give the attention projections an offset.
            positions: "sinusoidal" as in the paper, or "learned" for at most `max_length` places.
            tie_embeddings: let the target's table of embeddings be the last layer as well (section 3.4). The row of
                the pad then learns too, as every row of a last layer does.
            pad_id: the id that fills up short sentences, in both languages.
        """
        super().__init__()
        self.pad_id = pad_id
        self.embed_source, self.embed_target = (
            EmbedWithPositions(
                vocab_size, d_model, pad_id=pad_id, positions=positions, max_length=max_length, dropout=dropout
            )
            for vocab_size in (src_vocab_size, tgt_vocab_size)
        )
        sizes = (num_layers, d_model, num_heads, d_ff)
        self.encoder = Encoder(*sizes, norm=norm, activation=activation, dropout=dropout, bias=bias)
        self.decoder = Decoder(*sizes, norm=norm, activation=activation, dropout=dropout, bias=bias)
        self.to_logits = nn.Linear(d_model, tgt_vocab_size, bias=False)
        if tie_embeddings:
            self.to_logits.weight = self.embed_target.tokens.table.weight

    def forward(self, src: Source, tgt: Target) -> Logits:
        """Score, for every target word, which word comes after it."""
        return self.decode(tgt, self.encode(src), src)

    def encode(self, src: Source) -> Memory:
        """Return one vector per source word."""
        return self.encoder(self.embed_source(src), self._source_mask(src))

    def decode(self, tgt: Target, memory: Memory, src: Source, cache: DecoderCache | None = None) -> Logits:
        """Score the words after those of `tgt`; with a cache, `tgt` holds only the words that are new.

        No word looks ahead, so the pads that fill up the end of a target are seen by pads only: they need no mask.
        """
        x = self.embed_target(tgt, start=0 if cache is None else cache.length)
        x = self.decoder(x, memory, None, self._source_mask(src), cache)
        return self.to_logits(x)

    def _source_mask(self, src: Source) -> Bool[Tensor, "batch 1 1 source_words"] | None:
        """Mask the pads, if there are any: without a mask attention is faster. A GPU would have to be waited for."""
        mask = padding_mask(src, self.pad_id)
        return None if mask.is_cpu and mask.all() else mask

    def new_cache(self) -> DecoderCache:
        """Return an empty cache, for `decode`."""
        return DecoderCache([LayerCache() for _ in self.decoder.layers])
