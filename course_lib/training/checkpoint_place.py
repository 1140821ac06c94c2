"""The place of a checkpoint: tried before anything is computed, and kept from a second run."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from course_lib.training.messages import CANNOT_WRITE, NO_FOLDER, NOT_A_FILE, NOT_A_FOLDER, SECOND_RUN
from course_lib.training.safe_file import remove_unfinished, unfinished


@contextmanager
def reserved(path: Path) -> Iterator[None]:
    """Try whether a checkpoint can be saved here, and keep other runs from it until the `with` block ends.

    Meanwhile an empty file, named .lock, stands beside it. The system gives the lock up when the program ends, however
    that happens: after kill -9 the empty file is left, which keeps nobody out, and the next run takes it away, as it
    does with an unfinished checkpoint.

    Raises:
        ValueError: there is no folder, the path is no file, nothing can be written there, or another run is at it.
    """
    _refuse_no_place_for_a_file(path)
    part = unfinished(path)
    name = part.with_suffix(".lock")
    lock = FileLock(name)
    try:
        lock.acquire(timeout=0)
    except Timeout as held:
        raise ValueError(SECOND_RUN.format(path=path)) from held
    except OSError as error:
        raise ValueError(CANNOT_WRITE.format(path=path, reason=error.strerror or error)) from error
    try:
        _try_to_write(path)
        yield
    finally:
        # Removed while it is held: who waits at the removed file notices that it has no name any more.
        with suppress(OSError):
            name.unlink()
        lock.release()


def _refuse_no_place_for_a_file(path: Path) -> None:
    try:
        if not path.parent.exists():
            raise ValueError(NO_FOLDER.format(folder=path.parent, name=path.name))
        if not path.parent.is_dir():
            raise ValueError(NOT_A_FOLDER.format(folder=path.parent, name=path.name))
        if not path.name or (path.exists() and not path.is_file()):
            raise ValueError(NOT_A_FILE.format(path=path))
    except OSError as error:  # a name that is too long, a folder that may not be looked into
        raise ValueError(CANNOT_WRITE.format(path=path, reason=error.strerror or error)) from error


def _try_to_write(path: Path) -> None:
    """Write one byte where the checkpoint is going to be written, over what a killed run may have left there."""
    try:
        unfinished(path).write_bytes(b"\0")
    except OSError as error:
        raise ValueError(CANNOT_WRITE.format(path=path, reason=error.strerror or error)) from error
    finally:
        remove_unfinished(path)
