"""Score a search: the mean over the questions of 1 / place of the first right section."""

import torch
from torch import Tensor

from course_lib.exercises.catalogue.real_reader.recall_at_k import TENSORS_IN_SETS
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def mean_reciprocal_rank(ranked: Tensor, right: list[set[int]]) -> float:
    """Return the mean of 1 / place of each question's first right section, 0 if none is in ranked [q, n]."""
    total = 0.0
    for question, right_ones in enumerate(right):
        for place, number in enumerate(ranked[question].tolist(), start=1):
            if number in right_ones:
                total += 1 / place
                break
    return total / len(right)


def _case(words: str, ranked: list[list[int]], right: list[set[int]]) -> Case:
    return Case(words, lambda: (torch.tensor(ranked), [set(ones) for ones in right]))


CASES = (
    _case("two questions, found at places 2 and 1", [[4, 0, 2], [1, 3, 0]], [{0}, {1}]),
    _case("one question, found at the first place", [[3, 1, 2]], [{3}]),
    _case("one question, found at the last of four places", [[5, 2, 6, 0]], [{0}]),
    _case("two right sections, at places 2 and 4", [[5, 2, 6, 0]], [{0, 2}]),
    _case("two questions, three right sections of five", [[5, 2, 6, 0, 3], [1, 2, 3, 4, 0]], [{0, 6, 3}, {4, 2, 9}]),
    _case("section 0 is right, at different places", [[0, 2, 1], [2, 0, 1], [2, 1, 0]], [{0}, {0, 7}, {0}]),
    _case("five questions, two of them not found", [[0, 1, 2]] * 5, [{1}, {4, 5}, {0, 2}, {7}, {2, 9}]),
    _case("one question, nothing right was ranked", [[5, 2]], [{7}]),
    _case("three questions, four places", [[6, 8, 4, 2], [6, 8, 4, 2], [8, 6, 2, 4]], [{2, 4}, {6, 4}, {2}]),
    _case("six questions, six places", [[*range(i, i + 6)] for i in range(6)], [{3}, {1, 2}, {9}, {4, 8}, {9, 1}, {6}]),
    _case("two questions, twelve places", [[*range(12)], [*range(11, -1, -1)]], [{9, 7}, {2, 3, 5}]),
)


def _with_index(ranked: Tensor, right: list[set[int]]) -> float:
    found = []
    for i in range(len(ranked)):
        places = [place for place, number in enumerate(ranked[i].tolist()) if number in right[i]]
        found.append(1 / (min(places) + 1) if places else 0)
    return sum(found) / len(found)


def _with_a_mask(ranked: Tensor, right: list[set[int]]) -> float:
    hits = torch.stack([torch.isin(row, torch.tensor(list(ones))) for row, ones in zip(ranked, right, strict=True)])
    return (hits / torch.arange(1, ranked.shape[1] + 1)).amax(dim=1).mean().item()


def _with_next(ranked: Tensor, right: list[set[int]]) -> float:
    def of_one(numbers: list[int], ones: set[int]) -> float:
        return next((1 / (place + 1) for place, number in enumerate(numbers) if number in ones), 0.0)

    return float(torch.tensor([of_one(*pair) for pair in zip(ranked.tolist(), right, strict=True)]).double().mean())


NUMBERED = "enumerate(ranked[question].tolist(), start=1)"
OF_HITS = "for p, n in enumerate(ranked[question].tolist(), 1) if n in right_ones"
WITH_A_HIT = "sum(bool(ones & set(row)) for row, ones in zip(ranked.tolist(), right))"
PART, STOP, RESULT = "total += 1 / place", "                break\n", "total / len(right)"

