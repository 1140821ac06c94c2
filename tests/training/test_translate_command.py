"""A saved translator translates without the sentences it learned from, wherever the new ones come from."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from course_lib.training import load_translator
from course_lib.training.checkpoint import save_checkpoint
from course_lib.training.training_state import TrainingState
from course_lib.training.translate_command import main
from tests.training.small import SETTINGS

BALL, OLD = "the ball is blue", "the old ball is not blue"


@pytest.fixture
def saved(pairs, with_opinions, tmp_path):
    """Give the path of a saved translator, alone in its folder."""
    path = tmp_path / "alone" / "translator.safetensors"
    path.parent.mkdir()
    save_checkpoint(path, TrainingState.at_the_start(with_opinions, pairs, SETTINGS))
    return path


@pytest.fixture
def run(saved, capsys):
    """Give a function that runs the command with this translator and returns its exit code and its words."""

    def run_command(*arguments):
        code = main([str(saved), *map(str, arguments)])
        return code, *capsys.readouterr()

    return run_command


def test_sentences_are_given_as_arguments(run, saved):
    expected = load_translator(saved).translate([BALL, "", OLD])
    assert run(BALL, "", OLD) == (0, "".join(f"{line}\n" for line in expected), "")
    assert expected[0] and not expected[1] and expected[2] not in ("", expected[0])


def test_lines_come_from_a_file_and_one_that_cannot_be_translated_keeps_its_place(run, saved, tmp_path):
    lines = tmp_path / "lines.txt"
    lines.write_text(f"{BALL}\nthe boll\n\n{OLD}", encoding="utf-8")
    first, last = load_translator(saved).translate([BALL, OLD])
    code, out, err = run("--file", lines)
    assert code == 2 and out == f"{first}\n\n\n{last}\n"
    assert err.startswith("error: line 2 cannot be translated: token 2 is 'boll'") and err.count("\n") == 1


def test_lines_come_from_the_standard_input_in_any_encoding(saved):
    command = [sys.executable, "-m", "course_lib.translate", str(saved)]
    done = subprocess.run(
        command,
        input=f"{BALL}\r\n\r\nthe \xff ball\n{OLD}\n".encode("latin-1"),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    first, last = (line.encode("ascii", "backslashreplace") for line in load_translator(saved).translate([BALL, OLD]))
    assert done.stdout.splitlines() == [first, b"", b"", last] and done.returncode == 2
    assert done.stderr.strip() == b"error: line 3 cannot be translated: it is not UTF-8 text; save it as UTF-8."


def test_at_a_terminal_each_line_is_answered_before_the_next_is_asked_for(run, monkeypatch, capsys):
    said = []

    def typed(path):
        for line in (BALL, OLD):
            yield line
            said.append(capsys.readouterr())

    monkeypatch.setattr("course_lib.training.translate_command.read_lines", typed)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    assert run() == (0, "", "")
    assert [each.out.count("\n") for each in said] == [1, 1]
    assert said[0].err.startswith("Type a sentence") and said[1].err == ""


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([BALL, "--file", "lines.txt"], "Both sentences and --file are given"),
        (["--file", "nowhere.txt"], "nowhere.txt cannot be read (No such file or directory)"),
    ],
)
def test_what_cannot_be_is_one_sentence(run, arguments, why):
    code, out, err = run(*arguments)
    assert code == 2 and out == "" and err.startswith(f"error: {why}") and err.count("\n") == 1


def test_a_file_that_is_no_translator_is_one_sentence(saved, capsys):
    saved.write_text("no tensors")
    assert main([str(saved), BALL]) == 2
    assert "is broken, or no checkpoint at all" in capsys.readouterr().err


def test_ctrl_c_ends_it_without_a_traceback(run, monkeypatch):
    def interrupt(path):
        raise KeyboardInterrupt

    monkeypatch.setattr("course_lib.training.translate_command.load_translator", interrupt)
    assert run(BALL) == (130, "", "")
