"""What the reader is told: the four states, the diagnoses, and a clear sentence for every bad input."""

import _thread
import dataclasses
import functools
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from course_lib.exercises import check, time_limit
from course_lib.exercises.check import judge
from course_lib.exercises.exercise import Case, Exercise
from course_lib.exercises.report import Report
from tests.exercises.notebook_exercises import define
from tests.exercises.samples import SCORES, scores


def told(body: str, exercise: Exercise = SCORES, header: str = "def scores(query, key):", **names: Any) -> Report:
    """Judge a function written as in a reader's cell."""
    source = f"{header}\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    names = {"torch": torch, "np": np, "sys": sys, "time": time} | names
    return judge(exercise, define(source, "scores", "<the reader's cell>", names), seconds=0.3)


def returning(value: Any, got: Any) -> Report:
    """Judge a function that returns `got` where `value` is expected."""
    case = Case("one number", lambda: (1,))
    exercise = dataclasses.replace(SCORES, solution=lambda x: value, cases=(case,), mistakes=(), also_right=())
    return judge(exercise, lambda x: got)


def assert_no_thread_is_left() -> None:
    """Assert that the call's thread ends, soon after the call was stopped."""
    give_up = time.monotonic() + 2
    while threading.active_count() > 1:
        assert time.monotonic() < give_up, "the function still runs"
        time.sleep(0.01)


class TestStates:
    def test_a_stub_is_not_started(self):
        assert repr(told("raise NotImplementedError")).startswith("sample-scores: not started\n")

    def test_a_stub_with_a_message_is_not_started(self):
        assert told('raise NotImplementedError("your turn")').state == "not started"

    def test_a_find_the_bug_function_as_given_is_not_started(self):
        given = dataclasses.replace(SCORES, given=SCORES.mistakes[0].implementation)
        report = told("return query @ key.T", given)
        assert report.state == "not started"
        assert "still as given" in repr(report)
        assert told("return query @ key.T / 3", given).state == "wrong"

    def test_a_right_function_is_right(self):
        assert repr(told("return query @ key.T / key.shape[1] ** 0.5")) == (
            "sample-scores: right\nAll 2 cases agree with the reference solution."
        )

    def test_a_wrong_function_is_shown_the_smallest_failing_case_and_the_mistake_by_name(self):
        assert repr(told("return query @ key.T")) == (
            "sample-scores: wrong\n"
            "Case: two queries, three keys\n"
            "  query = [[ 0.8033,  0.1748,  0.0890, -0.6137,  0.0462],\n"
            "           [-1.3683,  0.3375,  1.0111, -1.4352,  0.9774]]\n"
            "  key = [[ 0.5220,  1.2379, -0.8646,  0.2990,  0.4192],\n"
            "         [-0.0799,  0.9264,  0.8157,  0.4952, -0.1643],\n"
            "         [-0.6780, -1.0591,  0.7477,  0.2389, -0.3922]]\n"
            "expected                        got\n"
            "[[ 0.1765, -0.0631, -0.3703],   [[ 0.3947, -0.1411, -0.8280],\n"
            " [-0.5322,  0.1679,  0.2683]]    [-1.1901,  0.3754,  0.6000]]\n"
            "Diagnosis: unscaled. The scores are not divided by √d_k."
        )

    def test_an_error_is_shown_with_the_line_of_the_reader_s_cell_and_no_traceback(self):
        report = told("a = 1\nwrong = query @ key\nreturn wrong")
        assert report.state == "raised"
        assert "RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x5 and 3x5)" in repr(report)
        assert repr(report).endswith("Line 3 of your cell: wrong = query @ key")
        assert "Traceback" not in repr(report)
        assert ".py" not in repr(report)

    def test_an_error_in_a_helper_of_the_same_cell_is_shown_at_the_helper_s_line(self):
        report = told("def helper(x):\n    return x @ key\nreturn helper(query)")
        assert repr(report).endswith("Line 3 of your cell: return x @ key")

    def test_an_error_inside_a_library_is_shown_at_the_reader_s_line(self):
        body = "return torch.nn.functional.layer_norm(query, 'x')"
        assert repr(told(body)).endswith(f"Line 2 of your cell: {body}")

    def test_not_implemented_in_pytorch_is_raised_and_no_stub(self):
        for body in ("return torch.nn.Module()(query)", "return query.to('meta').cpu()"):
            report = told(body)
            assert report.state == "raised"
            assert "NotImplementedError" in repr(report)

    def test_a_stub_left_in_one_branch_is_raised(self):
        body = "if len(query) > 2:\n    raise NotImplementedError\nreturn query @ key.T / key.shape[1] ** 0.5"
        assert told(body).state == "raised"

    def test_an_unknown_exercise_is_told_with_near_names(self):
        report = check("sofmax", scores)
        assert repr(report).startswith("sofmax: not started\nThere is no exercise 'sofmax'")
        assert "softmax" in report.text

    def test_only_a_later_case_fails(self):
        report = told("return query @ key.T / key.shape[1] ** 0.5 + (1 if len(query) > 2 else 0)")
        assert "Case: twenty queries, nine keys" in repr(report)
        assert "shape [20, 4], float32" in repr(report)
        assert "180 of 180 entries differ; the first is at [0, 0]: expected" in repr(report)

    def test_reports_are_the_same_every_time(self):
        assert repr(told("return query @ torch.randn(5, 3)")) == repr(told("return query @ torch.randn(5, 3)"))

    def test_the_reader_s_random_numbers_go_on_as_if_nothing_had_happened(self):
        torch.manual_seed(5)
        expected = torch.rand(1)
        torch.manual_seed(5)
        check("softmax", lambda scores, dim: torch.rand(2, 3))
        assert torch.equal(torch.rand(1), expected)

    def test_a_check_without_the_exercise_s_name_is_told_so(self):
        assert 'Name the exercise first: check("softmax", softmax).' in repr(check(scores, "softmax"))

    def test_nothing_is_printed(self, capfd):
        told("return query @ key.T")
        told("raise ValueError")
        assert capfd.readouterr() == ("", "")


