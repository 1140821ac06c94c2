"""Batches of sentences of similar length, so that little of a batch is padding."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import torch
from jaxtyping import Int
from torch import Tensor

from course_lib.training.special_tokens import PAD_ID

IdPair = tuple[list[int], list[int]]  # source: words, end; target: start, words, end


@dataclass(frozen=True)
class Batch:
    """Sentences and their translations, filled up with pads at the right."""

    src: Int[Tensor, "batch source_words"]
    tgt: Int[Tensor, "batch target_words"]

    @property
    def inputs(self) -> Int[Tensor, "batch inputs"]:
        """Return what the decoder reads: the target without its last id. It is told the right words, not its own."""
        return self.tgt[:, :-1]

    @property
    def targets(self) -> Int[Tensor, "batch inputs"]:
        """Return what the decoder shall say at each place: the id that comes next."""
        return self.tgt[:, 1:]

    def to(self, device: torch.device | str) -> "Batch":
        """Return the batch on another device."""
        return Batch(self.src.to(device), self.tgt.to(device))


def pad_rows(
    rows: Sequence[list[int]], *, pad_id: int = PAD_ID, at_the_left: bool = False
) -> Int[Tensor, "rows longest"]:
    """Put lists of ids under one another, filled up with pads: at the right, or at the left, to go on from there."""
    longest = max(map(len, rows))
    pads = [[pad_id] * (longest - len(row)) for row in rows]
    return torch.tensor([fill + row if at_the_left else row + fill for fill, row in zip(pads, rows, strict=True)])


def batches_of_epoch(pairs: Sequence[IdPair], batch_size: int, *, seed: int, epoch: int) -> list[list[int]]:
    """Return, for each batch of an epoch, the places of its pairs; every pair occurs once.

    The pairs are shuffled, then sorted by length, so that chance decides among those of equal length. They are cut
    into batches, and the batches are shuffled. All of it follows from the seed and the number of the epoch alone.
    """
    choose = random.Random(f"seed {seed}, epoch {epoch}")  # PyTorch's generator takes one number, and 32 bits of it
    places = list(range(len(pairs)))
    choose.shuffle(places)
    places.sort(key=lambda place: (len(pairs[place][0]), len(pairs[place][1])))
    batches = [places[first : first + batch_size] for first in range(0, len(places), batch_size)]
    choose.shuffle(batches)
    return batches


def batches_from_step(pairs: Sequence[IdPair], batch_size: int, *, seed: int, step: int = 0) -> Iterator[Batch]:
    """Give one batch after the other without end, epoch after epoch, as if `step` batches had been taken already."""
    per_epoch = -(-len(pairs) // batch_size)
    first_epoch, taken = divmod(step, per_epoch)
    for epoch in count(first_epoch):
        for places in batches_of_epoch(pairs, batch_size, seed=seed, epoch=epoch)[taken:]:
            yield Batch(
                pad_rows([pairs[place][0] for place in places]), pad_rows([pairs[place][1] for place in places])
            )
        taken = 0
