"""Batches for a model that writes: windows of one long text, drawn at random."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import torch
from jaxtyping import Int
from torch import Tensor

from course_lib.training.special_tokens import BOS_ID


@dataclass(frozen=True)
class Windows:
    """Parts of a text, each behind a start, so that the model also learns to begin."""

    ids: Int[Tensor, "batch one_and_context"]

    @property
    def inputs(self) -> Int[Tensor, "batch context"]:
        """Return what the model reads: all ids but the last."""
        return self.ids[:, :-1]

    @property
    def targets(self) -> Int[Tensor, "batch context"]:
        """Return what it shall say at each place: the id that comes next."""
        return self.ids[:, 1:]

    def to(self, device: torch.device | str) -> "Windows":
        """Return the windows on another device."""
        return Windows(self.ids.to(device))


def windows_at(ids: Int[Tensor, " tokens"], starts: list[int], context: int) -> Windows:
    """Cut windows of `context` tokens that begin at these places."""
    rows = torch.stack([ids[start : start + context] for start in starts])
    return Windows(torch.cat([torch.full((len(rows), 1), BOS_ID), rows], dim=1))


def windows_from_step(
    ids: Int[Tensor, " tokens"], batch_size: int, *, context: int, seed: int, step: int = 0
) -> Iterator[Windows]:
    """Give one batch of windows after the other without end, as if `step` batches had been taken already.

    The places of a batch follow from the seed and the number of its step alone.
    """
    for number in count(step):
        choose = random.Random(f"seed {seed}, step {number}")
        yield windows_at(ids, [choose.randrange(len(ids) - context + 1) for _ in range(batch_size)], context)
