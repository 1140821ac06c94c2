"""The bottom of a stack: tokens and their places become vectors."""

from typing import Literal

from jaxtyping import Float, Int
from torch import Tensor, nn

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
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Int[Tensor, "batch words"], *, start: int = 0) -> Float[Tensor, "batch words d_model"]:
        """Embed ids whose first one stands at the place `start`.

        Raises:
            ValueError: ids that are no tokens or have other axes, or a place beyond the learned ones.
        """
        if ids.ndim != 2:
            raise ValueError(f"ids has shape {list(ids.shape)}; expected [batch, words].")
        x = self.tokens(ids)
        if self.places is None:
            places = sinusoidal_positions(*x.shape[1:], start=start).to(x)
        else:
            places = self.places(x.shape[1], start=start)
        return self.dropout(x + places)
