"""An exercise whose reader writes a class: the states, and what the reader sees."""

import dataclasses

import pytest

from course_lib.exercises.engine.check import judge
from tests.exercises import honesty
from tests.exercises.module_sample import FORWARD, INIT, MIX, AddedUp, ShiftForgotten, told


def test_a_right_class_is_right():
    assert repr(told()) == "sample-mix: right\nAll 2 cases agree with the reference solution."


def test_an_exercise_with_a_class_keeps_the_promises_of_every_exercise():
    honesty.other_solutions_pass(MIX)
    honesty.mistakes_are_recognised(MIX)
    honesty.cases_are_steady(MIX)
    honesty.mutations_fail(MIX, None)


@pytest.mark.parametrize(
    "init",
    [
        "def __init__(self, d_model, width):\n    raise NotImplementedError",
        "def __init__(self, d_model, width):\n    super().__init__()\n    raise NotImplementedError",
    ],
)
def test_a_stub_is_not_started(init: str):
    report = told(init, "def forward(self, x, shift=None):\n    raise NotImplementedError")
    assert report.state == "not started"


def test_half_a_class_is_started_and_the_open_line_is_shown():
    report = told(INIT, "def forward(self, x, shift=None):\n    raise NotImplementedError")
    assert report.state == "raised"
    assert "of your cell: raise NotImplementedError\nThis line is still that of the unfinished exercise" in report.text


def test_a_find_the_bug_class_as_given_is_not_started():
    given = dataclasses.replace(MIX, given=AddedUp)
    assert judge(given, AddedUp).text.startswith("The class still does what the given one does: find the bug")
    assert judge(given, ShiftForgotten).state == "wrong"


def test_a_wrong_output_is_shown_with_the_arguments_of_both_methods_and_the_mistake_by_name():
    report = told(forward=FORWARD.replace("return ", "return x + "))
    assert report.state == "wrong"
    assert "\n  d_model = 2\n  width = 3\n  x = [[" in report.text
    assert "\nexpected " in report.text
    assert report.text.endswith("Diagnosis: added-up. You added x.")


def test_what_outputs_tell_is_told_and_the_parameters_are_not_shown():
    report = told(forward=FORWARD.replace("return ", "return -"))
    assert report.text.endswith("\nYour result has the wrong sign everywhere.")
    assert "first.weight" not in report.text


def test_a_case_may_give_arguments_that_have_defaults():
    report = told(forward=FORWARD.replace(" + shift", ""))
    assert report.diagnosis == "shift-forgotten"
    assert "\n  shift = [" in report.text


def test_an_error_is_shown_with_the_line_of_the_reader_s_cell():
    report = told(forward=FORWARD.replace("hidden = self.first(x)", "hidden = self.second(x)"))
    assert report.state == "raised"
    assert report.text.endswith("Line 8 of your cell: hidden = self.second(x)")


def test_a_forgotten_return_and_a_changed_argument_are_told():
    assert "returned None. Did you forget `return`?" in told(forward=FORWARD.replace("return ", "")).text
    late = FORWARD.replace("    return ", "    out = ") + "\n    x[0] += 1\n    return out"
    assert "changes its argument `x`" in told(forward=late).text


def test_a_coroutine_a_loop_and_an_exit_never_raise():
    assert "write `def`, not `async def`" in told(forward=f"async {FORWARD}").text
    assert "did not finish" in told(forward="def forward(self, x, shift=None):\n    while True: pass").text
    assert told(forward="def forward(self, x, shift=None):\n    raise SystemExit").state == "raised"


def test_a_module_that_is_right_in_training_only_is_wrong_and_shown_in_eval_mode():
    report = told(forward=FORWARD.replace("return ", "return (1 if self.training else 2) * "))
    assert report.state == "wrong"
    assert "In training mode the output is right. In eval mode it is another:\n" in report.text
    assert "\nexpected " in report.text
