"""A result of the wrong kind: no value at all, NumPy, a list, another number."""

from typing import Any

import numpy as np
import pytest
import torch

from course_lib.exercises import check
from tests.exercises.judging import returning, told
from tests.exercises.notebook_exercises import define


def test_none():
    assert "returned None. Did you forget `return`?" in repr(told("query @ key.T"))


def test_a_number_where_none_is_expected():
    assert "returned an int; None is expected." in repr(returning(None, -1))
    assert returning(None, None).state == "right"


def test_a_numpy_array():
    assert "returned a NumPy array; a tensor is expected" in repr(told("return (query @ key.T).numpy()"))


def test_a_numpy_array_for_a_number():
    assert "returned an ndarray; a float is expected" in repr(returning(1.0, np.ones(2)))


def test_a_list():
    assert "returned a list; a tensor is expected" in repr(told("return (query @ key.T).tolist()"))


def test_a_tuple_of_the_wrong_length():
    assert "returned 1 results; 2 are expected" in repr(returning((1, 2), (1,)))


def test_values_with_their_indices():
    report = told("return query.max(-1)")
    assert "returned a tuple; a tensor is expected. `.max(dim)` returns values and indices:" in report.text
    assert report.text.endswith("use `.amax`.")


def test_a_tensor_for_a_number():
    assert "returned a tensor of shape []; a float is expected" in repr(returning(1.0, torch.tensor(1.0)))


@pytest.mark.parametrize(("value", "got"), [(True, 1), (1, True), (1.0, True), ("1", 1)])
def test_a_number_or_string_of_another_kind(value: Any, got: Any):
    assert f"returned a{'n' * (type(got) is int)} {type(got).__name__}; a" in repr(returning(value, got))


def test_a_whole_number_as_a_float_is_right_with_a_remark():
    report = returning(1, 1.0)
    assert report.state == "right"
    assert report.text.endswith("One remark: your result is float where the reference solution's is int.")
    assert returning(1, 1.5).state == "wrong"
    assert returning(1, 1.0, dtype_asked=True).text.endswith("Your function returned a float; an int is expected.")


@pytest.mark.parametrize(("value", "got"), [(1.0, 1), (1.0, np.float32(1)), (1, np.int64(1)), (True, np.True_)])
def test_a_number_that_may_stand_for_the_expected_one_is_right(value: Any, got: Any):
    assert returning(value, got).state == "right"


def test_a_generator():
    assert "use `return`, not `yield`" in repr(told("yield query"))


def test_a_generator_in_brackets_is_not_told_to_return():
    report = told("return (row @ key.T for row in query)")
    assert report.text.endswith("returned a generator: sum up or collect what is in the brackets.")


def test_a_coroutine():
    assert "write `def`, not `async def`" in repr(told("return query", header="async def scores(query, key):"))


@pytest.mark.parametrize(
    ("body", "call"),
    [("return (query * 2).sum", "`.sum()`"), ("return torch.sum", "`sum()`"), ("return lambda x: x", "`f()`")],
)
def test_a_function_without_its_brackets(body: str, call: str):
    assert told(body).text.endswith(f"returned a function: did you forget the brackets, as in {call}?")


def test_a_class_without_its_brackets():
    assert told("return torch.Tensor").text.endswith("a class: did you forget the brackets, as in `Tensor()`?")


@pytest.mark.parametrize("error", ["NotImplementedError", 'NotImplementedError("your turn")'])
def test_a_returned_error(error: str):
    assert "returned the error NotImplementedError: an error is raised, not returned." in told(f"return {error}").text


@pytest.mark.parametrize("result", ["query.to('meta')", "[].append", "query.to_sparse()"])
def test_a_result_that_resists_being_compared_does_not_raise(result: str):
    function = define(f"def softmax(scores, dim):\n    query = scores\n    return {result}", "softmax", "<cell>")
    assert check("softmax", function).state == "wrong"
