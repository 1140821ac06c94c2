"""Results of experiments that are too long for a notebook, in files that say how they were made."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_lib.language import say

FOLDER = Path(__file__).with_name("swept")


@dataclass(frozen=True)
class Sweep:
    """One experiment, run with many settings: `rows` hold a setting each, and under "result" what came out."""

    command: str
    versions: dict[str, str]
    rows: list[dict[str, Any]]

    def results(self, **settings: Any) -> list[float]:
        """Return the results of the rows that have these settings, in the order of the file.

        Raises:
            ValueError: no row has them.
        """
        found = [row["result"] for row in self.rows if settings.items() <= row.items()]
        if not found:
            raise ValueError(say("no row of this sweep has {settings}.", settings=settings))
        return found


def read_sweep(name: str) -> Sweep:
    """Read the results that `make sweeps` has written.

    Raises:
        ValueError: there is no such sweep.
    """
    file = FOLDER / f"{name}.json"
    if not file.exists():
        have = ", ".join(sorted(path.stem for path in FOLDER.glob("*.json")))
        raise ValueError(say("there is no sweep {name!r}; expected one of {have}.", name=name, have=have))
    return Sweep(**json.loads(file.read_text(encoding="utf-8")))
