"""Let a Transformer write: its scores for the next word, with a cache, as `course_lib.decoding` asks for them."""

from dataclasses import dataclass, replace

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from course_lib.transformer.cache import DecoderCache
from course_lib.transformer.transformer import Transformer


@dataclass(frozen=True)
class WritingState:
    """What belongs to each sentence while it is written; all of it follows its row through a beam search."""

    cache: DecoderCache
    memory: Float[Tensor, "batch source_words d_model"]
    memory_mask: Bool[Tensor, "batch 1 1 source_words"] | None  # None if no source has pads: faster
    first: Int[Tensor, "batch 1"] | None  # the column of each row's first word, if rows begin with pads


class NextTargetWord:
    """The next word of a target text, given a source: encodes the source once, and each target word once.

    Starts of different lengths are filled up with pads at the left. These are masked, and the words behind them
    stand at the places 0, 1, 2, …, so that each sentence goes on as it would alone. The last id of a start is always
    a word, even if it is the pad.

    Example: greedy_decode(NextTargetWord(model, src), start_ids, eos_id=2, pad_id=0, max_length=50).
    """

    def __init__(self, model: Transformer, src: Int[Tensor, "batch source_words"]) -> None:
        """Take a model, in eval mode, and the source sentences."""
        self.model, self.src = model, src

    def next_logits(
        self, ids: Int[Tensor, "batch length"], state: WritingState | None
    ) -> tuple[Float[Tensor, "batch vocab_size"], WritingState]:
        """Score every word that could come after `ids`; only words not yet in the cache are computed."""
        if state is None:
            memory_mask = self.model.source_mask(self.src)
            state = WritingState(
                self.model.new_cache(),
                self.model.encode(self.src),
                None if bool(memory_mask.all()) else memory_mask,
                _columns_of_first_words(ids, self.model.pad_id),
            )
        seen = state.cache.length
        mask: Bool[Tensor, "batch 1 1 length"] | None = None
        places: Int[Tensor, "batch new_words"] | None = None
        if state.first is not None:
            columns = torch.arange(ids.shape[1], device=ids.device)  # [length]
            mask = (columns >= state.first)[:, None, None]  # [batch, 1, 1, length]
            places = (columns[seen:] - state.first).clamp(min=0)  # [batch, new words]
        logits = self.model.decode(
            ids[:, seen:], state.memory, state.memory_mask, state.cache, mask=mask, places=places
        )
        return logits[:, -1], state

    def reorder(self, state: WritingState, rows: Int[Tensor, " new_batch"]) -> WritingState:
        """Keep these rows, in this order."""
        return replace(
            state,
            cache=state.cache.reorder(rows),
            memory=state.memory[rows],
            memory_mask=None if state.memory_mask is None else state.memory_mask[rows],
            first=None if state.first is None else state.first[rows],
        )


def _columns_of_first_words(ids: Int[Tensor, "batch length"], pad_id: int) -> Int[Tensor, "batch 1"] | None:
    """Return how many pads each start begins with; None if none does, for then nothing needs a mask."""
    is_word = ids != pad_id
    is_word[:, -1] = True
    first = is_word.int().argmax(dim=1, keepdim=True)  # [batch, 1]
    return first if bool((first > 0).any()) else None
