"""What the course's own functions do: solution, mistakes, what a find-the-bug exercise gives. Each is run once."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import torch

from course_lib.exercises.engine.exercise import Case, Exercise
from course_lib.exercises.engine.trial import Outcome, Raised, run

KEPT = 2000  # outcomes, all of them small; one exercise has some hundreds


def run_known(function: Callable[..., Any], exercise: Exercise, case: Case, seconds: float) -> Outcome:
    """Return what `run` returns, for a function of the course: what it did before, it would do again."""
    # Except with other defaults, which the reader can set between two checks.
    return _run_once(function, exercise, case, seconds, torch.get_default_dtype(), torch.get_default_device())


@lru_cache(maxsize=KEPT)
def _run_once(
    function: Callable[..., Any], exercise: Exercise, case: Case, seconds: float, *_defaults: object
) -> Outcome:
    outcome = run(function, exercise, case, seconds)
    if isinstance(outcome, Raised):
        outcome.error.__traceback__ = None  # it would keep alive all that the call worked with
    return outcome
