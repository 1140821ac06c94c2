"""The command learns to write, shows samples, refuses with one sentence, and goes on where it was interrupted."""

import errno
import os
import signal
import subprocess
import sys

import pytest

from course_lib.training import load_writer
from course_lib.training.command_line import main
from course_lib.training.limits import LIMITS
from course_lib.training.options import parser
from course_lib.training.write_command import main as write
from tests.training.signals import refuse_that_a_signal_loses_anything, words_after
from tests.training.small import weights_of

SMALL = ["--task", "write", "--d-model", "16", "--num-heads", "2", "--num-layers", "1", "--d-ff", "16"]
SMALL += ["--context", "16", "--batch-size", "4", "--length", "12", "--quiet"]
TEXT = "Die Katze schläft.\nDer Ball ist blau, sagt sie: 人工智能!\n" * 60


@pytest.fixture
def text(tmp_path):
    """A text with letters of several alphabets."""
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def run(capsys):
    """Give a function that runs the command, and returns its exit code and its words."""

    def run_command(*arguments):
        capsys.readouterr()
        code = main([*SMALL, *map(str, arguments)])
        return code, *capsys.readouterr()

    return run_command


def test_it_learns_the_stories_of_the_book_and_goes_on_with_prompts(run, tmp_path):
    path = tmp_path / "writer.safetensors"
    code, out, err = run("--stories", 40, "--steps", 2, "--checkpoint", path, "--prompt", "lea west", "--prompt", "")
    assert (code, err) == (0, "")
    assert " characters to learn from; the last " in out and "\nlea west" in out
    assert "After step 0 (held out: perplexity " in out and "After step 2 (held out" in out
    assert load_writer(path).settings.context == 16


@pytest.mark.parametrize("tokens", ["characters", "pieces"])
def test_it_learns_a_text_of_ones_own_and_says_what_a_byte_of_the_end_costs(run, text, tokens):
    code, out, _ = run("--text", text, "--tokens", tokens, "--vocab-size", 300, "--steps", 4, "--sample-every", 2)
    assert code == 0 and out.count("bits per byte") == 4
    assert f"{len(TEXT) - len(TEXT) // 20:,} characters to learn from; the last {len(TEXT) // 20} are held out." in out
    assert "After step 2 (" in out and "After step 1 (" not in out


def test_what_is_held_out_is_not_learned_from(run, text, monkeypatch):
    seen = []
    monkeypatch.setattr("course_lib.training.learning.go_on", lambda state, data, **named: seen.append(data))
    run("--text", text)
    assert seen == [TEXT[: len(TEXT) - len(TEXT) // 20]]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--resume"], "--resume needs to know from which file"),
        (["--resume", "--checkpoint", "nowhere"], "is not there; leave out --resume"),
        (["--checkpoint", "no/folder/x"], "There is no folder no/folder"),
        (["--text", "nowhere.txt"], "nowhere.txt cannot be read (No such file or directory)"),
        (["--stories", "40", "--prompt", "a", "--prompt", "aX"], "prompt 2 cannot be continued: character 2 is 'X'"),
        (["--stories", "1", "--context", "5000"], "tokens to learn from; expected at least 5,000"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_code_2(run, arguments, why, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*arguments)
    assert code == 2 and why in err and err.startswith("error: ") and err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty; expected text in UTF-8."),
        (b" \n\n\t ", "has nothing in it but blanks"),
        ("Käse\n".encode("latin-1") * 40, "is not UTF-8: line 1 has the byte 0xe4"),
        ("der Ball\n".encode("utf-16") * 4, "is text in UTF-16"),
        (b"%PDF-1.7", "is a PDF document"),
        (b"\x1f\x8b\x08" + bytes(30), "is compressed (gzip)"),
        (bytes(range(32)) * 9, "is no text"),
    ],
)
def test_a_file_that_is_no_text_in_utf8_is_refused_by_what_it_is(run, tmp_path, content, why):
    path = tmp_path / "text.txt"
    path.write_bytes(content)
    code, _, err = run("--text", path)
    assert code == 2 and why in err and err.count("\n") == 1


def test_a_mark_at_the_beginning_and_the_line_ends_of_windows_are_no_part_of_the_text(run, tmp_path):
    path, checkpoint = tmp_path / "text.txt", tmp_path / "x"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert run("--text", path, "--steps", 1, "--checkpoint", checkpoint)[0] == 0
    assert set(load_writer(checkpoint).tokens.vocabulary.tokens) == set(TEXT)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--context", 1], "--context is 1; expected a whole number from 2"),
        (["--stories", 0], "--stories is 0; expected"),
        (["--sample-every", 0], "--sample-every is 0; expected"),
        (["--length", 0], "--length is 0; expected"),
        (["--d-model", 18, "--num-heads", 6], "--num-heads is 6 and --d-model is 18, so that a head is 3 wide"),
        (["--vocab-size", 100], "--vocab-size is 100; expected a whole number from 259"),
        (["--peak-rate", "nan"], "--peak-rate is nan; expected a finite number above 0"),
    ],
)
def test_every_option_is_checked_by_its_flag_before_anything_is_read(run, monkeypatch, arguments, why):
    for name in ("of_the_stories", "of_the_file"):
        monkeypatch.setattr(
            f"course_lib.training.writing_task.{name}", lambda *given: pytest.fail("something was read")
        )
    code, _, err = run("--text", "text.txt", *arguments)
    assert code == 2 and err.startswith(f"error: {why}") and err.count("\n") == 1


