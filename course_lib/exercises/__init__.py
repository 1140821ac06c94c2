"""The exercises: `check` one, see the `progress`, build of your `own_answers`; the catalogue describes each."""

from course_lib.exercises.engine.check import check
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.progress import progress
from course_lib.exercises.own_answers import OwnAnswers, own_answers

__all__ = ["Case", "Exercise", "Mistake", "OwnAnswers", "check", "own_answers", "progress"]
