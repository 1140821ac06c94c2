"""Measure the checks: `python -m tests.exercises.answers.measure [part] [exercise ...] [--full] [--write]`.

Says how many right answers are refused, how many wrong ones accepted, and how many of these are told by name. With
`--write` it notes the name that every wrong answer is told, in `told.json`, for someone to read: a name that does not
fit the answer is worse than none.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator

from tests.exercises.answers.grading import grade
from tests.exercises.answers.reading import FOLDER, Answer, answer_files, read_answers

TOLD = FOLDER / "told.json"
SLOW = 0.5  # seconds


def main() -> None:
    """Grade the answers asked for, print what went wrong and the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", choices=["open", "closed", "last", "tools", "*"], default="*")
    parser.add_argument("exercises", nargs="*")
    parser.add_argument("--full", action="store_true", help="print the report on every wrong answer")
    parser.add_argument("--write", action="store_true", help=f"note the names in {TOLD.name}")
    arguments = parser.parse_args()
    told: dict[str, dict[str, str | None]] = json.loads(TOLD.read_text(encoding="utf-8")) if TOLD.exists() else {}
    counts: Counter[str] = Counter()
    for answer in _answers(arguments.part, arguments.exercises):
        report, seconds = grade(answer)
        kind = _kind(answer, report.state, report.diagnosis)
        counts[kind] += 1
        if seconds > SLOW:
            counts["slow"] += 1
        if not answer.is_right:
            told.setdefault(answer.exercise, {})[f"{answer.part}: {answer.words}"] = report.diagnosis
        if kind in ("right, refused", "wrong, accepted") or arguments.full:
            print(f"{answer.exercise} [{answer.words}]: {kind}, {seconds:.2f} s\n{report}\n")
        else:
            print(f"{answer.exercise} [{answer.words}]: {kind} {report.diagnosis or ''} {seconds:.2f} s")
    print(*(f"{kind}: {count}" for kind, count in sorted(counts.items())), sep="\n")
    if arguments.write:
        TOLD.write_text(json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def _answers(part: str, exercises: list[str]) -> Iterator[Answer]:
    for path in answer_files(part):
        if not exercises or path.stem in exercises:
            yield from read_answers(path)


def _kind(answer: Answer, state: str, diagnosis: str | None) -> str:
    if answer.is_right:
        return "right, accepted" if state == "right" else "right, refused"
    if state in ("right", "not started"):
        return "wrong, accepted"
    return "wrong, named" if diagnosis else "wrong, not named"


if __name__ == "__main__":
    main()
