"""A mistake as it is made: the source of a right answer, with small changes."""

import inspect
import sys
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any


def with_changes(written: Callable[..., Any], changes: Mapping[str, str]) -> Callable[..., Any]:
    """Return the function or class `written`, with parts of its source replaced.

    Every key of `changes` must stand exactly once in the source of `written`. All are found in the original, so that
    no change can fit into what another has put there. A `ValueError` names a change that does not fit.
    """
    return _with_changes(written, tuple(changes.items()))


@cache  # so that the same mistake is always the same function: what it did is remembered by it
def _with_changes(written: Callable[..., Any], changes: tuple[tuple[str, str], ...]) -> Callable[..., Any]:
    source = replaced(_source_of(written), changes, written.__name__)
    names = dict(vars(sys.modules[written.__module__]))
    exec(compile(source, f"<{written.__name__}, changed>", "exec"), names)
    return names[written.__name__]


@cache  # for a class, Python reads the whole file anew every time
def _source_of(written: Callable[..., Any]) -> str:
    return inspect.getsource(written)


def replaced(source: str, changes: tuple[tuple[str, str], ...], name: str) -> str:
    """Replace each part of the source that a change names; `name` says whose source it is."""
    places = []
    for old, new in changes:
        if (count := source.count(old)) != 1:
            raise ValueError(f"{old!r} stands {count} times in the source of {name}; a change must fit exactly once.")
        places.append((source.index(old), old, new))
    places.sort()
    for (start, old, _), (following, other, _) in pairwise(places):
        if start + len(old) > following:
            raise ValueError(f"The changes of {old!r} and {other!r} in {name} overlap; make them one.")
    for start, old, new in reversed(places):
        source = source[:start] + new + source[start + len(old) :]
    return source
