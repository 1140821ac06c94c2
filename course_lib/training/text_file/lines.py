"""The lines of a file, counted as an editor counts them."""

from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped]

from course_lib.training.text_file.encoding import describe_not_utf8

_STEP = 10_000  # lines between two movements of the bar


def lines_of(path: Path, bar: tqdm) -> Iterator[str]:
    """Read line by line, without the line ends, and move the bar on by the bytes that were read.

    A line ends with LF, CR or CR LF, also mixed in one file. Other signs, such as U+2028, end no line. A byte order
    mark in front is left out.

    Raises:
        ValueError: the file is not UTF-8.
    """
    moved = 0
    with path.open("rb") as content, TextIOWrapper(content, encoding="utf-8-sig", newline=None) as file:
        try:
            for number, line in enumerate(file, start=1):
                yield line.removesuffix("\n")
                if number % _STEP == 0:
                    bar.update(content.tell() - moved)
                    moved = content.tell()
        except UnicodeDecodeError as error:
            raise ValueError(describe_not_utf8(path)) from error
        bar.update(content.tell() - moved)
