"""Find the width at which a gated feed-forward block is as large as the one of 2017."""

from math import floor

from torch import nn

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def gated_width(d_model: int, d_ff: int) -> int:
    """Return the width, to the nearest whole number, at which three matrices are as many as two with offsets."""
    wanted = 2 * d_model * d_ff + d_ff + d_model
    return round(wanted / (3 * d_model))


# In none of them are two whole numbers equally near.
CASES = (
    Case("width 2, d_ff 8: no rounding needed", lambda: (2, 8)),
    Case("width 3, d_ff 7", lambda: (3, 7)),
    Case("width 4, d_ff 16", lambda: (4, 16)),
    Case("width 5, d_ff 13", lambda: (5, 13)),
    Case("width 1, d_ff 1", lambda: (1, 1)),
    Case("width 6, d_ff 6", lambda: (6, 6)),
    Case("width 10, d_ff 6: narrower than the words", lambda: (10, 6)),
    Case("width 5, d_ff 100", lambda: (5, 100)),
    Case("width 512, d_ff 2048", lambda: (512, 2048)),
    Case("width 768, d_ff 3072", lambda: (768, 3072)),
)


def _in_whole_numbers(d_model: int, d_ff: int) -> int:
    wanted = d_model * d_ff + d_ff + d_ff * d_model + d_model
    three = 3 * d_model
    return (2 * wanted + three) // (2 * three)


def _counted(d_model: int, d_ff: int) -> int:
    old = nn.Sequential(nn.Linear(d_model, d_ff, device="meta"), nn.Linear(d_ff, d_model, device="meta"))
    wanted = sum(p.numel() for p in old.parameters())
    return min(range(2 * d_ff + 2), key=lambda width: abs(3 * d_model * width - wanted))


def _in_shares(d_model: int, d_ff: int) -> int:
    return floor(2 / 3 * d_ff + d_ff / (3 * d_model) + 1 / 3 + 0.5)


def _step_by_step(d_model: int, d_ff: int) -> float:
    wanted = (d_model + 1) * d_ff + (d_ff + 1) * d_model
    width = 0
    while abs(3 * (width + 1) * d_model - wanted) < abs(3 * width * d_model - wanted):
        width += 1
    return float(width)


WANTED, WIDTH = "2 * d_model * d_ff + d_ff + d_model", "wanted / (3 * d_model)"

