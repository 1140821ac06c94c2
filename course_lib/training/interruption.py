"""Ctrl-C that waits for the end of a step: within one, weights and optimizer do not fit together."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def patient_interrupt() -> Iterator[Callable[[], bool]]:
    """Inside the `with` block the first Ctrl-C is only noted; a second one interrupts at once, as ever.

    Gives a function that says whether Ctrl-C has been pressed. Signals reach the main thread only: elsewhere
    nothing changes, and the function always says no.
    """
    pressed = False

    def note(number: int, frame: Any) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)
