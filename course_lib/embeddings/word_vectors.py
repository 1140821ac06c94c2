"""Words with their vectors: look one up, find its neighbours, do arithmetic."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.language import say


class WordVectors:
    """A list of words and a matrix with one row for each."""

    def __init__(self, words: Sequence[str], matrix: Float[Tensor, "words d"]) -> None:
        """Take the words and their vectors, row by row.

        Raises:
            ValueError: a word occurs twice, or there are not as many rows as words.
        """
        self.words = tuple(words)
        self.row_of = {word: row for row, word in enumerate(self.words)}
        if len(self.row_of) != len(self.words):
            raise ValueError(
                say(
                    "{words} words hold only {different} different ones; give each word once.",
                    words=len(self.words),
                    different=len(self.row_of),
                )
            )
        if len(matrix) != len(self.words):
            raise ValueError(
                say(
                    "matrix has {rows} rows for {words} words; give one row for each word.",
                    rows=len(matrix),
                    words=len(self.words),
                )
            )
        self.matrix = matrix

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.words)

    def __contains__(self, word: str) -> bool:
        """Say whether the word has a vector."""
        return word in self.row_of

    def __getitem__(self, word: str) -> Float[Tensor, " d"]:
        """Return the vector of a word; a KeyError names the words most like one that is unknown."""
        if word not in self.row_of:
            near = get_close_matches(word, self.words) or self.words[:3]
            raise KeyError(
                say(
                    "{word!r} has no vector here; there are, for example: {examples}.",
                    word=word,
                    examples=", ".join(near),
                )
            )
        return self.matrix[self.row_of[word]]

    def cosine(self, first: str, second: str) -> float:
        """Return the cosine of the angle between two words' vectors."""
        return float(torch.cosine_similarity(self[first], self[second], dim=0))

    def nearest(
        self, target: str | Float[Tensor, " d"], count: int = 5, *, without: Collection[str] = ()
    ) -> list[tuple[str, float]]:
        """Return the words with the largest cosine to a word or vector, best first, each with its cosine.

        The word itself and those in `without` are left out.
        """
        vector = self[target] if isinstance(target, str) else target
        left_out = {target, *without} if isinstance(target, str) else set(without)
        cosines = torch.cosine_similarity(self.matrix, vector, dim=1)
        best = cosines.topk(min(count + len(left_out), len(self.words)))
        found = [(self.words[row], cosine) for cosine, row in zip(*map(Tensor.tolist, best), strict=True)]
        return [(word, cosine) for word, cosine in found if word not in left_out][:count]

    def analogy(self, start: str, end: str, other: str, count: int = 1) -> list[tuple[str, float]]:
        """Answer "start is to end as other is to …": the words nearest to other + end − start.

        The three words given are left out, as is the custom; without that, `other` itself often comes first.
        """
        return self.nearest(self[other] + self[end] - self[start], count, without=(start, end, other))
