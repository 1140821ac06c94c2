"""What all kinds of positions have in common: they tell a model where each word stands."""

from collections.abc import Callable

from jaxtyping import Float, Int
from torch import Tensor, nn

Words = Float[Tensor, "batch words d_model"]
Places = Int[Tensor, "batch words"]
Heads = Float[Tensor, "batch heads words d_head"]
Turn = Callable[[Heads], Heads]


class Positions(nn.Module):
    """Say nothing about places: the other kinds add a vector to each word, or turn queries and keys.

    A model makes one with the width of its vectors and asks for both, so that it need not know which kind it has.
    """

    def __init__(self, d_model: int) -> None:
        """Take the width of the words' vectors."""
        super().__init__()
        self.d_model = d_model

    def add(self, x: Words, *, start: int = 0, places: Places | None = None) -> Words:
        """Add to each word what is known of its place.

        Args:
            x: the words' vectors.
            start: the place of the first word, for text that continues an earlier one.
            places: the place of each word, from 0 to below start + words, where they are not simply in a row: a
                sentence that was filled up at its beginning starts with place 0 behind the pads.
        """
        return x

    def turn(self, words: int, *, start: int = 0, places: Places | None = None) -> Turn | None:
        """Return what turns queries and keys by their places, if this kind does; arguments as in `add`."""
        return None

    def extra_repr(self) -> str:
        """Say the width."""
        return f"d_model={self.d_model}"


class AddedPositions(Positions):
    """Positions that are vectors: called with a length, they return one for each place."""

    def add(self, x: Words, *, start: int = 0, places: Places | None = None) -> Words:
        """Add its place's vector to each word; see `Positions.add`."""
        words = x.shape[1]
        vectors = self(words, start=start) if places is None else self(start + words)[places]
        return x + vectors.to(x.dtype)  # [batch, words, d_model]


class NoPositions(Positions):
    """No places at all: a model that sees which words there are, and only a causal mask tells it any order."""
