"""The command trains, translates, refuses with one sentence and no traceback, and goes on where it was interrupted."""

import errno
import os
import signal
import subprocess
import sys

import pytest
import torch

from course_lib.training import load_translator
from course_lib.training.checkpoint_place import reserved
from course_lib.training.command_line import main
from course_lib.training.limits import LIMITS
from course_lib.training.options import parser
from course_lib.training.translate_command import main as translate
from tests.training.signals import refuse_that_a_signal_loses_anything, words_after
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
        (["--checkpoint", "no/folder/x"], "There is no folder no/folder"),
        (["--checkpoint", "."], ". is a folder or a device"),
        (["--text", "nowhere.tsv"], "nowhere.tsv cannot be read (No such file or directory)"),
        (["--translate-file", "nowhere.txt"], "nowhere.txt cannot be read (No such file or directory)"),
        (["--sentences", "400", "--translate", "the boll"], "sentence 1 cannot be translated: token 2 is 'boll'"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_code_2(run, arguments, why, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*arguments)
    assert code == 2 and why in err and err.startswith("error: ") and err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--steps", 0], "--steps is 0; expected a whole number from 1 to 1,000,000,000."),
        (["--batch-size", 0], "--batch-size is 0; expected a whole number from 1"),
        (["--num-heads", 3], "--num-heads is 3 and --d-model is 16; expected"),
        (["--d-model", 10**12], "--d-model is 1000000000000; expected"),
        (["--vocab-size", 100], "--vocab-size is 100; expected a whole number from 259"),
        (["--save-every", 0], "--save-every is 0; expected"),
        (["--dropout", 1], "--dropout is 1.0; expected a share from 0 to below 1"),
        (["--peak-rate", "nan"], "--peak-rate is nan; expected a finite number above 0"),
        (["--peak-rate", "inf"], "--peak-rate is inf; expected a finite number above 0"),
        (["--label-smoothing", -0.1], "--label-smoothing is -0.1; expected a share"),
        (["--seed", -1], "--seed is -1; expected a whole number from 0"),
        (["--seed", 2**64], "--seed is 18446744073709551616; expected"),
        (["--sentences", 0], "--sentences is 0; expected"),
    ],
)
def test_every_option_is_checked_by_its_flag_before_anything_is_read_or_tried(run, monkeypatch, arguments, why):
    for name in ("of_the_grammar", "of_the_text_file", "read_lines"):
        monkeypatch.setattr(
            f"course_lib.training.translating_task.{name}", lambda *given: pytest.fail("something was read")
        )
    monkeypatch.setattr("course_lib.training.command_line.reserved", lambda *given: pytest.fail("a place was tried"))
    code, _, err = run("--text", "pairs.tsv", "--checkpoint", "x", "--translate-file", "-", *arguments)
    assert code == 2 and err.startswith(f"error: {why}") and err.count("\n") == 1


def test_every_number_among_the_options_has_its_limits():
    numbers = {action.dest for action in parser()._actions if action.type in (int, float)}
    assert numbers <= LIMITS.keys()


def test_the_place_of_the_checkpoint_is_tried_before_anything_is_read(run, monkeypatch, tmp_path):
    monkeypatch.setattr(
        "course_lib.training.translating_task.of_the_grammar", lambda *given: pytest.fail("something was read")
    )
    with reserved(tmp_path / "x"):
        code, _, err = run("--checkpoint", tmp_path / "x")
    assert code == 2 and "is being written by another run" in err


def test_a_checkpoint_is_never_written_over_unasked_and_is_resumed_with_the_same_options_only(run, text, tmp_path):
    path = tmp_path / "translator.safetensors"
    options = ("--text", text, "--vocab-size", 300, "--checkpoint", path, "--steps", 2)
    assert run(*options)[0] == 0
    content = path.read_bytes()
    for more, why in [
        ((), "is there already; add --resume"),
        (("--resume", "--d-ff", 32), "d_ff 16 instead of 32; go on with the same settings"),
        (("--resume", "--seed", 1), "seed 0 instead of 1"),
    ]:
        code, _, err = run(*options, *more)
        assert code == 2 and why in err
    assert path.read_bytes() == content
    assert run(*options, "--resume")[0] == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["text.tsv", "translator.safetensors"]


def test_a_broken_checkpoint_is_refused_before_the_text_is_read(run, tmp_path):
    path = tmp_path / "translator.safetensors"
    path.write_text("no tensors")
    code, _, err = run("--checkpoint", path, "--resume", "--text", "nowhere.tsv")
    assert code == 2 and "is broken, or no checkpoint at all" in err


