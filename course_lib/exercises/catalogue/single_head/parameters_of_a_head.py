"""Count the parameters of one attention head."""

import torch

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def head_parameters(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    """Return the size of W_Q, W_K and W_V, with one number more per column if there are biases."""
    columns = d_k + d_k + d_v
    rows = d_model + 1 if bias else d_model
    return rows * columns


CASES = (
    Case("d_model 4, d_k 2, d_v 3, no bias", lambda: (4, 2, 3, False)),
    Case("d_model 4, d_k 2, d_v 3, with bias", lambda: (4, 2, 3, True)),
    Case("d_model 5, d_k 7, d_v 2, with bias", lambda: (5, 7, 2, True)),
    Case("d_model 512, d_k 64, d_v 64, no bias", lambda: (512, 64, 64, False)),
    Case("d_model 768, d_k 64, d_v 96, with bias", lambda: (768, 64, 96, True)),
)


def _matrix_by_matrix(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    total = 0
    for width in (d_k, d_k, d_v):
        total += d_model * width
        if bias:
            total += width
    return total


def _as_a_formula(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return 2 * d_model * d_k + d_model * d_v + int(bias) * (2 * d_k + d_v)


def _with_tensors(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    matrices = [torch.nn.Linear(d_model, width, bias=bias, device="meta") for width in (d_k, d_k, d_v)]
    return sum(parameter.numel() for matrix in matrices for parameter in matrix.parameters())


MISTAKES = (
    Mistake("two-matrices", "Queries and keys have a matrix each, both with d_k columns.", {"d_k + d_k": "d_k"}),
    Mistake("no-value", "The matrix of the values, [d_model, d_v], is missing.", {" + d_v": ""}),
    Mistake("all-with-d_k", "The matrix of the values has d_v columns, not d_k.", {"+ d_v": "+ d_k"}),
    Mistake("all-with-d_v", "Those of queries and keys have d_k columns, not d_v.", {"d_k + d_k": "d_v + d_v"}),
    Mistake(
        "d_v-twice",
        "You counted d_v columns for two of the three. Queries and keys have d_k each, for the dot product.",
        {"d_k + d_k": "d_k + d_v"},
    ),
    Mistake(
        "as-in-the-example",
        "Two widths of d_k need not be one d_model: that is so in the example only.",
        (
            {"2 * d_model * d_k": "d_model * d_model"},
            {"(2 * d_k + d_v)": "(d_model + d_v)"},
            {"2 * d_model * d_k": "d_model * d_model", "(2 * d_k + d_v)": "(d_model + d_v)"},
        ),
        of=_as_a_formula,
    ),
    Mistake(
        "nothing-without-a-bias",
        "Without biases you return 0: `a + b if c else 0` is `(a + b) if c else 0`. Put brackets round the last part.",
        {"rows * columns": "rows * columns if bias else 0"},
    ),
    Mistake("multiplied", "Columns are added, not multiplied.", {"d_k + d_k + d_v": "d_k * d_k * d_v"}),
    Mistake(
        "added",
        "You added rows and columns. A matrix has rows times columns entries.",
        ({"rows * columns": "rows + columns"}, {"rows * columns": "3 * d_model + columns + bias * columns"}),
    ),
    Mistake("never-a-bias", "With biases, each column has one number more.", {" + 1 if bias else d_model": ""}),
    Mistake("always-a-bias", "You count biases where `bias` is False.", {" if bias else d_model": ""}),
    Mistake("bias-turned-round", "You count biases when `bias` is False, and only then.", {"if bias": "if not bias"}),
    Mistake(
        "bias-for-each-row",
        "You counted d_model numbers for a bias. It is added to the result, so there is one per column.",
        ({"(2 * d_k + d_v)": "3 * d_model"}, {"(2 * d_k + d_v)": "d_model"}),
        of=_as_a_formula,
    ),
    Mistake(
        "one-number-for-a-bias",
        "You counted one number for a whole bias. Every component of the result has its own: one per column.",
        ({"(2 * d_k + d_v)": "3"}, {"(2 * d_k + d_v)": "1"}),
        of=_as_a_formula,
    ),
    Mistake(
        "not-three-biases",
        "The biases of the three matrices have d_k, d_k and d_v components, as many as columns.",
        tuple({"(2 * d_k + d_v)": count} for count in ("(d_k + d_v)", "3 * d_k", "3 * d_v", "d_k", "d_v")),
        of=_as_a_formula,
    ),
    Mistake(
        "output-matrix-too",
        "You counted W_O as well. Asked for are W_Q, W_K and W_V.",
        ({"* columns": "* columns + d_v * d_model"}, {"* columns": "* columns + (d_v + bias) * d_model"}),
    ),
    Mistake(
        "square",
        "They have d_k, d_k and d_v columns, not d_model.",
        ({"d_k + d_k + d_v": "3 * d_model"}, {"d_k + d_k + d_v": "3 * d_model", " + 1 if bias else d_model": ""}),
    ),
)

EXERCISE = Exercise(
    name="parameters-of-a-head",
    chapter="single-head",
    minutes=3,
    difficulty="easy",
    solution=head_parameters,
    cases=CASES,
    mistakes=MISTAKES,
    dtype_asked=True,
    also_right=(_matrix_by_matrix, _as_a_formula, _with_tensors),
)
