"""A plain text as a whole, for those who do not ask for columns."""

from pathlib import Path

from course_lib.language import say
from course_lib.training.text_file import messages
from course_lib.training.text_file.encoding import describe_not_utf8
from course_lib.training.text_file.kind import refuse_what_is_no_text


def read_plain_text(path: Path) -> str:
    """Read a file of text; the ends of its lines become those of Python, and a mark at its beginning is left out.

    Raises:
        ValueError: it cannot be read, is empty, of another kind, or not in UTF-8.
    """
    if path.is_file() and not path.stat().st_size:
        raise ValueError(say(messages.EMPTY_PLAIN_FILE, path=path))
    refuse_what_is_no_text(path)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(describe_not_utf8(path)) from None
    except OSError as error:
        raise ValueError(say(messages.UNREADABLE, path=path, reason=error.strerror)) from error
