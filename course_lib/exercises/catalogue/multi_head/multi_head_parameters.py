"""Count the parameters of multi-head attention."""

from torch import nn

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def multi_head_parameters(d_model: int, num_heads: int, bias: bool) -> int:
    """Return the size of the four projections; the heads share the width, so their number does not count."""
    matrices = 4 * d_model**2
    return matrices + 4 * d_model if bias else matrices


CASES = (
    Case("width 2, one head, no offsets", lambda: (2, 1, False)),
    Case("width 6, three heads, no offsets", lambda: (6, 3, False)),
    Case("width 6, three heads, with offsets", lambda: (6, 3, True)),
    Case("width 512, eight heads, no offsets", lambda: (512, 8, False)),
    Case("width 768, twelve heads, with offsets", lambda: (768, 12, True)),
)


def _head_by_head(d_model: int, num_heads: int, bias: bool) -> int:
    one_head = 3 * d_model * (d_model // num_heads) + 3 * (d_model // num_heads) * bias
    return num_heads * one_head + d_model * d_model + d_model * bias


def _counted(d_model: int, num_heads: int, bias: bool) -> int:
    layers = [nn.Linear(d_model, d_model, bias=bias, device="meta") for _ in range(4)]
    return sum(p.numel() for layer in layers for p in layer.parameters())


def _times_heads(d_model: int, num_heads: int, bias: bool) -> int:
    return num_heads * multi_head_parameters(d_model, num_heads, bias)


def _each_head_full(d_model: int, num_heads: int, bias: bool) -> int:
    return (3 * num_heads + 1) * (d_model * d_model + d_model * bias)


def _by_heads(d_model: int, num_heads: int, bias: bool) -> int:
    return multi_head_parameters(d_model, num_heads, bias) // num_heads


def _three(d_model: int, num_heads: int, bias: bool) -> int:
    return 3 * d_model * d_model + 3 * d_model * bias


def _one(d_model: int, num_heads: int, bias: bool) -> int:
    return d_model * d_model + d_model * bias


def _no_bias(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * d_model * d_model


def _always_bias(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * d_model * d_model + 4 * d_model


def _one_bias(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * d_model * d_model + d_model * bias


def _narrow_bias(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * d_model * d_model + (3 * (d_model // num_heads) + d_model) * bias


def _bias_of_one(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * d_model * d_model + 4 * bias


def _a_float(d_model: int, num_heads: int, bias: bool) -> float:
    return float(multi_head_parameters(d_model, num_heads, bias))


MISTAKES = (
    Mistake(
        "times-heads",
        "You multiplied by the number of heads. The heads share the width: each has a part of every matrix.",
        _times_heads,
    ),
    Mistake(
        "each-head-of-full-width",
        "You gave every head matrices of the full width. A head is d_model / heads wide, so all heads together are as "
        "large as one of full width.",
        _each_head_full,
    ),
    Mistake("divided-by-heads", "This is the share of one head. The task asks for all of them.", _by_heads),
    Mistake(
        "three-matrices", "One matrix is missing: besides those for queries, keys and values there is w_o.", _three
    ),
    Mistake("one-matrix", "This is one of the four projections: queries, keys, values, output.", _one),
    Mistake("offsets-forgotten", "With `bias` each of the four projections has d_model offsets more.", _no_bias),
    Mistake("offsets-always", "You counted offsets also where `bias` is False.", _always_bias),
    Mistake("offsets-once", "Only one projection has offsets in your count. All four have them.", _one_bias),
    Mistake(
        "offsets-of-one-head",
        "You counted the offsets of one head's queries, keys and values. All heads have theirs: d_model together.",
        _narrow_bias,
    ),
    Mistake("one-offset-each", "You counted one offset for each projection. It has d_model of them.", _bias_of_one),
    Mistake("a-float", "A number of parameters is an int: use no / and no floats.", _a_float),
)

EXERCISE = Exercise(
    name="multi-head-parameters",
    chapter="multi-head",
    minutes=3,
    difficulty="easy",
    solution=multi_head_parameters,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_head_by_head, _counted),
)
