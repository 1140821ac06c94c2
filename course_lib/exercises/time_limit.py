"""Call a function that may never return, on any system and from any thread.

The call runs in a thread of its own. Whoever waits decides alone whether time is up, so there is no race: an
exception that arrives late can hit only the finished thread, never the reader's notebook.
"""

import ctypes
import threading
import time
from collections.abc import Callable
from typing import Any

WALL_FACTOR = 3  # on a busy machine, wait this many times longer before a call that barely ran is given up
SLICE = 0.05  # seconds; on some systems an interrupt is seen only between two waits
THREAD_NAME = "call of an exercise"
GRACE = 1.0  # seconds to let a stopped call wind up, even one whose bare `except:` catches everything


class TimeUpError(Exception):
    """The call took too long. `stopped` says whether it could be ended, or still runs in the background."""

    def __init__(self, stopped: bool) -> None:
        super().__init__("the call took too long")
        self.stopped = stopped


class CallFailedError(Exception):
    """The call raised `error`: anything at all, even what would end the kernel."""

    def __init__(self, error: BaseException) -> None:
        super().__init__("the call raised an error")
        self.error = error


def call_with_limit(function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> Any:
    """Return `function(*arguments)`.

    Raises `CallFailedError` if the call raises, and `TimeUpError` after `seconds` of work, even if the call has
    returned by then.
    """
    call = _Call(function, arguments)
    try:
        call.start()
        stopped = None if call.wait(seconds) else call.stop()
    except BaseException:  # the reader pressed "interrupt", perhaps even while the call was being stopped
        call.stop()
        raise
    if stopped is not None:
        raise TimeUpError(stopped)
    if call.errors:
        raise CallFailedError(call.errors[0])
    return call.results[0]


class _Call:
    """One call in a thread of its own.

    The thread is watched through a lock, not with `join` and `is_alive`: in Python 3.11 an interrupted `join`
    takes a thread that still runs for a finished one.
    """

    def __init__(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        self.results: list[Any] = []
        self.errors: list[BaseException] = []
        self._running = threading.Lock()  # held as long as the call runs
        self._leaving = threading.Lock()  # who holds it knows that the thread does not end
        self._running.acquire()
        self._thread = threading.Thread(target=self._work, args=(function, arguments), name=THREAD_NAME, daemon=True)

    def start(self) -> None:
        """Begin the call, and the clocks first: C code may let this thread go on only when the call is over."""
        self._began, self._work_began = time.monotonic(), time.process_time()
        self._thread.start()

    def _work(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        try:
            self.results.append(function(*arguments))
        except BaseException as error:  # sys.exit() in the reader's code must not pass for an answer
            self.errors.append(error)
        finally:
            self._running.release()
            self._leaving.acquire()

    def wait(self, seconds: float) -> bool:
        """Wait until the call is done or has had `seconds` of work; say whether it was done in time."""
        while True:
            done = self._wait_for(min(seconds, SLICE))
            waited, worked = time.monotonic() - self._began, time.process_time() - self._work_began
            late = min(waited, worked) >= seconds
            if done:
                return not late  # late after all, if C code such as `sum(range(10**9))` let no other thread run
            if late or waited >= WALL_FACTOR * seconds:
                return False

    def stop(self) -> bool:
        """Raise SystemExit inside the call until it ends; say whether it did.

        SystemExit, because a thread that dies of it does so silently and `except Exception` does not catch it.
        Again and again, because a bare `except:` does: sooner or later one arrives outside the `try`.
        """
        give_up = time.monotonic() + GRACE
        done = False
        while not done and time.monotonic() < give_up:
            # A thread that has ended may have lent its number to another one. One that is leaving keeps the lock
            # for ever: do not wait for it.
            if self._leaving.acquire(blocking=False):
                if self._running.locked():
                    number = ctypes.c_ulong(self._thread.ident or 0)
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(number, ctypes.py_object(SystemExit))
                self._leaving.release()
            done = self._wait_for(0.005)
        return done

    def _wait_for(self, seconds: float) -> bool:
        done = self._running.acquire(timeout=seconds)
        if done:
            self._running.release()
        return done
