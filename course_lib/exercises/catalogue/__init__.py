"""All exercises: one module each, `<chapter>/<name>.py`, with a constant `EXERCISE`."""

import difflib
import importlib
import pkgutil

from course_lib.exercises.engine.exercise import Exercise
from course_lib.language import say


def find(name: str) -> Exercise:
    """Return the exercise of that name; a `LookupError` in one sentence lists near names."""
    module = _modules().get(str(name).replace("-", "_"))
    if module is None:
        names = [known.replace("_", "-") for known in _modules()]
        near = difflib.get_close_matches(str(name), names) or sorted(names)
        near_names = ", ".join(near)
        raise LookupError(
            say("There is no exercise {name!r}; did you mean one of these: {near}?", name=name, near=near_names)
        )
    return _load(module)


def all_exercises() -> list[Exercise]:
    """Return every exercise, by chapter and name."""
    return [_load(module) for module in sorted(_modules().values())]


def _modules() -> dict[str, str]:
    """Map the last part of each exercise module's name to its full name, without importing the exercise."""
    found = pkgutil.walk_packages(__path__, prefix=f"{__name__}.")
    return {module.name.rpartition(".")[2]: module.name for module in found if not module.ispkg}


def _load(module: str) -> Exercise:
    exercise = importlib.import_module(module).EXERCISE
    assert isinstance(exercise, Exercise), f"{module}.EXERCISE is no Exercise"
    return exercise
