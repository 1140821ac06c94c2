"""The bottom of a stack: tokens and their places become vectors."""

from functools import lru_cache
from typing import Literal

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from course_lib.attention.dropout import Dropout
from course_lib.embeddings import TokenEmbedding
from course_lib.positions import LearnedPositions, sinusoidal_positions

Positions = Literal["sinusoidal", "learned"]


class EmbedWithPositions(nn.Module):
    """Token embedding times √d_model, plus the vector of the place."""

    def __init__(
        self,
        vocab_size: int,
        d_model: int,
        *,
        pad_id: int,
        positions: Positions = "sinusoidal",
        max_length: int = 512,
        dropout: float = 0.0,
    ) -> None:
        """Make the table of tokens, and one of places if they are learned (`max_length` of them).

        Raises:
            ValueError: positions that are neither "sinusoidal" nor "learned".
        """
        super().__init__()
        if positions not in ("sinusoidal", "learned"):
            raise ValueError(f'positions is {positions!r}; expected "sinusoidal" or "learned".')
        self.tokens = TokenEmbedding(vocab_size, d_model, pad_id=pad_id)
        self.places = LearnedPositions(max_length, d_model) if positions == "learned" else None
        self.dropout = Dropout(dropout)

    def forward(self, ids: Int[Tensor, "batch words"], *, start: int = 0) -> Float[Tensor, "batch words d_model"]:
        """Embed ids whose first one stands at the place `start`.

        Raises:
            ValueError: ids that are no tokens or have other axes, or a place beyond the learned ones.
        """
        if ids.ndim != 2:
            raise ValueError(f"ids has shape {list(ids.shape)}; expected [batch, words].")
        x = self.tokens(ids)
        if self.places is None:
            places = _sinusoids(start, start + x.shape[1], x)
        else:
            places = self.places(x.shape[1], start=start)
        return self.dropout(x + places)


def _sinusoids(start: int, stop: int, x: Tensor) -> Float[Tensor, "words d_model"]:
    """Return the vectors of the places from `start` to below `stop`, as `x` is: cut out of a longer table."""
    if not 0 <= start < stop:
        raise ValueError(f"length is {stop - start} and start is {start}; expected at least one place, from 0 on.")
    length = 1 << (stop - 1).bit_length()  # the next power of two
    return _table_of_sinusoids(length, x.shape[-1], x.dtype, x.device)[start:stop]


@lru_cache(maxsize=16)
def _table_of_sinusoids(
    length: int, d_model: int, dtype: torch.dtype, device: torch.device
) -> Float[Tensor, "length d_model"]:
    """Keep the tables of the last lengths: sines take longer than all else in this file."""
    with torch.inference_mode(False):  # who asks first may be in inference mode; who asks next may train
        return sinusoidal_positions(length, d_model).to(device, dtype)
