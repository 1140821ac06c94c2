"""A file is replaced as a whole: a program that is killed on the way leaves the old one."""

import os
import signal
import subprocess
import sys

import pytest

from course_lib.training.safe_file import NotSavedError, replace_content
from tests.training.package_alone import PACKAGE_ALONE

SIZE = 1 << 20  # bytes


def test_the_new_content_is_there_and_nothing_beside_it(tmp_path):
    path = tmp_path / "file"
    for content in (b"old", b"new"):
        replace_content(path, content)
        assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_the_content_is_on_the_disk_before_it_gets_its_name(tmp_path, monkeypatch):
    path, events = tmp_path / "file", []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: events.append(path.exists()) or fsync(handle))
    replace_content(path, b"content")
    assert events == ([False] if os.name == "nt" else [False, True])  # the file, then the folder with its name


# In each, the program is ended from outside at one definite point: no clock decides how far it has come.
MOMENTS = {
    # The system lets the file grow to half its size and then ends the program at once.
    "while it is written": "signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n"
    "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
    f"resource.setrlimit(resource.RLIMIT_FSIZE, ({SIZE // 2}, {SIZE // 2}))\n",
    "before it gets its name": "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n",
}


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill -9")
@pytest.mark.parametrize("moment", MOMENTS)
def test_kill_9_in_the_middle_of_saving_leaves_the_old_content_and_the_next_saving_works(tmp_path, moment):
    path = tmp_path / "file"
    replace_content(path, b"old")
    program = (
        f"{PACKAGE_ALONE}import os, resource, signal\nfrom pathlib import Path\n"
        "from course_lib.training.safe_file import replace_content\n"
        f"{MOMENTS[moment]}replace_content(Path({str(path)!r}), bytes({SIZE}))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program])
    assert ended.returncode in (-signal.SIGKILL, -signal.SIGXFSZ), "it was not ended in the middle"
    part = path.with_name("file.part")
    assert path.read_bytes() == b"old"
    assert 0 < part.stat().st_size <= SIZE
    replace_content(path, b"new")
    assert path.read_bytes() == b"new" and not part.exists()


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt(), RuntimeError()])
def test_a_fault_while_it_is_written_leaves_the_old_content_and_nothing_beside_it(tmp_path, monkeypatch, fault):
    path = tmp_path / "file"
    replace_content(path, b"old")

    def fail(handle):
        raise fault

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(NotSavedError if isinstance(fault, OSError) else type(fault)) as refusal:
        replace_content(path, b"new")
    if isinstance(fault, OSError):
        assert f"{path} could not be saved (No space left on device); what stood there" in str(refusal.value)
    assert path.read_bytes() == b"old" and [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_disk_that_is_really_full_names_the_file_and_leaves_the_old_content(tmp_path):
    path = tmp_path / "file"
    replace_content(path, b"old")
    program = (
        f"{PACKAGE_ALONE}import resource\nfrom pathlib import Path\n"
        "from course_lib.training.safe_file import NotSavedError, replace_content\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        f"try:\n    replace_content(Path({str(path)!r}), bytes(5000))\n"
        "except NotSavedError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert f"{path} could not be saved (File too large)" in done.stdout
    assert path.read_bytes() == b"old" and [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_the_file_behind_a_link_is_replaced_and_the_link_stays(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "real", tmp_path / "link"
    link.symlink_to(real)
    replace_content(link, b"content")
    assert link.is_symlink() and real.read_bytes() == b"content"
    assert [each.name for each in real.parent.iterdir()] == ["real"]
