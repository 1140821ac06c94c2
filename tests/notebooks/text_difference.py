"""Compare two printed texts: decimals within a tolerance, or any numbers, and everything else to the letter."""

import re
from decimal import Decimal

# Printed decimals may differ by this many units of their last printed digit …
LAST_DIGIT_UNITS = 2
# … or by this share of the larger one, whichever allows more.
RELATIVE = Decimal("0.001")

# A decimal has a point or an exponent, and is no part of a name, a colour or a version. Whole numbers are
# plain text, which must be identical. Before a decimal stands its sign, or the blank in a sign's place.
_DECIMAL = re.compile(
    r"(?P<sign>(?<![\w.)\]])[-+−]| )?(?<![\w#.])"
    r"(?P<digits>(?>\d+\.\d*(?:e[-+]?\d+)?)(?!\.?\d)|\d+e[-+]?\d+(?!\w))",
    re.IGNORECASE,
)
# Any number, also a whole one, that is no part of a name …
_ANY_NUMBER = re.compile(
    r"(?<![\w.])[-+−]?(?>\d{1,3}(?:,\d{3})+|\d+)(?>\.\d+|\.(?=[,\]]))?(?>e[-+]?\d+)?", re.IGNORECASE
)
# … and blanks, of which a column has more or fewer before it.
_BLANKS = re.compile(r" +")
_SHOWN = 160  # characters of a line in a message


def text_difference(stored: str, new: str) -> str | None:
    """Say where two texts first differ by more than the tolerance, or return None."""
    if stored == new:
        return None
    stored_numbers, new_numbers = list(_DECIMAL.finditer(stored)), list(_DECIMAL.finditer(new))
    stored_at = new_at = 0
    for was, now in zip(stored_numbers, new_numbers, strict=False):
        if stored[stored_at : was.start()] != new[new_at : now.start()] or {was["sign"], now["sign"]} == {
            " ",
            None,
        }:
            break  # the text before this number differs: said below
        stored_at, new_at = was.end(), now.end()
        limit = _allowed(was, now)
        if abs(_value(was) - _value(now)) > limit:
            numbers = f"the number {was.group().strip()} became {now.group().strip()} (± {limit} is allowed)"
            return f"{numbers}\n{_lines(stored, was.start('digits'), new, now.start('digits'))}"
    if stored[stored_at:] == new[new_at:]:
        return None
    offset = _first_difference(stored[stored_at:], new[new_at:])
    return f"the text differs\n{_lines(stored, stored_at + offset, new, new_at + offset)}"


def word_difference(stored: str, new: str) -> str | None:
    """Say where two texts first differ other than in a number's value or a column's width, or return None.

    For chaotic training: each number must still be there, and be one.
    """
    return text_difference(*(_BLANKS.sub(" ", _ANY_NUMBER.sub("#", text)) for text in (stored, new)))


def _allowed(was: re.Match[str], now: re.Match[str]) -> Decimal:
    """Return how far two decimals may lie apart; the one with more digits tells the last digit's unit."""
    if was["digits"].endswith(".") and now["digits"].endswith("."):
        return Decimal(0)  # floats that are printed as whole numbers ("1.") are compared as such
    exponent = min(int(_value(number).as_tuple().exponent) for number in (was, now))
    units = LAST_DIGIT_UNITS * Decimal(10) ** exponent
    return max(units, RELATIVE * max(abs(_value(was)), abs(_value(now))))


def _value(number: re.Match[str]) -> Decimal:
    return Decimal((number["sign"] or "").strip().replace("−", "-") + number["digits"])


def _first_difference(stored: str, new: str) -> int:
    """Return the first place at which two different texts differ."""
    pairs = enumerate(zip(stored, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(stored), len(new)))


def _lines(stored: str, stored_at: int, new: str, new_at: int) -> str:
    return f"stored: {_line_at(stored, stored_at)}\nnew:    {_line_at(new, new_at)}"


def _line_at(text: str, at: int) -> str:
    """Return the line around a place; of a long one, the part around it."""
    line_start = text.rfind("\n", 0, at) + 1
    start = max(line_start, at - _SHOWN // 2)
    end = text.find("\n", at)
    return text[start : min(end if end >= 0 else len(text), start + _SHOWN)]
