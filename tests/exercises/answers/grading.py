"""Grade an answer as the reader's check would."""

import time
import warnings
from functools import cache
from typing import NamedTuple

from book._tools.notebooks import find_notebooks
from course_lib.exercises.catalogue import find
from course_lib.exercises.engine.check import judge
from course_lib.exercises.engine.report import Report
from tests.exercises.answers.reading import Answer
from tests.exercises.notebook_exercises import NotebookExercise, read_exercises


class Grade(NamedTuple):
    """The report on an answer, and how long the check took in seconds."""

    report: Report
    seconds: float


def grade(answer: Answer) -> Grade:
    """Define the answer as in a reader's cell, after the notebook's imports, and check it."""
    function = notebook_exercises()[answer.exercise].define(answer.source)
    began = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as for a reader; these tests take every warning for an error
        report = judge(find(answer.exercise), function)
    return Grade(report, time.perf_counter() - began)


@cache
def notebook_exercises() -> dict[str, NotebookExercise]:
    """Return every exercise as it stands in its notebook, by name."""
    return {exercise.name: exercise for path in find_notebooks() for exercise in read_exercises(path)}
