"""Ctrl-C, and the signals that ask a program to end, wait for the end of a step: within one, nothing fits together."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# Ctrl-C, the wish of the system or of `kill`, and a terminal that is closed; Windows does not know the last.
NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
OF_A_SIGNAL = 128  # a shell's exit code of a program that a signal ended: this and the signal's number


class Terminated(SystemExit):
    """The system asked the program to end; left alone, it ends with the exit code that shells give for it."""

    def __init__(self, number: int) -> None:
        """Take the number of the signal."""
        super().__init__(OF_A_SIGNAL + number)


class Noted:
    """Which signal has come, if any."""

    number: int | None = None

    def __bool__(self) -> bool:
        """Say whether one has come."""
        return self.number is not None

    def note(self, number: int, frame: Any) -> None:
        """Note the first signal; a second one ends the program at once, as ever."""
        if self:
            raise _ending(number)
        self.number = number


@contextmanager
def patient_interrupt() -> Iterator[Noted]:
    """Inside the `with` block the first signal is only noted, and it takes effect when the block is left.

    A signal that is ignored, as that of a closed terminal is under nohup, stays so. Signals reach the main thread
    only: elsewhere nothing changes, and none is ever noted.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed meanwhile.
        Terminated: another signal came meanwhile.
    """
    noted = Noted()
    before = _listen(noted)
    try:
        yield noted
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if noted.number is not None:
        raise _ending(noted.number)


def _listen(noted: Noted) -> dict[int, Any]:
    """Let the signals be noted; return who handled them before."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    # None: the handler is not Python's, and could not be given back.
    before = {number: signal.getsignal(number) for number in numbers}
    before = {number: handler for number, handler in before.items() if handler not in (None, signal.SIG_IGN)}
    for number in before:
        signal.signal(number, noted.note)
    return before


def _ending(number: int) -> BaseException:
    return KeyboardInterrupt() if number == signal.SIGINT else Terminated(number)
