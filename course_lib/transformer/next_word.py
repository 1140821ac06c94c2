"""Let a model write: its scores for the next word, with a cache, as `course_lib.decoding` asks for them.

Starts of different lengths are filled up with pads at the left, so that each text goes on as it would alone; see
`LeftPads`.
"""

from dataclasses import dataclass, replace

from jaxtyping import Bool, Float, Int
from torch import Tensor

from course_lib.transformer.cache import DecoderCache
from course_lib.transformer.language_model import LanguageModel
from course_lib.transformer.left_pads import LeftPads
from course_lib.transformer.transformer import Transformer


@dataclass(frozen=True)
class WritingState:
    """What belongs to each text while it is written; all of it follows its row through a beam search."""

    cache: DecoderCache
    pads: LeftPads

    def rows(self, rows: Int[Tensor, " new_batch"]) -> "WritingState":
        """Keep these rows, in this order."""
        return replace(self, cache=self.cache.reorder(rows), pads=self.pads.rows(rows))


@dataclass(frozen=True)
class TranslatingState(WritingState):
    """What belongs to each sentence while it is translated."""

    memory: Float[Tensor, "batch source_words d_model"]
    memory_mask: Bool[Tensor, "batch 1 1 source_words"] | None  # None if no source has pads: faster

    def rows(self, rows: Int[Tensor, " new_batch"]) -> "TranslatingState":
        """Keep these rows, in this order."""
        mask = None if self.memory_mask is None else self.memory_mask[rows]
        of_target = super().rows(rows)
        return TranslatingState(of_target.cache, of_target.pads, self.memory[rows], mask)


class NextWord:
    """The next word of a text, by a language model: computes each word once.

    Example: sample(NextWord(model), start_ids, eos_id=None, pad_id=0, max_length=50).
    """

    def __init__(self, model: LanguageModel) -> None:
        """Take a model, in eval mode."""
        self.model = model

    def next_logits(
        self, ids: Int[Tensor, "batch length"], state: WritingState | None
    ) -> tuple[Float[Tensor, "batch vocab_size"], WritingState]:
        """Score every word that could come after `ids`; only words not yet in the cache are computed."""
        if state is None:
            state = WritingState(self.model.new_cache(), LeftPads.of_starts(ids, self.model.pad_id))
        seen = state.cache.length
        mask, places = state.pads.mask_and_places(ids.shape[1], seen)
        logits = self.model(ids[:, seen:], state.cache, mask=mask, places=places, only_last=True)
        return logits[:, -1], state

    def reorder(self, state: WritingState, rows: Int[Tensor, " new_batch"]) -> WritingState:
        """Keep these rows, in this order."""
        return state.rows(rows)


class NextTargetWord:
    """The next word of a target text, given a source: encodes the source once, and each target word once.

    Example: greedy_decode(NextTargetWord(model, src), start_ids, eos_id=2, pad_id=0, max_length=50).
    """

    def __init__(self, model: Transformer, src: Int[Tensor, "batch source_words"]) -> None:
        """Take a model, in eval mode, and the source sentences."""
        self.model, self.src = model, src

    def next_logits(
        self, ids: Int[Tensor, "batch length"], state: TranslatingState | None
    ) -> tuple[Float[Tensor, "batch vocab_size"], TranslatingState]:
        """Score every word that could come after `ids`; only words not yet in the cache are computed."""
        if state is None:
            memory_mask = self.model.source_mask(self.src)
            state = TranslatingState(
                self.model.new_cache(),
                LeftPads.of_starts(ids, self.model.pad_id),
                self.model.encode(self.src),
                None if bool(memory_mask.all()) else memory_mask,
            )
        seen = state.cache.length
        mask, places = state.pads.mask_and_places(ids.shape[1], seen)
        logits = self.model.decode(
            ids[:, seen:], state.memory, state.memory_mask, state.cache, mask=mask, places=places
        )
        return logits[:, -1], state

    def reorder(self, state: TranslatingState, rows: Int[Tensor, " new_batch"]) -> TranslatingState:
        """Keep these rows, in this order."""
        return state.rows(rows)
