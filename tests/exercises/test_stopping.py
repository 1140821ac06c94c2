"""A stopped call ends wherever it happens to be, and what Python drops on the way is not seen."""

import gc
import sys
import threading
import weakref
from collections.abc import Callable
from typing import Any

import pytest

from course_lib.exercises.engine import time_limit
from course_lib.exercises.engine.stopping import raise_system_exit


@pytest.fixture
def dropped(monkeypatch) -> list[Any]:
    """Give the list of what would be shown as "Exception ignored in …"."""
    seen: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", seen.append)
    return seen


def in_garbage_collector(slow: Callable[..., None]) -> None:
    """Have `slow` run as a callback of the garbage collector."""
    if slow not in gc.callbacks:
        gc.callbacks.append(slow)
    gc.collect(0)


def in_weak_reference(slow: Callable[..., None]) -> None:
    """Have `slow` run as the callback of a weak reference."""
    thing = type("Thing", (), {})()
    reference = weakref.ref(thing, slow)
    del thing
    assert reference() is None


def in_del(slow: Callable[..., None]) -> None:
    """Have `slow` run as `__del__`."""
    type("Thing", (), {"__del__": slow})()


def stop(endless: Callable[[], None]) -> None:
    """Call what never ends, and require that it is stopped."""
    with pytest.raises(time_limit.TimeUpError) as raised:
        time_limit.call_with_limit(endless, (), 0.02)
    assert raised.value.stopped


@pytest.mark.parametrize("run", [in_garbage_collector, in_weak_reference, in_del])
def test_a_call_that_is_met_where_python_drops_exceptions_is_stopped_and_nothing_is_seen(run, dropped):
    hook = sys.unraisablehook

    def slow(*_: Any) -> None:
        for _ in range(2000):
            pass

    def endless() -> None:
        while True:
            run(slow)
            slow()

    try:
        for _ in range(10):
            stop(endless)
    finally:
        if slow in gc.callbacks:
            gc.callbacks.remove(slow)
    assert dropped == []
    assert sys.unraisablehook is hook


def test_what_else_is_dropped_meanwhile_is_still_seen(dropped):
    def endless() -> None:
        while True:
            in_weak_reference(lambda _: 1 / 0)

    stop(endless)
    assert {each.exc_type for each in dropped} == {ZeroDivisionError}


def test_only_what_the_function_called_is_stopped_and_not_the_function_itself():
    """Else a SystemExit that comes just after a call could keep its thread from saying that the call is over."""
    said: list[str] = []
    locks = {"itself": threading.Lock(), "what it called": threading.Lock()}

    def runs() -> None:
        with locks["itself"]:
            said.append("not stopped")
        try:
            called()
        except SystemExit:
            said.append("stopped")

    def called() -> None:
        with locks["what it called"]:
            while True:
                pass

    for lock in locks.values():
        lock.acquire()
    thread = threading.Thread(target=runs)
    thread.start()
    for lock, top in ((locks["itself"], runs), (locks["what it called"], called)):
        while sys._current_frames()[thread.ident].f_code is not top.__code__:
            pass
        raise_system_exit(thread, inside=runs)
        lock.release()
    thread.join()
    assert said == ["not stopped", "stopped"]
