"""Write faster with a model of Llama's kind: the same scores for the next word, from a copy laid out for writing."""

from dataclasses import dataclass, replace
from typing import Any

import torch
from jaxtyping import Float, Int
from torch import Tensor

from course_lib.positions.angles import angles_of_places
from course_lib.transformer.language_model import LanguageModel
from course_lib.transformer.left_pads import LeftPads
from course_lib.transformer.packed_layer import PackedLayer, PackedNorm, Turn
from course_lib.transformer.packed_refusal import refuse_what_cannot_be_packed

ROOM = 256  # places that a text's keys and values have at first
FEW = 2  # texts; as measured by `benchmarks.smollm2`


@dataclass
class PackedState:
    """What belongs to each text while it is written."""

    room: Float[Tensor, "layers 2 batch kv_heads places d_head"]  # keys and values; behind `length` nothing yet
    length: int
    pads: LeftPads

    def make_room(self, length: int) -> None:
        """See to it that there are so many places: where they are too few, all moves once into twice as many."""
        *sizes, places, d_head = self.room.shape
        if places < length:
            wider = self.room.new_empty(*sizes, 2 * length, d_head)
            wider[..., : self.length, :] = self.room[..., : self.length, :]
            self.room = wider

    def rows(self, rows: Int[Tensor, " new_batch"]) -> "PackedState":
        """Keep these rows, in this order."""
        return replace(self, room=self.room[:, :, rows], pads=self.pads.rows(rows))


class PackedNextWord:
    """The next word of a text, as `NextWord` gives it, by a language model of Llama's kind and in less time.

    What is put together: query, key and value in one matrix, gate and up in another; the cache of all layers in one
    tensor; a product and the sum behind it in one call. No hook is called: to watch a model, take `NextWord`.

    Example: greedy_decode(PackedNextWord(model), start_ids, eos_id=2, pad_id=0, max_length=50).
    """

    def __init__(self, model: LanguageModel, *, texts: int = 1, dtype: torch.dtype | None = None) -> None:
        """Copy the weights of the layers as they are now; the table of embeddings stays the model's own.

        Args:
            model: rotary positions, pre-norm with `nn.RMSNorm`, grouped queries, a gated feed-forward block, no
                offsets: what `language_model_from_llama` makes.
            texts: how many are mostly written at once. For one or two in single precision the matrices are stored
                [in, out], which is read faster, for more [out, in], as in `nn.Linear`. The scores are the same.
            dtype: of the copy, such as `torch.bfloat16`; the model's, if not given.

        Raises:
            ValueError: a model of another kind.
        """
        refuse_what_cannot_be_packed(model)
        self.model = model
        weight = model.to_logits.weight
        self.dtype = weight.dtype if dtype is None else dtype
        in_out = texts <= FEW and self.dtype == torch.float32

        def pack(*weights: Tensor) -> Tensor:
            """Put weights [out, in] below one another, and transpose them; a copy in any case."""
            together = torch.cat([weight.detach().to(self.dtype) for weight in weights])
            if together.ndim == 1:
                return together
            return together.T.contiguous() if in_out else together.T

        places: Any = model.embed.places
        self.places = places
        self.layers = [PackedLayer.of_layer(layer, places.pairs, pack) for layer in model.blocks.layers]
        self.final_norm = PackedNorm.of_norm(model.blocks.final_norm, pack)
        self.to_logits = pack(weight)  # [d_model, vocab_size]

    @torch.no_grad()
    def next_logits(
        self, ids: Int[Tensor, "batch length"], state: PackedState | None
    ) -> tuple[Float[Tensor, "batch vocab_size"], PackedState]:
        """Score every word that could come after `ids`; only words not yet in the cache are computed."""
        if state is None:
            state = self._first_state(ids)
        seen, length = state.length, ids.shape[1]
        mask, places = state.pads.mask_and_places(length, seen)
        if places is None:
            places = torch.arange(seen, length, device=ids.device)[None]  # [1, new words]
        x = self.model.embed.tokens(ids[:, seen:]).to(self.dtype)  # [batch, new words, d_model]
        state.make_room(length)
        rows, turn = x.flatten(0, 1), self._turn(places)
        for layer, room in zip(self.layers, state.room, strict=True):
            rows = layer(rows, room, seen, turn, mask)  # [batch · new words, d_model]
        state.length = length
        last = rows.view_as(x)[:, -1]  # [batch, d_model]
        return self.final_norm(last) @ self.to_logits, state

    def reorder(self, state: PackedState, rows: Int[Tensor, " new_batch"]) -> PackedState:
        """Keep these rows, in this order."""
        return state.rows(rows)

    def _first_state(self, ids: Int[Tensor, "batch length"]) -> PackedState:
        layer = self.layers[0]
        sizes = len(self.layers), 2, len(ids), layer.num_kv_heads, max(ROOM, ids.shape[1]), self._d_head()
        room = self.to_logits.new_empty(sizes)
        return PackedState(room, 0, LeftPads.of_starts(ids, self.model.pad_id))

    def _d_head(self) -> int:
        return self.places.d_model // self.layers[0].num_heads

    def _turn(self, places: Int[Tensor, "some_batch new_words"]) -> Turn:
        angles = angles_of_places(places, self._d_head(), base=self.places.base)
        turn = torch.polar(torch.ones_like(angles), angles)  # in double precision
        return turn.to(torch.complex128 if self.dtype == torch.float64 else torch.complex64)[:, :, None]
