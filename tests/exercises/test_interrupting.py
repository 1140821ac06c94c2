"""The reader can interrupt a check at any moment, and nothing runs on."""

import _thread
import threading
import time
from typing import Any

import pytest

from course_lib.exercises import check
from course_lib.exercises.engine import time_limit
from tests.exercises.judging import told
from tests.exercises.notebook_exercises import define
from tests.exercises.threads import assert_no_thread_is_left


@pytest.mark.parametrize("delay", [0.001, 0.1, 0.5])
def test_the_reader_can_interrupt_a_check_at_once_and_the_loop_ends(delay: float):
    function = define("def f():\n    while True: pass", "f", "<cell>")
    timer = threading.Timer(delay, _thread.interrupt_main)
    started = time.process_time()
    with pytest.raises(KeyboardInterrupt):
        timer.start()
        time_limit.call_with_limit(function, (), 20.0)
    assert time.process_time() - started < 10, "the interrupt must not wait for the time limit"
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
        told("while True: pass", seconds=0.3)
    assert_no_thread_is_left()


def test_a_call_that_is_stopped_before_its_thread_comes_to_it_never_begins():
    called: list[bool] = []
    call = time_limit._Call(lambda: called.append(True), ())
    stopping = threading.Thread(target=call.stop)
    stopping.start()
    while not call._unwanted:
        pass
    call.start()
    stopping.join()
    assert_no_thread_is_left()
    assert called == []
