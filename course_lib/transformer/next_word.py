"""Let a Transformer write: its scores for the next word, with a cache, as `course_lib.decoding` asks for them."""

from jaxtyping import Float, Int
from torch import Tensor

from course_lib.transformer.cache import DecoderCache
from course_lib.transformer.transformer import Transformer

# The cache, the encoder's output and the source it was made from: they follow their rows through a beam search.
State = tuple[DecoderCache, Tensor, Tensor]


class NextTargetWord:
    """The next word of a target text, given a source: encodes the source once, and each target word once.

    Example: greedy_decode(NextTargetWord(model, src), start_ids, eos_id=2, pad_id=0, max_length=50).
    """

    def __init__(self, model: Transformer, src: Int[Tensor, "batch source_words"]) -> None:
        """Take a model, in eval mode, and the source sentences."""
        self.model, self.src = model, src

    def next_logits(
        self, ids: Int[Tensor, "batch length"], state: State | None
    ) -> tuple[Float[Tensor, "batch vocab_size"], State]:
        """Score every word that could come after `ids`; only words not yet in the cache are computed."""
        if state is None:
            state = self.model.new_cache(), self.model.encode(self.src), self.src
        cache, memory, src = state
        logits = self.model.decode(ids[:, cache.length :], memory, src, cache)
        return logits[:, -1], (cache, memory, src)

    def reorder(self, state: State, rows: Int[Tensor, " new_batch"]) -> State:
        """Keep these rows, in this order."""
        cache, memory, src = state
        return cache.reorder(rows), memory[rows], src[rows]
