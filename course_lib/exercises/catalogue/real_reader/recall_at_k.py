"""Score a search: for which share of the questions does a right section stand among the first k?"""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def recall_at_k(ranked: Tensor, right: list[set[int]], k: int) -> float:
    """Return the share of questions with a right section among the first k; ranked is [q, n], best first."""
    found = 0
    for question, right_ones in enumerate(right):
        first = ranked[question, :k].tolist()
        if right_ones & set(first):
            found += 1
    return found / len(right)


def _case(words: str, ranked: list[list[int]], right: list[set[int]], k: int) -> Case:
    return Case(words, lambda: (torch.tensor(ranked), [set(ones) for ones in right], k))


RANKED = [[4, 0, 7, 2, 9], [1, 3, 5, 0, 8], [6, 2, 4, 9, 3], [2, 8, 1, 5, 0]]
RIGHT = [{0, 7, 6}, {8}, {2, 6}, {1, 5, 0}]

CASES = (
    _case("two questions, one right section each, the first two", [[4, 0, 2], [1, 3, 0]], [{0}, {0}], 2),
    _case("one question, found at the first place", [[3, 1]], [{3}], 1),
    _case("one question, found at the last of k places", [[5, 2, 6, 0]], [{6}], 3),
    _case("one question, found one place too late", [[5, 2, 6, 0]], [{6}], 2),
    _case("two right sections, one of them among the first two", [[5, 2, 6, 0]], [{2, 0}], 2),
    _case("two right sections, both among the first three", [[5, 2, 6, 0], [1, 7, 2, 4]], [{2, 6}, {3}], 3),
    _case("section 0 is right, and first", [[0, 2], [1, 0], [2, 1]], [{0}, {0}, {0}], 1),
    _case("section 0 is right, at the first two places", [[0, 2, 1], [2, 0, 1], [2, 1, 0]], [{0, 5}, {0}, {0}], 2),
    _case("a right section that was not ranked", [[8, 6], [6, 8], [7, 8]], [{2}, {8, 3}, {3, 5}], 2),
    _case("four questions, the first one", RANKED, RIGHT, 1),
    _case("four questions, the first two", RANKED, RIGHT, 2),
    _case("four questions, the first three", RANKED, RIGHT, 3),
    _case("four questions, all five places", RANKED, RIGHT, 5),
    _case(
        "five questions, the last places", [[i, i + 1, i + 2, i + 3] for i in range(5)], [{3}, {4}, {9}, {6}, {7}], 3
    ),
    _case("six questions, none found", [[0, 1, 2]] * 6, [{3}, {4, 5}, {6}, {7}, {8, 9, 10}, {5}], 3),
    _case(
        "three questions, ten places, the first four", [[*range(i, i + 10)] for i in (3, 0, 7)], [{3}, {5}, {9, 8}], 4
    ),
)


def _with_sum_and_any(ranked: Tensor, right: list[set[int]], k: int) -> float:
    hits = [any(int(number) in ones for number in row[:k]) for row, ones in zip(ranked, right, strict=True)]
    return sum(hits) / len(hits)


def _with_a_mask(ranked: Tensor, right: list[set[int]], k: int) -> float:
    hits = [torch.isin(row, torch.tensor(list(ones))) for row, ones in zip(ranked, right, strict=True)]
    return torch.stack(hits)[:, :k].any(dim=1).double().mean().item()


def _place_by_place(ranked: Tensor, right: list[set[int]], k: int) -> float:
    found = torch.zeros(len(right))
    for question in range(len(right)):
        for place in range(k):
            if ranked[question, place].item() in right[question]:
                found[question] = 1
                break
    return float(found.mean())


def _without_those_not_found(ranked: Tensor, right: list[set[int]], k: int) -> float:
    missed = sum(ones.isdisjoint(ranked[i][:k].tolist()) for i, ones in enumerate(right))
    return 1 - missed / len(ranked)


HIT, FIRST, RESULT = "right_ones & set(first)", "ranked[question, :k]", "found / len(right)"
ADDED = "        if right_ones & set(first):\n            found += 1\n"

