"""Rows that say the same again: the words are drawn at random, but from the first repeat on each is foretold.

How long the repeated segment is differs from row to row. If it did not, a model could learn by heart how many words
to look back; as it is, it must find where the last word stood before, and take the word after it.
"""

from typing import NamedTuple

import torch
from jaxtyping import Bool, Int
from torch import Tensor

START_ID = 0  # the words are 1, 2, 3, …


class RepeatedRows(NamedTuple):
    """Rows of ids, and how long the segment is that each row repeats."""

    ids: Int[Tensor, "rows places"]  # the start, then the words
    periods: Int[Tensor, " rows"]

    @property
    def is_foretold(self) -> Bool[Tensor, "rows places"]:
        """Say which ids can be copied: the word before them has stood in the row already, with them after it."""
        places = torch.arange(self.ids.shape[1], device=self.ids.device)
        return places >= self.periods[:, None] + 2  # behind the start, a whole segment and one word


def repeated_rows(
    rows: int,
    *,
    words: int = 63,
    length: int = 48,
    shortest: int = 8,
    longest: int = 24,
    generator: torch.Generator | None = None,
) -> RepeatedRows:
    """Draw a segment for each row, of different words, and repeat it to `length` words behind the start.

    Args:
        rows: how many.
        words: how many words there are, with the ids from 1.
        length: how many words a row has; it has one id more, the start.
        shortest, longest: how long a segment may be.
        generator: where chance comes from.
    """
    periods = torch.randint(shortest, longest + 1, (rows,), generator=generator)
    segments = torch.rand(rows, words, generator=generator).argsort(dim=1)[:, :longest] + 1  # [rows, longest]
    places = torch.arange(length) % periods[:, None]  # [rows, length]
    ids = torch.cat([torch.full((rows, 1), START_ID), segments.gather(1, places)], dim=1)
    return RepeatedRows(ids, periods)