class TestDiagnosis:
    def test_a_mistake_must_agree_on_every_case(self):
        report = told("return query @ key.T / (1 if len(query) == 2 else 7)")
        assert report.diagnosis is None
        assert "2.236 times the expected" in repr(report)

    def test_a_transposed_result(self):
        report = told("return key @ query.T / 5**0.5")
        assert "The shape is [3, 2]; [2, 3] is expected. Your result is the expected one transposed." in repr(report)

    def test_a_wrong_shape(self):
        assert "The shape is [3]; [2, 3] is expected." in repr(told("return (query @ key.T)[0]"))

    def test_a_constant_factor(self):
        assert "Every value is 3 times the expected one." in repr(told("return 3 * query @ key.T / key.shape[1]**0.5"))

    def test_a_constant_addend(self):
        assert "the same amount: +2." in repr(told("return 2 + query @ key.T / key.shape[1]**0.5"))

    def test_a_wrong_sign(self):
        assert "the wrong sign everywhere" in repr(told("return -query @ key.T / key.shape[1]**0.5"))

    def test_nan(self):
        assert "6 of 6 values are NaN" in repr(told("return query @ key.T * float('nan')"))

    def test_infinity(self):
        assert "6 of 6 values are infinite" in repr(told("return (query @ key.T) / 0"))

    def test_lost_precision(self):
        body = "return (query.half() @ key.half().T / key.shape[1]**0.5).float()"
        assert "right to about three digits only" in repr(told(body))

    def test_results_that_look_alike_are_shown_with_more_digits(self):
        assert repr(returning(1.0, 1.0001)).count("1.0001") == 1
        assert "expected   got\n1          1.0001" in repr(returning(1.0, 1.0001))


