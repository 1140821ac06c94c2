"""Download a large file once: going on where it was cut off, checked, and whole or not there at all."""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import Any, BinaryIO
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from filelock import FileLock, Timeout

from course_lib.embeddings.download_progress import DownloadProgress
from course_lib.embeddings.unavailable import GloveUnavailableError, disk_trouble
from course_lib.language import say

SECONDS_OF_SILENCE = 30  # after so long the server is given up
PIECE = 1 << 16  # bytes read at once; as many can be lost when the connection breaks


def cache_folder() -> Path:
    """Return the folder in which this system keeps what can be downloaded again."""
    home = Path.home()
    systems = {"win32": os.environ.get("LOCALAPPDATA") or home / "AppData/Local", "darwin": home / "Library/Caches"}
    return Path(os.environ.get("XDG_CACHE_HOME") or systems.get(sys.platform, home / ".cache"))


def fetch(address: str, target: Path, checksum: str, *, progress: bool = True) -> None:
    """Download `address` to `target`, unless it is there; `checksum` is its SHA-256 in hexadecimal, lower case.

    While it comes in, the file is called `target`.part. That stays when the connection breaks, and the next call
    goes on from there. Whoever asks for the same file meanwhile waits and then finds it finished.

    Raises:
        GloveUnavailableError: the server, the connection, the checksum or the disk said no.
    """
    with disk_trouble(target.name):
        target.parent.mkdir(parents=True, exist_ok=True)
        with _turn(target, progress):
            if target.exists():
                return
            part, version = (target.with_name(f"{target.name}.{ending}") for ending in ("part", "version"))
            _receive(address, part, version, progress)
            version.unlink(missing_ok=True)
            _check(address, part, checksum)
            part.replace(target)


@contextmanager
def _turn(target: Path, progress: bool) -> Iterator[None]:
    """Wait until nobody else downloads `target`; a program that dies gives up its turn with its lock."""
    lock = FileLock(f"{target}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if progress:
            print(say("The same file is being downloaded elsewhere on this computer; waiting for it."), flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _receive(address: str, part: Path, version: Path, progress: bool) -> None:
    """Bring `part` to its full length; `version` keeps which version of the file on the server it is a part of."""
    start = part.stat().st_size if part.exists() and version.exists() else 0
    headers = {"Range": f"bytes={start}-", "If-Range": version.read_text()} if start else {}
    try:
        response = urlopen(Request(address, headers=headers), timeout=SECONDS_OF_SILENCE)
    except HTTPError as error:
        error.close()
        if start and error.code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # Nothing comes after what is here: it was whole, but never checked.
        raise _refusal(
            address, say("the server answered {code} ({reason})", code=error.code, reason=error.reason)
        ) from error
    except (OSError, HTTPException, ValueError) as error:
        raise _refusal(address, _reason(error)) from error
    with response:
        # A server that knows no ranges, or has another version by now, answers 200 and sends the whole file.
        if response.status != HTTPStatus.PARTIAL_CONTENT:
            start = 0
        with part.open("ab" if start else "wb") as file:
            if not start:
                _keep_version(version, response.headers)
            _copy(address, response, file, DownloadProgress(start, response.headers["Content-Length"], progress))


def _keep_version(version: Path, headers: Any) -> None:
    """Write down what If-Range can name: a strong ETag, else the date; with neither the next call starts over."""
    etag = headers["ETag"] or ""
    name = headers["Last-Modified"] if etag.startswith("W/") else etag or headers["Last-Modified"]
    version.unlink(missing_ok=True)
    if name:
        version.write_text(name)


def _copy(address: str, response: Any, file: BinaryIO, progress: DownloadProgress) -> None:
    """Write what comes; the length that was announced tells an early end from the end."""
    for piece in _pieces(address, response, progress):
        file.write(piece)
        progress.add(len(piece))
    if progress.is_short():
        raise _breaking_off(address, progress, say("the connection was closed"))


def _pieces(address: str, response: Any, progress: DownloadProgress) -> Iterator[bytes]:
    """Read the answer piece by piece; apart from the writing, so that no fault of the disk is blamed on the server."""
    try:
        while piece := response.read(PIECE):
            yield piece
    except (OSError, HTTPException) as error:
        raise _breaking_off(address, progress, _reason(error)) from error


def _check(address: str, part: Path, checksum: str) -> None:
    """Delete a file that is not the one expected: going on from it would not mend it."""
    with part.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != checksum:
        part.unlink()
        raise GloveUnavailableError(
            say(
                "The file that came from {address} is not the one expected (its SHA-256 begins with {found}, not "
                "{expected}) and was deleted; call again to download it afresh.",
                address=address,
                found=found[:8],
                expected=checksum[:8],
            )
        )


def _refusal(address: str, why: str) -> GloveUnavailableError:
    """Return the sentence for a download that did not begin."""
    return GloveUnavailableError(
        say(
            "Downloading {address} failed: {why}; make sure that this computer is online, and call again later.",
            address=address,
            why=why,
        )
    )


def _breaking_off(address: str, progress: DownloadProgress, why: str) -> GloveUnavailableError:
    """Return the sentence for a download that did not end."""
    return GloveUnavailableError(
        say(
            "Downloading {address} broke off after {progress}: {why}; call again, and it goes on from there if the "
            "server allows that.",
            address=address,
            progress=progress,
            why=why,
        )
    )


def _reason(error: Exception) -> str:
    """Say in words why a connection failed."""
    cause = getattr(error, "reason", error)  # a URLError wraps what happened
    if isinstance(cause, TimeoutError):
        return say("the server was silent for {seconds} seconds", seconds=SECONDS_OF_SILENCE)
    return getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
