"""What an exercise is: the reference solution, the cases it is probed with, the mistakes known by name."""

import dataclasses
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from course_lib.exercises.engine.changed_source import with_changes

DtypeAsked = bool | Literal["kind"]
Changes = Mapping[str, str]  # what stands in the source of a right answer → what stands there in its place


@dataclass(frozen=True)
class Case:
    """One probe of the reader's function.

    `words` names the case to the reader ("three tokens, causal mask"). `arguments` makes fresh positional
    arguments on every call, always the same ones: random numbers come from a generator of its own.
    """

    words: str
    arguments: Callable[[], tuple[Any, ...]]


@dataclass(frozen=True)
class Mistake:
    """One wrong answer with a name of its own and one or two sentences: what went wrong, and why.

    `wrong` is the changes of the solution's source that make it, or of another right answer, `of`; where it is no
    small change, a function. A tuple of those is several ways to make the same mistake.
    """

    name: str
    message: str
    wrong: Changes | Callable[..., Any] | tuple[Changes | Callable[..., Any], ...]
    of: Callable[..., Any] | None = None


@dataclass(frozen=True, eq=False)
class Exercise:
    """One exercise of a chapter.

    The solution may return a tensor, float, int, bool, str or None, or a tuple, list or dict of those; a reader's
    function must return the same kind. `tolerance` is relative to the largest expected value. A result that
    differs in its dtype only is right, unless the task asks for the dtype (`dtype_asked=True`) or at least for its
    kind, floating-point or whole numbers or truth values (`dtype_asked="kind"`).

    `parts` names what is inside a result to the reader, from the outside in: one noun for the entries of a list
    ("pair"), or a name for each entry of a tuple ("output", "weights").

    Where the solution is a class, an `nn.Module`, the reader writes one too. Then the arguments of a case are
    those of `__init__` followed by those of `forward`, and the parameters are compared by name and shape.
    """

    name: str
    chapter: str
    minutes: int
    difficulty: str
    solution: Callable[..., Any]
    cases: tuple[Case, ...]  # smallest first: the first that fails is the one the reader sees
    mistakes: tuple[Mistake, ...]
    also_right: tuple[Callable[..., Any], ...] = ()  # other correct solutions, for the tests
    given: Callable[..., Any] | None = None  # find-the-bug: the faulty function the reader starts from
    tolerance: float = 1e-5
    dtype_asked: DtypeAsked = False
    parts: tuple[str | tuple[str, ...], ...] = ()
    equivalent_mutations: tuple[str, ...] = ()  # mutations that do not change the function, with a comment why

    @property
    def wants_class(self) -> bool:
        """Say whether the reader writes a class, an `nn.Module`, and not a function."""
        return inspect.isclass(self.solution)

    @property
    def kind(self) -> str:
        """Name what the reader writes."""
        return "class" if self.wants_class else "function"

    @cached_property
    def for_any_dtype(self) -> "Exercise":
        """The same exercise, as if its task asked for no dtype."""
        return dataclasses.replace(self, dtype_asked=False)

    def make(self, mistake: Mistake) -> list[Callable[..., Any]]:
        """Return the wrong functions or classes that a mistake of this exercise stands for."""
        ways = mistake.wrong if isinstance(mistake.wrong, tuple) else (mistake.wrong,)
        return [way if callable(way) else with_changes(mistake.of or self.solution, way) for way in ways]
