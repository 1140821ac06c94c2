"""Solve softmax for the lead that a given share needs."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def lead_for_share(share: Tensor, n: int) -> Tensor:
    """Return the lead over n − 1 equal scores that earns this share."""
    return torch.log(share * (n - 1) / (1 - share))


CASES = (
    Case("a share of one half, two words", lambda: (torch.tensor(0.5), 2)),
    Case("a share of 0.9, two words", lambda: (torch.tensor(0.9), 2)),
    Case("a share of one half, 100 words", lambda: (torch.tensor(0.5), 100)),
    Case("a share of 0.05, 7 words: the lead is negative", lambda: (torch.tensor(0.05), 7)),
    Case("three shares, 5 words", lambda: (torch.tensor([0.2, 0.6, 0.99]), 5)),
    Case("shape [2, 2] in float64", lambda: (torch.tensor([[0.1, 0.3], [0.5, 0.7]], dtype=torch.float64), 11)),
)


def _with_logit(share: Tensor, n: int) -> Tensor:
    return torch.logit(share) + torch.log(torch.tensor(float(n - 1)))


def _as_derived(share: Tensor, n: int) -> Tensor:
    return -torch.log((1 / share - 1) / (n - 1))


def _counts_itself(share: Tensor, n: int) -> Tensor:
    return torch.log(share * n / (1 - share))


def _sign_turned(share: Tensor, n: int) -> Tensor:
    return -lead_for_share(share, n)


def _two_words(share: Tensor, n: int) -> Tensor:
    return torch.log(share / (1 - share))


def _no_log(share: Tensor, n: int) -> Tensor:
    return share * (n - 1) / (1 - share)


def _base_ten(share: Tensor, n: int) -> Tensor:
    return torch.log10(share * (n - 1) / (1 - share))


def _rest_forgotten(share: Tensor, n: int) -> Tensor:
    return torch.log(share * (n - 1))


def _inverse(share: Tensor, n: int) -> Tensor:
    return 1 / (1 + (n - 1) * torch.exp(-share))


def _others_on_the_wrong_side(share: Tensor, n: int) -> Tensor:
    return torch.log(share / ((1 - share) * (n - 1)))


def _outside_the_logarithm(share: Tensor, n: int) -> Tensor:
    return torch.logit(share) * (n - 1)


MISTAKES = (
    Mistake(
        "counts-itself",
        "The leader competes with n − 1 others, not with n: it does not beat itself.",
        _counts_itself,
    ),
    Mistake("sign-turned", "The sign is turned round. A share above 1/n needs a positive lead.", _sign_turned),
    Mistake("always-two-words", "n makes no difference in your answer. More words need a larger lead.", _two_words),
    Mistake("no-logarithm", "This is e to the lead. Take the logarithm at the end.", _no_log),
    Mistake("base-ten", "That is the logarithm to base 10. exp and torch.log belong together: base e.", _base_ten),
    Mistake("rest-forgotten", "Divide by 1 − share: what is left for all the others together.", _rest_forgotten),
    Mistake("share-from-lead", "This computes a share from a lead. The question is the other way round.", _inverse),
    Mistake(
        "others-on-the-wrong-side",
        "More rivals need a larger lead: n − 1 belongs in the numerator.",
        _others_on_the_wrong_side,
    ),
    Mistake("outside-the-logarithm", "n − 1 belongs inside the logarithm.", _outside_the_logarithm),
)

EXERCISE = Exercise(
    name="lead-for-share",
    chapter="softmax",
    minutes=10,
    difficulty="medium",
    solution=lead_for_share,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_logit, _as_derived),
)
