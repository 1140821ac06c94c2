"""Find the reader's own line in an error, and tell the stub's NotImplementedError from PyTorch's."""

import dis
import functools
import inspect
import linecache
import re
import traceback
from collections.abc import Callable
from types import FunctionType, TracebackType
from typing import Any

LONGEST_MESSAGE = 300  # characters


def is_stub_error(error: BaseException, function: Callable[..., Any]) -> bool:
    """Say whether a `raise NotImplementedError` that stands in the reader's own cell was met."""
    last = _last(error.__traceback__)
    if not isinstance(error, NotImplementedError) or last is None:
        return False
    code = last.tb_frame.f_code
    raises = code.co_code[last.tb_lasti] == dis.opmap["RAISE_VARARGS"]  # else a call into PyTorch raised it
    return raises and code.co_filename in _files(function)


def where_raised(error: BaseException, function: Callable[..., Any]) -> list[str]:
    """Return the message and the line of the reader's cell it came from, with no traceback into libraries."""
    lines = [message_of(error)]
    if isinstance(error, SystemExit):
        lines.append("Your function ends the program: use `return`, not `exit()`.")
    files = _files(function)
    own = [
        (f.f_code.co_filename, n) for f, n in traceback.walk_tb(error.__traceback__) if f.f_code.co_filename in files
    ]
    if own:
        file, number = own[-1]
        text = linecache.getline(file, number).strip()
        lines.append(f"Line {number} of your cell: {text}" if text else f"Line {number} of your cell.")
    return lines


def message_of(error: BaseException) -> str:
    """Return type and first line of the message; memory addresses differ from run to run and are dropped."""
    try:
        message = str(error)
    except Exception:
        message = ""  # the reader's own exception class may fail even here
    first = next((line for line in message.splitlines() if line.strip()), "")
    first = re.sub(r" at 0x[0-9a-fA-F]+", "", first)[:LONGEST_MESSAGE]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


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
