"""A signal in the middle of a training by command, for whatever learns."""

import os
import shlex
import sys

from course_lib.training.checkpoint import save_checkpoint
from course_lib.training.command_line import main


def words_after(advice, said):
    """Return the words of the command that stands after `advice` up to the end of its line, as a shell reads them."""
    [line] = [line for line in said.splitlines() if advice in line]
    words = shlex.split(line.partition(advice)[2])
    assert words[:2] == [sys.executable, "-m"]
    return words[2:]


def refuse_that_a_signal_loses_anything(run, options, learned, tmp_path, monkeypatch, number, code):
    """Assert that a signal saves, that the advice works as printed, and that the result is that of one go.

    Args:
        run: runs the command, and returns its exit code and what it said.
        options: of a training with several savings.
        learned: from a checkpoint's path to what was learned.
        number, code: of the signal, and the exit code that it is to give.
    """
    interrupted, whole = tmp_path / "it's interrupted $HOME", tmp_path / "whole"

    def save_and_send(path, state):
        save_checkpoint(path, state)
        os.kill(os.getpid(), number)

    with monkeypatch.context() as patch:
        patch.setattr("course_lib.training.loop.save_checkpoint", save_and_send)
        found, _, err = run(*options, "--checkpoint", interrupted)
    assert found == code and f"Interrupted; {interrupted} holds what was learned." in err
    module, *arguments = words_after("To go on: ", err)
    assert module == "course_lib.train" and main(arguments) == 0
    assert run(*options, "--checkpoint", whole)[0] == 0
    assert learned(interrupted).equal(learned(whole))
