"""Commands that a reader is advised to run: printed so that they work when they are copied."""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from course_lib.language import say
from course_lib.training.messages import GO_ON, INTERRUPTED, NOTHING_SAVED, SAVED, SAVED_WRITER
from course_lib.training.options import without_resume


def how_to_go_on(arguments: Sequence[str]) -> str:
    """Say which command goes on with the training that had these arguments."""
    return say(GO_ON, command=_command("course_lib.train", *without_resume(arguments), "--resume"))


def after_an_interruption(checkpoint: Path | None, arguments: Sequence[str]) -> str:
    """Say what was kept, and how to go on."""
    if checkpoint is None or not checkpoint.exists():
        return f"\n{say(NOTHING_SAVED)}"
    return f"\n{say(INTERRUPTED, path=checkpoint)} {how_to_go_on(arguments)}"


def how_to_translate(checkpoint: Path, sentence: str) -> str:
    """Say where the translator is and which command translates a sentence with it."""
    return say(SAVED, path=checkpoint, command=_with_text("course_lib.translate", checkpoint, sentence))


def how_to_write(checkpoint: Path, prompt: str) -> str:
    """Say where the writer is and which command goes on with a prompt."""
    return say(SAVED_WRITER, path=checkpoint, command=_with_text("course_lib.write", checkpoint, prompt))


def _with_text(module: str, checkpoint: Path, text: str) -> str:
    # "--": neither a file nor a text that begins with a dash is an option.
    dash = ["--"] if str(checkpoint).startswith("-") or text.startswith("-") else []
    return _command(module, *dash, str(checkpoint), text)


def _command(module: str, *arguments: str) -> str:
    """Return a command line for this system's shell, with the Python that runs now."""
    words = [sys.executable, "-m", module, *arguments]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
