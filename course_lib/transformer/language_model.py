"""The language model: one stack of layers that scores the next word of a text."""

from functools import partial
from typing import Any

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn

from course_lib.positions import LearnedPositions
from course_lib.transformer.cache import DecoderCache, LayerCache
from course_lib.transformer.embed import EmbedWithPositions, MakePositions
from course_lib.transformer.encoder import Encoder, MakeFeedForward
from course_lib.transformer.feed_forward import FeedForward
from course_lib.transformer.residual import PreNorm, Residual

Ids = Int[Tensor, "batch words"]
Logits = Float[Tensor, "batch scored_words vocab_size"]  # all words, or the last one only
PLACES_OF_GPT2 = partial(LearnedPositions, 1024)
FEED_FORWARD_OF_GPT2 = partial(FeedForward, activation=nn.GELU("tanh"))


class LanguageModel(nn.Module):
    """Scores, at every place of a text, each word as the next one: a decoder without a source, as in GPT.

    It is the course's encoder under a causal mask. Without that mask the same model reads in both directions, as BERT
    does: `model(ids, is_causal=False)`.

    Source: Radford et al. (2019), "Language models are unsupervised multitask learners". The defaults are those of
    its smallest model.
    """

    def __init__(
        self,
        vocab_size: int,
        *,
        d_model: int = 768,
        num_heads: int = 12,
        num_layers: int = 12,
        d_ff: int = 3072,
        dropout: float = 0.1,
        positions: MakePositions = PLACES_OF_GPT2,
        scale: float = 1.0,
        residual: type[Residual] = PreNorm,
        feed_forward: MakeFeedForward = FEED_FORWARD_OF_GPT2,
        bias: bool = True,
        tie_embeddings: bool = True,
        initial_spread: float = 0.02,
        pad_id: int | None = None,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
        **choices: Any,
    ) -> None:
        """Make the model.

        Args:
            vocab_size: how many tokens there are.
            d_model, num_heads, num_layers, d_ff: the sizes.
            dropout: share set to zero while training: of weights, of what blocks propose, of embeddings.
            positions: makes the positions; see `EmbedWithPositions`.
            scale: what the embeddings are multiplied by. They start as small as `initial_spread`: sinusoids, which
                have a size of 1, drown them at first if this does not make them larger, such as by √d_model.
            residual, feed_forward, bias, choices: what the layers are made of; see `EncoderLayer`.
            tie_embeddings: let the table of embeddings be the last layer as well.
            initial_spread: standard deviation of the random numbers with which all matrices begin; offsets begin at 0.
            pad_id: the id that fills up short texts, if there is one; it is needed to continue texts of several
                lengths at once.
            dtype, device: of the parameters; PyTorch's defaults, if not given.

        Raises:
            ValueError: sizes, ids or parts that do not fit.
        """
        super().__init__()
        self.pad_id = pad_id
        self.embed = EmbedWithPositions(
            vocab_size, d_model, pad_id=pad_id, positions=positions, scale=scale, dropout=dropout
        )
        choices |= {"residual": residual, "feed_forward": feed_forward, "bias": bias}
        self.blocks = Encoder(num_layers, d_model, num_heads, d_ff, dropout=dropout, **choices)
        self.to_logits = nn.Linear(d_model, vocab_size, bias=False)
        if tie_embeddings:
            self.to_logits.weight = self.embed.tokens.table.weight
        self._draw_weights(initial_spread)
        self.to(device=device, dtype=dtype)

    def _draw_weights(self, spread: float) -> None:
        for name, parameter in self.named_parameters():
            if parameter.ndim > 1:
                nn.init.normal_(parameter, std=spread)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)
        if self.pad_id is not None:
            nn.init.zeros_(self.embed.tokens.table.weight[self.pad_id])

    def forward(
        self,
        ids: Ids,
        cache: DecoderCache | None = None,
        *,
        mask: Bool[Tensor, "batch 1 1 words_so_far"] | None = None,
        places: Ids | None = None,
        is_causal: bool = True,
        only_last: bool = False,
    ) -> Logits:
        """Score the words after those of `ids`; with a cache, `ids` holds only the words that are new.

        Pads at the end of a text are seen by pads only: they need no mask. Pads at the beginning need one, and they
        move the words' places; `NextWord` sees to both.

        Args:
            ids: the words.
            cache: remembers the words before `ids`; see `new_cache`.
            mask: which words, the earlier ones included, may be attended to.
            places: the place of each word of `ids`, if they do not stand in a row from the beginning.
            is_causal: no word looks ahead.
            only_last: score the word after the last of `ids` only, [batch, 1, vocab_size]: for a long start, the scores
                after all its words take as long as several layers.

        Raises:
            ValueError: ids that are no tokens, or a place beyond those that were learned.
        """
        start = 0 if cache is None else cache.length
        x = self.embed(ids, start=start, places=places)  # [batch, words, d_model]
        turn = self.embed.places.turn(ids.shape[1], start=start, places=places)
        x = self.blocks(x, mask, is_causal=is_causal, turn=turn, cache=cache)  # [batch, words, d_model]
        return self.to_logits(x[:, -1:] if only_last else x)

    def new_cache(self) -> DecoderCache:
        """Return an empty cache."""
        return DecoderCache([LayerCache() for _ in self.blocks.layers])
