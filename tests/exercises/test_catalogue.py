"""What keeps the exercises honest: promises that each one keeps, in the catalogue and in its notebook."""

from pathlib import Path

import pytest

from book._tools.notebooks import find_notebooks
from course_lib.exercises.catalogue import all_exercises, find
from course_lib.exercises.engine.exercise import Exercise
from tests.exercises import honesty
from tests.exercises.notebook_exercises import NotebookExercise, read_exercises

NOTEBOOKS = {path.stem: path for path in find_notebooks()}


def exercise_in_notebook(exercise: Exercise) -> NotebookExercise | None:
    """Return the exercise as its chapter's notebook has it; None while it is not written."""
    if exercise.chapter not in NOTEBOOKS:
        return None
    return next((e for e in read_exercises(NOTEBOOKS[exercise.chapter]) if e.name == exercise.name), None)


every_exercise = pytest.mark.parametrize("exercise", all_exercises(), ids=lambda exercise: exercise.name)


@pytest.fixture
def found(exercise: Exercise) -> NotebookExercise:
    """Give the exercise as it stands in its notebook."""
    found = exercise_in_notebook(exercise)
    if found is None:
        pytest.skip(f"no notebook has the exercise {exercise.name} yet")
    return found


@every_exercise
def test_the_stub_is_not_started_and_that_is_the_stored_output(exercise, found):
    honesty.stub_is_not_started(exercise, found)


@every_exercise
def test_the_solution_in_the_notebook_passes_and_equals_the_catalogue_s(exercise, found):
    honesty.solution_passes(exercise, found)


@every_exercise
def test_stub_and_solution_have_the_same_signature(exercise, found):
    honesty.signatures_agree(exercise, found)


@every_exercise
def test_other_correct_solutions_pass(exercise):
    honesty.other_solutions_pass(exercise)


@every_exercise
def test_the_solution_is_right_in_every_style(exercise):
    honesty.styles_pass(exercise)


@every_exercise
def test_a_dtype_that_is_asked_for_is_announced(exercise, found):
    honesty.dtype_is_announced(exercise, found)


@every_exercise
def test_every_mistake_is_told_by_its_own_name(exercise):
    honesty.mistakes_are_recognised(exercise)


@every_exercise
def test_every_small_change_of_the_solution_fails(exercise):
    honesty.mutations_fail(exercise, exercise_in_notebook(exercise))


@every_exercise
def test_the_cases_are_the_same_every_time(exercise):
    honesty.cases_are_steady(exercise)


@every_exercise
def test_the_task_says_the_catalogue_s_minutes_and_difficulty(exercise, found):
    honesty.heading_agrees(exercise, found)


@pytest.mark.parametrize("exercise", [e for e in all_exercises() if e.given], ids=lambda exercise: exercise.name)
def test_a_find_the_bug_stub_behaves_as_the_given_function(exercise, found):
    honesty.stub_is_as_given(exercise, found)


@pytest.mark.parametrize("path", NOTEBOOKS.values(), ids=lambda path: path.stem)
def test_every_exercise_in_a_notebook_is_in_the_catalogue_under_its_chapter(path: Path):
    for found in read_exercises(path):
        assert find(found.name).chapter == path.stem


@every_exercise
def test_every_exercise_stands_in_its_chapter_s_notebook_once_that_exists(exercise):
    if exercise.chapter not in NOTEBOOKS:
        pytest.skip(f"there is no notebook {exercise.chapter} yet")
    assert exercise_in_notebook(exercise), f"{exercise.chapter}.ipynb has no exercise {exercise.name}"


def test_every_exercise_is_found_under_its_own_name():
    for exercise in all_exercises():
        assert find(exercise.name) is exercise


def test_an_unknown_name_is_told_with_the_names_near_it():
    with pytest.raises(LookupError, match=r"There is no exercise 'sofmax'; did you mean .*\bsoftmax\b"):
        find("sofmax")
