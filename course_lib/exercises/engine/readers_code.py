"""Find the reader's own line in an error, or else the library; tell the stub's NotImplementedError from PyTorch's."""

import dis
import functools
import inspect
import linecache
import re
import sysconfig
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType, FunctionType, TracebackType
from typing import Any

from course_lib.language import say

LONGEST_MESSAGE = 300  # characters
# Where no code of the reader stands: the standard library and this course. Installed packages go by their folder.
LIBRARIES = (Path(sysconfig.get_path("stdlib")), Path(__file__).parents[2])
PACKAGES = {"site-packages", "dist-packages"}


def is_stub_error(error: BaseException, function: Callable[..., Any]) -> bool:
    """Say whether a `raise NotImplementedError` that stands in the reader's own cell was met."""
    last = _last(error.__traceback__)
    if not isinstance(error, NotImplementedError) or last is None:
        return False
    code = last.tb_frame.f_code
    raises = code.co_code[last.tb_lasti] == dis.opmap["RAISE_VARARGS"]  # else a call into PyTorch raised it
    return raises and code.co_filename in _files(function) and _is_own(last.tb_frame)


def where_raised(error: BaseException, function: Callable[..., Any]) -> list[str]:
    """Return the message and the line of the reader's cell it came from, with no traceback into libraries."""
    lines = [message_of(error)]
    if isinstance(error, SystemExit):
        lines.append(say("Your function ends the program: use `return`, not `exit()`."))
    frames = _frames_below_the_engine(error)
    own = [(frame.f_code.co_filename, line) for frame, line in frames if _is_own(frame)]
    if not own:
        return lines + _library_that_raised(frames, function)
    # The function's own cell, if it is among them: it is the one the reader looks at.
    files = _files(function)
    file, number = next((place for place in reversed(own) if place[0] in files), own[-1])
    text = linecache.getline(file, number).strip()
    if not text:
        return [*lines, say("Line {number} of your cell.", number=number)]
    return [*lines, say("Line {number} of your cell: {text}", number=number, text=text)]


def _library_that_raised(frames: Sequence[tuple[FrameType, int]], function: Callable[..., Any]) -> list[str]:
    """Name the library of the innermost call; a function written in C has no frame, but may know its module."""
    module = frames[-1][0].f_globals.get("__name__") if frames else getattr(function, "__module__", None)
    name = str(module or "__main__").partition(".")[0]
    if name == "__main__":
        return []
    if str(module).startswith("course_lib.exercises"):
        return [say("What the check gave to your function raised this.")]
    return [say("The library {name} raised this; no line of your own code was running.", name=name)]


def _frames_below_the_engine(error: BaseException) -> list[tuple[FrameType, int]]:
    """Return the calls, outermost first, that the engine's own last call led to."""
    frames = list(traceback.walk_tb(error.__traceback__))
    of_engine = [Path(frame.f_code.co_filename).parent == Path(__file__).parent for frame, _ in frames]
    return frames[len(frames) - of_engine[::-1].index(True) :] if any(of_engine) else frames


def _is_own(frame: FrameType) -> bool:
    """Say whether the frame runs code of the reader: a notebook's cell, or a file outside every library."""
    file = frame.f_code.co_filename
    if file.startswith("<"):  # no file: a cell, or else code that some library made
        return frame.f_globals.get("__name__") == "__main__"
    path = Path(file)
    return not PACKAGES & set(path.parts) and not any(path.is_relative_to(folder) for folder in LIBRARIES)


def message_of(error: BaseException) -> str:
    """Return type and first line of the message; memory addresses differ from run to run and are dropped."""
    try:
        message = str(error)
    except Exception:
        message = ""  # the reader's own exception class may fail even here
    first = next((line for line in message.splitlines() if line.strip()), "")
    first = re.sub(r" at 0x[0-9a-fA-F]+", "", first)[:LONGEST_MESSAGE]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def is_of_the_course(function: Callable[..., Any]) -> bool:
    """Say whether a function, class or callable object was not written by the reader but taken from course_lib."""
    while isinstance(function, functools.partial):
        function = function.func
    named = inspect.unwrap(function)
    module = getattr(named if hasattr(named, "__qualname__") else type(named), "__module__", None)
    return str(module).partition(".")[0] == "course_lib"


def _last(traceback_: TracebackType | None) -> TracebackType | None:
    while traceback_ is not None and traceback_.tb_next is not None:
        traceback_ = traceback_.tb_next
    return traceback_


def _files(function: Callable[..., Any]) -> set[str]:
    """Return the file, in a notebook the cell, of a function, a partial of one, a class or its instance."""
    while isinstance(function, functools.partial):
        function = function.func
    function = inspect.unwrap(getattr(function, "__func__", function))
    if isinstance(function, FunctionType):
        return {function.__code__.co_filename}
    owner = function if isinstance(function, type) else type(function)
    parts = [part for base in owner.__mro__ for part in vars(base).values()]
    return {part.__code__.co_filename for part in parts if isinstance(part, FunctionType)}
