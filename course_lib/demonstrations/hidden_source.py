"""Which source words does a decoder need to write a verb? Hide some of them from its cross-attention, and count.

Spanish has two verbs for "to be", and in this corpus the adjective decides which is right.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import torch

from course_lib.tiny_corpora.translations import Translation
from course_lib.training import Translator, pad_rows

VERBS = ("es", "son", "está", "están")  # what is and are become


@dataclass(frozen=True)
class SourcePlaces:
    """Where in the source of one sentence what matters for its verb stands, counted from 0."""

    verb: int
    adjective: int
    end: int

    @classmethod
    def of(cls, pair: Translation) -> "SourcePlaces":
        """Find the places in a sentence with one verb; its adjective comes next, or after "not"."""
        verb = pair.alignment[place_of_verb(pair)]
        return cls(verb, verb + 1 + (pair.source[verb + 1] == "not"), len(pair.source))

    @property
    def all(self) -> set[int]:
        """Return every place, the end sign's too."""
        return set(range(self.end + 1))


Hide = Callable[[SourcePlaces], Collection[int]]


@torch.no_grad()
def right_verbs(translator: Translator, pairs: Sequence[Translation], hide: Hide) -> float:
    """Return how often the right one of the four verbs gets the highest logit, after the right words before it.

    Only the cross-attention does not see the hidden places: the encoder has worked with all of them.

    Args:
        translator: from English to Spanish; its tokens are words.
        pairs: sentences with one verb each.
        hide: the places of the source to hide in a sentence.
    """
    rows = translator.encode_pairs((" ".join(pair.source), " ".join(pair.target)) for pair in pairs)
    src, tgt = (pad_rows(part) for part in zip(*rows, strict=True))  # [pairs, words] each
    seen = translator.model.source_mask(src)  # [pairs, 1, 1, source words]
    for row, pair in enumerate(pairs):
        seen[row, ..., list(hide(SourcePlaces.of(pair)))] = False
    logits = translator.model.decode(tgt[:, :-1], translator.model.encode(src), seen)  # [pairs, words, vocab_size]
    at = [place_of_verb(pair) for pair in pairs]
    verbs = [translator.encode_target(verb)[1] for verb in VERBS]  # after the start sign
    said = logits[range(len(pairs)), at][:, verbs].argmax(dim=-1).tolist()  # among the four verbs alone
    right = sum(VERBS[best] == pair.target[place] for best, pair, place in zip(said, pairs, at, strict=True))
    return right / len(pairs)


def place_of_verb(pair: Translation) -> int:
    """Return where in the target the verb stands."""
    return next(place for place, word in enumerate(pair.target) if word in VERBS)
