"""What `progress()` shows in one kernel."""

import importlib

import pytest

from course_lib.exercises import check, progress
from course_lib.exercises.catalogue import all_exercises, find


@pytest.fixture(autouse=True)
def nothing_checked_yet(monkeypatch):
    """Start every test like a fresh kernel."""
    # The package's name `progress` is the function, so the module is fetched by its full name.
    monkeypatch.setattr(importlib.import_module("course_lib.exercises.engine.progress"), "_states", {})


def stub(scores, dim):
    raise NotImplementedError


def test_before_the_first_check_it_says_what_to_do():
    assert repr(progress()) == "Nothing is checked yet. Run the check cell of an exercise first."


def test_it_shows_the_state_at_the_last_check_and_counts_what_is_solved():
    total = sum(exercise.chapter == "softmax" for exercise in all_exercises())
    for function, solved, state in [
        (stub, 0, "not started"),
        (lambda scores, dim: scores.softmax(dim), 1, "right"),
        (lambda scores, dim: scores, 0, "wrong"),
    ]:
        check("softmax", function)
        text = repr(progress())
        assert text.startswith(f"softmax: {solved} of {total} solved\n")
        assert state in next(line for line in text.splitlines() if line.startswith("  softmax "))


def test_it_lists_every_exercise_of_the_chapters_met_and_of_no_other():
    check("softmax", stub)
    names = {e.name for e in all_exercises() if e.chapter == "softmax"}
    assert {line.split()[0] for line in repr(progress()).splitlines()[1:]} == names


def test_a_check_of_an_unknown_exercise_leaves_no_trace():
    check("sofmax", stub)
    assert repr(progress()).startswith("Nothing is checked yet.")


def test_it_lists_exercises_in_the_order_first_checked_and_then_the_untried_by_name():
    for name in ("softmax", "lead-for-share", "dot-product", "softmax"):
        check(name, lambda: None)
    tried = {"softmax": ["softmax", "lead-for-share"], "dot-product": ["dot-product"]}
    for chapter, states in progress().chapters.items():
        names = {e.name for e in all_exercises() if e.chapter == chapter}
        assert list(states) == tried[chapter] + sorted(names - set(tried[chapter]))


def test_chapters_come_in_the_order_first_met():
    for name in ("softmax", "dot-product"):
        check(name, lambda: None)
    headings = [line for line in repr(progress()).splitlines() if not line.startswith(" ")]
    assert [heading.partition(":")[0] for heading in headings] == ["softmax", find("dot-product").chapter]
