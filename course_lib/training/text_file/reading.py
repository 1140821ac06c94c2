"""Read the pairs of a text file, and say what is wrong with some of its lines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped]

from course_lib.language import say
from course_lib.training.text_file import messages
from course_lib.training.text_file.columns import Columns, filled_places, find_columns
from course_lib.training.text_file.header import is_header
from course_lib.training.text_file.kind import refuse_what_is_no_text
from course_lib.training.text_file.lines import lines_of
from course_lib.training.text_file.quotes import Row, find_quoting, rows_of
from course_lib.training.text_file.visible import strip_blanks
from course_lib.training.translator import TextPair

LONGEST = 300  # characters; time and memory of attention grow with the square of the length
SHOWN = 5  # line numbers named for each fault
BAR_AFTER = 1.0  # seconds; a file that is read faster needs no bar

_MERGE_MARK = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?|={7}")


@dataclass
class TextFile:
    """The usable pairs of a file, and the numbers of lines: of those left out by their fault, and those to note."""

    pairs: list[TextPair] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)
    noted: dict[str, list[int]] = field(default_factory=dict)

    def report(self) -> str:
        """Say in words how many lines were used, which were not, and which only with a change."""
        lines = [say(messages.PAIRS_READ, count=len(self.pairs))]
        for fault, numbers in self.left_out.items():
            lines.append(say(messages.LEFT_OUT, fault=fault, count=len(numbers), numbers=_first(numbers)))
        for note, numbers in self.noted.items():
            lines.append(say(messages.NOTED, note=note, count=len(numbers), numbers=_first(numbers)))
        return "\n".join(lines)


def read_text_file(path: str | Path, *, columns: Columns | None = None, progress: bool | None = None) -> TextFile:
    """Read lines of the form sentence, tab, translation, in UTF-8; blank lines are passed over.

    The file is read three times, so that what is decided for all lines (how quotation marks are meant, and which
    columns are the sentences) depends on all of them; only the pairs stay in memory.

    Args:
        path: of the file.
        columns: the two columns to use, of any number; None takes those that most lines have.
        progress: show a bar; None shows it on a terminal only, and only where reading takes more than a second.

    Raises:
        ValueError: the file cannot be read, is not a text in UTF-8, is empty, has more than two columns or another
            sign between them than a tab, or has no usable line.
    """
    path = Path(path)
    refuse_what_is_no_text(path)
    with tqdm(
        desc=say(messages.READING),
        total=3 * path.stat().st_size,
        unit="B",
        unit_scale=True,
        delay=BAR_AFTER,
        leave=False,
        disable=None if progress is None else not progress,
    ) as bar:
        quoting = find_quoting(lines_of(path, bar))
        columns = find_columns(path, rows_of(lines_of(path, bar), quoting), columns)
        found = _pick_pairs(rows_of(lines_of(path, bar), quoting), columns)
    if not found.pairs:
        why = " ".join(found.report().splitlines()) if found.left_out else say(messages.NOTHING_IN_IT)
        raise ValueError(say(messages.NO_PAIR, path=path, why=why))
    return found


def _pick_pairs(rows: Iterable[Row], columns: Columns) -> TextFile:
    """Sort the rows into pairs to use and faults."""
    found, pairs = TextFile(), dict[TextPair, None]()
    for place, row in enumerate(rows):
        texts = [strip_blanks(column) for column in row.columns]
        fault = row.fault or _fault_of(texts, columns)
        if fault is None:
            pair = texts[columns.source], texts[columns.target]
            if pair in pairs:
                fault = say(messages.REPEATED)
            elif place == 0 and is_header(*pair):
                fault = say(messages.HEADER, source=pair[0], target=pair[1])
        if fault is not None:
            found.left_out.setdefault(fault, []).append(row.number)
            continue
        pairs[pair] = None
        for note in _notes_on(row, columns):
            found.noted.setdefault(note, []).append(row.number)
    found.pairs = list(pairs)
    return found


def _fault_of(texts: list[str], columns: Columns) -> str | None:
    """Say what is wrong with a row, or None."""
    if len(texts) == 1 and _MERGE_MARK.fullmatch(texts[0]):
        return say(messages.MERGE_MARK)
    wanted = (columns.source, columns.target)
    filled = filled_places(texts)
    if columns.chosen:
        if missing := [place for place in sorted(wanted) if place >= len(texts)]:
            return say(messages.COLUMN_MISSING, number=missing[0] + 1)
        filled = tuple(sorted(set(filled) & set(wanted)))
    elif len(texts) < 2 and filled:
        return say(messages.NOT_TWO)
    if len(filled) < 2 and set(filled) <= set(wanted):
        empty = any(not texts[place] for place in wanted if place < len(texts) and place not in filled)
        return say(messages.SIDE_EMPTY if empty else messages.NOTHING_VISIBLE)
    if filled != tuple(sorted(wanted)):
        if len(filled) > 2:
            return say(messages.MORE_THAN_TWO)
        return say(messages.ELSEWHERE, source=columns.source + 1, target=columns.target + 1)
    if max(len(texts[place]) for place in wanted) > LONGEST:
        return say(messages.TOO_LONG, longest=LONGEST)
    return None


def _notes_on(row: Row, columns: Columns) -> Iterator[str]:
    """Say what was done to a row before it could be used."""
    if row.quoted:
        yield say(messages.QUOTED)
    if row.joined:
        yield say(messages.JOINED)
    if len(row.columns) > 2 and not columns.chosen:
        yield say(messages.EMPTY_COLUMNS)


def _first(numbers: list[int]) -> str:
    """Write down the first few of the numbers."""
    return ", ".join(map(str, numbers[:SHOWN])) + (", …" if len(numbers) > SHOWN else "")