TENSORS_IN_SETS = Mistake(
    "tensors-in-sets",
    "A tensor is never in a set of ints, whatever its number: `tensor(3) in {3}` is False. Take `.tolist()` first.",
    {".tolist()": ""},
)
MISTAKES = (
    Mistake(
        "share-of-right-sections",
        "You took the share of a question's right sections that were found. Here one of them is enough.",
        (
            {ADDED: "        found += len(right_ones & set(first)) / len(right_ones)\n"},
            {ADDED: "        found += len(right_ones & set(first)) / min(k, len(right_ones))\n"},
        ),
    ),
    Mistake(
        "all-right-sections-at-once",
        "You counted found ones among all right sections of all questions. Count questions: one section is enough.",
        {
            ADDED: "        found += len(right_ones & set(first))\n",
            RESULT: "found / sum(len(ones) for ones in right)",
        },
    ),
    Mistake(
        "precision",
        "You took the share of the k places that hold a right section. Count questions with at least one.",
        {ADDED: "        found += len(right_ones & set(first)) / k\n"},
    ),
    Mistake(
        "every-hit-counted",
        "You counted a question once for each right section found. It counts once.",
        {ADDED: "        found += len(right_ones & set(first))\n"},
    ),
    Mistake(
        "all-must-be-found",
        "You asked for all right sections of a question. At least one is enough.",
        ({HIT: "right_ones <= set(first)"}, {HIT: "right_ones == set(first)"}),
    ),
    Mistake(
        "list-in-a-set",
        "You asked whether the whole list is in the set. Ask for each of its numbers, or take what two sets share: &.",
        {HIT: "first in right_ones"},
    ),
    Mistake(
        "all-must-be-right",
        "You asked whether all of the first k are right. At least one is enough.",
        {HIT: "set(first) <= right_ones"},
    ),
    Mistake("k-ignored", "You looked at all ranked sections. Look at the first k: [:k].", {FIRST: "ranked[question]"}),
    Mistake(
        "first-only",
        "You looked at the first section alone. Look at the first k.",
        ({FIRST: "ranked[question, :1]"}, {FIRST: "ranked[:1, question]"}),
    ),
    Mistake(
        "one-place-only",
        "You looked at one place alone, the k-th or the one behind it. Look at all of the first k.",
        (
            {FIRST: "ranked[question, k - 1 : k]"},
            {FIRST: "ranked[question, k : k + 1]"},
            {HIT: "ranked[question, k].item() in right_ones"},
        ),
    ),
    Mistake(
        "one-place-too-many", "You looked at k + 1 sections. [:k] are k of them.", {FIRST: "ranked[question, : k + 1]"}
    ),
    Mistake(
        "one-place-too-few", "You looked at k − 1 sections. [:k] are k of them.", {FIRST: "ranked[question, : k - 1]"}
    ),
    Mistake(
        "from-the-end",
        "You looked at the last sections. The best one comes first.",
        ({FIRST: "ranked[question, -k:]"}, {FIRST: "ranked[question, k:]"}),
    ),
    Mistake(
        "first-questions",
        "You took the first k questions, not the first k sections of each: [:, :k].",
        (
            {FIRST: "ranked[question]", "enumerate(right)": "enumerate(right[:k])"},
            {FIRST: "ranked[:k][question]"},
            {FIRST: "ranked[:k, question]"},
        ),
    ),
    TENSORS_IN_SETS,
    Mistake(
        "section-0-lost",
        "Section 0 was not counted: 0 counts as False. Ask whether there is a hit, not which section it is.",
        (
            {HIT: "any(right_ones & set(first))"},
            {HIT: "next((number for number in first if number in right_ones), None)"},
            {HIT: "max(right_ones & set(first), default=0)"},
        ),
    ),
    Mistake(
        "reciprocal",
        "You divided by the place of the first hit. Here a hit counts 1, wherever among the first k it stands.",
        {ADDED: "        found += max((1 / (i + 1) for i in range(k) if first[i] in right_ones), default=0)\n"},
    ),
    Mistake(
        "tensor-not-float",
        "The number is right, but it is a tensor. `float(…)` or `.item()` makes a float of it.",
        {RESULT: "torch.tensor(found / len(right))"},
    ),
    Mistake("number-not-share", "This is a number of questions. Divide by all of them.", {RESULT: "float(found)"}),
    Mistake(
        "wrong-divisor",
        "You divided by something else than the number of questions.",
        (
            {RESULT: "found / k"},
            {RESULT: "found / (k * len(right))"},
            {RESULT: "found / ranked.shape[1]"},
            {RESULT: "found / ranked.numel()"},
            {RESULT: "found / sum(len(ones) for ones in right)"},
        ),
    ),
    Mistake("per-cent", "You multiplied by 100. A share goes from 0 to 1.", {RESULT: "100 * found / len(right)"}),
    Mistake("whole-numbers", "`//` rounds down to a whole number. Write /.", {" / ": " // "}),
    Mistake(
        "missed-counted",
        "This is the share of questions for which nothing right was found. Count the others.",
        {HIT: "not right_ones & set(first)"},
    ),
    Mistake(
        "first-question-only",
        "You return after the first question. Is the `return` inside the loop?",
        ({"    return": "        return"}, {"    return found / len(right)": "        return found"}),
    ),
    Mistake(
        "one-set-for-all",
        "You asked whether a section is right for any question. Each question has its own right ones.",
        ({HIT: "set().union(*right) & set(first)"}, {HIT: "right[0] & set(first)"}),
    ),
    Mistake(
        "one-answer-per-question",
        "These are the answers for each question. Return their share, one number.",
        (
            {RESULT: "[float(bool(o & set(n[:k]))) for n, o in zip(ranked.tolist(), right)]"},
            {RESULT: "[bool(o & set(n[:k])) for n, o in zip(ranked.tolist(), right)]"},
            {RESULT: "torch.tensor([float(bool(o & set(n[:k]))) for n, o in zip(ranked.tolist(), right)])"},
        ),
    ),
)

EXERCISE = Exercise(
    name="recall-at-k",
    chapter="real-reader",
    minutes=8,
    difficulty="easy",
    solution=recall_at_k,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_sum_and_any, _with_a_mask, _place_by_place, _without_those_not_found),
)
