"""A file is replaced as a whole: a program that is killed on the way leaves the old one."""

import os
import subprocess
import sys
import time

import pytest

from course_lib.training.safe_file import replace_content

MEGABYTES = 60  # so many that writing takes long enough to be killed in


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


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill -9")
@pytest.mark.parametrize("moment", ["while it is written", "before it gets its name"])
def test_kill_9_in_the_middle_of_saving_leaves_the_old_content_and_the_next_saving_works(tmp_path, moment):
    path = tmp_path / "file"
    replace_content(path, b"old")
    hang = "os.fsync = lambda handle: time.sleep(60)" if moment == "before it gets its name" else ""
    program = (
        "import os, time\nfrom pathlib import Path\n"
        f"from course_lib.training.safe_file import replace_content\n{hang}\n"
        f"replace_content(Path({str(path)!r}), bytes({MEGABYTES} << 20))\n"
    )
    child = subprocess.Popen([sys.executable, "-c", program])
    part = path.with_name("file.part")
    wanted = MEGABYTES << 20 if hang else 1
    while not (part.exists() and part.stat().st_size >= wanted):
        assert child.poll() is None, "it ended without writing beside the file"
        time.sleep(0.0005)
    child.kill()  # kill -9
    child.wait()
    assert path.read_bytes() == b"old"
    replace_content(path, b"new")
    assert path.read_bytes() == b"new" and not part.exists()
