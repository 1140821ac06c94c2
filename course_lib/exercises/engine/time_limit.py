"""Call a function that may never return, on any system and from any thread.

The call runs in a thread of its own. Whoever waits decides alone whether time is up, so there is no race: an
exception that arrives late can hit only the finished thread, never the reader's notebook.

Time is the processor's time that the call itself has had, so a machine that is busy with other work makes no answer
late. Only a call that does not work, because it sleeps or waits for something, is ended by the clock on the wall.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

from course_lib.exercises.engine.stopping import raise_system_exit, unseen_where_nobody_can_catch_it

WALL_FACTOR = 10  # wait this many times longer before a call that barely works is given up: busy machines need it
SLICE = 0.05  # seconds; on some systems an interrupt is seen only between two waits
THREAD_NAME = "call of an exercise"
GRACE = 0.5  # seconds of work to let a stopped call wind up, even one whose bare `except:` catches everything


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
        self._clock: Callable[[], float] = float  # seconds of work; 0 until the call begins
        self._unwanted = False  # interrupted perhaps before the thread came to begin the call
        self._running = threading.Lock()  # held as long as the call runs
        # Who stops the call holds it, and knows that the thread is still there; the thread takes it, perhaps twice, at
        # its end and for ever.
        self._leaving = threading.RLock()
        self._running.acquire()
        self._thread = threading.Thread(target=self._work, args=(function, arguments), name=THREAD_NAME, daemon=True)

    def start(self) -> None:
        """Begin the call, and the wall's clock first: C code may let this thread go on only when the call is over."""
        self._began = time.monotonic()
        self._thread.start()

    def _work(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        try:
            try:
                self._clock = _clock_of_this_thread()
                if not self._unwanted:
                    self.results.append(_carry_out(function, arguments))
            except BaseException as error:  # sys.exit() in the reader's code must not pass for an answer
                self.errors.append(error)
            self._leaving.acquire()
        except SystemExit:  # one that was on its way when the call ended; after it there comes no other
            self._leaving.acquire()
        worked = self._clock()
        self._clock = lambda: worked  # the thread's own clock ends with the thread
        self._running.release()

    def wait(self, seconds: float) -> bool:
        """Wait until the call is done or has had `seconds` of work; say whether it was done in time."""
        while True:
            done = self._wait_for(min(seconds, SLICE))
            waited = time.monotonic() - self._began
            late = min(waited, self._worked()) >= seconds  # a clock may count several threads at once
            if done:
                return not late  # late after all, if C code such as `sum(range(10**9))` let no other thread run
            if late or waited >= WALL_FACTOR * seconds:
                return False

    def stop(self) -> bool:
        """Raise SystemExit inside the call until it ends; say whether it did.

        SystemExit, because a thread that dies of it does so silently and `except Exception` does not catch it.
        Again and again, because a bare `except:` does, and so does Python itself where the call happens to be in
        something that cannot raise, such as a callback of the garbage collector: sooner or later one arrives outside.
        """
        self._unwanted = True
        began, work_began = time.monotonic(), self._worked()
        done = False
        with unseen_where_nobody_can_catch_it(self._thread):
            while not done and self._worked() - work_began < GRACE and time.monotonic() - began < WALL_FACTOR * GRACE:
                # A thread that has ended may have lent its number to another one.
                if self._leaving.acquire(blocking=False):
                    try:
                        raise_system_exit(self._thread, inside=_carry_out)
                    finally:
                        self._leaving.release()
                done = self._wait_for(0.001)
        return done

    def _worked(self) -> float:
        """Return the seconds of work that the call has had."""
        try:
            return self._clock()
        except OSError:  # the thread, and its clock with it, ended just now and left the number behind
            return self._clock()

    def _wait_for(self, seconds: float) -> bool:
        done = self._running.acquire(timeout=seconds)
        if done:
            self._running.release()
        return done


def _carry_out(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """Call the function: what runs meanwhile above this frame may be stopped, and nothing else."""
    return function(*arguments)


def _clock_of_this_thread() -> Callable[[], float]:
    """Return the processor's time that this thread has had from now on, to be read by any thread.

    Where the system lets no other thread read it, it is that of the whole program: macOS, Windows.
    """
    if hasattr(time, "pthread_getcpuclockid"):
        clock = time.pthread_getcpuclockid(threading.get_ident())
        return lambda: time.clock_gettime(clock)
    began = time.process_time()
    return lambda: time.process_time() - began
