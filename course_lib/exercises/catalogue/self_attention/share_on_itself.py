"""Compute the share that a word gives to itself, from the length of its embedding."""

import math

import torch

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def share_on_itself(length: float, d: int, words: int) -> float:
    """Return e^lead / (e^lead + words − 1) with lead = length² / √d, without overflow."""
    lead = length * length / d**0.5
    return 1 / (1 + (words - 1) * math.exp(-lead))


CASES = (
    Case("length 2, d = 16, three words", lambda: (2.0, 16, 3)),
    Case("length 0: all words alike", lambda: (0.0, 9, 4)),
    Case("one word only", lambda: (1.5, 4, 1)),
    Case("length 1.5, d = 5, two words", lambda: (1.5, 5, 2)),
    Case("length 8, d = 64, 50 words", lambda: (8.0, 64, 50)),
    Case("length 5, d = 300, 200 words", lambda: (5.0, 300, 200)),
    Case("a very long embedding: length 100, d = 64, ten words", lambda: (100.0, 64, 10)),
)


def _shifted(length: float, d: int, words: int) -> float:
    lead = length**2 / math.sqrt(d)
    itself, other = math.exp(0), math.exp(-lead)
    return itself / (itself + (words - 1) * other)


def _with_softmax(length: float, d: int, words: int) -> float:
    scores = torch.zeros(words)
    scores[0] = length * length / d**0.5
    return scores.softmax(dim=0)[0].item()


def _by_attention(length: float, d: int, words: int) -> float:
    x = length * torch.eye(words, d, dtype=torch.float64)
    return float(torch.softmax(x @ x.T / d**0.5, dim=-1)[-1, -1])


def _with_a_large_score_cut(length: float, d: int, words: int) -> float:
    itself = math.exp(min(length * length * d**-0.5, 500))
    return itself / (itself + words - 1)


def _share(lead: float, others: int) -> float:
    return 1 / (1 + others * math.exp(-lead))


def _overflow(length: float, d: int, words: int) -> float:
    itself = math.exp(length * length / d**0.5)
    return itself / (itself + words - 1)


def _infinite(length: float, d: int, words: int) -> float:
    itself = torch.tensor(length * length / d**0.5).exp()
    return (itself / (itself + words - 1)).item()


def _not_scaled(length: float, d: int, words: int) -> float:
    return _share(length**2, words - 1)


def _no_root(length: float, d: int, words: int) -> float:
    return _share(length**2 / d, words - 1)


def _no_square(length: float, d: int, words: int) -> float:
    return _share(length / d**0.5, words - 1)


def _power_before_slash(length: float, d: int, words: int) -> float:
    return _share(length**2 / d**1 / 2, words - 1)


def _root_of_words(length: float, d: int, words: int) -> float:
    return _share(length**2 / words**0.5, words - 1)


def _counts_itself_twice(length: float, d: int, words: int) -> float:
    return _share(length * length / d**0.5, words)


def _always_two_words(length: float, d: int, words: int) -> float:
    return _share(length * length / d**0.5, 1)


def _others_ignored(length: float, d: int, words: int) -> float:
    lead = length * length / d**0.5
    return lead / (lead + words - 1)


def _others_weigh_nothing(length: float, d: int, words: int) -> float:
    return 1.0


def _share_of_another(length: float, d: int, words: int) -> float:
    other = math.exp(-(length**2) / d**0.5)
    return other / (1 + (words - 1) * other)


def _share_of_all_others(length: float, d: int, words: int) -> float:
    return 1 - share_on_itself(length, d, words)


def _score(length: float, d: int, words: int) -> float:
    return length * length / d**0.5


def _sign_turned(length: float, d: int, words: int) -> float:
    others = (words - 1) * math.exp(min(length * length / d**0.5, 500))
    return 1 / (1 + others)


MISTAKES = (
    Mistake(
        "overflow",
        "e to a large number overflows. Divide numerator and denominator by it: only e^(−score) is left, which can "
        "only become 0.",
        _overflow,
    ),
    Mistake(
        "infinity-by-infinity",
        "exp of a large score is infinite, and ∞ / ∞ is NaN. Divide numerator and denominator by it: only e^(−score) "
        "is left, which can only become 0.",
        _infinite,
    ),
    Mistake("not-scaled", "The division by √d is missing.", _not_scaled),
    Mistake("no-root", "You divided by d itself. Divide by √d.", _no_root),
    Mistake(
        "no-square",
        "The dot product of a vector with itself is its length squared. You took the length.",
        _no_square,
    ),
    Mistake(
        "power-before-slash", "`x / d**1/2` is x / d / 2, because ** binds first. Write d**0.5.", _power_before_slash
    ),
    Mistake("root-of-words", "You divided by the root of the number of words. d is the width.", _root_of_words),
    Mistake(
        "counted-twice",
        "The word stands in the denominator once already. Beside it are words − 1 others.",
        _counts_itself_twice,
    ),
    Mistake("always-two-words", "The number of words makes no difference in your answer.", _always_two_words),
    Mistake(
        "no-exponentials",
        "Softmax takes exp of every score. The others have the score 0, and e⁰ is 1.",
        _others_ignored,
    ),
    Mistake(
        "others-weigh-nothing",
        "The others have the score 0, but e⁰ is 1: they still get a share.",
        _others_weigh_nothing,
    ),
    Mistake("share-of-another", "This is the share of one other word. Asked for is the word's own.", _share_of_another),
    Mistake("share-of-all-others", "This is what is left for all the others together.", _share_of_all_others),
    Mistake("score", "This is the score. Turn it into a share: softmax against words − 1 scores of 0.", _score),
    Mistake("sign-turned", "The sign of the score is turned round: a longer word must get more.", _sign_turned),
)

EXERCISE = Exercise(
    name="share-on-itself",
    chapter="self-attention",
    minutes=6,
    difficulty="medium",
    solution=share_on_itself,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_shifted, _with_softmax, _by_attention, _with_a_large_score_cut),
)
