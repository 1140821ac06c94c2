"""Solve softmax for the lead that a given share needs."""

import math

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
    return torch.logit(share.double()) + math.log(n - 1)


def _as_derived(share: Tensor, n: int) -> Tensor:
    return -torch.log((1 / share - 1) / (n - 1))


def _one_by_one(share: Tensor, n: int) -> Tensor:
    leads = [math.log(p) + math.log(n - 1) - math.log(1 - p) for p in share.flatten().tolist()]
    return torch.tensor(leads).reshape(share.shape)


MISTAKES = (
    Mistake("counts-itself", "The leader has n − 1 rivals, not n: it does not beat itself.", {"n - 1": "n"}),
    Mistake("sign-turned", "The sign is turned round. A share above 1/n needs a lead above 0.", {"torch.": "-torch."}),
    Mistake("always-two-words", "n makes no difference. More words need a larger lead.", {" * (n - 1)": ""}),
    Mistake("no-logarithm", "This is e to the lead. Take the logarithm at the end.", {"torch.log": ""}),
    Mistake(
        "other-base",
        "That is the logarithm to another base. exp and torch.log belong together: base e.",
        ({"torch.log": "torch.log10"}, {"torch.log": "torch.log2"}),
    ),
    Mistake("log1p", "log1p(x) is log(1 + x). Take torch.log.", {"torch.log": "torch.log1p"}),
    Mistake(
        "rest-forgotten", "Divide by 1 − share, what is left.", ({" / (1 - share)": ""}, {"(n - 1) / (1 - share)": "n"})
    ),
    Mistake("rest-on-the-wrong-side", "1 − share belongs in the denominator.", {"/ (1": "* (1"}),
    Mistake("share-forgotten", "The leader's share is missing in the numerator.", {"share * (n": "(n"}),
    Mistake(
        "brackets-forgotten",
        "* and / go before −: without its brackets, n − 1 or 1 − share is torn apart.",
        ({"(n - 1)": "n - 1"}, {"(1 - share)": "1 - share"}, {"(n - 1)": "n - 1", "(1 - share)": "1 - share"}),
    ),
    Mistake(
        "share-from-lead",
        "This computes a share from a lead. The question is the other way round.",
        {"torch.log(share * (n - 1) / (1 - share))": "1 / (1 + (n - 1) * torch.exp(-share))"},
    ),
    Mistake("others-on-the-wrong-side", "More rivals need a larger lead: multiply by n − 1.", {"* (n": "/ (n"}),
    Mistake(
        "outside-the-logarithm",
        "n − 1 belongs inside the logarithm, or its own logarithm is added.",
        tuple({"share * (n - 1) / (1 - share))": f"share / (1 - share)) {sign} (n - 1)"} for sign in "*+/-"),
    ),
    Mistake(
        "quotient-of-logarithms",
        "The logarithm of a quotient is a difference of logarithms, not their quotient.",
        {") / (1 - share)": ")) / torch.log(1 - share"},
    ),
)

EXERCISE = Exercise(
    name="lead-for-share",
    chapter="softmax",
    minutes=10,
    difficulty="medium",
    solution=lead_for_share,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_logit, _as_derived, _one_by_one),
)
