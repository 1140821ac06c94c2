"""Quotation marks: those that a spreadsheet puts around a cell, and those that belong to a sentence.

A spreadsheet writes a cell with a quotation mark, a line break or a tab inside between marks, and doubles those inside:
"say ""yes"" now". In collections of sentences (Tatoeba, Anki) a mark at the beginning of a line is part of the
sentence, and often none closes it. One file is read in one way, which depends on its lines alone:

- Cells are *quoted* if more lines prove it (a doubled mark, a line break or a tab inside) than contradict it (a mark
  where a spreadsheet writes none). Without a proof or a contradiction, they are quoted if every cell is, or if exactly
  those are that have a comma inside, as Excel does it.
- In every other file each mark is a letter of its sentence.

Lines are joined to one row only if they fit together: the marks close within a few lines, and the row has as many
columns as most; before it is clear that cells are quoted, no tab may stand beside a line break in one of them. So a
lone mark swallows no lines. What fits in one way of reading only, where the file is read in the other, is left out.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from course_lib.language import say
from course_lib.training.text_file import messages

MOST_LINES = 20  # in one cell; a sentence has fewer

_QUOTED = r'"(?:[^"]|"")*"'
_CELL = rf'(?:{_QUOTED}|[^"\t]*)'
_FITS = re.compile(rf"{_CELL}(?:\t{_CELL})*")
_CELLS = re.compile(rf"(?:^|\t)({_CELL})")
_LEFT_OPEN = re.compile(rf'(?:{_CELL}\t)*"(?:[^"]|"")*')  # the last cell is not closed


class Row(NamedTuple):
    """The columns of one row, the number of its first line, and how it was read."""

    number: int
    columns: list[str]
    fault: str | None = None
    quoted: bool = False
    joined: bool = False  # line breaks or tabs of a cell became spaces


@dataclass(frozen=True)
class Quoting:
    """Whether cells are quoted, and how many columns a row has that goes over several lines."""

    quoted: bool = False
    width: int | None = None


def find_quoting(lines: Iterable[str]) -> Quoting:
    """Look at all lines of a file and decide how its quotation marks are to be read."""
    seen = _Evidence()
    for _, text in _grouped(lines, Quoting()):
        seen.add(text)
    return seen.decide()


def rows_of(lines: Iterable[str], quoting: Quoting) -> Iterator[Row]:
    """Cut lines into rows and rows into columns; blank lines are passed over."""
    for number, text in _grouped(lines, quoting):
        if not text or text.isspace():
            continue
        if '"' not in text or not (quoting.quoted or "\n" in text):
            yield Row(number, text.split("\t"))
        elif not quoting.quoted:
            yield Row(number, [], say(messages.BROKEN_CELL))
        elif not _FITS.fullmatch(text):
            yield Row(number, [], say(messages.MARK_OUT_OF_PLACE))
        else:
            columns = [_unquoted(cell) for cell in _CELLS.findall(text)]
            joined = [re.sub(r"\s*[\n\t]\s*", " ", column) for column in columns]
            yield Row(number, joined, quoted=True, joined=joined != columns)


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


def _grouped(lines: Iterable[str], quoting: Quoting) -> Iterator[tuple[int, str]]:
    """Join the lines of a quoted cell; each text comes with the number of its first line."""
    numbered = iter(enumerate(lines, start=1))
    ahead: deque[tuple[int, str]] = deque()
    while True:
        number, text = ahead.popleft() if ahead else next(numbered, (0, ""))
        if not number:
            return
        if '"' in text and _LEFT_OPEN.fullmatch(text):
            while len(ahead) < MOST_LINES and (line := next(numbered, None)):
                ahead.append(line)
            text, count = _joined(text, [line for _, line in ahead], quoting)
            for _ in range(count):
                ahead.popleft()
        yield number, text


def _joined(first: str, following: list[str], quoting: Quoting) -> tuple[str, int]:
    """Return a row that goes over several lines and how many follow the first one; without a fit, the first alone."""
    text = first
    for count, line in enumerate(following, start=1):
        text = f"{text}\n{line}"
        if '"' not in line:
            continue
        if _FITS.fullmatch(text):
            cells = _CELLS.findall(text)
            right_width = len(cells) > 1 if quoting.width is None else len(cells) == quoting.width
            swallows = not quoting.quoted and any("\n" in cell and "\t" in cell for cell in cells)
            return (text, count) if right_width and not swallows else (first, 0)
        if not _LEFT_OPEN.fullmatch(text):
            break
    return first, 0


@dataclass
class _Evidence:
    """What speaks for quoted cells in a file, and what against."""

    widths: Counter[int] = field(default_factory=Counter)  # columns of the other rows
    broken: Counter[int] = field(default_factory=Counter)  # of rows with a line break or a tab in a cell
    doubled: int = 0
    contrary: int = 0
    plain: Counter[bool] = field(default_factory=Counter)  # cells with marks that nothing demands: is there a comma?
    without: Counter[bool] = field(default_factory=Counter)  # cells without marks: is there a comma?

    def add(self, text: str) -> None:
        """Take one row into account."""
        if '"' not in text:
            self.widths[text.count("\t") + 1] += 1
            if not (text.isspace() or text.replace("\t", "").isdigit()):
                self.without["," in text] += 1
        elif not _FITS.fullmatch(text):
            self.contrary += 1
        else:
            cells = _CELLS.findall(text)
            broken = re.search("[\t\n]", "".join(cells))
            (self.broken if broken else self.widths)[len(cells)] += 1
            self.doubled += not broken and any('""' in cell[1:-1] for cell in cells)
            for cell in filter(None, cells):
                if cell.startswith('"'):
                    self.plain["," in cell] += 1
                elif not cell.isdigit():
                    self.without["," in cell] += 1

    def decide(self) -> Quoting:
        """Weigh what was seen."""
        width = _most_common(self.widths) or _most_common(self.broken)
        fitting = self.broken[width] if width else 0
        proofs = self.doubled + fitting
        contrary = self.contrary + self.broken.total() - fitting
        if proofs or contrary:
            return Quoting(proofs > contrary, width)
        every_cell = not self.without.total()
        those_with_comma = not self.plain[False] and not self.without[True]
        return Quoting(bool(self.plain) and (every_cell or those_with_comma), width)


def _most_common(widths: Counter[int]) -> int | None:
    """Return the number of columns that most rows have which have two at least."""
    several = {width: count for width, count in widths.items() if width > 1}
    return max(several, key=several.__getitem__, default=None)
