"""BM25, which scores texts by the words that they share with a question."""

import math
import re
from collections import Counter
from collections.abc import Sequence

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.language import say


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without punctuation."""
    return re.findall(r"\w+", text.lower())


class BM25:
    """Texts that are scored for a question: rare words count more, the tenth time a word stands there hardly any more.

    Source: Robertson and Zaragoza (2009), "The probabilistic relevance framework: BM25 and beyond".
    """

    def __init__(self, texts: Sequence[str], *, saturation: float = 1.5, length_share: float = 0.75) -> None:
        """Count the words of the texts.

        Args:
            texts: what is searched.
            saturation: k₁, how slowly a word that is repeated stops counting.
            length_share: b, from 0 to 1: how far a long text's words count less.

        Raises:
            ValueError: no texts.
        """
        if isinstance(texts, str) or not texts:
            raise ValueError(say("texts is {texts!r}; give a list of at least one text.", texts=texts))
        self.counts = [Counter(words_of(text)) for text in texts]
        self.saturation = saturation
        lengths = [counts.total() for counts in self.counts]
        mean = sum(lengths) / len(lengths) or 1
        self.slowness = [saturation * (1 - length_share + length_share * length / mean) for length in lengths]
        self.texts_with = Counter(word for counts in self.counts for word in counts)

    def weight(self, word: str) -> float:
        """Return what one word counts: near 0 if it stands in every text, most if it stands in one only."""
        having = self.texts_with[word]
        return math.log(1 + (len(self.counts) - having + 0.5) / (having + 0.5))

    def scores(self, question: str) -> Float[Tensor, " texts"]:
        """Return one score for each text; 0 where no word is shared."""
        words = words_of(question)
        return torch.tensor(
            [
                sum(
                    self.weight(word) * counts[word] * (self.saturation + 1) / (counts[word] + slow)
                    for word in words
                    if word in counts
                )
                for counts, slow in zip(self.counts, self.slowness, strict=True)
            ],
            dtype=torch.float64,
        )
