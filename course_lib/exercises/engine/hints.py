"""Hints for errors that beginners meet often and whose message does not say what to do."""

import re

from course_lib.language import say

# A pattern in the error's message, and what to do; `\1` stands for what the pattern's first group found.
HINTS: tuple[tuple[str, str], ...] = (
    (r"torch\.return_types\.(max|min)", r"`.\1(dim)` returns values and indices: use `.a\1`."),
    (
        r"sqrt\(\): argument .* must be Tensor, not (?:int|float)|'(?:int|float)' object has no attribute 'sqrt'",
        "This is a plain number, not a tensor: use `** 0.5`.",
    ),
    (
        r"(exp|log|sin|cos)\(\): argument .* must be Tensor, not (?:int|float)",
        r"This is a plain number, not a tensor: use `math.\1`.",
    ),
    (
        r"the `-` operator, (?:with|on) (?:a|two) bool tensor",
        "Turn the comparison into numbers first: `(i == j).float()`.",
    ),
    (
        r"before Module\.__init__\(\) call|has no attribute '_(?:parameters|buffers|modules|\w+_hooks)'",
        "Begin `__init__` with `super().__init__()`: it prepares the module to hold layers.",
    ),
)


def hint_for(message: str) -> str | None:
    """Return the hint of the first pattern that the message contains, if any."""
    for pattern, hint in HINTS:
        if match := re.search(pattern, message):
            return match.expand(say(hint))
    return None
