"""What is inside a result of several parts, in the words of the task: "pair 2", "the weights"."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from torch import Tensor

from course_lib.exercises.engine.comparison import agree
from course_lib.exercises.engine.exercise import Exercise
from course_lib.exercises.engine.wording import show
from course_lib.language import say

Key = int | str | tuple[int, ...]  # of a list or tuple, or of a dict
LONGEST_REORDERED = 200  # entries; the comparison of every one with every other grows with the square


class Difference(NamedTuple):
    """The first part in which two results differ: its name and the keys that lead to it."""

    name: str
    keys: tuple[Key, ...]


def first_difference_inside(exercise: Exercise, expected: Any, got: Any) -> Difference:
    """Find the first part that differs, going in until it is a tensor, a number, or a small thing to show whole."""
    names: list[str] = []
    keys: list[Key] = []
    for level in (*exercise.parts, *[None] * 9):
        found = next((key for key, *pair in _entries(expected, got) if not _agree(exercise, *pair)), None)
        if found is None or (keys and level is None and _is_plain(expected)):
            break
        names.append(_name(level, found, len(expected)))
        keys.append(found)
        expected, got = expected[found], got[found]
    return Difference(", ".join(names), tuple(keys))


def at(value: Any, keys: Sequence[Key]) -> Any:
    """Return the part of a value to which the keys lead; None if there is none."""
    for key in keys:
        if isinstance(value, dict):
            value = value.get(key)
        else:
            value = (
                value[key] if isinstance(value, tuple | list) and isinstance(key, int) and key < len(value) else None
            )
    return value


def compare_plainly(name: str, expected: Any, got: Any) -> str:
    """Say what a part without tensors should be, and what it is."""
    text = say("{name} should be {expected}; yours is {got}.", name=name, expected=show(expected), got=show(got))
    return text[0].upper() + text[1:]


def reordered(exercise: Exercise, expected: Any, got: Any) -> bool:
    """Say whether two lists have the same entries in another order."""
    if not isinstance(expected, list) or not isinstance(got, list | tuple) or len(expected) != len(got):
        return False
    left = list(got)
    for entry in expected if len(expected) <= LONGEST_REORDERED else ():
        i = next((i for i, other in enumerate(left) if _agree(exercise, entry, other)), None)
        if i is None:
            return False
        del left[i]
    return not left


def noun(exercise: Exercise) -> str:
    """Return what the entries of a list are called in the task."""
    first = exercise.parts[0] if exercise.parts else None
    return say(first) if isinstance(first, str) else say("entry")


def _entries(expected: Any, got: Any) -> list[tuple[Key, Any, Any]]:
    """Pair the parts of two results under their keys, if both are of one kind and size."""
    if isinstance(expected, dict) and isinstance(got, dict):
        return [(key, expected[key], got[key]) for key in expected if key in got]
    if isinstance(expected, tuple | list) and isinstance(got, tuple | list) and len(expected) == len(got):
        return [(i, *pair) for i, pair in enumerate(zip(expected, got, strict=True))]
    return []


def _name(level: str | tuple[str, ...] | None, key: Key, count: int) -> str:
    if not isinstance(key, int):
        return say("the entry {key!r}", key=key)
    if isinstance(level, tuple):
        return say("the {name}", name=say(level[key]))
    if isinstance(level, str):
        return say("{noun} {number}", noun=say(level), number=key + 1)
    return say("result {number} of {count}", number=key + 1, count=count)


def _is_plain(value: Any) -> bool:
    """Say whether a value is small and without tensors, so that it is best shown whole."""
    if isinstance(value, tuple | list):
        return len(value) <= 8 and all(not isinstance(part, Tensor | tuple | list | dict) for part in value)
    return not isinstance(value, Tensor | dict)


def _agree(exercise: Exercise, expected: Any, got: Any) -> bool:
    return agree(expected, got, exercise.tolerance, exercise.dtype_asked)
