"""What a decoder remembers while it writes: keys and values, so that no word is projected twice."""

from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from jaxtyping import Float, Int
from torch import Tensor

SoFar = Float[Tensor, "batch heads target_words d_head"]
OfMemory = Float[Tensor, "batch heads source_words d_head"]


@dataclass
class GrowingCache:
    """Keys and values of the target words written so far; each call adds those of the newest words."""

    so_far: tuple[SoFar, SoFar] | None = None
    room: tuple[Tensor, Tensor] | None = field(default=None, repr=False, compare=False)  # `so_far` is its beginning

    def keys_and_values(self, project: Callable[[], tuple[SoFar, SoFar]]) -> tuple[SoFar, SoFar]:
        """Append the newest words' keys and values, and return those of all words so far."""
        key, value = project()
        if self.so_far is None:
            self.so_far = key, value
        elif torch.is_grad_enabled():  # what gradients flow through must not be written over
            self.so_far = torch.cat([self.so_far[0], key], dim=2), torch.cat([self.so_far[1], value], dim=2)
            self.room = None
        else:
            self.so_far = self._write_behind(self.so_far, key, value)
        return self.so_far

    def _write_behind(self, so_far: tuple[SoFar, SoFar], key: Tensor, value: Tensor) -> tuple[Tensor, Tensor]:
        """Append without copying all that is there: only when the room is full, it moves into one twice as large."""
        start, stop = so_far[0].shape[2], so_far[0].shape[2] + key.shape[2]
        if self.room is None or self.room[0].shape[2] < stop:
            self.room = _with_room(so_far[0], 2 * stop), _with_room(so_far[1], 2 * stop)
        keys, values = self.room
        keys[:, :, start:stop], values[:, :, start:stop] = key, value
        return keys[:, :, :stop], values[:, :, :stop]

    def rows(self, rows: Int[Tensor, " new_batch"]) -> "GrowingCache":
        """Return a cache with these rows of the batch."""
        return GrowingCache(_pick(self.so_far, rows))


@dataclass
class FixedCache:
    """Keys and values of the source words: made once, at the first call."""

    made: tuple[OfMemory, OfMemory] | None = None

    def keys_and_values(self, project: Callable[[], tuple[OfMemory, OfMemory]]) -> tuple[OfMemory, OfMemory]:
        """Return the keys and values of the source."""
        if self.made is None:
            self.made = project()
        return self.made

    def rows(self, rows: Int[Tensor, " new_batch"]) -> "FixedCache":
        """Return a cache with these rows of the batch."""
        return FixedCache(_pick(self.made, rows))


@dataclass
class LayerCache:
    """What one layer remembers: of the target, and of the memory of the source, if the model has a source."""

    target: GrowingCache = field(default_factory=GrowingCache)
    memory: FixedCache = field(default_factory=FixedCache)


@dataclass
class DecoderCache:
    """One `LayerCache` for each layer."""

    layers: list[LayerCache]

    @property
    def length(self) -> int:
        """Return how many target words have been seen: the place of the next one."""
        so_far = self.layers[0].target.so_far
        return 0 if so_far is None else so_far[0].shape[2]

    def reorder(self, rows: Int[Tensor, " new_batch"]) -> "DecoderCache":
        """Return a cache with these rows of the batch, for a beam search that keeps some and drops others.

        `decode` then wants the same rows of the memory and of its mask.
        """
        return DecoderCache([LayerCache(layer.target.rows(rows), layer.memory.rows(rows)) for layer in self.layers])


def _pick(pair: tuple[Tensor, Tensor] | None, rows: Tensor) -> tuple[Tensor, Tensor] | None:
    return None if pair is None else (pair[0][rows], pair[1][rows])


def _with_room(so_far: SoFar, words: int) -> Float[Tensor, "batch heads {words} d_head"]:
    """Copy to the beginning of a tensor for this many words."""
    batch, heads, length, d_head = so_far.shape
    room = so_far.new_empty(batch, heads, words, d_head)
    room[:, :, :length] = so_far
    return room
