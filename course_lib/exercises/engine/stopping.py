"""Raise SystemExit inside another thread, where it can end something, and let it go unseen where it cannot."""

import ctypes
import inspect
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any

# Two threads that are stopped at once must not put back each other's hook. Whoever stops one may begin again when the
# reader's "interrupt" broke off the first attempt, wherever it was: hence a lock that its holder can take once more.
_one_at_a_time = threading.RLock()


def raise_system_exit(thread: threading.Thread, inside: Callable[..., Any]) -> None:
    """Raise SystemExit in the thread if it is in something that the function `inside` called, and not in `inside`.

    Between the look and the deed the thread may leave what it was in: then this one SystemExit comes late.
    """
    stack = _stack(thread)
    dropping = getattr(sys.unraisablehook, "__code__", None) in stack  # what it says would be dropped as well
    if inspect.unwrap(inside).__code__ in stack[1:] and not dropping:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(SystemExit))


@contextmanager
def unseen_where_nobody_can_catch_it(thread: threading.Thread) -> Iterator[None]:
    """Meanwhile, report no SystemExit that meets the thread where Python has to drop it.

    That is in a callback of the garbage collector or of a weak reference, and in `__del__`: the thread may be in one
    of them at any time. Python shows what it drops as "Exception ignored in …", which says nothing to the reader.
    """
    with _one_at_a_time:
        before = sys.unraisablehook
        sys.unraisablehook = lambda dropped: (
            None if dropped.exc_type is SystemExit and threading.get_ident() == thread.ident else before(dropped)
        )
        try:
            yield
        finally:
            sys.unraisablehook = before


def _stack(thread: threading.Thread) -> list[CodeType]:
    """List what the thread runs, the innermost first."""
    frame = sys._current_frames().get(thread.ident or 0)
    stack = []
    while frame is not None:
        stack.append(frame.f_code)
        frame = frame.f_back
    return stack