def test_every_number_among_the_options_has_its_limits():
    assert {action.dest for action in parser("write")._actions if action.type in (int, float)} <= LIMITS.keys()


def test_options_of_the_other_task_are_unknown(capsys):
    for arguments in (["--task", "write", "--translate", "x"], ["--context", "3"], ["--task", "sing"]):
        with pytest.raises(SystemExit) as end:
            main(arguments)
        assert end.value.code == 2
    assert "choose from 'translate', 'write'" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows sends itself no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_saves_the_advice_works_as_printed_and_the_result_is_that_of_one_go(
    run, text, tmp_path, monkeypatch, number, code
):
    options = ("--text", text, "--steps", 6, "--dropout", 0.1, "--save-every", 2, "--sample-every", 3)
    refuse_that_a_signal_loses_anything(
        run, options, lambda path: weights_of(load_writer(path)), tmp_path, monkeypatch, number, code
    )


def test_a_checkpoint_is_resumed_with_the_same_options_and_text_only(run, text, tmp_path):
    options = ("--text", text, "--steps", 2, "--checkpoint", tmp_path / "x")
    assert run(*options)[0] == 0
    content = (tmp_path / "x").read_bytes()
    for more, why in [
        ((), "is there already; add --resume"),
        (("--resume", "--context", 8), "context 16 instead of 8"),
        (("--resume", "--tokens", "pieces"), "holds a writer of other tokens than --tokens pieces"),
    ]:
        code, _, err = run(*options, *more)
        assert code == 2 and why in err and err.count("\n") == 1
    text.write_text(TEXT + "!", encoding="utf-8")
    assert "with another text" in run(*options, "--resume")[2]
    assert (tmp_path / "x").read_bytes() == content
    text.write_text(TEXT, encoding="utf-8")
    code, out, _ = run("--text", text, "--steps", 4, "--checkpoint", tmp_path / "x", "--resume")
    assert code == 0 and "Going on after step 2 of 4" in out


def test_samples_change_nothing_in_what_is_learned(run, text, tmp_path):
    for name, every in (("often", 1), ("never", 100)):
        assert (
            run(
                "--text", text, "--steps", 4, "--dropout", 0.1, "--sample-every", every, "--checkpoint", tmp_path / name
            )[0]
            == 0
        )
    assert weights_of(load_writer(tmp_path / "often")).equal(weights_of(load_writer(tmp_path / "never")))


def test_a_disk_that_is_full_names_the_file_and_says_how_to_go_on(run, text, tmp_path, monkeypatch):
    options = ("--text", text, "--checkpoint", tmp_path / "x")
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
    assert sorted(each.name for each in tmp_path.iterdir()) == ["text.txt", "x"]


def test_a_learning_rate_that_leads_astray_is_one_sentence_and_leaves_no_file(run, text, tmp_path):
    code, _, err = run("--text", text, "--steps", 20, "--peak-rate", 1e29, "--checkpoint", tmp_path / "x")
    assert code == 2 and "training has gone astray" in err and err.count("\n") == 1
    assert [each.name for each in tmp_path.iterdir()] == ["text.txt"]


def test_a_damaged_checkpoint_is_refused_before_the_text_is_read(run, text, tmp_path):
    path = tmp_path / "x"
    assert run("--text", text, "--steps", 1, "--checkpoint", path)[0] == 0
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    path.write_bytes(content)
    code, _, err = run("--text", "nowhere.txt", "--steps", 1, "--checkpoint", path, "--resume")
    assert code == 2 and "its content has changed since it was written" in err
    assert write([str(path)]) == 2


def test_a_text_too_short_to_hold_anything_out_is_learned_all_the_same(run, tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("abcdefghijklmnopqr")
    code, out, _ = run("--text", path, "--steps", 1)
    assert code == 0 and "the text is too short to hold anything out" in out


def test_the_advice_on_writing_works_as_printed_and_a_saved_writer_needs_no_text(run, text, tmp_path, capsys):
    _, out, _ = run("--text", text, "--steps", 2, "--checkpoint", tmp_path / "a writer")
    module, *arguments = words_after("To write with it: ", out.replace("\n", " ").replace(" held out:", "\nheld out:"))
    text.unlink()
    assert module == "course_lib.write" and write([arguments[0], "Die", "--length", "7"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Die") and len(said.removesuffix("\n")) == 10


def test_what_a_writer_cannot_do_is_one_sentence(run, text, tmp_path, capsys):
    path = tmp_path / "x"
    run("--text", text, "--steps", 1, "--checkpoint", path)
    for arguments, why in [
        ([path, "Die Q"], "prompt 1 cannot be continued: character 5 is 'Q'"),
        ([path, "--length", "0"], "--length is 0; expected"),
        ([path, "--temperature", "0"], "temperature is 0.0; expected"),
        ([path, "--top-k", "0"], "k is 0; expected"),
        ([tmp_path / "nowhere"], "nowhere cannot be read"),
        ([text], "is broken, or no checkpoint at all"),
    ]:
        capsys.readouterr()
        assert write(list(map(str, arguments))) == 2
        err = capsys.readouterr().err
        assert why in err and err.count("\n") == 1


def test_the_module_is_a_command_that_writes_in_any_encoding(run, text, tmp_path):
    run("--text", text, "--steps", 1, "--checkpoint", tmp_path / "x")
    command = [sys.executable, "-m", "course_lib.write", str(tmp_path / "x"), "人", "--length", "5"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, env=environment)
    assert done.returncode == 0 and done.stderr == b"" and done.stdout.startswith(rb"\u4eba")
