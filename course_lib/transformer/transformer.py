"""The encoder-decoder Transformer."""

from typing import Any

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from course_lib.attention import padding_mask
from course_lib.positions import SinusoidalPositions
from course_lib.transformer.cache import DecoderCache, LayerCache
from course_lib.transformer.decoder import Decoder
from course_lib.transformer.embed import EmbedWithPositions, MakePositions
from course_lib.transformer.encoder import Encoder

Source = Int[Tensor, "batch source_words"]
Target = Int[Tensor, "batch target_words"]
Memory = Float[Tensor, "batch source_words d_model"]
SourceMask = Bool[Tensor, "batch 1 1 source_words"]
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
        dropout: float = 0.1,
        positions: MakePositions = SinusoidalPositions,
        tie_embeddings: bool = False,
        output_bias: bool = False,
        pad_id: int = 0,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
        **choices: Any,
    ) -> None:
        """Make encoder and decoder, with `num_layers` layers each.

        Args:
            src_vocab_size, tgt_vocab_size: how many tokens each language has.
            d_model, num_heads, num_layers, d_ff: the sizes.
            dropout: share set to zero while training: of weights, of what blocks propose, of embeddings.
            positions: makes the positions of each language; see `EmbedWithPositions`.
            tie_embeddings: let the target's table of embeddings be the last layer as well (section 3.4). The row of
                the pad then learns too, as every row of a last layer does.
            output_bias: give the last layer an offset, one for each target token, as Marian has it.
            pad_id: the id that fills up short sentences, in both languages.
            dtype, device: of the parameters; PyTorch's defaults, if not given.
            choices: what the layers are made of, `residual`, `norm`, `feed_forward` and `bias`; see `EncoderLayer`.
        """
        super().__init__()
        self.pad_id = pad_id
        self.embed_source, self.embed_target = (
            EmbedWithPositions(vocab_size, d_model, pad_id=pad_id, positions=positions, dropout=dropout)
            for vocab_size in (src_vocab_size, tgt_vocab_size)
        )
        self.encoder, self.decoder = (
            stack(num_layers, d_model, num_heads, d_ff, dropout=dropout, **choices) for stack in (Encoder, Decoder)
        )
        self.to_logits = nn.Linear(d_model, tgt_vocab_size, bias=output_bias)
        if tie_embeddings:
            self.to_logits.weight = self.embed_target.tokens.table.weight
        self.to(device=device, dtype=dtype)

    def forward(self, src: Source, tgt: Target) -> Logits:
        """Score, for every target word, which word comes after it."""
        mask = self.source_mask(src)  # [batch, 1, 1, source words]
        memory = self._encode(src, mask)  # [batch, source words, d_model]
        return self.decode(tgt, memory, mask)  # [batch, target words, vocab_size]

    def source_mask(self, src: Source) -> SourceMask:
        """Say which source words are none of the pads: those may be attended to."""
        return padding_mask(src, self.pad_id)

    def encode(self, src: Source) -> Memory:
        """Return one vector per source word."""
        return self._encode(src, self.source_mask(src))

    def _encode(self, src: Source, mask: SourceMask) -> Memory:
        x = self.embed_source(src)  # [batch, source words, d_model]
        return self.encoder(x, mask, turn=self.embed_source.places.turn(src.shape[1]))

    def decode(
        self,
        tgt: Target,
        memory: Memory,
        memory_mask: SourceMask | None,
        cache: DecoderCache | None = None,
        *,
        mask: Bool[Tensor, "batch 1 1 words_so_far"] | None = None,
        places: Target | None = None,
        is_causal: bool = True,
    ) -> Logits:
        """Score the words after those of `tgt`; with a cache, `tgt` holds only the words that are new.

        No word looks ahead, so pads that fill up the end of a target are seen by pads only: they need no mask.
        Pads at the beginning need a mask, and they move the words' places; `NextTargetWord` sees to both.

        Args:
            tgt: target words.
            memory: what `encode` made of the source.
            memory_mask: which source words may be attended to, what `source_mask` made of the source.
            cache: remembers the target words before `tgt`; see `new_cache`.
            mask: which target words, the earlier ones included, may be attended to.
            places: the place of each word of `tgt`, if they do not stand in a row from the beginning.
            is_causal: no word looks ahead.
        """
        start = 0 if cache is None else cache.length
        x = self.embed_target(tgt, start=start, places=places)  # [batch, target words, d_model]
        turn = self.embed_target.places.turn(tgt.shape[1], start=start, places=places)
        x = self.decoder(x, memory, mask, memory_mask, cache, is_causal=is_causal, turn=turn)
        return self.to_logits(x)

    def new_cache(self) -> DecoderCache:
        """Return an empty cache, for `decode`."""
        return DecoderCache([LayerCache() for _ in self.decoder.layers])
