"""A reader's own sentences: a text file with two columns, and what is wrong with some of its lines."""

from dataclasses import dataclass, field
from pathlib import Path

from course_lib.training.translator import TextPair

LONGEST = 300  # characters; time and memory of attention grow with the square of the length
SHOWN = 5  # line numbers named for each fault


@dataclass
class TextFile:
    """The usable pairs of a file, and the numbers of the lines that were left out, by what is wrong with them."""

    pairs: list[TextPair] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)

    def report(self) -> str:
        """Say in words how many lines were used and which were not."""
        lines = [f"{len(self.pairs)} pairs of sentences were read."]
        for fault, numbers in self.left_out.items():
            named = ", ".join(map(str, numbers[:SHOWN])) + (", …" if len(numbers) > SHOWN else "")
            lines.append(f"Left out, {fault}: {len(numbers)} (line {named}).")
        return "\n".join(lines)


def read_text_file(path: str | Path) -> TextFile:
    """Read lines of the form sentence, tab, translation, in UTF-8; blank lines are passed over.

    Raises:
        ValueError: the file cannot be read, is not UTF-8, is empty or has no usable line.
    """
    found = TextFile()
    for number, line in enumerate(_text_of(Path(path)).split("\n"), start=1):
        if not line.strip():
            continue
        columns = [column.strip() for column in line.split("\t")]
        fault = _fault_of(columns)
        if fault is None:
            found.pairs.append((columns[0], columns[1]))
        else:
            found.left_out.setdefault(fault, []).append(number)
    if not found.pairs:
        why = " ".join(found.report().splitlines()) if found.left_out else "The file is empty."
        raise ValueError(f"{path} has no line that can be used; expected sentence, tab, translation. {why}")
    return found


def _fault_of(columns: list[str]) -> str | None:
    """Say what is wrong with a line, or None."""
    if len(columns) != 2:
        return "not two columns with a tab between them"
    if not all(columns):
        return "one side is empty"
    if max(map(len, columns)) > LONGEST:
        return f"a side is longer than {LONGEST} characters"
    return None


def _text_of(path: Path) -> str:
    """Return what the file says, or say why it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror}); give a text file with two columns.") from error
    try:
        return content.decode("utf-8-sig")  # some editors put a mark in front
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"{path} is not UTF-8: line {line} has the byte 0x{content[error.start]:02x} (byte {error.start + 1} of "
            "the file); save it as UTF-8."
        ) from error
