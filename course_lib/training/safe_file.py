"""Replace a file so that, whatever happens meanwhile, either the old content is there or the new one, whole."""

import os
from contextlib import suppress
from pathlib import Path

from course_lib.language import say
from course_lib.training.messages import NOT_SAVED


class NotSavedError(OSError):
    """A file could not be written; the message names it and says why."""


def replace_content(path: Path, content: bytes) -> None:
    """Write the content under another name in the same folder, bring it to the disk, then give it its name.

    A program that is killed on the way leaves the old file as it was, and beside it perhaps an unfinished one, which
    the next call overwrites; any other fault leaves nothing beside it.

    Raises:
        NotSavedError: the disk is full, or says no for another reason; the message names the file.
    """
    part = unfinished(path)
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(_followed(path))
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise NotSavedError(say(NOT_SAVED, path=path, reason=error.strerror or error)) from error
    except BaseException:  # Ctrl-C, for the second time
        part.unlink(missing_ok=True)
        raise
    _bring_names_to_disk(part.parent)


def unfinished(path: Path) -> Path:
    """Return the name under which the content is written first."""
    followed = _followed(path)
    return followed.with_name(f"{followed.name}.part")


def _followed(path: Path) -> Path:
    """Return the file to which a link leads: it is replaced, and the link stays."""
    return Path(os.path.realpath(path))


def _bring_names_to_disk(folder: Path) -> None:
    """Make the new name survive a power failure; Windows opens no folders, and needs it not."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems of networks cannot; the content is in place all the same
            os.fsync(handle)
    finally:
        os.close(handle)
