"""The bottom of a stack: tokens and their places become vectors."""

from collections.abc import Callable

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from course_lib.attention.dropout import Dropout
from course_lib.embeddings import TokenEmbedding
from course_lib.language import say
from course_lib.positions import Positions, SinusoidalPositions
from course_lib.transformer.refusals import refuse_what_makes_nothing

MakePositions = Callable[[int], Positions]  # from d_model


class EmbedWithPositions(nn.Module):
    """Token embedding times √d_model, or times `scale`, plus what is known of the place."""

    def __init__(
        self,
        vocab_size: int,
        d_model: int,
        *,
        pad_id: int | None,
        positions: MakePositions = SinusoidalPositions,
        scale: float | None = None,
        dropout: float = 0.0,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> None:
        """Make the table of tokens, and the positions.

        Args:
            vocab_size: how many tokens there are.
            d_model: width of the vectors.
            pad_id: the token whose row stays zero; None if there is no such token.
            positions: makes them for the width d_model: `SinusoidalPositions`, `partial(LearnedPositions, 512)`,
                `RotaryPositions`, `NoPositions`.
            scale: what the tokens' vectors are multiplied by: √d_model, if not given.
            dropout: share set to zero at random while training.
            dtype, device: of the parameters; PyTorch's defaults, if not given.

        Raises:
            ValueError: an id that is none, sizes that no table has, or positions that cannot be made.
        """
        super().__init__()
        refuse_what_makes_nothing("positions", positions, "RotaryPositions")
        self.tokens = TokenEmbedding(vocab_size, d_model, pad_id=pad_id, scale=scale)
        self.places = positions(d_model)
        self.dropout = Dropout(dropout)
        self.to(device=device, dtype=dtype)

    def forward(
        self, ids: Int[Tensor, "batch words"], *, start: int = 0, places: Int[Tensor, "batch words"] | None = None
    ) -> Float[Tensor, "batch words d_model"]:
        """Embed ids whose first one stands at the place `start`, or that stand at `places`.

        Raises:
            ValueError: ids that are no tokens or have other axes, or a place beyond the learned ones.
        """
        if ids.ndim != 2 or 0 in ids.shape:
            raise ValueError(
                say("ids has shape {shape}; expected [batch, words], at least one of each.", shape=list(ids.shape))
            )
        x = self.tokens(ids)  # [batch, words, d_model]
        return self.dropout(self.places.add(x, start=start, places=places))
