"""The command trains, translates, refuses with one sentence and no traceback, and goes on where it was interrupted."""

import os
import signal
import subprocess
import sys

import pytest

from course_lib.training import load_translator
from course_lib.training.checkpoint import save_checkpoint
from course_lib.training.command_line import main
from tests.training.small import weights_of

SMALL = ["--d-model", "16", "--num-heads", "2", "--d-ff", "16", "--batch-size", "16", "--quiet"]


@pytest.fixture
def text(tmp_path, pairs):
    """A text file with two columns, and one line that is bad."""
    path = tmp_path / "text.tsv"
    path.write_text("\n".join(f"{source}\t{target}" for source, target in pairs) + "\nbad\n", encoding="utf-8")
    return path


@pytest.fixture
def run(capsys, monkeypatch):
    """Give a function that runs the command, with few sentences held out, and returns its exit code and its words."""
    monkeypatch.setattr("course_lib.training.sentences.MOST_HELD_OUT", 10)

    def run_command(*arguments):
        capsys.readouterr()
        code = main([*SMALL, *map(str, arguments)])
        return code, *capsys.readouterr()

    return run_command


def test_it_trains_on_the_grammar_and_translates(run, tmp_path):
    path = tmp_path / "translator.safetensors"
    code, out, err = run("--sentences", 400, "--steps", 2, "--checkpoint", path, "--translate", "the ball is blue")
    assert (code, err) == (0, "")
    assert "400 sentences of the English-Spanish grammar." in out
    assert "New combinations of adjective and noun: 0.0% exactly right, BLEU" in out
    assert "the ball is blue → " in out
    assert load_translator(path).settings.d_model == 16


def test_it_trains_on_a_text_of_ones_own(run, text):
    code, out, _ = run("--text", text, "--vocab-size", 300, "--steps", 2, "--translate", "ein ganz anderer Satz …")
    assert code == 0
    assert "Left out, not two columns with a tab between them: 1 (line 401)." in out
    assert "10 of 400 different pairs are held out." in out
    assert "ein ganz anderer Satz … → " in out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--resume"], "--resume needs to know from which file"),
        (["--resume", "--checkpoint", "nowhere.safetensors"], "is not there; leave out --resume"),
        (["--checkpoint", "no/folder/x"], "there is no folder no/folder"),
        (["--text", "nowhere.tsv"], "nowhere.tsv cannot be read (No such file or directory)"),
        (["--steps", "0"], "steps is 0; expected a number above 0"),
        (["--sentences", "400", "--num-heads", "3"], "d_model is 16 and num_heads is 3"),
        (["--sentences", "400", "--translate", "the boll"], "token 2 is 'boll'"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_code_2(run, arguments, why):
    code, _, err = run(*arguments)
    assert code == 2 and why in err and err.startswith("error: ") and err.count("\n") == 1


def test_a_checkpoint_is_never_written_over_unasked_and_is_resumed_with_the_same_options_only(run, text, tmp_path):
    path = tmp_path / "translator.safetensors"
    options = ("--text", text, "--vocab-size", 300, "--checkpoint", path, "--steps", 2)
    assert run(*options)[0] == 0
    content = path.read_bytes()
    for more, why in [
        ((), "is there already; add --resume"),
        (("--resume", "--d-ff", 32), "give the same sizes"),
        (("--resume", "--seed", 1), "seed 0 instead of 1"),
    ]:
        code, _, err = run(*options, *more)
        assert code == 2 and why in err
    assert path.read_bytes() == content
    assert run(*options, "--resume")[0] == 0


def test_ctrl_c_saves_says_how_to_go_on_and_the_result_is_that_of_one_go(run, text, tmp_path, monkeypatch):
    options = ("--text", text, "--vocab-size", 300, "--steps", 6, "--dropout", 0.1, "--save-every", 2)
    interrupted, whole = tmp_path / "interrupted", tmp_path / "whole"

    def save_and_press_ctrl_c(path, state):
        save_checkpoint(path, state)
        os.kill(os.getpid(), signal.SIGINT)

    with monkeypatch.context() as patch:
        patch.setattr("course_lib.training.loop.save_checkpoint", save_and_press_ctrl_c)
        code, _, err = run(*options, "--checkpoint", interrupted)
    assert code == 130
    assert f"Interrupted; saved to {interrupted}. To go on: python -m course_lib.train" in err and "--resume" in err
    for arguments in (("--checkpoint", interrupted, "--resume"), ("--checkpoint", whole)):
        assert run(*options, *arguments)[0] == 0
    assert weights_of(load_translator(interrupted)).equal(weights_of(load_translator(whole)))


def test_the_module_is_a_command_that_explains_itself():
    said = subprocess.run(
        [sys.executable, "-m", "course_lib.train", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert said.startswith("usage: python -m course_lib.train") and "--checkpoint FILE" in said