def test_a_training_that_has_ended_takes_more_steps(run, text, tmp_path):
    path = tmp_path / "translator.safetensors"
    options = ("--text", text, "--vocab-size", 300, "--checkpoint", path)
    assert run(*options, "--steps", 2)[0] == 0
    code, out, _ = run(*options, "--steps", 4, "--resume")
    assert code == 0
    assert "Going on after step 2 of 4; the learning rate is that of a training of 4 steps." in out
    code, out, _ = run(*options, "--steps", 4, "--resume")
    assert code == 0 and "Going on" not in out
    assert "with steps 4 instead of 3" in run(*options, "--steps", 3, "--resume")[2]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends itself no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_saves_the_advice_works_as_printed_and_the_result_is_that_of_one_go(
    run, text, tmp_path, monkeypatch, number, code
):
    options = ("--text", text, "--vocab-size", 300, "--steps", 6, "--dropout", 0.1, "--save-every", 2)
    refuse_that_a_signal_loses_anything(
        run, options, lambda path: weights_of(load_translator(path)), tmp_path, monkeypatch, number, code
    )


def test_an_interruption_without_a_checkpoint_says_that_nothing_was_saved(run, text, monkeypatch):
    def interrupt(*given, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr("course_lib.training.learning.go_on", interrupt)
    code, _, err = run("--text", text, "--vocab-size", 300)
    assert code == 130 and "nothing was saved. With --checkpoint FILE" in err


def test_the_advice_on_translating_works_as_printed(run, text, tmp_path, capsys):
    path = tmp_path / "a translator"
    _, out, _ = run("--text", text, "--vocab-size", 300, "--steps", 2, "--checkpoint", path)
    module, *arguments = words_after("To translate with it: ", out)
    assert module == "course_lib.translate" and translate(arguments) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_a_disk_that_is_full_on_the_way_names_the_file_and_says_how_to_go_on(run, text, tmp_path, monkeypatch):
    options = ("--text", text, "--vocab-size", 300, "--save-every", 2, "--checkpoint", tmp_path / "x")
    assert run(*options, "--steps", 2)[0] == 0
    content = (tmp_path / "x").read_bytes()

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        code, _, err = run(*options, "--steps", 4, "--resume")
    assert code == 2 and f"{tmp_path / 'x'} could not be saved (No space left on device)" in err
    assert (tmp_path / "x").read_bytes() == content
    assert main(words_after("To go on: ", err)[1:]) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["text.tsv", "x"]


def test_a_learning_rate_that_leads_astray_is_one_sentence_and_leaves_no_file(run, text, tmp_path):
    options = ("--text", text, "--vocab-size", 300, "--steps", 20, "--peak-rate", 1e29)
    code, _, err = run(*options, "--checkpoint", tmp_path / "x")
    assert code == 2 and "training has gone astray" in err and err.count("\n") == 1
    assert [each.name for each in tmp_path.iterdir()] == ["text.tsv"]


@pytest.mark.parametrize(
    "lack",
    [MemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory"), torch.cuda.OutOfMemoryError("…")],
)
def test_a_lack_of_memory_is_one_sentence(run, text, monkeypatch, lack):
    def fail(*given, **named):
        raise lack

    monkeypatch.setattr("course_lib.training.learning.go_on", fail)
    code, _, err = run("--text", text, "--vocab-size", 300)
    assert code == 2 and "give a smaller --batch-size" in err


def test_a_fault_of_our_own_is_not_hidden(run, text, monkeypatch):
    def fail(*given, **named):
        raise RuntimeError("something else")

    monkeypatch.setattr("course_lib.training.learning.go_on", fail)
    with pytest.raises(RuntimeError, match="something else"):
        run("--text", text, "--vocab-size", 300)


def test_lines_of_a_file_are_translated_after_the_sentences(run, text, tmp_path):
    (tmp_path / "lines.txt").write_bytes(b"\xef\xbb\xbfthe old ball\r\n\r\nthe new ball")
    options = ("--text", text, "--vocab-size", 300, "--steps", 2)
    code, out, _ = run(*options, "--translate", "a ball", "--translate-file", tmp_path / "lines.txt")
    answers = [line.partition(" → ")[0] for line in out.splitlines() if " → " in line]
    assert code == 0 and answers == ["a ball", "the old ball", "", "the new ball"]
    (tmp_path / "lines.txt").write_bytes(b"the old ball\nthe \xff ball")
    code, _, err = run(*options, "--translate-file", tmp_path / "lines.txt")
    assert code == 2 and "line 2 cannot be translated: it is not UTF-8" in err


def test_the_module_is_a_command_that_explains_itself_in_any_encoding_and_reads_the_standard_input(tmp_path):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "course_lib.train"]
    said = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True, env=environment).stdout
    assert said.startswith("usage: python -m course_lib.train") and "--checkpoint FILE" in said
    options = [*SMALL, "--sentences", "300", "--steps", "1", "--translate-file", "-"]
    done = subprocess.run([*command, *options], input=b"that lion\n", capture_output=True, env=environment)
    assert done.returncode == 0 and done.stderr == b"" and rb"that lion \u2192 " in done.stdout
