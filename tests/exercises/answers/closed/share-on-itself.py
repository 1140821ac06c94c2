"""Answers to share-on-itself, written from its task and stub alone."""

# %% right: divided by e to the score, so only a small exponential is left
import math


def share_on_itself(length, d, words):
    score = length * length / math.sqrt(d)
    return 1 / (1 + (words - 1) * math.exp(-score))


# %% right: torch.softmax in float64 over the own score and zeros
def share_on_itself(length, d, words):
    scores = torch.zeros(words, dtype=torch.float64)
    scores[0] = min(length * length / d**0.5, 1e6)
    return torch.softmax(scores, dim=0)[0].item()


# %% right: the largest score taken off in a list of scores
from math import exp, sqrt


def share_on_itself(size, width, count):
    scores = [min(size * size / sqrt(width), 1e6)] + [0.0] * (count - 1)
    top = max(scores)
    exps = [exp(s - top) for s in scores]
    return exps[0] / sum(exps)


# %% right: the sigmoid of the score less log(words - 1)
import math


def share_on_itself(length: float, d: int, words: int) -> float:
    if words == 1:
        return 1.0
    score = torch.tensor(length, dtype=torch.float64) ** 2 / math.sqrt(d)
    return float(torch.sigmoid(score - math.log(words - 1)))


# %% right: the plain fraction for small scores, the exponent capped at 700
import math


def share_on_itself(length, d, words):
    own = math.exp(min(length * length / math.sqrt(d), 700.0))
    return own / (own + words - 1)


# %% wrong: e to the score directly, a very long embedding overflows
import math


def share_on_itself(length, d, words):
    own = math.exp(length**2 / math.sqrt(d))
    return own / (own + words - 1)


# %% wrong: the length is not squared
import math


def share_on_itself(length, d, words):
    score = length / math.sqrt(d)
    return 1 / (1 + (words - 1) * math.exp(-score))


# %% wrong: divided by d instead of its root
import math


def share_on_itself(length, d, words):
    score = length * length / d
    return 1 / (1 + (words - 1) * math.exp(-score))


# %% wrong: not scaled at all
import math


def share_on_itself(length, d, words):
    score = length * length
    return 1 / (1 + (words - 1) * math.exp(-score))


# %% wrong: the word itself is counted among the others (words instead of words - 1)
import math


def share_on_itself(length, d, words):
    score = length * length / math.sqrt(d)
    return 1 / (1 + words * math.exp(-score))


# %% wrong: the maximum is taken off the own score only, so every share is 1 / words
import math


def share_on_itself(length, d, words):
    score = length * length / math.sqrt(d)
    own = math.exp(score - score)
    return own / (own + (words - 1) * math.exp(0))


# %% wrong: the others' score 0 is taken for a share of nothing, so the word gets everything
import math


def share_on_itself(length, d, words):
    score = length * length / math.sqrt(d)
    others = (words - 1) * 0
    return 1 / (1 + others * math.exp(-score))


# %% wrong: scores above 10 are rounded off to a share of 1, too early with many words
import math


def share_on_itself(length, d, words):
    score = length * length / math.sqrt(d)
    if score > 10:
        return 1.0
    return math.exp(score) / (math.exp(score) + words - 1)


# %% wrong: a sentence of one word fails, log(0)
import math


def share_on_itself(length, d, words):
    score = torch.tensor(length * length / math.sqrt(d))
    return torch.sigmoid(score - math.log(words - 1)).item()


# %% wrong: the share of another word is returned
import math


def share_on_itself(length, d, words):
    score = length * length / math.sqrt(d)
    return math.exp(-score) / (1 + (words - 1) * math.exp(-score))


# %% wrong: the score over the sum of scores, without exponential
import math


def share_on_itself(length, d, words):
    score = length * length / math.sqrt(d)
    return score / (score + words - 1)


# %% wrong: all shares are returned as a tensor, not one float
import math


def share_on_itself(length, d, words):
    scores = torch.eye(words) * (length * length / math.sqrt(d))
    return torch.softmax(scores, dim=-1).diagonal()


# %% wrong: always divided by 4, the root of 16 in the example
import math


def share_on_itself(length, d, words):
    score = length * length / 4
    return 1 / (1 + (words - 1) * math.exp(-score))