MISTAKES = (
    Mistake(
        "two-thirds",
        "This is two thirds of d_ff, as if the block of 2017 had no offsets. It has d_ff + d_model of them.",
        (
            {" + d_ff + d_model": ""},
            {" + d_ff + d_model": "", f"round({WIDTH})": f"int({WIDTH})"},
            {" + d_ff + d_model": "", f"round({WIDTH})": WIDTH},
        ),
    ),
    Mistake(
        "some-offsets-missing",
        "Offsets of the block of 2017 are missing: its first layer has d_ff of them, its second d_model.",
        (
            {" + d_ff + d_model": " + d_ff"},
            {" + d_ff + d_model": " + d_model"},
            {" + d_ff + d_model": " + d_ff", f"round({WIDTH})": f"int({WIDTH})"},
        ),
    ),
    Mistake(
        "other-offsets",
        "A layer has one offset for each number that comes out: d_ff for the first, d_model for the second.",
        (
            {"+ d_ff + d_model": "+ 2 * d_ff"},
            {"+ d_ff + d_model": "+ 2 * d_model"},
            {"+ d_ff + d_model": "+ 2"},
            {"+ d_ff + d_model": "- d_ff - d_model"},
            {"+ d_ff + d_model": "+ 2 * (d_ff + d_model)"},
        ),
    ),
    Mistake(
        "gated-with-offsets",
        "You gave the gated block offsets. It has three matrices and nothing else: 3 · d_model · width.",
        (
            {WIDTH: "(wanted - d_model) / (3 * d_model + 2)"},
            {WIDTH: "wanted / (3 * d_model + 2)"},
            {WIDTH: "wanted / (3 * d_model + 3)"},
            {WIDTH: "(wanted - d_model) / (3 * d_model + 1)"},
        ),
    ),
    Mistake(
        "rounded-down",
        "You rounded down: `int` and `//` drop what stands behind the point. Take the nearest whole number.",
        {f"round({WIDTH})": "wanted // (3 * d_model)"},
    ),
    Mistake(
        "rounded-up",
        "You rounded up. Take the nearest whole number.",
        (
            {f"round({WIDTH})": "-(-wanted // (3 * d_model))"},
            {f"round({WIDTH})": "wanted // (3 * d_model) + 1"},
        ),
    ),
    Mistake(
        "not-rounded",
        "The width is right, but not a whole number. Round it.",
        ({f"round({WIDTH})": WIDTH}, {f"round({WIDTH})": f"round({WIDTH}, 2)"}, {"d_model))": "d_model), 1)"}),
    ),
    Mistake(
        "to-a-multiple",
        "You rounded to a multiple of a larger number, as programs do for speed. Take the nearest whole number.",
        tuple(
            {f"round({WIDTH})": way.replace("N", str(n))}
            for n in (2, 8, 16, 32, 64, 128, 256)
            for way in (f"N * round({WIDTH} / N)", f"N * -int(-{WIDTH} / N // 1)", f"N * int({WIDTH} / N)")
        ),
    ),
    Mistake(
        "two-matrices",
        "You counted two matrices in the gated block. It has three: w_gate, w_1 and w_2.",
        {"3 *": "2 *"},
    ),
    Mistake(
        "four-matrices",
        "You counted four matrices in the gated block, or took half of d_ff. It has three: w_gate, w_1 and w_2.",
        (
            {"3 *": "4 *"},
            {"3 *": "4 *", " + d_ff + d_model": ""},
            {f"round({WIDTH})": "d_ff // 2"},
        ),
    ),
    Mistake(
        "one-matrix-of-2017",
        "The block of 2017 has two matrices: d_model · d_ff is there twice.",
        (
            {"2 * d_model * d_ff": "d_model * d_ff"},
            {"2 * d_model * d_ff + d_ff + d_model": "d_model * d_ff + d_ff"},
        ),
    ),
    Mistake(
        "upside-down",
        "The factor is upside down: three matrices instead of two make the block narrower.",
        (
            {"2 *": "3 *", "3 *": "2 *"},
            {WANTED: "3 * d_ff", WIDTH: "wanted / 2"},
            {WANTED: "3 * d_ff", f"round({WIDTH})": "wanted // 2"},
        ),
    ),
    Mistake("unchanged", "This is the d_ff of 2017. A gated block of that width is larger.", {WIDTH: "d_ff"}),
    Mistake(
        "a-third",
        "This is a third of d_ff. Count both matrices of the block of 2017, and its offsets.",
        ({WIDTH: "d_ff / 3"}, {f"round({WIDTH})": "d_ff // 3"}),
    ),
    Mistake(
        "brackets-missing",
        "Brackets are missing: a / 3 * b divides by 3 and multiplies by b. Write wanted / (3 * d_model).",
        ({WIDTH: "wanted / 3 * d_model"}, {WIDTH: "wanted // 3 * d_model"}),
    ),
    Mistake(
        "divided-by-d_ff",
        "You divided by 3 · d_ff. A gated block has 3 · d_model parameters for each unit of its width.",
        {"3 * d_model": "3 * d_ff"},
    ),
    Mistake(
        "divided-by-another-number",
        "You divided by 3 or by d_model alone, or by d_model². A gated block has 3 · d_model parameters for each unit "
        "of its width.",
        ({"(3 * d_model)": "d_model"}, {WIDTH: "wanted / 3"}, {WIDTH: "wanted / (3 * d_model**2)"}),
    ),
    Mistake(
        "number-of-parameters",
        "This is a number of parameters. The width is wanted.",
        (
            {f"round({WIDTH})": "wanted"},
            {f"round({WIDTH})": "3 * d_model * d_ff"},
            {f"round({WIDTH})": f"3 * d_model * round({WIDTH})"},
        ),
    ),
    Mistake(
        "always-four-times",
        "You took d_ff = 4 · d_model, whatever d_ff says.",
        (
            {"    wanted =": "    d_ff = 4 * d_model\n    wanted ="},
            {WIDTH: "8 * d_model / 3"},
            {f"round({WIDTH})": "8 * d_model // 3"},
        ),
    ),
)

EXERCISE = Exercise(
    name="gated-width",
    chapter="modern-block",
    minutes=8,
    difficulty="easy",
    solution=gated_width,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_in_whole_numbers, _counted, _in_shares, _step_by_step),
)
