"""A command's output fits any encoding, and who reads it may stop; never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from course_lib.training.terminal import run_as_program, without_controls
from tests.training.package_alone import PACKAGE_ALONE

PRINT_SPANISH = f"print({'ball → el niño, 球'!a})"


def run(body, *, env=None, stdout=subprocess.PIPE):
    """Run a command whose `main` has this body, in a process of its own."""
    program = f"{PACKAGE_ALONE}from course_lib.training.terminal import *\ndef main():\n    {body}\n    return 0\n"
    program += "sys.exit(run_as_program(main))"
    return subprocess.Popen(
        [sys.executable, "-c", program], stdout=stdout, stderr=subprocess.PIPE, env={**environment(), **(env or {})}
    )


def environment():
    """Return that of the tests, without what decides on output; unbuffered, nothing would be left to be flushed."""
    deciding = ("PYTHONIOENCODING", "PYTHONUTF8", "PYTHONUNBUFFERED")
    return {name: value for name, value in os.environ.items() if name not in deciding}


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"PYTHONIOENCODING": "ascii"}, rb"ball \u2192 el ni\xf1o, \u7403"),
        ({"PYTHONIOENCODING": "cp1252"}, b"ball \\u2192 el ni\xf1o, \\u7403"),
        ({"PYTHONIOENCODING": "utf-8"}, "ball → el niño, 球".encode()),
        (
            {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            rb"ball \u2192 el ni\xf1o, \u7403",
        ),
    ],
)
def test_a_letter_that_the_encoding_has_not_is_escaped(env, expected):
    out, err = (child := run(PRINT_SPANISH, env=env)).communicate()
    assert (out.strip(), err, child.returncode) == (expected, b"", 0)


@pytest.mark.parametrize("flush", [True, False])
def test_a_reader_that_stops_reading_causes_no_traceback(flush):
    child = run(f"[print('x' * 99, flush={flush}) for _ in range(9999)]")
    child.stdout.read(1)
    child.stdout.close()
    assert child.stderr.read() == b"" and child.wait() == 141
    child.stderr.close()


def test_a_reader_that_has_gone_before_help_is_printed_causes_no_traceback():
    child = run("sys.stdin.read(); print('help'); raise SystemExit(0)")
    child.stdout.close()
    assert child.stderr.read() == b"" and child.wait() == 141
    child.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_an_output_on_a_full_disk_is_one_sentence():
    with Path("/dev/full").open("wb") as full:
        _, err = (child := run(PRINT_SPANISH, stdout=full)).communicate()
    assert child.returncode == 2
    assert err == b"error: What this command prints cannot be written (No space left on device).\n"


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (3, 3), (None, 2), ("words", 2)])
def test_the_exit_code_is_that_of_the_command(code, expected):
    def main():
        raise SystemExit(code)

    assert run_as_program(main) == expected
    assert run_as_program(lambda: 7) == 7


def test_a_control_character_becomes_a_sign_that_no_terminal_obeys():
    assert without_controls("a\x1b[2Jb\x07\x7f\x9b\n\tc é 智") == "a␛[2Jb␇␡\ufffd\n\tc é 智"
