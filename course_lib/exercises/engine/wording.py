"""Values as a reader can read them: rounded, small ones in full, big ones by their shape."""

import inspect
import re
import textwrap
from collections.abc import Callable
from itertools import zip_longest
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from course_lib.exercises.engine.comparison import close, comparable
from course_lib.language import say

SMALL = 40  # entries; beyond, a tensor is told by its shape
WIDTH = 96  # characters; wider, two values stand below and not beside each other, and sentences go on below
NO_BREAK = "\N{NO-BREAK SPACE}"


def shape_of(tensor: Tensor) -> str:
    """Return the shape as the book writes it: [2, 3]."""
    return str(list(tensor.shape))


def dtype_of(tensor: Tensor) -> str:
    """Return the dtype without its module: float32."""
    return str(tensor.dtype).removeprefix("torch.")


def show(value: Any, digits: int = 4) -> str:
    """Return the value as text, on several lines if it has rows."""
    if isinstance(value, Tensor):
        if value.numel() > SMALL or value.numel() == 0:
            return say("shape {shape}, {dtype}", shape=shape_of(value), dtype=dtype_of(value))
        return _numbers(comparable(value).numpy(), digits)
    if isinstance(value, np.ndarray):
        return say("a NumPy array of shape {shape}", shape=list(value.shape))
    if isinstance(value, bool | np.bool_ | int | np.integer):
        return str(value)
    if isinstance(value, float | np.floating):
        return f"{float(value):.{digits}g}"
    if isinstance(value, torch.dtype):
        return str(value)
    if isinstance(value, str):
        return repr(value if len(value) <= 200 else value[:200] + "…")
    if isinstance(value, bytes) and len(value) <= SMALL:
        return repr(value)
    if isinstance(value, dict) and len(value) <= SMALL:
        return "{" + ", ".join(f"{show(key)}: {show(part, digits)}" for key, part in value.items()) + "}"
    if isinstance(value, tuple | list):
        brackets = "()" if isinstance(value, tuple) else "[]"
        if len(value) > SMALL:
            return say("a {kind} of {count}", kind=type(value).__name__, count=len(value))
        separator = ",\n" if any(isinstance(part, Tensor | tuple | list) for part in value) else ", "
        end = "," if isinstance(value, tuple) and len(value) == 1 else ""
        return brackets[0] + separator.join(show(part, digits) for part in value) + end + brackets[1]
    if isinstance(value, set) and len(value) <= SMALL:
        # The order of a set is not the same in every session; shorter first sorts whole numbers.
        parts = sorted((show(part, digits) for part in value), key=lambda text: (len(text), text))
        return "{" + ", ".join(parts) + "}" if parts else "set()"
    return "None" if value is None else say("an object of type {kind}", kind=type(value).__name__)


def _numbers(values: np.ndarray, digits: int) -> str:
    """Return all entries as text; NumPy's empty lines between the blocks of three axes are dropped."""
    # What rounds to zero is shown as 0: a tiny negative number would stand there as "-0."
    values = np.where(np.abs(values) < 0.5 * 10.0**-digits, np.zeros_like(values), values)
    options: Any = {
        "precision": digits,
        "suppress_small": True,
        "separator": ", ",
        "floatmode": "maxprec_equal",
        "max_line_width": 60,
    }
    return re.sub(r"\n{2,}", "\n", np.array2string(values, **options))


def wrapped(text: str) -> str:
    """Wrap a sentence; code between backticks stays on one line, and keeps plain spaces, ready to be copied."""
    glued = re.sub("`[^`]+`", lambda code: code[0].replace(" ", NO_BREAK), text)
    lines = textwrap.fill(glued, WIDTH, break_on_hyphens=False, break_long_words=False)
    return lines.replace(NO_BREAK, " ")


def parameter_names(solution: Any) -> list[str]:
    """Return the names of the exercise's parameters, in order; for a class those of `forward` come last."""
    names = list(inspect.signature(solution).parameters)
    if inspect.isclass(solution) and issubclass(solution, nn.Module):
        names += list(inspect.signature(solution.forward).parameters)[1:]
    return names


def show_arguments(solution: Callable[..., Any], arguments: tuple[Any, ...]) -> list[str]:
    """Return one line (or several, for rows) for each argument, by its name in the exercise."""
    lines = []
    for name, value in zip(parameter_names(solution), arguments, strict=False):
        text = value.__name__ if inspect.isfunction(value) else show(value)
        lines += _beside(f"  {name} = ", text)
    return lines


def side_by_side(expected: Any, got: Any) -> list[str]:
    """Return expected and got beside each other, with more digits where they look alike at first sight."""
    left, right = show(expected), show(got)
    if left == right:
        left, right = show(expected, 8), show(got, 8)
    heads = say("expected"), say("got")
    rows = list(zip_longest([heads[0], *left.split("\n")], [heads[1], *right.split("\n")], fillvalue=""))
    width = max(len(row[0]) for row in rows) + 3
    if width + max(len(row[1]) for row in rows) > WIDTH:
        label = max(map(len, heads)) + 2
        return [*_beside(f"{heads[0]:<{label}}", left), *_beside(f"{heads[1]:<{label}}", right)]
    return [f"{row[0]:<{width}}{row[1]}".rstrip() for row in rows]


def first_difference(expected: Tensor, got: Tensor, tolerance: float) -> str:
    """Say where two tensors of one shape first differ, and in how many entries."""
    wrong = ~close(expected, got, tolerance)
    place = wrong.nonzero()[0].tolist()
    want, have = (show(comparable(t)[tuple(place)].item()) for t in (expected, got))
    if want == have:
        want, have = (show(comparable(t)[tuple(place)].item(), 8) for t in (expected, got))
    return say(
        "{count} of {all} entries differ; the first is at {place}: expected {want}, got {have}.",
        count=int(torch.count_nonzero(wrong)),
        all=wrong.numel(),
        place=place,
        want=want,
        have=have,
    )


def _beside(label: str, text: str) -> list[str]:
    first, *more = text.split("\n")
    return [label + first, *(" " * len(label) + line for line in more)]
