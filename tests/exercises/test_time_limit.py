"""A call that takes too long ends, wherever it runs, and is told so."""

import sys
import threading
import time

import pytest
import torch

from course_lib.exercises import time_limit
from course_lib.exercises.check import judge
from course_lib.exercises.report import Report
from tests.exercises.judging import told
from tests.exercises.samples import SCORES, scores
from tests.exercises.threads import assert_no_thread_is_left


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


def test_a_call_that_lets_no_other_thread_run_counts_as_too_late_and_ends_the_run():
    """Imitates C code such as `sum(range(10**9))`, which keeps the interpreter's lock until it is over."""
    interval, calls = sys.getswitchinterval(), []

    def slow(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
        calls.append(1)
        end = time.thread_time() + 0.4
        while time.thread_time() < end:
            pass
        return scores(query, key)

    try:
        sys.setswitchinterval(100)
        report = judge(SCORES, slow, seconds=0.3)
    finally:
        sys.setswitchinterval(interval)
    assert "did not finish within 0.3 seconds" in report.text
    assert "could not be stopped" not in report.text
    assert len(calls) == 1


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
