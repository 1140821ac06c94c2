"""The file of a checkpoint: named tensors and a description, which a checksum holds together."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from course_lib.language import say
from course_lib.training.messages import (
    ANOTHER_FILE,
    ANOTHER_KIND,
    ANOTHER_VERSION,
    CANNOT_READ,
    CHANGED,
    DAMAGED,
    NO_CHECKPOINT,
    NOT_A_FILE,
)
from course_lib.training.safe_file import replace_content
from course_lib.training.subword_tokenizer import NotInstalledError

COURSE = "course_lib "  # what the formats of all kinds begin with


class Content(NamedTuple):
    """What a checkpoint holds."""

    tensors: dict[str, Tensor]
    about: dict[str, Any]


def write_content(path: Path, content: Content, format_: str) -> None:
    """Replace the file, as a whole; `format_` is that of the kind of checkpoint.

    Raises:
        OSError: the disk said no; the message names the file.
    """
    tensors = {name: tensor.cpu().contiguous() for name, tensor in content.tensors.items()}
    about = json.dumps(content.about)
    metadata = {"format": format_, "about": about, "checksum": _checksum(tensors, about)}
    replace_content(path, save(tensors, metadata))


def read_content(path: Path, format_: str) -> Content:
    """Read the file, if it is of this format and as it was written.

    Raises:
        ValueError: the file cannot be read, is no checkpoint, was written by another version or has changed.
    """
    tensors, metadata = _read(path)
    found = metadata.get("format", "")
    if not found.startswith(COURSE):
        raise ValueError(say(ANOTHER_FILE, path=path))
    if found.partition(",")[0] != format_.partition(",")[0]:
        raise ValueError(say(ANOTHER_KIND, path=path, found=found, expected=format_))
    if found != format_:
        raise ValueError(say(ANOTHER_VERSION, path=path, found=found, expected=format_))
    about = metadata.get("about", "")
    if metadata.get("checksum") != _checksum(tensors, about):
        raise ValueError(say(CHANGED, path=path))
    with what_does_not_fit_is_named(path):
        return Content(tensors, dict(json.loads(about)))


@contextmanager
def what_does_not_fit_is_named(path: Path, message: str = DAMAGED) -> Iterator[None]:
    """Turn whatever goes wrong in the block into one sentence: a strange file can be wrong in any way."""
    try:
        yield
    except (NotInstalledError, MemoryError):  # no fault of the file
        raise
    except Exception as error:
        raise ValueError(say(message, path=path)) from error


def _read(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    try:
        if path.exists() and not path.is_file():
            raise ValueError(say(NOT_A_FILE, path=path))
        with path.open("rb"), safe_open(path, framework="pt") as file:
            # Copies: on Windows the file cannot be replaced while a tensor is a view of it.
            return {name: file.get_tensor(name).clone() for name in file.keys()}, file.metadata() or {}  # noqa: SIM118
    except OSError as error:
        raise ValueError(say(CANNOT_READ, path=path, reason=error.strerror or error)) from error
    except SafetensorError as error:
        raise ValueError(say(NO_CHECKPOINT, path=path)) from error


def _checksum(tensors: dict[str, Tensor], about: str) -> str:
    """Return a checksum of all that is said and all numbers: a file that can be parsed can still be damaged."""
    checksum = hashlib.sha256(about.encode())
    for name in sorted(tensors):
        tensor = tensors[name]
        checksum.update(f"{name} {tensor.dtype} {list(tensor.shape)}".encode())
        checksum.update(tensor.reshape(-1).view(torch.uint8).numpy().tobytes())
    return checksum.hexdigest()
