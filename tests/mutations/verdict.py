"""Say whether the tests notice enough: nine of ten changes, and an explanation for each change they do not notice."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

EXPLAINED = Path(__file__).with_name("survivors.toml")
LEAST_SHARE = 0.9


@dataclass(frozen=True)
class Mutant:
    """One small change of the attention core, and what became of it."""

    file: str  # in course_lib/attention
    status: str  # as mutmut says it
    old: str = ""  # the changed lines before
    new: str = ""  # and after

    @property
    def noticed(self) -> bool:
        """Return whether a test failed. One that took too long proves nothing: the core has no loop that could hang."""
        return self.status == "killed"


def explained_survivors() -> dict[tuple[str, str, str], str]:
    """Return the changes that no test can notice: file, old and new lines, and why."""
    entries = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["survivor"]
    return {(entry["file"], entry["old"], new): entry["why"] for entry in entries for new in entry["new"]}


def complaints(mutants: list[Mutant], explained: dict[tuple[str, str, str], str]) -> list[str]:
    """Return what is wrong with the tests, or with the list of explained survivors."""
    if not mutants:
        return ["No change was made: does [tool.mutmut] in pyproject.toml name the right files?"]
    survivors = {(mutant.file, mutant.old, mutant.new): mutant.status for mutant in mutants if not mutant.noticed}
    wrong = [
        f"{status}, and not explained in {EXPLAINED.name}: {file}\n- {old}\n+ {new}"
        for (file, old, new), status in survivors.items()
        if (file, old, new) not in explained
    ]
    wrong += [
        f"explained in {EXPLAINED.name}, but noticed by a test or gone: {file}\n- {old}\n+ {new}"
        for file, old, new in explained
        if (file, old, new) not in survivors
    ]
    share = sum(mutant.noticed for mutant in mutants) / len(mutants)
    if share < LEAST_SHARE:
        wrong.append(f"Only {share:.1%} of the changes were noticed; expected at least {LEAST_SHARE:.0%}.")
    return wrong
