"""The next word by counting: how often each word followed the same few words before it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log2

START = "<start>"


class CountedWords:
    """Counts runs of up to n words; the share of a word mixes those of all lengths, the longer weighing more.

    With n = 1 it knows how frequent each word is, with 2 it looks one word back (a bigram), with 3 two (a trigram).
    A run that was never seen leaves the share to the shorter ones, down to an even share for each known word.

    Source: Witten and Bell (1991), "The zero-frequency problem", with a constant weight.
    """

    def __init__(self, texts: Iterable[Sequence[str]], n: int, weight: float = 2.0) -> None:
        """Count runs in texts; `weight` is how many words the shorter runs count for."""
        self.n, self.weight = n, weight
        self.runs: Counter[tuple[str, ...]] = Counter()
        for text in texts:
            for words_before, word in self._places(text):
                for length in range(n):
                    self.runs[(*words_before[n - 1 - length :], word)] += 1
        self.beginnings: Counter[tuple[str, ...]] = Counter()
        for run, times in self.runs.items():
            self.beginnings[run[:-1]] += times
        self.vocab_size = sum(len(run) == 1 for run in self.runs)

    def bits(self, text: Sequence[str]) -> list[float]:
        """Return what each word of a text costs, -log2 of its share; infinite for a word that was never counted."""
        return [-log2(share) if (share := self.share(*place)) else float("inf") for place in self._places(text)]

    def share(self, words_before: Sequence[str], word: str) -> float:
        """Return the share of a word after the last n - 1 words."""
        share = 1 / self.vocab_size if (word,) in self.runs else 0.0
        for length in range(self.n):
            before = tuple(words_before[self.n - 1 - length :])
            share = (self.runs[(*before, word)] + self.weight * share) / (self.beginnings[before] + self.weight)
        return share

    def _places(self, text: Sequence[str]) -> Iterable[tuple[tuple[str, ...], str]]:
        """Yield each word with the n - 1 words before it."""
        padded = [START] * (self.n - 1) + list(text)
        for place in range(self.n - 1, len(padded)):
            yield tuple(padded[place - self.n + 1 : place]), padded[place]
