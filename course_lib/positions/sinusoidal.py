"""Sinusoidal positions: one fixed vector for each place in a text."""

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.language import say
from course_lib.positions.angles import angles_of_places
from course_lib.positions.pairs import INTERLEAVED, Pairs
from course_lib.positions.places import AddedPositions

KEPT = 1024  # places whose vectors are kept: sines take longer than a look into a table


def sinusoidal_positions(
    length: int, d_model: int, *, start: int = 0, pairs: Pairs = INTERLEAVED
) -> Float[Tensor, "length d_model"]:
    """Return one vector for each place: sines and cosines of ever lower frequencies.

    Component 2i of place t is sin(t / 10000^(2i / d_model)), component 2i + 1 the cosine of the same angle.

    Args:
        length: how many places.
        d_model: width of each vector; even, because sines and cosines come in pairs.
        start: the first place, for text that continues an earlier one.
        pairs: where sine and cosine of an angle stand: beside each other, or with `HALVES`, as Marian has it, the sines
            in the first half and the cosines in the second.

    Raises:
        ValueError: an odd or non-positive width, a length below 1, or a negative start.

    Source: Vaswani et al. (2017), "Attention is all you need", section 3.5.
    """
    if d_model < 2 or d_model % 2:
        raise ValueError(
            say(
                "d_model is {d_model}; expected an even number of at least 2: sines and cosines are paired.",
                d_model=d_model,
            )
        )
    if length < 1 or start < 0:
        raise ValueError(
            say(
                "length is {length} and start is {start}; expected at least one place, from 0 on.",
                length=length,
                start=start,
            )
        )
    angles = angles_of_places(torch.arange(start, start + length), d_model)  # [length, d_model / 2]
    return pairs.together(angles.sin(), angles.cos()).float()  # [length, d_model]


class SinusoidalPositions(AddedPositions):
    """The fixed vector of its place for each word, as in the paper."""

    table: Tensor

    def __init__(
        self,
        d_model: int,
        *,
        pairs: Pairs = INTERLEAVED,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> None:
        """Make the vectors of the first places; those of later ones are computed when they are needed.

        The arguments are those of `sinusoidal_positions`.

        Raises:
            ValueError: an odd or non-positive width.
        """
        super().__init__(d_model)
        self.pairs = pairs
        table = sinusoidal_positions(KEPT, d_model, pairs=pairs).to(device=device, dtype=dtype)  # [places, d_model]
        self.register_buffer("table", table, persistent=False)

    def forward(self, length: int, *, start: int = 0) -> Float[Tensor, "length d_model"]:
        """Return the vectors of the places `start` to `start + length - 1`.

        Raises:
            ValueError: a length below 1, or a negative start.
        """
        if start < 0 or start + length > KEPT:
            return sinusoidal_positions(length, self.d_model, start=start, pairs=self.pairs).to(self.table)
        return self.table[start : start + length]
