"""What the reader has solved so far in this kernel."""

from dataclasses import dataclass

from course_lib.exercises.catalogue import all_exercises
from course_lib.exercises.engine.report import Report, State
from course_lib.language import say

_states: dict[str, State] = {}  # exercise -> state at its last check, in the order of the first checks


@dataclass(frozen=True, repr=False)
class Progress:
    """Each exercise of the chapters met so far with its state: in the order tried, then the untried by name."""

    chapters: dict[str, dict[str, str]]

    def __repr__(self) -> str:
        """Show one line for each exercise and a count for each chapter."""
        if not self.chapters:
            return say("Nothing is checked yet. Run the check cell of an exercise first.")
        lines = []
        for chapter, states in self.chapters.items():
            solved = sum(state == "right" for state in states.values())
            width = max(map(len, states))
            lines.append(say("{chapter}: {solved} of {all} solved", chapter=chapter, solved=solved, all=len(states)))
            lines += [f"  {name:<{width}}  {say(state)}" for name, state in states.items()]
        return "\n".join(lines)


def record(report: Report) -> None:
    """Remember the state of the exercise at its last check."""
    _states[report.exercise] = report.state


def progress() -> Progress:
    """Show what is solved so far, for the chapters of which something was checked in this notebook."""
    known = {exercise.name: exercise for exercise in all_exercises()}
    chapters: dict[str, dict[str, str]] = {}
    for name, state in _states.items():
        chapters.setdefault(known[name].chapter, {})[name] = state
    for name in sorted(known.keys() - _states.keys()):
        if known[name].chapter in chapters:
            chapters[known[name].chapter][name] = "not tried"
    return Progress(chapters)
