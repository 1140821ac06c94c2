"""The exercises: `check` one, see the `progress`; the catalogue describes each as an `Exercise`."""

from course_lib.exercises.engine.check import check
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.progress import progress

__all__ = ["Case", "Exercise", "Mistake", "check", "progress"]
