"""A call that takes too long ends, wherever it runs, and is told so."""

import ctypes
import dataclasses
import sys
import threading
import time

import pytest
import torch

from course_lib.exercises.engine import time_limit
from course_lib.exercises.engine.check import judge
from course_lib.exercises.engine.report import Report
from tests.exercises.judging import told
from tests.exercises.samples import SCORES, scores
from tests.exercises.threads import assert_no_thread_is_left

SHORT = 0.3  # seconds of work that a call has which never ends


def work(seconds: float) -> None:
    """Keep the processor busy."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


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
        started = time.process_time()
        report = told(body, seconds=SHORT)
        assert report.state == "wrong"
        assert "did not finish within 0.3 seconds" in repr(report)
        assert "could not be stopped" not in repr(report)
        assert time.process_time() - started < 4
        assert_no_thread_is_left()

    def test_in_another_thread(self, body: str):
        reports: list[Report] = []
        thread = threading.Thread(target=lambda: reports.append(told(body, seconds=SHORT)))
        thread.start()
        thread.join()
        assert "did not finish within 0.3 seconds" in repr(reports[0])


def test_a_call_that_lets_no_other_thread_run_counts_as_too_late_and_ends_the_run():
    """Imitates C code such as `sum(range(10**9))`, which keeps the interpreter's lock until it is over."""
    interval, calls = sys.getswitchinterval(), []

    def slow(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
        calls.append(1)
        work(0.4)
        return scores(query, key)

    try:
        sys.setswitchinterval(100)
        report = judge(SCORES, slow, SHORT)
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
    assert call.stop()


def test_a_call_that_waits_in_vain_is_given_up_and_said_to_run_on(monkeypatch):
    monkeypatch.setattr(time_limit, "WALL_FACTOR", 2)
    block = threading.Event()
    report = told("block.wait()", seconds=SHORT, block=block)
    assert "could not be stopped and still runs: restart the kernel" in repr(report)
    block.set()
    assert_no_thread_is_left()


def test_a_call_that_a_busy_machine_lets_work_only_now_and_then_is_not_late():
    """Sleeping stands for the time in which the processor works for others."""
    body = f"time.sleep({4 * SHORT})\nreturn query @ key.T / key.shape[1] ** 0.5"
    one_case = dataclasses.replace(SCORES, cases=SCORES.cases[:1])
    assert told(body, one_case, seconds=SHORT).state == "right"


@pytest.mark.skipif(not hasattr(time, "pthread_getcpuclockid"), reason="the system has no clock for one thread")
def test_the_work_of_other_threads_makes_no_call_late():
    done = threading.Event()
    other = threading.Thread(target=lambda: [work(0.001) for _ in iter(done.is_set, True)])
    other.start()
    try:
        body = f"time.sleep({2 * SHORT})\nreturn query @ key.T / key.shape[1] ** 0.5"
        assert told(body, seconds=SHORT).state == "right"
    finally:
        done.set()
        other.join()


@pytest.mark.parametrize("function", [lambda: 1, lambda: 1 / 0], ids=["returns", "raises"])
def test_an_exception_that_comes_late_ends_nothing_and_is_not_seen(function):
    """As if the call had ended between the look at its thread and the deed."""
    over, goes_on = threading.Event(), threading.Event()

    class Waiting(list):
        def append(self, value):
            over.set()
            goes_on.wait()
            super().append(value)

    call = time_limit._Call(function, ())
    call.results, call.errors = Waiting(), Waiting()
    call.start()
    over.wait()
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(call._thread.ident), ctypes.py_object(SystemExit))
    goes_on.set()
    assert call.stop()
    assert_no_thread_is_left()


def test_calls_that_end_just_as_time_is_up_meet_no_stray_exception():
    """Whatever the outcome of such a call, nothing may reach the caller later."""
    for seconds in (0.0, 0.0005, 0.001, 0.0015) * 25:
        judge(SCORES, lambda query, key, seconds=seconds: work(seconds) or scores(query, key), seconds=0.001)
    assert sum(range(10_000)) == 49_995_000
