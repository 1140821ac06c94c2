"""Which two columns of a file are the sentence and its translation."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from course_lib.language import say
from course_lib.training.text_file import messages
from course_lib.training.text_file.quotes import Row
from course_lib.training.text_file.separator import find_separator
from course_lib.training.text_file.visible import is_visible

_SAMPLE = 100  # rows that a message looks at more closely
_SHOWN_COLUMNS, _SHOWN_CHARACTERS = 6, 30


class Columns(NamedTuple):
    """The places, from 0, of the sentence and its translation; chosen by the reader, or found."""

    source: int
    target: int
    chosen: bool = False


def columns_from(given: str) -> Columns:
    """Read the value of --columns, such as "2,4".

    Raises:
        ValueError: these are not two different whole numbers from 1.
    """
    if match := re.fullmatch(r"\s*([0-9]+)\s*,\s*([0-9]+)\s*", given):
        source, target = int(match[1]), int(match[2])
        if source != target and min(source, target) > 0:
            return Columns(source - 1, target - 1, chosen=True)
    raise ValueError(say(messages.COLUMNS_WRONG, given=given))


def find_columns(path: Path, rows: Iterable[Row], chosen: Columns | None = None) -> Columns:
    """Find the two columns that are filled in most rows: 1 and 2, or 1 and 3 where each tab is doubled.

    Raises:
        ValueError: most rows have more than two columns, or another sign between them than a tab; or no row has those
            that the reader has chosen.
    """
    counts: Counter[tuple[int, ...]] = Counter()
    samples: dict[tuple[int, ...], list[Row]] = {}
    widest = 0
    for row in rows:
        if row.fault is None:
            widest = max(widest, len(row.columns))
            filled = filled_places(row.columns)
            counts[filled] += 1
            if counts[filled] <= _SAMPLE:
                samples.setdefault(filled, []).append(row)
    if not counts:
        return chosen or Columns(0, 1)
    _refuse_another_separator(path, counts, samples)
    if chosen:
        return _checked(path, chosen, widest)
    several = {filled: count for filled, count in counts.items() if len(filled) > 1}
    usual = min(several, key=lambda filled: (-several[filled], filled), default=(0, 1))  # of two equals, the first
    if len(usual) > 2:
        raise ValueError(_more_columns(path, counts, samples[usual]))
    return Columns(usual[0], usual[1])


def filled_places(columns: list[str]) -> tuple[int, ...]:
    """Return the places of the columns in which something can be seen."""
    return tuple([place for place, column in enumerate(columns) if is_visible(column)])


def _checked(path: Path, chosen: Columns, widest: int) -> Columns:
    """Return the reader's columns if the widest row has both."""
    source, target, _ = chosen
    if max(source, target) < widest:
        return chosen
    raise ValueError(
        say(
            messages.FEWER_COLUMNS,
            path=path,
            found=widest,
            source=source + 1,
            target=target + 1,
            missing=max(source, target) + 1,
        )
    )


def _refuse_another_separator(
    path: Path, counts: Counter[tuple[int, ...]], samples: dict[tuple[int, ...], list[Row]]
) -> None:
    """Raise ValueError if most rows have one column in which another sign separates, or if all have one column."""
    lines, single = counts.total(), counts[(0,)]
    if 2 * single < lines:
        return
    alone = [row.columns[0] for row in samples[(0,)]]
    separator = find_separator(alone)
    if separator is not None:
        count = round(separator.lines / len(alone) * single)
        raise ValueError(
            say(
                separator.message,
                path=path,
                found=separator.columns,
                count=count,
                lines=lines,
                separator=say(separator.name),
            )
        )
    if single == lines:
        raise ValueError(say(messages.ONE_COLUMN, path=path, lines=lines))


def _more_columns(path: Path, counts: Counter[tuple[int, ...]], sample: list[Row]) -> str:
    """Say how many columns there are, what is in them, and which two may be meant."""
    first, filled = sample[0], filled_places(sample[0].columns)
    shown = ", ".join(f"{place + 1} {_shortened(first.columns[place])}" for place in filled[:_SHOWN_COLUMNS])
    sentences = [place for place in filled if _may_be_sentences([row.columns[place] for row in sample])]
    source, target = (sentences if len(sentences) > 1 else filled)[:2]
    return say(
        messages.MORE_COLUMNS,
        path=path,
        found=len(filled),
        count=counts[filled],
        lines=counts.total(),
        line=first.number,
        shown=shown + (", …" if len(filled) > _SHOWN_COLUMNS else ""),
        source=source + 1,
        target=target + 1,
    )


def _may_be_sentences(column: list[str]) -> bool:
    """Say whether a column is neither numbers nor, as the code of a language is, everywhere the same."""
    return not all(cell.strip().isdigit() for cell in column) and (len(column) == 1 or len(set(column)) > 1)


def _shortened(text: str) -> str:
    text = text.strip()
    return f'"{text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"}"'
