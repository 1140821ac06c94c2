"""The ways of writing an answer, and of calling it, that must not matter: a right answer stays right in each."""

import ast
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Exercise
from tests.exercises.catalogue_source import catalogue_source
from tests.exercises.notebook_exercises import define

Change = Callable[[Any], Any]  # of one argument, or of the result


def styles(exercise: Exercise) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the exercise's solution in every style, each with words for it."""
    yield "renamed parameters", renamed(exercise)
    for words, change in INPUTS.items():
        yield words, wrapped(exercise, before=change)
    if exercise.dtype_asked is not True:
        for words, change in RESULTS.items():
            yield words, wrapped(exercise, after=change)
        if not exercise.wants_class:  # whose weights have the dtype of its inputs
            yield "float64 inside", wrapped(exercise, before=to_dtype(torch.float64))


def renamed(exercise: Exercise) -> Callable[..., Any]:
    """Return the solution with other names for all its parameters."""
    source, names = catalogue_source(exercise)
    tree = _Renaming().visit(ast.parse(source))
    return define(ast.unparse(tree), exercise.solution.__name__, "<renamed>", names)


def wrapped(exercise: Exercise, before: Change = lambda x: x, after: Change = lambda x: x) -> Callable[..., Any]:
    """Return the solution with every input changed before, and the result changed after."""
    solution: Any = exercise.solution
    if not exercise.wants_class:
        return lambda *inputs: after(solution(*map(before, inputs)))

    class Wrapped(solution):
        def forward(self, *inputs: Any) -> Any:
            return after(super().forward(*map(before, inputs)))

    return Wrapped


def in_tensors(change: Callable[[Tensor], Tensor]) -> Change:
    """Carry a change of tensors into tuples and lists."""

    def changed(value: Any) -> Any:
        if isinstance(value, Tensor):
            return change(value)
        return type(value)(map(changed, value)) if type(value) in (tuple, list) else value

    return changed


def to_dtype(dtype: torch.dtype) -> Change:
    """Convert floating-point tensors of the two usual dtypes."""
    return in_tensors(lambda x: x.to(dtype) if x.dtype in (torch.float32, torch.float64) else x)


def _scattered(x: Tensor) -> Tensor:
    """Return an equal tensor whose entries do not lie side by side in memory."""
    return torch.stack([x, torch.zeros_like(x)], dim=-1)[..., 0]


INPUTS: dict[str, Change] = {
    "non-contiguous inputs": in_tensors(_scattered),
    "inputs that require gradients": in_tensors(
        lambda x: x.detach().clone().requires_grad_() if x.is_floating_point() else x
    ),
}
RESULTS: dict[str, Change] = {
    "results in float32": to_dtype(torch.float32),
    "results in float64": to_dtype(torch.float64),
    "whole numbers in int32": in_tensors(lambda x: x.int() if x.dtype == torch.int64 else x),
}


class _Renaming(ast.NodeTransformer):
    """Rename the parameters of the functions, and of the methods except `self`, wherever they are used."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        parameters = [*node.args.posonlyargs, *node.args.args]
        names = {parameter.arg: f"my_{parameter.arg}" for parameter in parameters if parameter.arg != "self"}
        for inner in ast.walk(node):
            if isinstance(inner, ast.arg) and inner.arg in names:
                inner.arg = names[inner.arg]
            elif isinstance(inner, ast.Name) and inner.id in names:
                inner.id = names[inner.id]
        return node
