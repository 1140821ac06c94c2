"""What of a text can be seen."""

import unicodedata

# Letters and marks by their category, which nevertheless leave the paper blank.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_BLANK_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})  # control, format (zero-width), separators
_BYTE_ORDER_MARK = "\ufeff"


def is_visible(text: str) -> bool:
    """Say whether a text has at least one character that can be seen."""
    return any(map(_can_be_seen, text))


def strip_blanks(text: str) -> str:
    """Take away white space at both ends, and the byte order mark, which pasting files together leaves inside."""
    text = text.strip()
    return strip_blanks(text.strip(_BYTE_ORDER_MARK)) if text[:1] == _BYTE_ORDER_MARK else text


def _can_be_seen(character: str) -> bool:
    return (character.isascii() and character.isalnum()) or not (
        unicodedata.category(character) in _BLANK_CATEGORIES
        or character in _BLANK_LETTERS
        or "\ufe00" <= character <= "\ufe0f"  # variation selectors
    )
