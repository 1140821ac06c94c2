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
    Case("length 16, d = 400, 400 words", lambda: (16.0, 400, 400)),
    Case("a very long embedding: length 100, d = 64, ten words", lambda: (100.0, 64, 10)),
)


def _with_softmax(length: float, d: int, words: int) -> float:
    scores = torch.zeros(words)
    scores[0] = length * length / d**0.5
    return scores.softmax(dim=0)[0].item()


def _by_attention(length: float, d: int, words: int) -> float:
    x = length * torch.eye(words, d, dtype=torch.float64)
    return float(torch.softmax(x @ x.T / d**0.5, dim=-1)[-1, -1])


def _as_the_task_says(length: float, d: int, words: int) -> float:
    itself = math.exp(min(length * length * d**-0.5, 500))
    return itself / (itself + words - 1)


MISTAKES = (
    Mistake(
        "overflow",
        "e to a large number overflows. Divide numerator and denominator by it: only e^(−score) is left.",
        (
            {"min(length * length * d**-0.5, 500)": "length * length * d**-0.5"},
            {"math.exp(min(length * length * d**-0.5, 500))": "math.e ** (length * length * d**-0.5)"},
            {
                "math.exp(min(length * length * d**-0.5, 500))": "torch.tensor(length * length * d**-0.5).exp()",
                "+ words - 1)": "+ words - 1).item()",
            },
        ),
        of=_as_the_task_says,
    ),
    Mistake(
        "cut-off",
        "You cut large scores off too early: among many words the others still get a share. e^(−score) cannot "
        "overflow.",
        ({"    return": "    if lead > 10:\n        return 1.0\n    return"}, {"-lead": "-min(lead, 10)"}),
    ),
    Mistake(
        "one-word-fails",
        "A single word has no others, and log 0 does not exist. Add up without a logarithm.",
        {"(words - 1) * math.exp(-lead)": "math.exp(math.log(words - 1) - lead)"},
    ),
    Mistake("not-scaled", "The division by √d is missing.", {" / d**0.5": ""}),
    Mistake("no-root", "You divided by d itself. Divide by √d.", {"d**0.5": "d"}),
    Mistake("multiplied", "You multiplied by √d. Divide by it.", {"/ d**0.5": "* d**0.5"}),
    Mistake(
        "no-square", "A vector times itself is its length squared. You took the length.", {"length * length": "length"}
    ),
    Mistake("power-before-slash", "`x / d**1/2` is x / d / 2, because ** binds first. Write d**0.5.", {"0.5": "1 / 2"}),
    Mistake("fixed-root", "You divided by 4, which is √d for d = 16 only.", {"d**0.5": "4"}),
    Mistake("root-of-words", "You took the number of words for d, which is the width.", {"d**0.5": "words**0.5"}),
    Mistake(
        "other-number-of-others",
        "Beside the word are words − 1 others.",
        ({"(words - 1)": "words"}, {"(words - 1)": "1"}, {"words - 1": "max(words - 2, 0)"}),
    ),
    Mistake("even", "You gave every word the same share. A longer word gives itself more.", {"math.exp(-lead)": "1"}),
    Mistake(
        "no-exponentials",
        "Softmax takes exp of every score. The others have the score 0, and e⁰ is 1.",
        ({"1 / (1 + (words - 1) * math.exp(-lead))": "lead / (lead + words - 1)"}, {"(words - 1)": "0"}),
    ),
    Mistake(
        "share-of-others",
        "This is what others get. Asked for is the word's own share.",
        ({"1 / (1": "math.exp(-lead) / (1"}, {"1 / (1": "1 - 1 / (1"}),
    ),
    Mistake(
        "shares-of-all",
        "Every word has the same share: return one float, and no tensor of many.",
        ({"float(": "(", "[-1, -1]": ".diagonal()"}, {"float(": "(", "[-1, -1]": "[0]"}),
        of=_by_attention,
    ),
    Mistake("score", "This is the score. Turn it into a share by softmax.", {"    return 1": "    return lead  # 1"}),
    Mistake(
        "not-divided",
        "Divide e^score by the sum over all words. Brackets: e^score / (e^score + words − 1).",
        ({" / (itself + words - 1)": ""}, {"(itself + words - 1)": "itself + words - 1"}),
        of=_as_the_task_says,
    ),
    Mistake(
        "sign-turned",
        "The sign of the score is turned round: a longer word must get more.",
        {"-lead": "min(lead, 500)"},
    ),
    Mistake(
        "rounded", "You rounded the share. Return it as it is.", {"1 / (1": "round(1 / (1", "-lead))": "-lead)), 3)"}
    ),
)

EXERCISE = Exercise(
    name="share-on-itself",
    chapter="self-attention",
    minutes=6,
    difficulty="medium",
    solution=share_on_itself,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_softmax, _by_attention, _as_the_task_says),
)
