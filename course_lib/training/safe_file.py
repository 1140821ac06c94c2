"""Replace a file so that, whatever happens meanwhile, either the old content is there or the new one, whole."""

import os
from pathlib import Path


def replace_content(path: Path, content: bytes) -> None:
    """Write the content under another name in the same folder, bring it to the disk, then give it its name.

    A program that is killed on the way leaves the old file as it was, and beside it perhaps an unfinished one named
    .part, which the next call overwrites.
    """
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    _bring_names_to_disk(path.parent)


def _bring_names_to_disk(folder: Path) -> None:
    """Make the new name survive a power failure; Windows opens no folders, and needs it not."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
