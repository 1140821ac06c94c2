"""Read the answers to one exercise: one file, its cells headed `# %% right: words` or `# %% wrong: words`."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
HEADING = re.compile(r"^# %% (right|wrong): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """One answer as a reader would have it in a cell; for a wrong one `words` say what is wrong."""

    part: str  # open, closed, last or tools
    exercise: str
    is_right: bool
    words: str
    source: str


def answer_files(part: str = "*") -> list[Path]:
    """Return the files of one part, `open`, `closed`, `last` or `tools`, or of all."""
    return sorted(FOLDER.glob(f"{part}/*.py"))


def read_answers(path: Path) -> list[Answer]:
    """Return the answers of one file, in order."""
    _, *parts = HEADING.split(path.read_text(encoding="utf-8"))
    cells = zip(parts[0::3], parts[1::3], parts[2::3], strict=True)
    return [
        Answer(path.parent.name, path.stem, verdict == "right", words, source.strip() + "\n")
        for verdict, words, source in cells
    ]
