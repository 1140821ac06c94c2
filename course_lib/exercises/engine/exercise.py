"""What an exercise is: the reference solution, the cases it is probed with, the mistakes known by name."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


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
    """One wrong solution with a name of its own and one or two sentences: what went wrong, and why."""

    name: str
    implementation: Callable[..., Any]
    message: str


@dataclass(frozen=True)
class Exercise:
    """One exercise of a chapter.

    The solution may return a tensor, float, int, bool or str, or a tuple or list of those; a reader's
    function must return the same kind. `tolerance` is relative to the largest expected value.

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
    equivalent_mutations: tuple[str, ...] = ()  # mutations that do not change the function, with a comment why

    @property
    def wants_class(self) -> bool:
        """Say whether the reader writes a class, an `nn.Module`, and not a function."""
        return inspect.isclass(self.solution)

    @property
    def kind(self) -> str:
        """Name what the reader writes."""
        return "class" if self.wants_class else "function"
