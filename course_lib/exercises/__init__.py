"""The exercises: `check` one, see the `progress`, build of your `own_answers`; the catalogue describes each."""

from course_lib.exercises.answers_of_the_reader import OwnAnswers, own_answers
from course_lib.exercises.engine.check import check
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.progress import progress

__all__ = ["Case", "Exercise", "Mistake", "OwnAnswers", "check", "own_answers", "progress"]
