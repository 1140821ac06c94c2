"""Prose without any sense: each word depends on the one before it alone, with known shares (a Markov chain)."""

import torch
from jaxtyping import Float, Int
from torch import Tensor

from course_lib.tiny_corpora.repeats import START_ID


class Prose:
    """A chain of words with the ids 1, 2, 3, …, as those of `repeated_rows`, behind a start with the id 0."""

    def __init__(self, words: int = 63, *, seed: int = 0, spread: float = 4.0) -> None:
        """Draw the shares: the larger the spread, the surer each word says which comes next."""
        generator = torch.Generator().manual_seed(seed)
        scores = spread * torch.randn(words, words, generator=generator, dtype=torch.float64)
        self.shares: Float[Tensor, "words words"] = scores.softmax(dim=1)  # from each word to the next

    @property
    def stationary(self) -> Float[Tensor, " words"]:
        """Return how frequent each word is in a long text, and the first word's shares too."""
        words = len(self.shares)
        # The shares of all words stay what they are, and sum to 1.
        equations = torch.cat([self.shares.T - torch.eye(words), torch.ones(1, words)])
        right_side = torch.zeros(words + 1, 1, dtype=torch.float64)
        right_side[-1] = 1
        return torch.linalg.lstsq(equations, right_side).solution[:, 0]

    @property
    def entropy(self) -> float:
        """Return how many nats a word costs in the mean that knows the word before it."""
        of_rows = torch.special.entr(self.shares).sum(dim=1)  # [words]
        return float(self.stationary @ of_rows)

    def rows(self, rows: int, *, length: int = 48, generator: torch.Generator | None = None) -> Int[Tensor, "rows n"]:
        """Draw rows of a start and `length` words: [rows, 1 + length]."""
        ids = torch.full((rows, 1 + length), START_ID)
        shares = self.stationary.clamp(min=0).expand(rows, -1)
        for place in range(1, 1 + length):
            words = torch.multinomial(shares, 1, generator=generator)[:, 0]
            ids[:, place] = words + 1
            shares = self.shares[words]  # [rows, words]
        return ids
