"""What the reader sees after a check: plain text, the same on every run."""

from dataclasses import dataclass
from typing import Literal

from course_lib.language import say

State = Literal["not started", "wrong", "raised", "right"]


@dataclass(frozen=True, repr=False)
class Report:
    """The outcome of one check. `diagnosis` is the name of the catalogued mistake, if one was recognised."""

    exercise: str
    state: State
    text: str
    diagnosis: str | None = None

    def __repr__(self) -> str:
        """Start with `NAME: STATE`, then say the rest below."""
        return f"{self.exercise}: {say(self.state)}\n{self.text}"