class TestBadInput:
    def test_no_function(self):
        report = judge(SCORES, torch.ones(2))
        assert report.state == "wrong"
        assert 'an object of type Tensor: write check("sample-scores", scores)' in repr(report)

    @pytest.mark.parametrize(
        "function",
        [lambda key, query: 0, lambda query: 0, lambda query, key, more: 0, lambda query, key, *, more: 0],
        ids=["order", "too few", "too many", "keyword without default"],
    )
    def test_a_wrong_signature(self, function: Callable[..., Any]):
        report = judge(SCORES, function)
        assert report.state == "wrong"
        assert "Your function takes (" in repr(report)
        assert "; the exercise asks for (query, key)." in repr(report)

    def test_a_missing_default(self):
        exercise = dataclasses.replace(SCORES, solution=lambda query, key, dim=-1: 0)
        assert "Give `dim` a default, as the exercise does: `dim=-1`." in repr(
            judge(exercise, lambda query, key, dim: 0)
        )

    def test_none(self):
        assert "returned None. Did you forget `return`?" in repr(told("query @ key.T"))

    def test_a_numpy_array(self):
        assert "returned a NumPy array; a tensor is expected" in repr(told("return (query @ key.T).numpy()"))

    def test_a_list(self):
        assert "returned a list; a tensor is expected" in repr(told("return (query @ key.T).tolist()"))

    def test_a_tuple_of_the_wrong_length(self):
        assert "returned 1 results; 2 are expected" in repr(returning((1, 2), (1,)))

    def test_a_tensor_for_a_number(self):
        assert "returned a tensor of shape []; a float is expected" in repr(returning(1.0, torch.tensor(1.0)))

    @pytest.mark.parametrize(("value", "got"), [(True, 1), (1, True), (1, 1.0), (1.0, True), ("1", 1)])
    def test_a_number_or_string_of_another_kind(self, value: Any, got: Any):
        assert f"returned a{'n' * (type(got) is int)} {type(got).__name__}; a" in repr(returning(value, got))

    @pytest.mark.parametrize(("value", "got"), [(1.0, 1), (1.0, np.float32(1)), (1, np.int64(1)), (True, np.True_)])
    def test_a_number_that_may_stand_for_the_expected_one_is_right(self, value: Any, got: Any):
        assert returning(value, got).state == "right"

    def test_a_generator(self):
        assert "use `return`, not `yield`" in repr(told("yield query"))

    def test_a_coroutine(self):
        assert "write `def`, not `async def`" in repr(told("return query", header="async def scores(query, key):"))

    def test_a_wrong_dtype(self):
        report = told("return query.double() @ key.double().T / key.shape[1]**0.5")
        assert "The values are right, but the dtype is float64; float32 is expected." in repr(report)

    def test_a_changed_argument(self):
        report = told("out = query @ key.T / key.shape[1] ** 0.5\nkey *= 2\nreturn out")
        assert report.state == "wrong"
        assert "The result is right, but your function changes its argument `key`." in repr(report)

    def test_the_smallest_change_of_an_argument_and_its_requires_grad(self):
        for change in ("key[0, 0] *= 1 + 2e-7", "key.requires_grad_()"):
            report = told(f"out = query @ key.T / key.shape[1] ** 0.5\n{change}\nreturn out.detach()")
            assert "changes its argument `key`" in repr(report)

    def test_a_changed_default_dtype_is_set_back(self):
        told("torch.set_default_dtype(torch.float64)\nreturn scores(query, key)")
        assert torch.get_default_dtype() is torch.float32

    @pytest.mark.parametrize("result", ["query.to('meta')", "[].append", "query.to_sparse()"])
    def test_a_result_that_resists_being_compared_does_not_raise(self, result: str):
        function = define(f"def softmax(scores, dim):\n    query = scores\n    return {result}", "softmax", "<cell>")
        assert check("softmax", function).state == "wrong"

    def test_a_changed_list(self):
        exercise = dataclasses.replace(
            SCORES,
            solution=lambda words: len(words),
            cases=(Case("words", lambda: (["a", "b"],)),),
            mistakes=(),
        )
        assert "changes its argument `words`" in repr(
            judge(exercise, lambda words: len(words.copy() + words * 0) * bool(words.pop()))
        )

    @pytest.mark.parametrize("end", ["sys.exit()", "raise KeyboardInterrupt", "raise GeneratorExit", "exit()"])
    def test_an_end_of_the_program_is_raised(self, end: str):
        assert told(end, exit=sys.exit).state == "raised"

    def test_an_error_whose_message_fails(self):
        class Nasty(Exception):
            def __str__(self) -> str:
                raise ValueError

        assert "\nNasty\n" in repr(told("raise Nasty", Nasty=Nasty))

    def test_endless_recursion(self):
        assert "RecursionError" in repr(told("return scores(query, key)"))


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


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "while True:\n    try:\n        abs(1)\n    except:\n        pass",
        "while True:\n    try:\n        query.sum()\n    except BaseException:\n        continue",
        "for _ in iter(int, 1):\n    query + 1",
    ],
    ids=["pass", "bare except", "BaseException", "for"],
)
class TestEndlessLoop:
    def test_in_the_main_thread(self, body: str):
        assert threading.current_thread() is threading.main_thread()
        started = time.monotonic()
        report = told(body)
        assert report.state == "wrong"
        assert "did not finish within 0.3 seconds" in repr(report)
        assert "could not be stopped" not in repr(report)
        assert time.monotonic() - started < 4
        assert_no_thread_is_left()

    def test_in_another_thread(self, body: str):
        reports: list[Report] = []
        thread = threading.Thread(target=lambda: reports.append(told(body)))
        thread.start()
        thread.join(10)
        assert "did not finish within 0.3 seconds" in repr(reports[0])


