"""What the results themselves tell: shape, dtype, NaN, sign, a constant factor; and the named mistakes."""

import dataclasses

import torch

from course_lib.exercises.engine.check import judge
from course_lib.exercises.engine.exercise import Case
from tests.exercises.judging import returning, told
from tests.exercises.samples import SCORES


def test_a_mistake_must_agree_on_every_case():
    report = told("return query @ key.T / (1 if len(query) == 2 else 7)")
    assert report.diagnosis is None
    assert "2.236 times the expected" in repr(report)


def test_a_transposed_result():
    report = told("return key @ query.T / 5**0.5")
    assert "The shape is [3, 2]; [2, 3] is expected. Your result is the expected one transposed." in repr(report)


def test_a_wrong_shape():
    assert "The shape is [3]; [2, 3] is expected." in repr(told("return (query @ key.T)[0]"))


def test_right_values_in_a_wrong_shape_are_claimed_for_this_case_only():
    report = told("return (query @ key.T / key.shape[1] ** 0.5)[None]")
    assert report.text.endswith("The shape is [1, 2, 3]; [2, 3] is expected. In this case the values are right.")


def test_a_wrong_dtype():
    report = told("return query.double() @ key.double().T / key.shape[1]**0.5")
    assert "The values are right, but the dtype is float64; float32 is expected." in repr(report)


def test_a_constant_factor():
    assert "Every value is 3 times the expected one." in repr(told("return 3 * query @ key.T / key.shape[1]**0.5"))


def test_a_constant_addend():
    assert "the same amount: +2." in repr(told("return 2 + query @ key.T / key.shape[1]**0.5"))


def test_a_wrong_sign():
    assert "the wrong sign everywhere" in repr(told("return -query @ key.T / key.shape[1]**0.5"))


def test_a_wrong_sign_of_one_value():
    assert returning(torch.tensor(2.0), torch.tensor(-2.0)).text.endswith("\nHere the sign is wrong.")


def test_a_wrong_sign_in_one_case_is_not_said_to_be_everywhere():
    sign = "(1 if len(query) > 2 else -1)"
    assert told(f"return {sign} * query @ key.T / key.shape[1]**0.5").text.endswith("In this case every sign is wrong.")


def test_a_wrong_sign_of_one_of_several_results():
    case = Case("three numbers", lambda: (torch.arange(3.0),))
    exercise = dataclasses.replace(SCORES, solution=lambda x: (x, 2 * x), cases=(case, case), mistakes=())
    report = judge(exercise, lambda x: (x, -2 * x))
    assert report.text.endswith("Result 2 of 2: Your result has the wrong sign everywhere.")


def test_nan():
    assert "6 of 6 values are NaN" in repr(told("return query @ key.T * float('nan')"))


def test_nan_in_one_value_is_said_in_the_singular():
    nan = float("nan")
    assert "\nThe value is NaN: look for" in returning(torch.tensor(1.0), torch.tensor(nan)).text
    assert "\n1 of 2 values is NaN: look for" in returning(torch.ones(2), torch.tensor([1.0, nan])).text


def test_infinity():
    assert "6 of 6 values are infinite" in repr(told("return (query @ key.T) / 0"))


def test_lost_precision():
    body = "return (query.half() @ key.half().T / key.shape[1]**0.5).float()"
    assert "right to about three digits only" in repr(told(body))
