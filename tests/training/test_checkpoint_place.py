"""The place of a checkpoint is tried before anything is computed, belongs to one run, and is left as it was found."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from course_lib.training import train
from course_lib.training.checkpoint_place import reserved
from tests.training.small import SETTINGS

HOLD = """
import sys
from pathlib import Path
from course_lib.training.checkpoint_place import reserved
with reserved(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other_run(tmp_path):
    """Start another process that holds a place; give the place and the process, which is killed afterwards."""
    path = tmp_path / "translator"
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "held\n"
    yield path, child
    child.kill()
    child.communicate()


def is_refused(path, why):
    with pytest.raises(ValueError, match=why) as refusal, reserved(path):
        pytest.fail("the place was given")
    assert "\n" not in str(refusal.value)


def test_the_place_is_left_as_it_was_found(tmp_path):
    path = tmp_path / "translator"
    with reserved(path):
        assert [each.name for each in tmp_path.iterdir()] == ["translator.lock"]
    assert list(tmp_path.iterdir()) == []


def test_an_error_inside_gives_the_place_up(tmp_path):
    path = tmp_path / "translator"
    with pytest.raises(KeyError), reserved(path):
        raise KeyError
    with reserved(path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_second_run_is_refused_and_the_first_one_is_not_disturbed(other_run, pairs, translator):
    path, child = other_run
    is_refused(path, "is being written by another run; wait until it has ended")
    with pytest.raises(ValueError, match="another run"):
        train(translator, pairs, SETTINGS, checkpoint=path)
    assert path.with_suffix(".lock").exists()
    child.communicate("")
    assert child.returncode == 0
    with reserved(path):
        pass


def test_the_same_process_is_a_second_run_too(tmp_path):
    with reserved(tmp_path / "translator"):
        is_refused(tmp_path / "translator", "another run")


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill -9")
def test_a_run_that_was_killed_keeps_nobody_out_and_what_it_left_is_cleared(other_run):
    path, child = other_run
    path.with_suffix(".part").write_bytes(b"unfinished")
    child.kill()
    child.wait()
    with reserved(path):
        assert not path.with_suffix(".part").exists()
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nowhere/translator", "There is no folder .*nowhere for the checkpoint translator; make it"),
        ("file/translator", "file is no folder, so the checkpoint translator cannot be kept there"),
        ("folder", "folder is a folder or a device; give the name of a file"),
        ("x" * 300, "cannot be written"),
        ("blocked", r"blocked.part cannot be written \("),
    ],
)
def test_an_impossible_place_is_one_sentence(tmp_path, name, why):
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "blocked.part").mkdir()
    before = sorted(tmp_path.iterdir())
    is_refused(tmp_path / name, why)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder in which nobody can make a file")
def test_a_folder_in_which_no_file_can_be_made_is_one_sentence():
    is_refused(Path("/proc/translator"), r"/proc/translator cannot be written \(")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="this system has no such device")
def test_a_device_is_not_replaced_by_a_file():
    is_refused(Path("/dev/null"), "a folder or a device")


def test_a_full_disk_is_noticed_before_the_training(tmp_path, monkeypatch):
    def full(**arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("course_lib.training.checkpoint_place.NamedTemporaryFile", full)
    is_refused(tmp_path / "translator", r"translator cannot be written \(No space left on device\)")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_two_names_of_one_file_are_one_place(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "translator")
    with reserved(tmp_path / "translator"):
        is_refused(tmp_path / "link", "another run")
