"""How the checks grade answers that were written from task and stub alone, without a look at the catalogue."""

import json

import pytest

from course_lib.exercises.catalogue import all_exercises
from tests.exercises.answers.grading import grade
from tests.exercises.answers.measure import TOLD
from tests.exercises.answers.reading import Answer, answer_files, read_answers

ANSWERS = [answer for path in answer_files() for answer in read_answers(path)]
FEWEST_RIGHT, FEWEST_WRONG = 4, 6
SHARE_TOLD_BY_NAME = 0.85


def _ids(answers: list[Answer]) -> list[str]:
    return [f"{answer.part}: {answer.exercise}: {answer.words}" for answer in answers]


RIGHT = [answer for answer in ANSWERS if answer.is_right]
WRONG = [answer for answer in ANSWERS if not answer.is_right]


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, str | None]]:
    """Give the name that each wrong answer is told, as someone has read them and found them true."""
    return json.loads(TOLD.read_text(encoding="utf-8"))


@pytest.mark.parametrize("answer", RIGHT, ids=_ids(RIGHT))
def test_a_right_answer_is_right(answer: Answer):
    report, _ = grade(answer)
    assert report.state == "right", f"{report}"


@pytest.mark.parametrize("answer", WRONG, ids=_ids(WRONG))
def test_a_wrong_answer_is_refused_and_told_what_it_was_told_when_someone_read_it(answer: Answer, told):
    report, _ = grade(answer)
    assert report.state in ("wrong", "raised"), f"{report}"
    assert report.diagnosis == told[answer.exercise].get(f"{answer.part}: {answer.words}"), (
        f"another name than before: read whether it is true, then note it with "
        f"`python -m tests.exercises.answers.measure --write`\n{report}"
    )


def test_most_wrong_answers_are_told_by_name(told):
    names = [name for of_one in told.values() for name in of_one.values()]
    assert sum(name is not None for name in names) >= SHARE_TOLD_BY_NAME * len(names)


@pytest.mark.parametrize("exercise", all_exercises(), ids=lambda exercise: exercise.name)
def test_every_exercise_has_answers(exercise):
    own = [answer for answer in ANSWERS if answer.exercise == exercise.name]
    assert sum(answer.is_right for answer in own) >= FEWEST_RIGHT
    assert sum(not answer.is_right for answer in own) >= FEWEST_WRONG
