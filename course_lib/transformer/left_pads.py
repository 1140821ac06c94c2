"""Starts of different lengths, filled up at the left: which words may be seen, and where each stands."""

from dataclasses import dataclass

import torch
from jaxtyping import Bool, Int
from torch import Tensor


@dataclass(frozen=True)
class LeftPads:
    """How many pads each row begins with. They are masked, and the words behind them stand at 0, 1, 2, …"""

    first: Int[Tensor, "batch 1"] | None  # the column of each row's first word; None if no row begins with a pad

    @classmethod
    def of_starts(cls, ids: Int[Tensor, "batch length"], pad_id: int | None) -> "LeftPads":
        """Count them. The last id of a start is always a word, even if it is the pad."""
        if pad_id is None:
            return cls(None)
        is_word = ids != pad_id
        is_word[:, -1] = True
        first = is_word.int().argmax(dim=1, keepdim=True)  # [batch, 1]
        return cls(first if bool((first > 0).any()) else None)

    def mask_and_places(
        self, length: int, seen: int
    ) -> tuple[Bool[Tensor, "batch 1 1 {length}"] | None, Int[Tensor, "batch new_words"] | None]:
        """Return which of the words so far may be seen, and the places of those after the first `seen`."""
        if self.first is None:
            return None, None  # nothing needs a mask: faster
        columns = torch.arange(length, device=self.first.device)
        mask = (columns >= self.first)[:, None, None]  # [batch, 1, 1, length]
        return mask, (columns[seen:] - self.first).clamp(min=0)  # [batch, new words]

    def rows(self, rows: Int[Tensor, " new_batch"]) -> "LeftPads":
        """Return those of these rows of the batch."""
        return LeftPads(None if self.first is None else self.first[rows])
