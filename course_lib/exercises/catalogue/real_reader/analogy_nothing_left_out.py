"""Answer "a is to b as c is to …" with and without the three words that were asked with."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import uneven_rows


def analogy(vectors: Tensor, a: int, b: int, c: int, leave_out: bool) -> int:
    """Return the row of highest cosine to rows b − a + c of `vectors` [words, d]; `leave_out`: not a, b or c."""
    target = vectors[b] - vectors[a] + vectors[c]
    cosines = vectors @ target / vectors.norm(dim=1)
    if leave_out:
        cosines[[a, b, c]] = -torch.inf
    return int(cosines.argmax())


def _case(words: str, rows: int, width: int, asked: tuple[int, int, int], leave_out: bool, seed: int = 1) -> Case:
    """Make a case of random rows of uneven lengths, the later ones longer."""
    return Case(words, lambda: (uneven_rows(rows, width, seed), *asked, leave_out))


PEOPLE = ((2.0, 1.0), (2.0, 4.0), (1.0, 1.0), (0.0, 3.0), (3.0, -1.0))  # man, king, woman, queen, bread
FAR_AWAY = ((1.0, 0.0), (0.0, 4.0), (3.0, 3.0), (2.0, -5.0), (-6.0, -2.0))
BETWEEN = ((3.0, 0.0), (2.0, 1.0), (5.0, 4.0), (1.0, 2.0))  # the second is half the sum of the first and the last

CASES = (
    Case("five words, nothing left out", lambda: (torch.tensor(PEOPLE), 0, 1, 2, False)),
    Case("five words, the three left out", lambda: (torch.tensor(PEOPLE), 0, 1, 2, True)),
    Case("all other words point away, the three left out", lambda: (torch.tensor(FAR_AWAY), 0, 1, 2, True)),
    Case("the same words, asked in another order", lambda: (torch.tensor(FAR_AWAY), 1, 0, 2, True)),
    Case("the row of a is nearest, nothing left out", lambda: (torch.tensor(BETWEEN), 1, 3, 0, False)),
    Case("the row of a is nearest, the three left out", lambda: (torch.tensor(BETWEEN), 1, 3, 0, True)),
    _case("six words of two numbers, the three left out", 6, 2, (4, 1, 3), True),
    _case("six words of two numbers, nothing left out", 6, 2, (4, 1, 3), False),
    _case("nine words of four numbers, the three left out", 9, 4, (2, 6, 5), True),
    _case("nine words of four numbers, nothing left out", 9, 4, (2, 6, 5), False),
    _case("as many words as numbers, nothing left out", 7, 7, (6, 0, 3), False, seed=2),
    _case("as many words as numbers, the three left out", 7, 7, (6, 0, 3), True, seed=2),
    *(_case(f"40 words of three numbers, set {i}, the three left out", 40, 3, (i, 30, 9), True, i) for i in (3, 4, 5)),
    *(_case(f"40 words of three numbers, set {i}, nothing left out", 40, 3, (i, 9, 30), False, i) for i in (3, 4, 5)),
    *(_case(f"30 words of five numbers, set {i}, the three left out", 30, 5, (28, i, 4), True, i) for i in (6, 7, 8)),
    *(_case(f"30 words of five numbers, set {i}, nothing left out", 30, 5, (i, 4, 28), False, i) for i in (6, 7, 8)),
)


def _built_in(vectors: Tensor, a: int, b: int, c: int, leave_out: bool) -> int:
    target = vectors[c] + (vectors[b] - vectors[a])
    order = torch.cosine_similarity(vectors, target[None], dim=1).argsort(descending=True).tolist()
    return next(row for row in order if not (leave_out and row in (a, b, c)))


def _row_by_row(vectors: Tensor, a: int, b: int, c: int, leave_out: bool) -> int:
    target = vectors[b] + vectors[c] - vectors[a]
    best, best_cosine = -1, -2.0
    for row, vector in enumerate(vectors):
        if leave_out and row in (a, b, c):
            continue
        cosine = float(vector @ target / (vector.norm() * target.norm()))
        if cosine > best_cosine:
            best, best_cosine = row, cosine
    return best


def _candidates_first(vectors: Tensor, a: int, b: int, c: int, leave_out: bool) -> int:
    rows = [row for row in range(len(vectors)) if not leave_out or row not in {a, b, c}]
    target = torch.einsum("k,kd->d", torch.tensor([-1.0, 1.0, 1.0]).to(vectors), vectors[[a, b, c]])
    directions = torch.nn.functional.normalize(vectors[rows], dim=1)
    return rows[int(directions.mv(target).argmax())]


TARGET = "vectors[b] - vectors[a] + vectors[c]"
COSINES, LENGTHS = "vectors @ target / vectors.norm(dim=1)", " / vectors.norm(dim=1)"
ASKED, RESULT = "[[a, b, c]]", "int(cosines.argmax())"

MISTAKES = (
    Mistake(
        "never-left-out",
        "Your answer may be one of the three words though leave_out is True. Then take them away before you choose.",
        {"if leave_out": "if False"},
    ),
    Mistake(
        "always-left-out",
        "You leave the three words out even where leave_out is False. There all rows are candidates.",
        {"if leave_out": "if True"},
    ),
    Mistake(
        "leave-out-inverted",
        "You leave the three words out where leave_out is False, and keep them where it is True.",
        {"if leave_out": "if not leave_out"},
    ),
    Mistake(
        "only-some-left-out",
        "You left out only some of the three. All rows asked with go: a, b and c.",
        tuple({ASKED: f"[[{some}]]"} for some in ("a", "b", "c", "a, b", "a, c", "b, c")),
    ),
    Mistake(
        "difference-turned-round",
        "The step goes the wrong way, from b to a. It leads from a to b: vectors[b] − vectors[a].",
        {TARGET: "vectors[a] - vectors[b] + vectors[c]"},
    ),
    Mistake(
        "from-the-wrong-word",
        "You took c away and added a. The step from a to b is put onto c: vectors[b] − vectors[a] + vectors[c].",
        ({TARGET: "vectors[b] - vectors[c] + vectors[a]"}, {TARGET: "vectors[b] - (vectors[a] + vectors[c])"}),
    ),
    Mistake(
        "all-added",
        "You added all three rows. The row of a is taken away.",
        {TARGET: "vectors[b] + vectors[a] + vectors[c]"},
    ),
    Mistake(
        "step-only",
        "You looked for the step from a to b alone. Put it onto c: + vectors[c].",
        ({TARGET: "vectors[b] - vectors[a]"}, {TARGET: "vectors[a] - vectors[b]"}),
    ),
    Mistake(
        "neighbour-of-one-word",
        "You looked for the neighbour of one word alone. The target is made of all three.",
        ({TARGET: "vectors[c]"}, {TARGET: "vectors[b]"}),
    ),
    Mistake(
        "length-1-first",
        "You brought the rows to length 1 before you added them. The target is made of the rows as they are.",
        {TARGET: f"(vectors := vectors / vectors.norm(dim=1, keepdim=True))[b] - {TARGET[13:]}"},
    ),
    Mistake(
        "dot-products",
        "You compared by dot product, so long rows win. Divide each by the length of its row.",
        {LENGTHS: ""},
    ),
    Mistake(
        "columns-scaled",
        "You brought each column to length 1. The rows are the vectors: dim=1.",
        ({COSINES: "vectors / vectors.norm(dim=0) @ target"}, {"dim=1": "dim=0"}),
    ),
    Mistake(
        "three-axes",
        "cosines[a, b, c] asks for one place on three axes. Three places of one axis are a list: cosines[[a, b, c]].",
        {ASKED: "[a, b, c]"},
    ),
    Mistake(
        "squared-lengths",
        "You divided by the squares of the lengths, so short rows win. Divide by the lengths themselves.",
        {LENGTHS: " / vectors.norm(dim=1) ** 2"},
    ),
    Mistake(
        "by-distance",
        "You took the nearest row by distance. Its length counts there; the task asks for the highest cosine.",
        {COSINES: "-(vectors - target).norm(dim=1)"},
    ),
    Mistake(
        "masked-with-zero",
        "You set the cosines of the three to 0, but the best of the others can be negative. Use less than −1.",
        {"-torch.inf": "0.0"},
    ),
    Mistake(
        "rows-set-to-zero",
        "You set the three rows to 0. A row of zeros has no direction: 0/0 is NaN, which argmax takes.",
        {
            "cosines[[a, b, c]] = -torch.inf": "vectors = vectors.clone()\n        vectors[[a, b, c]] = 0\n"
            f"        cosines = {COSINES}"
        },
    ),
    Mistake(
        "some-places-down",
        "You took a place further down where leave_out is True. The three need not be the best: take away their rows.",
        tuple(
            {"cosines[[a, b, c]] = -torch.inf": f"return int(cosines.argsort(descending=True)[{place}])"}
            for place in (1, 2, 3)
        ),
    ),
    Mistake(
        "signs-lost",
        "A cosine of −1 is as far as can be. Do not take absolute values.",
        ({COSINES: f"({COSINES}).abs()"}, {COSINES: f"({COSINES}) ** 2"}),
    ),
    Mistake(
        "lowest",
        "This is the lowest cosine. Take the highest.",
        {"-torch.inf": "torch.inf", "argmax": "argmin"},
    ),
    Mistake(
        "numbers-move-up",
        "You took rows out before you counted, so the numbers of those behind them are too small.",
        {
            "cosines[[a, b, c]] = -torch.inf": "cosines = torch.stack([x for i, x in enumerate(cosines) "
            "if i not in (a, b, c)])"
        },
    ),
    Mistake(
        "cosine-not-row",
        "This is the cosine. The task asks for the number of the row that has it: argmax.",
        (
            {RESULT: "float(cosines.max())"},
            {RESULT: "float(cosines.max() / target.norm())"},
            {RESULT: "cosines.max() / target.norm()"},
        ),
    ),
    Mistake("vector-not-row", "This is the row itself. Return its number.", {RESULT: "vectors[cosines.argmax()]"}),
    Mistake(
        "several-rows",
        "These are several rows, best first. Return the number of the best one alone.",
        ({RESULT: "cosines.argsort(descending=True)"}, {RESULT: "cosines.argsort(descending=True).tolist()"}),
    ),
    Mistake(
        "tensor-not-int",
        "The row is right, but it is a tensor. `int(…)` or `.item()` makes an int of it.",
        ({RESULT: "cosines.argmax()"}, {RESULT: "cosines.topk(1).indices"}),
    ),
)

EXERCISE = Exercise(
    name="analogy-nothing-left-out",
    chapter="real-reader",
    minutes=10,
    difficulty="medium",
    solution=analogy,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_built_in, _row_by_row, _candidates_first),
)
