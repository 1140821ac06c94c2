"""Answers to share-on-itself, written from its task and stub alone."""

# %% right: numerator and denominator divided by the own power
import math


def share_on_itself(length, d, words):
    score = length * length / math.sqrt(d)
    return 1.0 / (1.0 + (words - 1) * math.exp(-score))


# %% right: sums the other words in a loop, with the own score taken off all of them
from math import exp


def share_on_itself(length: float, d: int, words: int) -> float:
    own = length * length / d**0.5
    total = exp(0.0)
    for _ in range(words - 1):
        total += exp(0.0 - own)
    return exp(0.0) / total


# %% wrong: overflows for a very long embedding
import math


def share_on_itself(length: float, d: int, words: int) -> float:
    score = length**2 / math.sqrt(d)
    return math.exp(score) / (math.exp(score) + words - 1)


# %% wrong: the score is not divided by the root of d
import math


def share_on_itself(length: float, d: int, words: int) -> float:
    score = length * length
    return 1.0 / (1.0 + (words - 1) * math.exp(-score))


# %% wrong: the score is the length, not its square
import math


def share_on_itself(length: float, d: int, words: int) -> float:
    score = length / math.sqrt(d)
    return 1.0 / (1.0 + (words - 1) * math.exp(-score))


# %% wrong: counts all words as the others, one too many
import math


def share_on_itself(length: float, d: int, words: int) -> float:
    score = length * length / math.sqrt(d)
    return 1.0 / (1.0 + words * math.exp(-score))


# %% wrong: the other words with score 0 are left out, their power e^0 = 1 is taken for 0
import math


def share_on_itself(length: float, d: int, words: int) -> float:
    score = length * length / math.sqrt(d)
    own = math.exp(-score + score)
    others = 0.0 * (words - 1)
    return own / (own + others)


# %% wrong: divided by d instead of its root
import math


def share_on_itself(length: float, d: int, words: int) -> float:
    score = length * length / d
    return 1.0 / (1.0 + (words - 1) * math.exp(-score))


# %% wrong: always two other words as in the example
import math


def share_on_itself(length: float, d: int, words: int) -> float:
    score = length * length / math.sqrt(d)
    return 1.0 / (1.0 + 2 * math.exp(-score))
