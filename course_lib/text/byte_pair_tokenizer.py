"""Byte-pair encoding: join the most frequent pair of neighbours into a new token, again and again.

Source: Sennrich et al. (2016), "Neural machine translation of rare words with subword units"; on bytes, as in Radford
et al. (2019), "Language models are unsupervised multitask learners", section 2.2.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from course_lib.language import say
from course_lib.text.byte_pairs import (
    BYTES,
    Ids,
    Pair,
    Split,
    count_pairs,
    ids_of_bytes,
    merge_pair,
    most_frequent_pair,
    split_as_gpt2,
)


class BytePairTokenizer:
    """Between a text and the ids of its tokens. No text is refused, for its bytes are tokens too."""

    def __init__(self, merges: Iterable[Pair] = (), split: Split = split_as_gpt2) -> None:
        """Take the pairs in the order in which they were joined, and how a text is cut first."""
        self.split = split
        self.tokens = list(BYTES)  # the bytes of each token, by its id
        self.id_of = {token: number for number, token in enumerate(BYTES)}
        self.rank_of: dict[Pair, int] = {}
        for pair in merges:
            self.add_merge(pair)

    def add_merge(self, pair: Pair) -> int:
        """Join this pair from now on, and return the id of what it becomes: aa + a and a + aa are one token."""
        joined = self.tokens[pair[0]] + self.tokens[pair[1]]
        if joined not in self.id_of:
            self.id_of[joined] = len(self.tokens)
            self.tokens.append(joined)
        self.rank_of[pair] = len(self.rank_of)
        return self.id_of[joined]

    @classmethod
    def train(cls, texts: Iterable[str], vocab_size: int, split: Split = split_as_gpt2) -> "BytePairTokenizer":
        """Join the most frequent pair until there are `vocab_size` tokens, or nothing is left to join.

        Of equally frequent pairs the one with the smaller ids is joined, as the library `tokenizers` does.

        Args:
            texts: what to learn from.
            vocab_size: how many tokens there shall be, the 256 bytes included.
            split: cuts a text; no token reaches across a cut.

        Raises:
            ValueError: a vocab_size without room for all bytes.
        """
        if vocab_size < len(BYTES):
            raise ValueError(say("vocab_size is {size}; expected at least 256, one for each byte.", size=vocab_size))
        tokenizer = cls(split=split)
        pieces = Counter(ids_of_bytes(piece) for text in texts for piece in split(text))
        while len(tokenizer) < vocab_size and (counts := count_pairs(pieces)):
            pair = most_frequent_pair(counts)
            new_id = tokenizer.add_merge(pair)
            merged: Counter[Ids] = Counter()
            for ids, times in pieces.items():
                merged[merge_pair(ids, pair, new_id)] += times
            pieces = merged
        return tokenizer

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.tokens)

    @property
    def merges(self) -> list[Pair]:
        """Return the pairs in the order in which they were joined."""
        return list(self.rank_of)

    def encode(self, text: str) -> list[int]:
        """Return the ids of a text's tokens."""
        pieces = self.split(text)
        ids_of = {piece: self._join(ids_of_bytes(piece)) for piece in dict.fromkeys(pieces)}
        return [number for piece in pieces for number in ids_of[piece]]

    def _join(self, ids: Ids) -> Ids:
        """Join pairs, of those there are always the one that was learned first, at its first place."""
        never = len(self.rank_of)
        while len(ids) > 1:
            ranks = [self.rank_of.get(pair, never) for pair in pairwise(ids)]
            place = ranks.index(min(ranks))
            if ranks[place] == never:
                break
            left, right = ids[place : place + 2]
            ids = (*ids[:place], self.id_of[self.tokens[left] + self.tokens[right]], *ids[place + 2 :])
        return ids

    def decode(self, ids: Iterable[int]) -> str:
        """Return the text of these ids; bytes that make no character become �.

        Raises:
            ValueError: an id is out of range.
        """
        numbers = [int(number) for number in ids]
        for number in numbers:
            if not 0 <= number < len(self):
                raise ValueError(
                    say(
                        "id {number} is out of range; this tokenizer has the ids 0 to {last}.",
                        number=number,
                        last=len(self) - 1,
                    )
                )
        return b"".join(self.tokens[number] for number in numbers).decode("utf-8", errors="replace")
