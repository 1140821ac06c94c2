"""What surrounds a command: its output may be read by anything, or by nobody, and its exit code says how it ended."""

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress

from course_lib.language import say
from course_lib.training.messages import CANNOT_PRINT, ERROR

WRONG_INPUT, INTERRUPTED, BROKEN_PIPE = 2, 130, 141  # exit codes, as argparse and shells have them

_CONTROLS = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_SIGNS = {code: sign for code, sign in _CONTROLS.items() if chr(code) not in "\n\t"}


def run_as_program(main: Callable[[], int]) -> int:
    """Run a command whose output is this process's; return its exit code.

    A letter that the encoding of the output has not is escaped. Who reads the output may stop reading, as `head` does.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _exit_code(main)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _print_no_more()
        return BROKEN_PIPE
    except OSError as error:  # the disk is full to which the output goes
        print_error(say(CANNOT_PRINT, reason=error.strerror or error))
        _print_no_more()
        return WRONG_INPUT
    return code


def without_controls(text: str) -> str:
    """Return a text with a sign for each control character but line break and tab: a terminal would obey it."""
    return text.translate(_SIGNS)


def print_error(problem: object) -> None:
    """Say what is wrong."""
    print_aside(say(ERROR, problem=problem))


def print_aside(text: str) -> None:
    """Print on the standard error output; when its terminal is closed, nobody has to hear it."""
    with suppress(OSError):
        print(text, file=sys.stderr)


def _exit_code(main: Callable[[], int]) -> int:
    try:
        return main()
    except SystemExit as end:  # argparse, after --help or wrong options
        return end.code if isinstance(end.code, int) else WRONG_INPUT


def _print_no_more() -> None:
    """Let what is still to be written go nowhere, or Python would try once more at its end and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