@pytest.mark.parametrize("delay", [0.001, 0.1, 0.5])
def test_the_reader_can_interrupt_a_check_at_once_and_the_loop_ends(delay: float):
    function = define("def f():\n    while True: pass", "f", "<cell>")
    timer = threading.Timer(delay, _thread.interrupt_main)
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        timer.start()
        time_limit.call_with_limit(function, (), 20.0)
    assert time.monotonic() - started < 10, "the interrupt must not wait for the time limit"
    assert_no_thread_is_left()


def test_an_interrupt_passes_through_a_check(monkeypatch):
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(time_limit._Call, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        check("softmax", lambda scores, dim: scores)


def test_an_interrupt_while_the_call_is_being_stopped_still_stops_it(monkeypatch):
    stop, calls = time_limit._Call.stop, []

    def interrupted_once(call: Any) -> bool:
        calls.append(call)
        if len(calls) == 1:
            raise KeyboardInterrupt
        return stop(call)

    monkeypatch.setattr(time_limit._Call, "stop", interrupted_once)
    with pytest.raises(KeyboardInterrupt):
        told("while True: pass")
    assert_no_thread_is_left()


def test_a_call_that_ends_just_before_it_is_stopped_does_not_hang():
    call = time_limit._Call(lambda: 1, ())
    call.start()
    assert call.wait(1.0)
    call._thread.join()
    answers: list[bool] = []
    stopping = threading.Thread(target=lambda: answers.append(call.stop()), daemon=True)
    stopping.start()
    stopping.join(2)
    assert answers == [True]


def test_a_call_that_cannot_be_stopped_is_said_to_run_on():
    report = told("time.sleep(4)")
    assert "could not be stopped and still runs: restart the kernel" in repr(report)


def test_calls_that_end_just_as_time_is_up_meet_no_stray_exception():
    """Whatever the outcome of such a call, nothing may reach the caller later."""
    for wait in (0.0, 0.0005, 0.001, 0.0015) * 25:
        judge(SCORES, lambda query, key, wait=wait: time.sleep(wait) or scores(query, key), seconds=0.001)
    assert sum(range(10_000)) == 49_995_000
