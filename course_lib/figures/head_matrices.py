"""The matrices of one attention head, held to belong together: a picture of two heads would be wrong unseen."""

from collections.abc import Mapping
from math import sqrt

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.figures.colour_scale import BLOCKED
from course_lib.language import say

TOLERANCE = 1e-3  # the matrices may have been rounded to three decimals, or computed in float32

OTHER_SHAPE = "{name} has shape {shape}; expected [{rows}, {columns}] = [{row_count}, {column_count}]."
OTHER_WEIGHTS = (
    "{name} has shape {shape}; expected [{rows}, {columns}] = [{row_count}, {column_count}]; nn.Linear stores the "
    "transpose, weight.T fits."
)

SHAPES = {
    "x": ("words", "d_model"),
    "w_q": ("d_model", "d_k"),
    "w_k": ("d_model", "d_k"),
    "w_v": ("d_model", "d_v"),
    "query": ("words", "d_k"),
    "key": ("words", "d_k"),
    "value": ("words", "d_v"),
    "scores": ("words", "words"),
    "weights": ("words", "words"),
    "output": ("words", "d_v"),
}


def refuse_shapes_that_differ(matrices: Mapping[str, Float[Tensor, "..."]]) -> None:
    """Raise ValueError naming the first matrix that has not the shape which those before it ask for."""
    sizes: dict[str, int] = {}
    for name, axes in SHAPES.items():
        shape = matrices[name].shape
        if len(shape) == 2:
            for axis, size in zip(axes, shape, strict=True):
                sizes.setdefault(axis, size)
        expected = [sizes.get(axis, axis) for axis in axes]
        if list(shape) != expected:
            raise ValueError(
                say(
                    OTHER_WEIGHTS if name.startswith("w_") else OTHER_SHAPE,
                    name=name,
                    shape=list(shape),
                    rows=axes[0],
                    columns=axes[1],
                    row_count=expected[0],
                    column_count=expected[1],
                )
            )


def refuse_matrices_of_several_heads(matrices: Mapping[str, Float[Tensor, "_ _"]]) -> None:
    """Raise ValueError naming the first matrix that is not what the head computes from those before it."""
    m = {name: matrix.detach().cpu().double() for name, matrix in matrices.items()}
    blocked = m["scores"] == BLOCKED
    scores = (m["query"] @ m["key"].T / sqrt(m["key"].shape[1])).masked_fill(blocked, BLOCKED)
    computed = {
        "query": ("x @ w_q", m["x"] @ m["w_q"]),
        "key": ("x @ w_k", m["x"] @ m["w_k"]),
        "value": ("x @ w_v", m["x"] @ m["w_v"]),
        "scores": ("query @ key.T / √d_k", scores),
        # A row with nothing to attend to has no softmax; its weights are zeros.
        "weights": ("softmax of the scores", m["scores"].softmax(dim=-1).masked_fill(blocked, 0)),
        "output": ("weights @ value", m["weights"] @ m["value"]),
    }
    for name, (formula, expected) in computed.items():
        if not torch.allclose(m[name], expected, rtol=TOLERANCE, atol=TOLERANCE):
            raise ValueError(
                say(
                    "{name} is not {formula}; give the matrices of one head, from one run.",
                    name=name,
                    formula=say(formula),
                )
            )
