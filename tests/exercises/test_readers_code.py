"""An error is shown with the reader's own line, or else with the library that raised it."""

import functools
import sys
from collections.abc import Callable
from typing import Any

import pytest
import torch

from course_lib.attention.refusals import refuse_shapes_that_do_not_fit
from course_lib.exercises.engine.check import judge
from tests.exercises.judging import told
from tests.exercises.notebook_exercises import define
from tests.exercises.samples import SCORES


def test_an_error_is_shown_with_the_line_of_the_reader_s_cell_and_no_traceback():
    report = told("a = 1\nwrong = query @ key\nreturn wrong")
    assert report.state == "raised"
    assert "mat1 and mat2 shapes cannot be multiplied (2x5 and 3x5)" in repr(report)
    assert repr(report).endswith("Line 3 of your cell: wrong = query @ key")
    assert "Traceback" not in repr(report)
    assert ".py" not in repr(report)


def test_an_error_in_a_helper_of_the_same_cell_is_shown_at_the_helper_s_line():
    report = told("def helper(x):\n    return x @ key\nreturn helper(query)")
    assert repr(report).endswith("Line 3 of your cell: return x @ key")


def test_an_error_in_a_helper_of_another_cell_is_shown_where_the_function_calls_it():
    helper = define("def helper(x):\n    return x @ x", "helper", "<another cell>")
    assert told("1\nreturn helper(query)", helper=helper).text.endswith("Line 3 of your cell: return helper(query)")


def test_an_error_inside_a_library_is_shown_at_the_reader_s_line():
    body = "return torch.nn.functional.layer_norm(query, 'x')"
    assert repr(told(body)).endswith(f"Line 2 of your cell: {body}")


@pytest.mark.parametrize(
    ("function", "library"),
    [
        (torch.nn.Softmax(dim=-1), "torch"),
        (torch.nn.Module(), "torch"),
        (torch.dot, "torch"),
        (functools.singledispatch(torch.dot), "functools"),
        (functools.partial(refuse_shapes_that_do_not_fit, value=torch.ones(1)), "course_lib"),
        (define("def scores(query, key): return query @ key", "scores", "<made>", {"__name__": "maker.part"}), "maker"),
    ],
    ids=["a module", "a stub in PyTorch", "C code", "the standard library", "this course", "code without a file"],
)
def test_a_library_s_own_line_is_not_called_the_reader_s(function: Callable[..., Any], library: str):
    report = judge(SCORES, function)
    assert report.state == "raised"
    assert report.text.endswith(f"\nThe library {library} raised this; no line of your own code was running.")


def test_the_reader_s_own_module_inside_a_library_s_is_found():
    source = "class Own(torch.nn.Module):\n    def forward(self, query, key):\n        return query @ key"
    own = define(source, "Own", "<own module>", {"torch": torch})()
    assert judge(SCORES, own).text.endswith("Line 3 of your cell: return query @ key")
    assert judge(SCORES, torch.nn.DataParallel(own)).text.endswith("Line 3 of your cell: return query @ key")


@pytest.mark.parametrize("end", ["sys.exit()", "raise KeyboardInterrupt", "raise GeneratorExit", "exit()"])
def test_an_end_of_the_program_is_raised(end: str):
    assert told(end, exit=sys.exit).state == "raised"


def test_an_error_whose_message_fails():
    class Nasty(Exception):
        def __str__() -> str:
            raise ValueError

    assert "\nNasty\n" in repr(told("raise Nasty", Nasty=Nasty))


def test_endless_recursion():
    assert "RecursionError" in repr(told("return scores(query, key)"))
