"""A function that changes its arguments is told so, however small the change."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from course_lib.exercises.engine.check import judge
from course_lib.exercises.engine.exercise import Case
from tests.exercises.judging import told
from tests.exercises.samples import SCORES


def test_a_changed_argument():
    report = told("out = query @ key.T / key.shape[1] ** 0.5\nkey *= 2\nreturn out")
    assert report.state == "wrong"
    assert "The result is right, but your function changes its argument `key`." in repr(report)


def test_the_smallest_change_of_an_argument_and_its_requires_grad():
    for change in ("key[0, 0] *= 1 + 2e-7", "key.requires_grad_()"):
        report = told(f"out = query @ key.T / key.shape[1] ** 0.5\n{change}\nreturn out.detach()")
        assert "changes its argument `key`" in repr(report)


@pytest.mark.parametrize("make", [lambda: ["a", "b"], lambda: {"a", "b"}], ids=["list", "set"])
def test_a_changed_list_or_set(make: Callable[[], Any]):
    exercise = dataclasses.replace(
        SCORES,
        solution=lambda words: len(words),
        cases=(Case("words", lambda: (make(),)),),
        mistakes=(),
    )
    assert "changes its argument `words`" in repr(judge(exercise, lambda words: len(words.copy()) * bool(words.pop())))


def test_a_changed_set_in_a_list():
    exercise = dataclasses.replace(
        SCORES, solution=lambda sets: len(sets), cases=(Case("sets", lambda: ([{1, 2}],)),), mistakes=()
    )
    assert "changes its argument `sets`" in repr(judge(exercise, lambda sets: sets[0].discard(2) or len(sets)))