MISTAKES = (
    Mistake(
        "places-from-0",
        "You counted places from 0. The first one is place 1.",
        ({", start=1": ""}, {"start=1": "start=0", PART: "total += 1 / max(place, 1)"}),
    ),
    Mistake("places-from-2", "You counted places from 2. The first one is place 1.", {"start=1": "start=2"}),
    Mistake(
        "every-hit-added",
        "You added 1 / place of every right section. Only the first one counts.",
        {STOP: ""},
    ),
    Mistake(
        "mean-over-the-hits",
        "You took the mean over all right sections found. Each question counts once, with its first one.",
        {
            STOP: "",
            RESULT: "total / max(1, sum(n in ones for row, ones in zip(ranked.tolist(), right) for n in row))",
        },
    ),
    Mistake(
        "mean-within-a-question",
        "You took the mean over a question's right sections. Only the first one counts.",
        (
            {STOP: "", PART: "total += 1 / place / len(right_ones)"},
            {STOP: "", PART: "total += 1 / place / len(right_ones & set(ranked[question].tolist()))"},
        ),
    ),
    Mistake(
        "index-of-what-is-not-there",
        "A right section need not be among the ranked ones, and then `index` ends with an error. Ask `in` first.",
        (
            {NUMBERED: "[(1 + min(ranked[question].tolist().index(one) for one in right_ones), max(right_ones))]"},
            {NUMBERED: "[(1 + ranked[question].tolist().index(one), one) for one in right_ones]"},
        ),
    ),
    Mistake(
        "last-hit",
        "You took the last right section of a question. The first one counts.",
        {NUMBERED: f"sorted({NUMBERED}, reverse=True)"},
    ),
    Mistake(
        "from-the-end",
        "You counted places from the end. The best section comes first.",
        {".tolist()": ".tolist()[::-1]"},
    ),
    Mistake(
        "mean-place",
        "This is the mean of the places. Take the mean of 1 / place.",
        {PART: "total += place"},
    ),
    Mistake(
        "mean-place-turned-round",
        "You took 1 / the mean place. Divide first, for each question, and take the mean of that.",
        (
            {PART: "total += place", RESULT: "len(right) / total"},
            {PART: "total += place", RESULT: f"{WITH_A_HIT} / total"},
            {PART: "total += place", RESULT: f"{WITH_A_HIT} / total if total else 0.0"},
        ),
    ),
    Mistake(
        "not-found-left-out",
        "You divided by the number of questions with a hit. One without a hit counts 0, and counts below the line.",
        ({RESULT: f"total / {WITH_A_HIT}"}, {RESULT: f"total / max(1, {WITH_A_HIT})"}),
    ),
    Mistake(
        "not-found-at-the-place-behind",
        "You gave a question without a hit the place behind the last one. It gets 0.",
        {STOP: f"{STOP}        else:\n            total += 1 / (ranked.shape[1] + 1)\n"},
    ),
    Mistake(
        "not-found-gets-1",
        "You gave a question without a hit a 1. It gets 0.",
        {STOP: f"{STOP}        else:\n            total += 1\n"},
    ),
    Mistake(
        "hits-not-places",
        "You counted each hit as 1. It counts 1 / place.",
        ({PART: "total += 1"}, {PART: "total += 1", STOP: ""}),
    ),
    Mistake(
        "first-place-only",
        "You looked at the first section alone. Look for the first one that is right.",
        (
            {STOP: f"{STOP}            break\n"},
            {STOP: f"{STOP}            else:\n                break\n"},
        ),
    ),
    Mistake(
        "one-divided-by-the-section",
        "You divided by the number of the section. Divide by its place.",
        {PART: "total += 1 / number"},
    ),
    TENSORS_IN_SETS,
    Mistake(
        "section-0-lost",
        "Section 0 was not counted: 0 counts as False. Ask whether a number is in the set, and nothing else.",
        {"number in right_ones": "number and number in right_ones"},
    ),
    Mistake(
        "nothing-found-not-thought-of",
        "A question may have no right section among its n. It gets 0; `max` and `min` of nothing end with an error.",
        (
            {NUMBERED: f"[(1 / max(1 / p {OF_HITS}), max(right_ones))]"},
            {NUMBERED: f"[(min(p {OF_HITS}), max(right_ones))]"},
            {NUMBERED: f"[(min([p {OF_HITS}]), max(right_ones))]"},
        ),
    ),
    Mistake(
        "tensor-not-float",
        "The number is right, but it is a tensor. `float(…)` or `.item()` makes a float of it.",
        {RESULT: "torch.tensor(total / len(right))"},
    ),
    Mistake("sum-not-mean", "This is the sum over the questions. Divide by their number.", {RESULT: "total"}),
    Mistake(
        "wrong-divisor",
        "You divided by something else than the number of questions.",
        (
            {RESULT: "total / ranked.shape[1]"},
            {RESULT: "total / ranked.numel()"},
            {RESULT: "total / sum(len(ones) for ones in right)"},
        ),
    ),
    Mistake(
        "best-question",
        "This is the best question. Take the mean over all.",
        {PART: "total = max(total, 1 / place)", RESULT: "total"},
    ),
    Mistake(
        "first-question-only",
        "You return after the first question. Is the `return` inside the loop?",
        (
            {"    return": "        return"},
            {"    return total / len(right)": "        return total"},
            {PART: "return 1 / place"},
        ),
    ),
    Mistake(
        "square-or-root",
        "You took a power, a root or a logarithm of the place. It is 1 / place.",
        tuple(
            {PART: f"total += {part}"}
            for part in ("1 / place**2", "place**-0.5", "1 / torch.tensor(place + 1.0).log2().item()")
        ),
    ),
    Mistake(
        "one-number-per-question",
        "These are the values for each question. Return their mean, one number.",
        (
            {
                RESULT: "[next((1 / (i + 1) for i, n in enumerate(row) if n in ones), 0.0) "
                "for row, ones in zip(ranked.tolist(), right)]"
            },
            {
                RESULT: "torch.tensor([next((1 / (i + 1) for i, n in enumerate(row) if n in ones), 0.0) "
                "for row, ones in zip(ranked.tolist(), right)])"
            },
        ),
    ),
)

EXERCISE = Exercise(
    name="reciprocal-rank",
    chapter="real-reader",
    minutes=8,
    difficulty="easy",
    solution=mean_reciprocal_rank,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_index, _with_a_mask, _with_next),
)
