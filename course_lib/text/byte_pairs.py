"""The steps of byte-pair encoding: cut a text, count pairs of neighbours, choose one, join it.

Source: Sennrich et al. (2016), "Neural machine translation of rare words with subword units"; on bytes, as in Radford
et al. (2019), "Language models are unsupervised multitask learners", section 2.2.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise

Pair = tuple[int, int]
Ids = tuple[int, ...]
Split = Callable[[str], list[str]]

# The ids of single bytes, in the order of GPT-2: first those that can be printed. Ties are decided by ids.
PRINTABLE = [*range(33, 127), *range(161, 173), *range(174, 256)]
BYTES = [bytes([number]) for number in [*PRINTABLE, *sorted(set(range(256)) - set(PRINTABLE))]]
ID_OF_BYTE = {byte[0]: number for number, byte in enumerate(BYTES)}


def split_as_gpt2(text: str) -> list[str]:
    """Cut a text where no token of GPT-2 may reach across: a word takes the space before it along."""
    from tokenizers.pre_tokenizers import ByteLevel  # noqa: PLC0415 - words and characters do without it

    return [text[start:stop] for _, (start, stop) in ByteLevel(add_prefix_space=False).pre_tokenize_str(text)]


def do_not_split(text: str) -> list[str]:
    """Leave a text in one piece, so that a token may reach across words."""
    return [text] if text else []


def ids_of_bytes(text: str) -> Ids:
    """Return the ids of the bytes that UTF-8 writes the text with: one for a Latin letter, three for 文."""
    return tuple(ID_OF_BYTE[number] for number in text.encode("utf-8"))


def count_pairs(pieces: Mapping[Ids, int]) -> Counter[Pair]:
    """Count every pair of neighbours, given how often each piece occurs. In a a a there are two pairs a a."""
    counts: Counter[Pair] = Counter()
    for ids, times in pieces.items():
        for pair in pairwise(ids):
            counts[pair] += times
    return counts


def most_frequent_pair(counts: Mapping[Pair, int]) -> Pair:
    """Return the pair that is joined next; of equally frequent ones, the one with the smaller ids."""
    return min(counts, key=lambda pair: (-counts[pair], pair))


def merge_pair(ids: Ids, pair: Pair, new_id: int) -> Ids:
    """Put the new id in the place of each such pair, from left to right: a a a becomes aa a."""
    merged: list[int] = []
    place = 0
    while place < len(ids):
        found = ids[place : place + 2] == pair
        merged.append(new_id if found else ids[place])
        place += 2 if found else 1
    return tuple(merged)
