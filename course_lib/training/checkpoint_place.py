"""The place of a checkpoint: tried before anything is computed, and kept from a second run."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from filelock import FileLock, Timeout

from course_lib.language import say
from course_lib.training.messages import CANNOT_WRITE, NO_FOLDER, NOT_A_FILE, NOT_A_FOLDER, SECOND_RUN
from course_lib.training.safe_file import unfinished


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
    name = unfinished(path).with_suffix(".lock")
    lock = FileLock(name)
    try:
        _try_to_write(name.parent)
        lock.acquire(timeout=0)
    except Timeout as held:
        raise ValueError(say(SECOND_RUN, path=path)) from held
    except OSError as error:
        raise _cannot_write(path, error) from error
    try:
        _clear_what_a_killed_run_left(path)
        yield
    finally:
        # Removed while it is held: who waits at the removed file notices that it has no name any more.
        with suppress(OSError):
            name.unlink()
        lock.release()


def _refuse_no_place_for_a_file(path: Path) -> None:
    try:
        if not path.parent.exists():
            raise ValueError(say(NO_FOLDER, folder=path.parent, name=path.name))
        if not path.parent.is_dir():
            raise ValueError(say(NOT_A_FOLDER, folder=path.parent, name=path.name))
        if not path.name or (path.exists() and not path.is_file()):
            raise ValueError(say(NOT_A_FILE, path=path))
    except OSError as error:  # a name that is too long, a folder that may not be looked into
        raise _cannot_write(path, error) from error


def _try_to_write(folder: Path) -> None:
    with NamedTemporaryFile(dir=folder) as file:
        file.write(b"a full disk has no room for this")
        file.flush()


def _clear_what_a_killed_run_left(path: Path) -> None:
    try:
        unfinished(path).unlink(missing_ok=True)
    except OSError as error:  # a folder of this name
        raise _cannot_write(unfinished(path), error) from error


def _cannot_write(path: Path, error: OSError) -> ValueError:
    return ValueError(say(CANNOT_WRITE, path=path, reason=error.strerror or error))
