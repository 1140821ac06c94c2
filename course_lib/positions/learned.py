"""Learned positions: one trained vector for each place, up to a longest text."""

import torch
from jaxtyping import Float
from torch import Tensor, nn

from course_lib.language import say
from course_lib.positions.places import AddedPositions


class LearnedPositions(AddedPositions):
    """A table of vectors, one for each place; BERT and GPT-2 use such a table."""

    def __init__(
        self,
        max_length: int,
        d_model: int,
        *,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> None:
        """Make the table, [max_length, d_model], with small random numbers.

        Raises:
            ValueError: a size below 1.
        """
        super().__init__(d_model)
        if max_length < 1 or d_model < 1:
            raise ValueError(
                say(
                    "max_length is {max_length} and d_model is {d_model}; expected both to be at least 1.",
                    max_length=max_length,
                    d_model=d_model,
                )
            )
        self.table = nn.Parameter(torch.randn(max_length, d_model, dtype=dtype, device=device) * d_model**-0.5)

    def forward(self, length: int, *, start: int = 0) -> Float[Tensor, "length d_model"]:
        """Return the vectors of the places `start` to `start + length - 1`.

        Raises:
            ValueError: a place beyond the table, for which nothing was learned.
        """
        if start < 0 or start + length > len(self.table):
            raise ValueError(
                say(
                    "places {start} to {end} were asked for; expected places from 0 to "
                    "{last}, the ones this table has learned.",
                    start=start,
                    end=start + length - 1,
                    last=len(self.table) - 1,
                )
            )
        return self.table[start : start + length]
