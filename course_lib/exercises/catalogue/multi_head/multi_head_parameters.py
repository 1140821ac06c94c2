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


def _in_one_line(d_model: int, num_heads: int, bias: bool) -> int:
    return 4 * d_model * (d_model + int(bias))


MISTAKES = (
    Mistake(
        "times-heads",
        "You multiplied by the number of heads. The heads share the width: each has a part of every matrix.",
        ({"= 4": "= num_heads * 4"}, {"= 4": "= num_heads * 4", "+ 4": "+ num_heads * 4"}),
    ),
    Mistake(
        "offsets-times-heads",
        "You multiplied the offsets by the number of heads. The heads share d_model of them in each projection.",
        {"+ 4": "+ num_heads * 4"},
    ),
    Mistake(
        "each-head-of-full-width",
        "You gave every head matrices of the full width. A head is d_model / heads wide.",
        {"4 *": "(3 * num_heads + 1) *"},
        of=_in_one_line,
    ),
    Mistake(
        "one-head-s-share",
        "This is the share of one head. The task asks for all of them.",
        {"int(bias))": "int(bias)) // num_heads"},
        of=_in_one_line,
    ),
    Mistake(
        "one-head-and-w_o",
        "For queries, keys and values you counted one head only. All heads together have d_model columns.",
        {"num_heads * one_head": "one_head"},
        of=_head_by_head,
    ),
    Mistake("three-matrices", "There are four projections: w_o counts as well.", {"4 *": "3 *"}, of=_in_one_line),
    Mistake("one-matrix", "This is one projection. There are four, with w_o.", {"4 * ": ""}, of=_in_one_line),
    Mistake(
        "offsets-forgotten",
        "With `bias` each of the four projections has d_model offsets more.",
        {" + int(bias)": ""},
        of=_in_one_line,
    ),
    Mistake("offsets-always", "You counted offsets also where `bias` is False.", {"int(bias)": "1"}, of=_in_one_line),
    Mistake(
        "offsets-of-some",
        "You counted the offsets of some projections only. All four have them.",
        ({"+ 4 *": "+"}, {"+ 4 *": "+ 3 *"}),
    ),
    Mistake(
        "offsets-of-one-head",
        "You counted the offsets of one head's queries, keys and values. All heads have theirs: d_model together.",
        (
            {"4 * d_model if": "3 * (d_model // num_heads) + d_model if"},
            {"4 * d_model if": "4 * (d_model // num_heads) if"},
        ),
    ),
    Mistake(
        "one-offset-each",
        "You counted one offset for each projection. It has d_model of them.",
        {"4 * d_model if": "4 if"},
    ),
)

EXERCISE = Exercise(
    name="multi-head-parameters",
    chapter="multi-head",
    minutes=3,
    difficulty="easy",
    solution=multi_head_parameters,
    cases=CASES,
    mistakes=MISTAKES,
    dtype_asked=True,
    also_right=(_head_by_head, _counted, _in_one_line),
)
