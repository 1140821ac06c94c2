"""Where files that can be had again are kept, and how two programs that want the same one do not disturb each other."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from course_lib.language import say


def cache_folder() -> Path:
    """Return the folder in which this system keeps what can be downloaded again."""
    home = Path.home()
    systems = {"win32": os.environ.get("LOCALAPPDATA") or home / "AppData/Local", "darwin": home / "Library/Caches"}
    return Path(os.environ.get("XDG_CACHE_HOME") or systems.get(sys.platform, home / ".cache"))


def shows_progress() -> bool:
    """Say whether what is printed goes to a terminal, where it is read now and kept by nobody."""
    return sys.stdout is not None and sys.stdout.isatty()


@contextmanager
def turn(target: Path, *, progress: bool) -> Iterator[None]:
    """Wait until nobody else downloads `target`; a program that dies gives up its turn with its lock.

    That it waits is said on a terminal only, if `progress`: what a cell of a notebook shows is stored.
    """
    lock = FileLock(f"{target}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if progress and shows_progress():
            print(say("The same file is being downloaded elsewhere on this computer; waiting for it."), flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
