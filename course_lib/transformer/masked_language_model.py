"""The masked language model: one stack of layers that looks in both directions and guesses hidden words."""

from functools import partial
from typing import Any

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn
from torch.nn.functional import gelu

from course_lib.attention import padding_mask
from course_lib.attention.dropout import Dropout
from course_lib.language import say
from course_lib.positions import LearnedPositions
from course_lib.transformer.embed import EmbedWithPositions, MakePositions
from course_lib.transformer.encoder import Encoder, MakeFeedForward
from course_lib.transformer.feed_forward import FeedForward
from course_lib.transformer.residual import MakeNorm, PostNorm, Residual

Ids = Int[Tensor, "batch words"]
Segments = Int[Tensor, "batch words_with_a_segment"]
Vectors = Float[Tensor, "batch words d_model"]
Logits = Float[Tensor, "batch words vocab_size"]
PLACES_OF_BERT = partial(LearnedPositions, 512)
FEED_FORWARD_OF_BERT = partial(FeedForward, activation=gelu)
NORM_OF_BERT = partial(nn.LayerNorm, eps=1e-12)


class GuessWords(nn.Module):
    """The head that turns each word's vector into scores of all words: a layer, a norm, and the table of words.

    Source: Devlin et al. (2019), "BERT", and its code, where this is called the transform of the masked-word head.
    """

    def __init__(self, table: nn.Embedding, *, norm: MakeNorm = NORM_OF_BERT) -> None:
        """Take the table of words, which is used once more here, and make the layer before it."""
        super().__init__()
        vocab_size, d_model = table.weight.shape
        self.layer = nn.Linear(d_model, d_model)
        self.norm = norm(d_model)
        self.to_logits = nn.Linear(d_model, vocab_size)
        self.to_logits.weight = table.weight

    def forward(self, x: Vectors) -> Logits:
        """Score every word of the vocabulary at every place."""
        return self.to_logits(self.norm(gelu(self.layer(x))))


class NoGuess(nn.Module):
    """What stands in the place of the head in a model that only reads, such as one that makes vectors of sentences."""

    def forward(self, x: Vectors) -> Logits:
        """Refuse to guess.

        Raises:
            ValueError: always.
        """
        raise ValueError(say("this model has no head that guesses words; call its encode, which gives vectors."))


class MaskedLanguageModel(nn.Module):
    """Scores, at every place of a text, each word as the one that stands there: an encoder alone, as in BERT.

    A word sees those before it and those after it. So the words to be guessed must be hidden, see `hide_words`: what
    stands there can be seen.

    Source: Devlin et al. (2019), "BERT: pre-training of deep bidirectional Transformers for language understanding".
    The defaults are those of its smaller model.
    """

    def __init__(
        self,
        vocab_size: int,
        *,
        pad_id: int,
        d_model: int = 768,
        num_heads: int = 12,
        num_layers: int = 12,
        d_ff: int = 3072,
        num_segments: int = 2,
        dropout: float = 0.1,
        positions: MakePositions = PLACES_OF_BERT,
        residual: type[Residual] = PostNorm,
        norm: MakeNorm = NORM_OF_BERT,
        feed_forward: MakeFeedForward = FEED_FORWARD_OF_BERT,
        bias: bool = True,
        initial_spread: float = 0.02,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
        **choices: Any,
    ) -> None:
        """Make the model.

        Args:
            vocab_size: how many tokens there are.
            pad_id: the id that fills up short texts; nobody attends to it.
            d_model, num_heads, num_layers, d_ff: the sizes.
            num_segments: how many parts a text may have, such as a question and an answer; each has a vector that is
                added to its words.
            dropout: share set to zero while training: of weights, of what blocks propose, of embeddings.
            positions: makes the positions; see `EmbedWithPositions`.
            residual, norm, feed_forward, bias, choices: what the layers are made of; see `EncoderLayer`.
            initial_spread: standard deviation of the random numbers with which all matrices begin; offsets begin at 0.
            dtype, device: of the parameters; PyTorch's defaults, if not given.

        Raises:
            ValueError: sizes, ids or parts that do not fit.
        """
        super().__init__()
        self.pad_id = pad_id
        self.embed = EmbedWithPositions(vocab_size, d_model, pad_id=pad_id, positions=positions, scale=1.0)
        self.segments = nn.Embedding(num_segments, d_model)
        self.embed_norm, self.embed_dropout = norm(d_model), Dropout(dropout)
        choices |= {"residual": residual, "norm": norm, "feed_forward": feed_forward, "bias": bias}
        self.encoder = Encoder(num_layers, d_model, num_heads, d_ff, dropout=dropout, **choices)
        self.guess = GuessWords(self.embed.tokens.table, norm=norm)
        self._draw_weights(initial_spread)
        self.to(device=device, dtype=dtype)

    def _draw_weights(self, spread: float) -> None:
        for name, parameter in self.named_parameters():
            if parameter.ndim > 1:
                nn.init.normal_(parameter, std=spread)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)
        nn.init.zeros_(self.embed.tokens.table.weight[self.pad_id])

    def forward(self, ids: Ids, segments: Segments | None = None) -> Logits:
        """Score every word as the one at each place; the arguments are those of `encode`."""
        return self.guess(self.encode(ids, segments))

    def encode(self, ids: Ids, segments: Segments | None = None) -> Vectors:
        """Return one vector for each word, in which both sides of the text have been seen.

        Args:
            ids: the words; short texts are filled up with pads, at either end.
            segments: the part of the text to which each word belongs, from 0; if not given, all to the first.

        Raises:
            ValueError: ids that are no tokens, segments that are none, or a text longer than the learned places.
        """
        if segments is None:
            segments = torch.zeros_like(ids)
        elif segments.shape != ids.shape:
            raise ValueError(
                say(
                    "segments has shape {segments}; expected that of ids, {ids}.",
                    segments=list(segments.shape),
                    ids=list(ids.shape),
                )
            )
        x = self.embed(ids) + self.segments(segments)  # [batch, words, d_model]
        x = self.embed_dropout(self.embed_norm(x))
        turn = self.embed.places.turn(ids.shape[1])
        return self.encoder(x, self.words_mask(ids), turn=turn)  # [batch, words, d_model]

    def words_mask(self, ids: Ids) -> Bool[Tensor, "batch 1 1 words"]:
        """Say which ids are words, and not pads."""
        return padding_mask(ids, self.pad_id)
