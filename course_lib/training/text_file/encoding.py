"""Which encoding a text has that is not UTF-8, and what to do then."""

import codecs
import re
import shlex
from itertools import count
from pathlib import Path

from course_lib.language import say
from course_lib.training.text_file import messages

# The longer ones first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32LE",
    codecs.BOM_UTF32_BE: "UTF-32BE",
    codecs.BOM_UTF16_LE: "UTF-16LE",
    codecs.BOM_UTF16_BE: "UTF-16BE",
}
_MOST_CONTROLS = 0.1  # of the first bytes
_WESTERN = "WINDOWS-1252"  # holds Latin-1, as far as letters go
_WESTERN_SIGNS = frozenset("¿¡«»‹›„“”‘’‚–—…€°ªº·")
_MOST_ACCENTS = 0.3  # of all letters; more are another alphabet


def refuse_wide_encodings(path: Path, head: bytes) -> None:
    """Raise ValueError if a file that begins with `head` is UTF-16 or UTF-32, with a mark in front or without."""
    encoding = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    if encoding is None and not may_be_utf8(head):
        encoding = _wide_without_mark(head)
    if encoding is not None:
        raise ValueError(say(messages.ENCODING, path=path, **_conversion(path, encoding)))


def may_be_utf8(head: bytes) -> bool:
    """Say whether the first bytes of a file are UTF-8, and most of them more than control characters."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return not has_many_controls(head)


def has_many_controls(head: bytes) -> bool:
    """Say whether there are more control characters than a text has."""
    return len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", head)) > _MOST_CONTROLS * len(head)


def describe_not_utf8(path: Path) -> str:
    """Say where a file stops being UTF-8, and which encoding it may have instead."""
    content = path.read_bytes()
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return say(
            messages.NOT_UTF8,
            path=path,
            line=len(re.findall(rb"\r\n|\r|\n", content[: error.start])) + 1,
            byte=content[error.start],
            position=error.start + 1,
            remedy=_remedy(path, content),
        )
    raise ValueError(say("{path} is UTF-8; expected a file that is not.", path=path))


def _wide_without_mark(head: bytes) -> str | None:
    """Return the encoding in which the first bytes are text with a tab or a line end; None if there is none."""
    if b"\0" not in head:
        return None
    for name in ("UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE"):
        try:
            text = codecs.getincrementaldecoder(name)().decode(head)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and re.search("[\t\r\n]", text):
            return name
    return None


def _remedy(path: Path, content: bytes) -> str:
    replaced = content.decode(errors="replace")
    letters = [character for character in replaced if not character.isascii()]
    if letters.count("\ufffd") < len(letters) / 2:
        return say(messages.REMEDY_DAMAGED)
    if _is_western(content):
        return say(messages.REMEDY_WESTERN, **_conversion(path, _WESTERN))
    return say(messages.REMEDY_UNKNOWN)


def _is_western(content: bytes) -> bool:
    """Say whether bytes are likely to be a Western European language in Windows-1252."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:  # five bytes stand for nothing
        return False
    strange = [character for character in text if not character.isascii()]
    letters = sum(map(str.isalpha, text))
    accents = sum(map(str.isalpha, strange))
    signs = sum(character in _WESTERN_SIGNS for character in strange)
    return accents <= _MOST_ACCENTS * letters and accents + signs >= 0.9 * len(strange)


def _conversion(path: Path, encoding: str) -> dict[str, str]:
    """Return what a message needs to write down the command that converts a file into a new one."""
    names = (f"{path.stem}.utf-8{'' if number == 1 else f'-{number}'}{path.suffix}" for number in count(1))
    new = next(path.with_name(name) for name in names if not path.with_name(name).exists())
    return {"encoding": encoding, "quoted": shlex.quote(str(path)), "new": shlex.quote(str(new))}
