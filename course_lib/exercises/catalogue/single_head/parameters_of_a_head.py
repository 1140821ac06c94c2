"""Count the parameters of one attention head."""

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


def _two_matrices(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return (d_model + bias) * (d_k + d_v)


def _no_value(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return (d_model + bias) * 2 * d_k


def _three_keys(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return (d_model + bias) * 3 * d_k


def _three_values(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return (d_model + bias) * 3 * d_v


def _value_twice(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return (d_model + bias) * (d_k + 2 * d_v)


def _never_a_bias(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return d_model * (2 * d_k + d_v)


def _always_a_bias(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return (d_model + 1) * (2 * d_k + d_v)


def _bias_turned_round(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return head_parameters(d_model, d_k, d_v, not bias)


def _bias_per_row(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return d_model * (2 * d_k + d_v) + 3 * d_model * bias


def _one_number_each(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return d_model * (2 * d_k + d_v) + 3 * bias


def _output_matrix_too(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return head_parameters(d_model, d_k, d_v, bias) + (d_v + bias) * d_model


def _square(d_model: int, d_k: int, d_v: int, bias: bool) -> int:
    return 3 * (d_model + bias) * d_model


def _a_float(d_model: int, d_k: int, d_v: int, bias: bool) -> float:
    return float(head_parameters(d_model, d_k, d_v, bias))


MISTAKES = (
    Mistake("two-matrices", "Queries and keys have a matrix each, both with d_k columns.", _two_matrices),
    Mistake("no-value", "The matrix of the values, [d_model, d_v], is missing.", _no_value),
    Mistake("all-with-d_k", "The matrix of the values has d_v columns, not d_k.", _three_keys),
    Mistake("all-with-d_v", "The matrices of queries and keys have d_k columns, not d_v.", _three_values),
    Mistake("key-with-d_v", "Keys are as wide as queries, or there would be no dot product: d_k.", _value_twice),
    Mistake("never-a-bias", "With biases, each column of each matrix has one number more.", _never_a_bias),
    Mistake("always-a-bias", "You count biases where `bias` is False.", _always_a_bias),
    Mistake("bias-turned-round", "You count the biases when `bias` is False, and only then.", _bias_turned_round),
    Mistake(
        "bias-for-each-row",
        "You gave each matrix d_model biases. A bias is added to the result, so there is one per column.",
        _bias_per_row,
    ),
    Mistake(
        "one-bias-for-each-matrix",
        "You gave each matrix one bias. Every component of the result has its own: one per column.",
        _one_number_each,
    ),
    Mistake("output-matrix-too", "You counted W_O as well. Asked for are W_Q, W_K and W_V.", _output_matrix_too),
    Mistake("square-matrices", "The matrices are not square: they have d_k, d_k and d_v columns.", _square),
    Mistake("a-float", "A number of parameters is an int: use no / and no floats.", _a_float),
)

EXERCISE = Exercise(
    name="parameters-of-a-head",
    chapter="single-head",
    minutes=3,
    difficulty="easy",
    solution=head_parameters,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_matrix_by_matrix, _as_a_formula),
)
