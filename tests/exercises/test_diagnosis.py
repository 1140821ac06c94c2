"""What the results themselves tell: shape, dtype, NaN, sign, a constant factor; and the named mistakes."""

import dataclasses

import pytest
import torch

from course_lib.exercises.engine.check import judge
from course_lib.exercises.engine.exercise import Case, Mistake
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


IN_FLOAT64 = "return query.double() @ key.double().T / key.shape[1]**0.5"


def test_a_dtype_that_the_task_asks_for_must_be_that():
    report = told(IN_FLOAT64, dataclasses.replace(SCORES, dtype_asked=True))
    assert report.state == "wrong"
    assert "The values are right, but the dtype is float64; float32 is expected." in repr(report)


def test_a_kind_of_dtype_that_the_task_asks_for_may_be_any_of_that_kind():
    floats = dataclasses.replace(SCORES, dtype_asked="kind")
    assert told(IN_FLOAT64, floats).state == "right"
    whole = returning(torch.tensor([1.0, 2.0]), torch.tensor([1, 2]), dtype_asked="kind")
    assert whole.text.endswith("The values are right, but the dtype is int64; float32 is expected.")
    assert returning(torch.tensor([1.0, 2.0]), torch.tensor([1, 2])).state == "right"


def test_a_known_mistake_in_another_dtype_is_recognised_where_the_dtype_is_asked_for():
    asked = dataclasses.replace(SCORES, dtype_asked=True)
    assert told("return query.double() @ key.double().T", asked).diagnosis == "unscaled"
    assert told(IN_FLOAT64, asked).diagnosis is None


def test_a_mask_in_place_of_numbers_is_told_and_stops_no_check():
    assert (
        "The dtype is bool; float32 is expected"
        in told("return query @ key.T > 0", dataclasses.replace(SCORES, dtype_asked=True)).text
    )
    assert told("return query @ key.T > 0").state == "wrong"


def test_a_dtype_that_no_task_asks_for_is_right_with_a_remark():
    report = told(IN_FLOAT64)
    assert report.state == "right"
    assert report.text.endswith("\nOne remark: your result is float64 where the reference solution's is float32.")


@pytest.mark.parametrize("dtype", [torch.int32, torch.uint8, torch.int64])
def test_whole_numbers_of_any_dtype_are_whole_numbers_without_a_remark(dtype: torch.dtype):
    report = returning(torch.tensor([1, 2]), torch.tensor([1, 2], dtype=dtype))
    assert repr(report) == "sample-scores: right\nAll 1 cases agree with the reference solution."


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


def test_digits_that_agree_are_counted():
    body = "return (query.half() @ key.half().T / key.shape[1]**0.5).float()"
    assert "The values agree to about 3 digits, and should to more." in repr(told(body))
    report = returning(torch.tensor([1.0, 2.0, 9.0]), torch.tensor([1.0, 2.0005, 9.0]))
    assert "The values agree to about 4 digits, and should to more." in repr(report)


def test_a_little_where_there_should_be_nothing_is_no_matter_of_digits():
    """As when a leak lets some share through, or a blocked word keeps a weight."""
    assert "digits" not in repr(returning(torch.tensor([0.0, 2.0, 9.0]), torch.tensor([4e-4, 2.0, 9.0])))


class TestErrors:
    """An error is a mistake's own only if it says the same to the last digit, or if a wrong value agrees as well."""

    WRONG = "Both are stacked."
    raising = Mistake("stacked", WRONG, lambda query, key: torch.cat([query, key.T]))
    exercise = dataclasses.replace(SCORES, mistakes=(raising,))

    def test_the_same_error_is_recognised(self):
        assert told("both = torch.cat([query, key.T])\nreturn both.sum()", self.exercise).diagnosis == "stacked"

    @pytest.mark.parametrize(
        "body",
        [
            "return torch.cat([query.T, key])",  # the same words with other sizes
            "return query @ key",
            "raise RuntimeError",
            "raise RuntimeError('no idea')",
        ],
    )
    def test_another_error_of_the_same_type_is_not(self, body: str):
        report = told(body, self.exercise)
        assert report.state == "raised"
        assert report.diagnosis is None


def test_none_after_a_loop_that_returns_is_not_a_forgotten_return():
    report = told("for row in query[:0]:\n    return row")
    assert "Your function returned None: in this case it came to its end without meeting a `return`." in report.text


class TestParts:
    """What is inside a tuple, list or dict is told in the task's words."""

    pairs = dataclasses.replace(SCORES, parts=("pair",))

    def told(self, value, got, *parts) -> str:
        case = Case("one number", lambda: (1,))
        exercise = dataclasses.replace(SCORES, solution=lambda x: value, cases=(case,), mistakes=(), parts=parts)
        return judge(exercise, lambda x: got).text

    def test_an_entry_of_a_list(self):
        told = self.told([("a", "b"), ("b", "a")], [("a", "b"), ("b", "c")], "pair")
        assert told.endswith("Pair 2 should be ('b', 'a'); yours is ('b', 'c').")

    def test_a_list_in_another_order(self):
        told = self.told(["a", "b", "c"], ["a", "c", "b"], "word").replace("\n", " ")
        assert told.endswith("The entries are right, but in another order. Word 2 should be 'b'; yours is 'c'.")

    def test_a_list_that_is_too_short(self):
        told = self.told(["a", "b", "c"], ["a", "c"], "word").replace("\n", " ")
        assert told.endswith("The list has 2 entries; 3 are expected. Word 2 should be 'b'; yours is 'c'.")

    def test_a_tensor_in_a_tuple(self):
        told = self.told((torch.ones(2), torch.eye(3)), (torch.ones(2), -torch.eye(3)), ("output", "weights"))
        assert told.endswith("The weights: Your result has the wrong sign everywhere.")

    def test_an_entry_of_a_dict(self):
        assert self.told({"loss": 1.5, "steps": 3}, {"loss": 1.5, "steps": 4}).endswith(
            "The entry 'steps' should be 3; yours is 4."
        )
        told = self.told({(1, 2): 3, (2, 1): 1}, {(2, 1): 1, (1, 2): 4})
        assert told.endswith("The entry (1, 2) should be 3; yours is 4.")
        assert "The keys are ['loss']" in self.told({"loss": 1.5, "steps": 3}, {"loss": 1.5})

    def test_two_levels(self):
        told = self.told([(1.0, [3, 4]), (2.0, [5])], [(1.0, [3, 4]), (2.0, [6])], "beam", ("score", "ids"))
        assert told.endswith("Beam 2, the ids should be [5]; yours is [6].")

    def test_without_names(self):
        assert self.told((1, "a"), (1, "b")).endswith("Result 2 of 2 should be 'a'; yours is 'b'.")
