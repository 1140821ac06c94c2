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

    Raises `CallFailedError` if the call raises, and `TimeUpError` after `seconds` of work.
    """
    results: list[Any] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            results.append(function(*arguments))
        except BaseException as error:  # sys.exit() in the reader's code must not pass for an answer
            errors.append(error)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    try:
        in_time = _wait(worker, seconds)
    except BaseException:  # the reader pressed "interrupt"
        _stop(worker)
        raise
    if not in_time:
        raise TimeUpError(_stop(worker))
    if errors:
        raise CallFailedError(errors[0])
    return results[0]


def _wait(worker: threading.Thread, seconds: float) -> bool:
    """Wait until the worker is done or has had `seconds` of work; say whether it is done."""
    start, work_start = time.monotonic(), time.process_time()
    worker.join(seconds)
    while worker.is_alive() and time.monotonic() - start < WALL_FACTOR * seconds:
        if time.process_time() - work_start >= seconds:
            break
        worker.join(0.05)
    return not worker.is_alive()


def _stop(worker: threading.Thread) -> bool:
    """Raise SystemExit inside the worker until it ends; say whether it did.

    SystemExit, because a thread that dies of it does so silently and `except Exception` does not catch it.
    Again and again, because a bare `except:` does: sooner or later one arrives outside the `try`.
    """
    give_up = time.monotonic() + GRACE
    while worker.is_alive() and time.monotonic() < give_up:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker.ident or 0), ctypes.py_object(SystemExit))
        worker.join(0.005)
    return not worker.is_alive()
