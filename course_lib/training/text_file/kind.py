"""What kind of file was given: everything that is not a plain text is refused by its name."""

import re
import stat
import zipfile
from pathlib import Path

from course_lib.language import say
from course_lib.training.text_file import messages
from course_lib.training.text_file.encoding import has_many_controls, refuse_wide_encodings

HEAD = 1 << 16  # bytes in which a file shows what it is

_COMPRESSED = {
    rb"\x1f\x8b": "gzip",
    rb"\x1f\x9d": "compress",
    rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)": "bzip2",
    rb"\xfd7zXZ\0": "xz",
    rb"\x28\xb5\x2f\xfd": "zstd",
    rb"\x04\x22\x4d\x18": "lz4",
    rb"7z\xbc\xaf\x27\x1c": "7z",
    rb"Rar!\x1a\x07": "rar",
}
_OTHER_KINDS = {
    rb"%PDF-": "a PDF document",
    rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Excel or Word document",
    rb"PAR1": "a Parquet table",
    rb"SQLite format 3\0": "an SQLite database",
    rb"\{\\rtf": "a document in Rich Text Format",
    rb"(?:\xef\xbb\xbf)?\s*<(?i:!doctype html|html)\b": "a web page (HTML)",
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|tmx)\b": "an XML file",
    rb".{257}ustar": "an archive (tar)",
}
_ZIP = b"PK\x03\x04"
# What tells from its members that a zip file is a document.
_SPREADSHEETS = {
    "xl/workbook": "an Excel workbook",
    "word/document": "a Word document",
    "content.xml": "a LibreOffice document",
}


def refuse_what_is_no_text(path: Path) -> None:
    """Look at a file's first bytes.

    Raises:
        ValueError: it cannot be read, is empty, compressed, a document, in UTF-16 or UTF-32, or no text at all.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ValueError(say(messages.FOLDER, path=path))
        if not stat.S_ISREG(mode):  # opening a pipe could wait for ever
            raise ValueError(say(messages.PIPE, path=path))
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise ValueError(say(messages.UNREADABLE, path=path, reason=error.strerror)) from error
    if not head:
        raise ValueError(say(messages.EMPTY_FILE, path=path))
    _refuse_known_kinds(path, head)
    refuse_wide_encodings(path, head)
    if has_many_controls(head):
        raise ValueError(say(messages.NO_TEXT, path=path))


def _refuse_known_kinds(path: Path, head: bytes) -> None:
    if head.startswith(_ZIP):
        document = _document_in_zip(path)
        message = messages.SPREADSHEET if document else messages.COMPRESSED
        raise ValueError(say(message, path=path, kind=say(document or "zip")))
    for message, kinds in ((messages.COMPRESSED, _COMPRESSED), (messages.OTHER_KIND, _OTHER_KINDS)):
        for pattern, kind in kinds.items():
            if re.match(pattern, head, re.DOTALL):
                raise ValueError(say(message, path=path, kind=say(kind)))


def _document_in_zip(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.namelist()
    except zipfile.BadZipFile:  # only the beginning of one
        return None
    return next((kind for start, kind in _SPREADSHEETS.items() if any(m.startswith(start) for m in members)), None)
