"""Find the sections nearest to each question by cosine."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor, uneven_rows


def cosine_search(questions: Tensor, sections: Tensor, k: int) -> Tensor:
    """Return [q, k], the numbers of the k nearest of sections [s, d] for each of questions [q, d], best first."""
    directions = sections / sections.norm(dim=1, keepdim=True)
    cosines = questions @ directions.T
    return cosines.topk(k).indices


def _case(words: str, questions: int, sections: int, d: int, k: int, dtype: torch.dtype = torch.float32) -> Case:
    """Make a case of random questions, and of random sections of uneven lengths, the later ones longer."""

    def arguments() -> tuple[Tensor, Tensor, int]:
        asked = random_tensor(questions, d, seed=d, dtype=dtype) * torch.linspace(3, 0.5, questions)[:, None]
        return asked, uneven_rows(sections, d, seed=questions).to(dtype), k

    return Case(words, arguments)


CASES = (
    Case(
        "one question, three sections, the best two",
        lambda: (torch.tensor([[2.0, 1.0]]), torch.tensor([[1.0, 1.0], [0.0, 5.0], [1.0, 0.0]]), 2),
    ),
    Case(
        "two questions, all sections point away from the second",
        lambda: (
            torch.tensor([[1.0, 3.0], [-2.0, -1.0]]),
            torch.tensor([[1.0, 0.0], [0.0, 1.0], [4.0, 4.0], [-1.0, 2.5]]),
            2,
        ),
    ),
    _case("three questions, five sections, the best one", 3, 5, 4, 1),
    _case("two questions, four sections, all four", 2, 4, 3, 4),
    _case("as many questions as sections", 5, 5, 3, 2),
    _case("as many numbers as sections", 2, 6, 6, 3),
    _case("as many questions as numbers, more than sections", 6, 4, 6, 3),
    _case("one question, nine sections, the best five", 1, 9, 2, 5),
    _case("four questions, 30 sections of five numbers, the best six", 4, 30, 5, 6),
    _case("float64", 3, 8, 4, 3, torch.float64),
)


def _built_in(questions: Tensor, sections: Tensor, k: int) -> Tensor:
    cosines = torch.cosine_similarity(questions[:, None], sections[None], dim=-1)
    return cosines.argsort(dim=1, descending=True)[:, :k]


def _question_by_question(questions: Tensor, sections: Tensor, k: int) -> Tensor:
    found = torch.zeros(len(questions), k, dtype=torch.int32)
    for row, question in enumerate(questions):
        cosines = [float(question @ section / (question.norm() * section.norm())) for section in sections]
        best = sorted(range(len(cosines)), key=cosines.__getitem__, reverse=True)
        found[row] = torch.tensor(best[:k])
    return found


def _by_distance_of_directions(questions: Tensor, sections: Tensor, k: int) -> Tensor:
    ours, theirs = (torch.nn.functional.normalize(x.double(), dim=1) for x in (questions, sections))
    return torch.cdist(ours, theirs).topk(k, largest=False).indices


DIRECTIONS, COSINES = "sections / sections.norm(dim=1, keepdim=True)", "questions @ directions.T"
FULL_COSINES = "questions / questions.norm(dim=1, keepdim=True) @ directions.T"
RESULT = "cosines.topk(k).indices"

MISTAKES = (
    Mistake(
        "dot-products",
        "You ordered by dot product, so long sections win. Divide each section by its length.",
        {DIRECTIONS: "sections"},
    ),
    Mistake(
        "squared-lengths",
        "You divided by the squares of the lengths, so short sections win. Divide by the lengths themselves.",
        {", keepdim=True)": ", keepdim=True) ** 2"},
    ),
    Mistake(
        "columns-scaled",
        "You brought the columns to length 1. The rows are the vectors: dim=1.",
        (
            {"dim=1": "dim=0"},
            {"dim=1": "dim=0", COSINES: "questions / questions.norm(dim=0) @ directions.T"},
        ),
    ),
    Mistake(
        "by-distance",
        "You ordered by distance. A long section far away can point in the same direction: take the cosine.",
        tuple(
            {COSINES: f"-torch.cdist({asked}, sections)"}
            for asked in ("questions", "questions / questions.norm(dim=1, keepdim=True)")
        ),
    ),
    Mistake(
        "not-the-length",
        "You divided by the sum of the numbers, or of their sizes, or by the largest. The length is norm(dim=1).",
        tuple({"norm(dim": other} for other in ("norm(1, dim", "sum(dim", "abs().amax(dim", "amax(dim")),
    ),
    Mistake(
        "lengths-along-the-wrong-axis",
        "The cosines are [q, s]. Lengths of sections go along the last axis, those of questions down the first.",
        (
            {COSINES: "questions @ sections.T / sections.norm(dim=1)[:, None]"},
            {COSINES: "questions @ directions.T / questions.norm(dim=1)"},
            {COSINES: "questions @ sections.T / (questions.norm(dim=1) * sections.norm(dim=1))"},
        ),
    ),
    Mistake(
        "no-keepdim",
        "The lengths have lost their axis and meet the numbers of a vector. Use keepdim=True.",
        {", keepdim=True": ""},
    ),
    Mistake(
        "worst-first",
        "These are the lowest cosines. Take the highest.",
        ({"topk(k)": "topk(k, largest=False)"}, {RESULT: "torch.cdist(questions, directions).topk(k).indices"}),
    ),
    Mistake(
        "best-last",
        "These are the right sections, but with the best one last. Turn the order round.",
        ({RESULT: "cosines.argsort(dim=1)[:, -k:]"}, {RESULT: "cosines.topk(k).indices.flip(1)"}),
    ),
    Mistake(
        "in-order-of-numbers",
        "These are the right sections, but in the order of their numbers. The best one comes first.",
        (
            {RESULT: "cosines.topk(k).indices.sort(dim=1).values"},
            {RESULT: "cosines.topk(k).indices.sort(dim=1, descending=True).values"},
        ),
    ),
    Mistake(
        "cosines-not-numbers",
        "These are the cosines. The task asks for the numbers of the sections.",
        (
            {RESULT: "cosines.topk(k).values"},
            {RESULT: "cosines"},
            {COSINES: FULL_COSINES, RESULT: "cosines.topk(k).values"},
            {COSINES: FULL_COSINES, RESULT: "cosines"},
        ),
    ),
    Mistake(
        "ranks-not-numbers",
        "You sorted twice: these are the ranks of the first sections. Return which section has each rank.",
        (
            {RESULT: "cosines.argsort(dim=1, descending=True).argsort(dim=1)[:, :k]"},
            {RESULT: "cosines.argsort(dim=1).argsort(dim=1)[:, :k]"},
        ),
    ),
    Mistake(
        "questions-for-a-section",
        "You looked for the best questions of each section. It is the other way round: each question has a row.",
        (
            {RESULT: "cosines.topk(k, dim=0).indices"},
            {RESULT: "cosines.T.topk(k).indices"},
            {COSINES: FULL_COSINES, RESULT: "cosines.topk(k, dim=0).indices"},
            {COSINES: FULL_COSINES, RESULT: "cosines.T.topk(k).indices"},
            {RESULT: "cosines.argsort(dim=0, descending=True)[:k]"},
            {RESULT: "cosines.argsort(dim=0, descending=True)[:, :k]"},
        ),
    ),
    Mistake(
        "transposed",
        "Your result is [k, q]. Each question has a row: [q, k].",
        {RESULT: "cosines.topk(k).indices.T"},
    ),
    Mistake(
        "cut-rows-not-columns",
        "You cut the questions to k, not the sections: [:, :k] leaves the first axis as it is.",
        {RESULT: "cosines.argsort(dim=1, descending=True)[:k]"},
    ),
    Mistake(
        "not-cut",
        "You ordered all sections. Return the best k of them only.",
        {RESULT: "cosines.argsort(dim=1, descending=True)"},
    ),
    Mistake(
        "best-only",
        "This is the best section alone. Return k for each question.",
        ({RESULT: "cosines.argmax(dim=1)"}, {RESULT: "cosines.argmax(dim=1, keepdim=True)"}),
    ),
    Mistake(
        "best-left-out",
        "You left out the nearest section. A question is no section: nothing has to be left out here.",
        (
            {RESULT: "cosines.argsort(dim=1, descending=True)[:, 1 : k + 1]"},
            {RESULT: "cosines.argsort(dim=1, descending=True)[:, 1:k]"},
        ),
    ),
    Mistake(
        "one-ranking-for-all",
        "You made one ranking for all questions. Each has its own.",
        (
            {RESULT: "cosines.flatten().topk(k).indices"},
            {RESULT: "cosines.mean(dim=0).topk(k).indices"},
            {RESULT: "cosines.sum(dim=0).topk(k).indices.expand(len(questions), k)"},
            {RESULT: "cosines[0].topk(k).indices.expand(len(questions), k)"},
        ),
    ),
    Mistake(
        "first-question-only",
        "Only one question is answered. Is the `return` inside the loop, or is the result overwritten?",
        (
            {RESULT: "cosines.topk(k).indices[0]"},
            {RESULT: "cosines.topk(k).indices[:1]"},
            {RESULT: "cosines.topk(k).indices[-1]"},
        ),
    ),
    Mistake(
        "signs-lost",
        "A cosine of −1 is as far as can be. Do not take absolute values.",
        ({COSINES: f"({COSINES}).abs()"}, {COSINES: f"({COSINES}) ** 2"}),
    ),
    Mistake(
        "counted-from-1",
        "Your numbers begin at 1. The first section has the number 0.",
        {RESULT: "cosines.topk(k).indices + 1"},
    ),
    Mistake(
        "floats",
        "The numbers are right, but they are floats. Return whole numbers, with which sections can be looked up.",
        ({RESULT: "cosines.topk(k).indices.float()"}, {RESULT: "cosines.topk(k).indices.double()"}),
    ),
    Mistake(
        "not-transposed",
        "The sections are rows, as the questions are. For a product of each with each, transpose one: .T.",
        ({COSINES: "questions @ directions"}, {COSINES: "questions * directions"}),
    ),
    Mistake(
        "pair-by-pair",
        "You compared the first question with the first section, the second with the second. Compare each with each.",
        (
            {COSINES: "torch.cosine_similarity(questions, sections, dim=1)"},
            {COSINES: "(questions * directions).sum(dim=1)"},
        ),
    ),
    Mistake(
        "a-list",
        "This is a list. Make a tensor of it.",
        ({RESULT: "cosines.topk(k).indices.tolist()"}, {RESULT: "list(cosines.topk(k).indices)"}),
    ),
    Mistake(
        "one-row",
        "The answers to all questions stand in one row. Each question has a row of its own: [q, k].",
        ({RESULT: "cosines.topk(k).indices.flatten()"}, {RESULT: "cosines.topk(k).indices.flatten()[None]"}),
    ),
    Mistake(
        "topk-whole",
        "`topk` returns values and indices together. Return `.indices`.",
        ({RESULT: "cosines.topk(k)"}, {RESULT: "tuple(cosines.topk(k))"}),
    ),
)

EXERCISE = Exercise(
    name="cosine-search",
    chapter="real-reader",
    minutes=8,
    difficulty="easy",
    solution=cosine_search,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_built_in, _question_by_question, _by_distance_of_directions),
    dtype_asked="kind",
)
