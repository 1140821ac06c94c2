"""What is handed to `check`: a clear sentence for every bad name, object and signature."""

import dataclasses
import functools
from collections.abc import Callable
from typing import Any

import pytest
import torch

import course_lib.attention
from course_lib.exercises import check
from course_lib.exercises.engine.check import judge
from tests.exercises.samples import SCORES, scores


def test_an_unknown_exercise_is_told_with_near_names():
    report = check("sofmax", scores)
    assert repr(report).startswith("sofmax: not started\nThere is no exercise 'sofmax'")
    assert "softmax" in report.text


def test_a_check_without_the_exercise_s_name_is_told_so():
    assert 'Name the exercise first: check("softmax", softmax).' in repr(check(scores, "softmax"))


def test_a_check_without_a_function_is_told_what_to_write():
    report = check("dot-product")
    assert report.state == "wrong"
    assert report.text == 'check needs your function as well: write check("dot-product", dot_product).'
    assert "Name the exercise first" in check().text


def test_no_function():
    report = judge(SCORES, torch.ones(2))
    assert report.state == "wrong"
    assert 'an object of type Tensor: write check("sample-scores", scores)' in repr(report)


@pytest.mark.parametrize(
    "function",
    [lambda query: 0, lambda query, key, more: 0, lambda query, key, *, more: 0],
    ids=["too few", "too many", "keyword without default"],
)
def test_a_wrong_signature(function: Callable[..., Any]):
    report = judge(SCORES, function)
    assert report.state == "wrong"
    assert "Your function takes (" in repr(report)
    assert "; the exercise asks for (query, key)." in repr(report)


def test_other_names_are_the_reader_s_own_affair():
    assert judge(SCORES, lambda one, other: one @ other.T / other.shape[1] ** 0.5).state == "right"
    # Whatever the names, query comes first.
    assert judge(SCORES, lambda key, query: key @ query.T / key.shape[1] ** 0.5).state == "right"


def test_the_exercise_s_names_in_another_order_are_told_where_the_result_is_wrong():
    told_order = "Your parameters are (key, query); the exercise gives (query, key), in this order."
    assert judge(SCORES, lambda key, query: query @ key.T + 1).text.replace("\n", " ").endswith(told_order)
    assert "in this order" not in judge(SCORES, lambda query, key: query @ key.T + 1).text


@pytest.mark.parametrize(
    "library_s_own", [course_lib.attention.softmax, functools.partial(course_lib.attention.softmax)]
)
def test_a_function_of_the_library_is_never_the_reader_s(library_s_own: Callable[..., Any]):
    report = check("softmax", library_s_own)
    assert report.state == "not started"
    assert "This function is the library's, from course_lib, not yours: run the cell" in report.text


def test_parameters_by_keyword_only_are_told_to_be_by_position():
    report = judge(SCORES, lambda *, query, key: 0)
    assert report.text == (
        "The exercise gives `query`, `key` by position: remove the `*` before it from (*, query, key)."
    )


def test_a_missing_default():
    exercise = dataclasses.replace(SCORES, solution=lambda query, key, dim=-1: 0)
    assert "Give `dim` a default, as the exercise does: `dim=-1`." in repr(judge(exercise, lambda query, key, dim: 0))


class Callee:
    def __call__(self, query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
        return scores(query, key)


class Result(torch.Tensor):
    """A class to call: it makes a tensor of its arguments."""

    def __new__(cls, query: torch.Tensor, key: torch.Tensor) -> Any:
        return scores(query, key).as_subclass(torch.Tensor)


@pytest.mark.parametrize(
    "function",
    [
        lambda query, key: scores(query, key),
        lambda query, key, more=1: scores(query, key),
        lambda query, key, *rest, **more: scores(query, key),
        lambda *both, key=None: scores(*both),
        functools.partial(lambda more, query, key: scores(query, key), 1),
        functools.partial(lambda query, key, more: scores(query, key), more=1),
        Callee(),
        Result,
        torch.no_grad()(scores),
        lambda query, key: scores(query, key).requires_grad_(),
        lambda query, key: torch.nn.Parameter(scores(query, key)),
        lambda query, key: scores(query, key).mT.contiguous().mT,
    ],
)
def test_everything_that_can_be_called_is_welcome(function: Callable[..., Any]):
    assert judge(SCORES, function).state == "right"
