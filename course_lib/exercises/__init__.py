"""The exercises: `check` one, see the `progress`; the catalogue describes each as an `Exercise`."""

from course_lib.exercises.check import check
from course_lib.exercises.exercise import Case, Exercise, Mistake
from course_lib.exercises.progress import progress

__all__ = ["Case", "Exercise", "Mistake", "check", "progress"]
